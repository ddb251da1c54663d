#pragma once
// Finds personal data in open text and replaces it by its kind: «позвоните [телефон]». The browser runs it
// while a person types; what the server does on arrival goes deeper, see README.md.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "shared/survey/answers.h"

namespace otklik {

enum class PersonalData {
    phone,
    email,
    url,
    handle,
    card,
    account,  // at a bank, or what a household is billed by
    snils,
    inn,
    passport,
    policy,
    document,  // any other document of a person
    plate,     // of a car
    address,
    name,
    birth,     // a date of birth
    intimate,  // what the law calls special: health, conviction, faith, descent
};
inline constexpr PersonalData kLastKind = PersonalData::intimate;

/// Where something was found: bytes [begin, end) of the text. Findings are in order and do not overlap.
struct Finding {
    PersonalData kind;
    std::size_t begin, end;
    bool operator==(const Finding&) const = default;
};

/// All findings in well-formed UTF-8, in time linear in the length of the text.
std::vector<Finding> findPersonalData(std::string_view text);

/// The text with each finding replaced by its label in brackets. Idempotent: redacting twice changes nothing
/// more.
std::string redact(std::string_view text);

/// The answer, or the answers, with every text in them redacted.
Answer redacted(Answer answer);
Answers redacted(Answers answers);

/// The label inside the brackets, in Russian as stored, one word: «телефон». Locale texts for explanations
/// are "redaction.<id>".
std::string_view label(PersonalData kind);
std::string_view id(PersonalData kind);

}  // namespace otklik
