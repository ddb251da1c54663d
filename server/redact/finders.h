#pragma once
// The server's finders: what begins exactly at letter `i`, where the device's finders found nothing, or
// nothing. A file a family; each looks at a bounded stretch of text, as the device's do.

#include "server/redact/words.h"

namespace otklik::redaction {

std::optional<Match> findDeepName(Words& words, std::size_t i);
/// Names as they are said aloud.
std::optional<Match> findByname(Words& words, std::size_t i);
/// Surnames alone, in lower case.
std::optional<Match> findSurname(Words& words, std::size_t i);
std::optional<Match> findDeepAddress(Words& words, std::size_t i);
/// Homes that no street with its word tells.
std::optional<Match> findHome(Words& words, std::size_t i);
/// Dates of birth.
std::optional<Match> findBirth(const Letters& text, std::size_t i);
/// Numbers of documents, accounts and cars, and numbers in words.
std::optional<Match> findDeepNumber(const Letters& text, std::size_t i);
/// Telephones that are typed carelessly.
std::optional<Match> findDeepPhone(const Letters& text, std::size_t i);
/// Documents that the words round a number make somebody's.
std::optional<Match> findPaper(const Letters& text, std::size_t i);
/// E-mail addresses that are told without an at sign.
std::optional<Match> findMail(const Letters& text, std::size_t i);
std::optional<Match> findDeepHandle(const Letters& text, std::size_t i);
/// Health, convictions, faith, descent, said of oneself or one's family.
/// Diagnoses that are told by a code or a group.
std::optional<Match> findIllnessCode(const Letters& text, std::size_t i);
std::optional<Match> findIntimate(const Letters& text, std::size_t i);

/// What people are at work or before an office.
bool isPost(const Letters& text, Letters::Word word);
/// A member of somebody's family, or a neighbour.
bool isKin(const Letters& text, Letters::Word word);

}  // namespace otklik::redaction
