#pragma once
// Dates as people write them: «5.06.62», «двенадцатого июля пятьдесят первого», «07 авг 1979», «30.IV.1968».

#include "shared/redact/letters.h"

namespace otklik::redaction {

struct Date {
    std::size_t end;
    bool whole;  ///< not a year alone
    int year;    ///< 0 where it has none, or one in words
};

std::optional<Date> dateAt(const Letters& text, std::size_t i);

}  // namespace otklik::redaction
