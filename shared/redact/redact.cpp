// What the kinds are called, and the device's own walk.

#include "shared/redact/redact.h"

#include <array>

#include "shared/redact/walk.h"

namespace otklik {
namespace {

struct Kind {
    std::string_view id, label;
    std::u32string_view bracketed;
};

constexpr std::array<Kind, 16> kKinds{{{"phone", "телефон", U"[телефон]"},
                                       {"email", "почта", U"[почта]"},
                                       {"url", "ссылка", U"[ссылка]"},
                                       {"handle", "аккаунт", U"[аккаунт]"},
                                       {"card", "карта", U"[карта]"},
                                       {"account", "счёт", U"[счёт]"},
                                       {"snils", "СНИЛС", U"[СНИЛС]"},
                                       {"inn", "ИНН", U"[ИНН]"},
                                       {"passport", "паспорт", U"[паспорт]"},
                                       {"policy", "полис", U"[полис]"},
                                       {"document", "документ", U"[документ]"},
                                       {"plate", "госномер", U"[госномер]"},
                                       {"address", "адрес", U"[адрес]"},
                                       {"name", "имя", U"[имя]"},
                                       {"birth", "рождение", U"[рождение]"},
                                       {"intimate", "личное", U"[личное]"}}};

}  // namespace

namespace redaction {

std::size_t labelEnd(const Letters& text, std::size_t i) {
    if (text.raw(i) == U'[')
        for (const Kind& kind : kKinds)
            if (text.says(i, kind.bracketed)) return i + kind.bracketed.size();
    return i;
}

std::optional<Match> matchAt(const Letters& text, std::size_t i) {
    if (text.raw(i) == U'@') return findHandle(text, i);
    if (!isWord(text.raw(i)) || !text.startsWord(i)) return {};
    for (auto find : {findEmail, findUrl, findHandle, findAddress, findName})
        if (auto match = find(text, i)) return match;
    return {};
}

std::string replaced(std::string_view text, const std::vector<Finding>& findings) {
    std::string result;
    std::size_t from = 0;
    for (const Finding& finding : findings) {
        result.append(text, from, finding.begin - from);
        result += '[';
        result += label(finding.kind);
        result += ']';
        from = finding.end;
    }
    return result.append(text, from);
}

}  // namespace redaction

std::vector<Finding> findPersonalData(std::string_view text) {
    return redaction::walk(
        text, [](const redaction::Letters&, std::size_t) { return std::optional<redaction::Match>(); },
        [](const redaction::Letters&, std::size_t) { return true; });
}

std::string redact(std::string_view text) {
    // Until nothing more is found: a label can turn its neighbour into something recognisable. Every round
    // takes at least one finding away; a text needs one round, an adversarial one a few.
    std::string result(text);
    for (auto findings = findPersonalData(result); !findings.empty(); findings = findPersonalData(result))
        result = redaction::replaced(result, findings);
    return result;
}

Answer redacted(Answer answer) {
    answer.text = redact(answer.text);
    for (auto& [row, text] : answer.texts) text = redact(text);
    answer.comment = redact(answer.comment);
    return answer;
}

Answers redacted(Answers answers) {
    for (auto& [name, answer] : answers) answer = redacted(std::move(answer));
    return answers;
}

std::string_view label(PersonalData kind) {
    return kKinds[static_cast<std::size_t>(kind)].label;
}

std::string_view id(PersonalData kind) {
    return kKinds[static_cast<std::size_t>(kind)].id;
}

}  // namespace otklik
