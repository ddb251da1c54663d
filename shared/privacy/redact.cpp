// The walk over a text: at each place the finders are asked in turn, the first that answers wins, and what it
// took is never looked at again. The families of finders are files of their own (redact_contacts,
// redact_numbers, redact_address, redact_names); all stand on redact_text. Labels in brackets are stepped
// over and explain nothing, so that redacted text stays as it is.

#include "shared/privacy/redact.h"

#include <array>

#include "shared/privacy/redact_text.h"
#include "shared/text/utf8.h"

namespace otklik {
namespace {

struct Kind {
    std::string_view id, label;
    std::u32string_view bracketed;
};

constexpr std::array<Kind, 11> kKinds{{{"phone", "телефон", U"[телефон]"},
                                       {"email", "почта", U"[почта]"},
                                       {"url", "ссылка", U"[ссылка]"},
                                       {"handle", "аккаунт", U"[аккаунт]"},
                                       {"card", "карта", U"[карта]"},
                                       {"snils", "СНИЛС", U"[СНИЛС]"},
                                       {"inn", "ИНН", U"[ИНН]"},
                                       {"passport", "паспорт", U"[паспорт]"},
                                       {"policy", "полис", U"[полис]"},
                                       {"address", "адрес", U"[адрес]"},
                                       {"name", "имя", U"[имя]"}}};

/// End of one of our own labels at `i`, else `i`: what a person puts into brackets is looked at.
std::size_t labelEnd(const redaction::Letters& text, std::size_t i) {
    if (text.raw(i) == U'[')
        for (const Kind& kind : kKinds)
            if (text.says(i, kind.bracketed)) return i + kind.bracketed.size();
    return i;
}

std::optional<redaction::Match> matchAt(const redaction::Letters& text, std::size_t i) {
    if (text.raw(i) == U'@') return redaction::findHandle(text, i);
    if (!redaction::isWord(text.raw(i)) || !text.startsWord(i)) return {};
    for (auto find : {redaction::findEmail, redaction::findUrl, redaction::findHandle, redaction::findAddress,
                      redaction::findName})
        if (auto match = find(text, i)) return match;
    return {};
}

}  // namespace

std::vector<Finding> findPersonalData(std::string_view text) {
    redaction::Letters letters(text);
    std::vector<redaction::Match> matches;
    for (std::size_t i = 0; i < letters.size();) {
        std::size_t next = labelEnd(letters, i);
        if (next == i) {
            if (const auto match = matchAt(letters, i)) {
                matches.push_back(*match);
                next = match->end;
            }
        }
        if (next > i) {
            letters.forgetBefore(next);
        } else {
            const std::size_t before = matches.size();
            next = redaction::findNumbers(letters, i, matches);
            if (matches.size() > before) letters.forgetBefore(matches.back().end);
        }
        i = next > i ? next : i + 1;
    }
    std::vector<Finding> findings;
    for (const auto& match : matches)
        findings.push_back({match.kind, letters.byte(match.begin), letters.byte(match.end)});
    return findings;
}

std::string redact(std::string_view text) {
    // A label can turn its neighbour into something recognisable, so this goes on until nothing more is
    // found. Every round takes at least one finding away; a text needs one round, an adversarial one a few.
    std::string result(text);
    for (auto findings = findPersonalData(result); !findings.empty(); findings = findPersonalData(result)) {
        std::string round;
        std::size_t from = 0;
        for (const Finding& finding : findings) {
            round.append(result, from, finding.begin - from);
            round += '[';
            round += label(finding.kind);
            round += ']';
            from = finding.end;
        }
        result = round.append(result, from);
    }
    return result;
}

Answers redacted(Answers answers) {
    for (auto& [name, answer] : answers) {
        answer.text = redact(answer.text);
        answer.comment = redact(answer.comment);
    }
    return answers;
}

std::string_view label(PersonalData kind) {
    return kKinds[static_cast<std::size_t>(kind)].label;
}

std::string_view id(PersonalData kind) {
    return kKinds[static_cast<std::size_t>(kind)].id;
}

}  // namespace otklik
