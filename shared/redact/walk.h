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

/// `more(letters, i)` is asked where the device finds nothing at `i`, and before numbers are read.
template <class More>
std::vector<Finding> walk(std::string_view text, More more) {
    Letters letters(text);
    std::vector<Match> matches;
    for (std::size_t i = 0; i < letters.size();) {
        std::size_t next = labelEnd(letters, i);
        if (next == i) {
            auto match = matchAt(letters, i);
            if (!match) match = more(letters, i);
            if (match) {
                matches.push_back(*match);
                next = match->end;
            }
        }
        if (next > i) {
            letters.forgetBefore(next);
        } else {
            const std::size_t before = matches.size();
            next = findNumbers(letters, i, matches);
            if (matches.size() > before) letters.forgetBefore(matches.back().end);
        }
        i = next > i ? next : i + 1;
    }
    std::vector<Finding> findings;
    for (const auto& match : matches)
        findings.push_back({match.kind, letters.byte(match.begin), letters.byte(match.end)});
    return findings;
}

/// Redacts until `find` finds nothing more: a label can turn its neighbour into something recognisable. Every
/// round takes at least one finding away; a text needs one round, an adversarial one a few.
template <class Find>
std::string redactedBy(std::string_view text, Find find) {
    std::string result(text);
    for (auto findings = find(result); !findings.empty(); findings = find(result))
        result = replaced(result, findings);
    return result;
}

}  // namespace otklik::redaction
