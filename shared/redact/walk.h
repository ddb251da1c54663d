#pragma once
// The walk over a text: at each place the finders are asked in turn, the first that answers wins, and what it
// took is never looked at again. Labels in brackets are stepped over and explain nothing, so that redacted
// text stays as it is. A template, so that the device carries nothing of what the server adds.

#include "shared/redact/letters.h"

namespace otklik::redaction {

/// End of one of our own labels at `i`, else `i`: what a person puts into brackets is looked at.
std::size_t labelEnd(const Letters& text, std::size_t i);

/// What the device finds at `i`, numbers apart.
std::optional<Match> matchAt(const Letters& text, std::size_t i);

/// The text with labels in the place of findings.
std::string replaced(std::string_view text, const std::vector<Finding>& findings);

/// `more(letters, i)` is asked where the device finds nothing at `i`, and before numbers are read. Only
/// places of which `isAsked(letters, i)` are looked at.
template <class More, class IsAsked>
std::vector<Finding> walk(std::string_view text, More more, IsAsked isAsked) {
    Letters letters(text);
    std::vector<Match> matches;
    for (std::size_t i = 0; i < letters.size();) {
        if (const std::size_t end = labelEnd(letters, i); end > i) {
            letters.forgetBefore(i = end);
            continue;
        }
        if (!isAsked(letters, i)) {
            ++i;
            continue;
        }
        const std::size_t before = matches.size();
        std::size_t next = i;
        auto match = matchAt(letters, i);
        if (!match) match = more(letters, i);
        if (match) {
            matches.push_back(*match);
            next = match->end;
        } else {
            next = findNumbers(letters, i, matches);
        }
        if (matches.size() > before) letters.forgetBefore(matches.back().end);
        i = next > i ? next : i + 1;
    }
    std::vector<Finding> findings;
    for (const auto& match : matches)
        findings.push_back({match.kind, letters.byte(match.begin), letters.byte(match.end)});
    return findings;
}

}  // namespace otklik::redaction
