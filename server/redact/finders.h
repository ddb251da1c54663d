#pragma once
// The server's finders: what begins exactly at letter `i`, where the device's finders found nothing, or
// nothing. A file a family; each looks at a bounded stretch of text, as the device's do.

#include "server/redact/words.h"

namespace otklik::redaction {

std::optional<Match> findDeepName(Words& words, std::size_t i);
std::optional<Match> findDeepAddress(Words& words, std::size_t i);
/// Dates of birth.
std::optional<Match> findBirth(const Letters& text, std::size_t i);
/// Numbers of documents, accounts and cars, and numbers in words.
std::optional<Match> findDeepNumber(const Letters& text, std::size_t i);
std::optional<Match> findDeepHandle(const Letters& text, std::size_t i);
/// Health, convictions, faith, descent, said of oneself or one's family.
std::optional<Match> findIntimate(const Letters& text, std::size_t i);

/// A member of somebody's family, or a neighbour.
bool isKin(const Letters& text, Letters::Word word);

}  // namespace otklik::redaction
