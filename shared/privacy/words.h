#pragma once
// Which words of open answers may be shown. Which words there are is not known beforehand, so noise alone
// does not protect a word that one person wrote: of three thousand such words it would lift a hundred over a
// threshold of 10. So a word needs kLeastWriters people who really wrote it, and then a protected count of
// kLeastCount, so far above that whoever forged all the others sees the word appear through one person in
// fewer than 1 of 100 releases.

#include <map>
#include <string>
#include <vector>

#include "shared/privacy/protect.h"

namespace otklik {

inline constexpr std::int64_t kLeastWriters = 5, kLeastCount = 20;
inline constexpr std::size_t kMostWords = 20;  ///< that a question shows

/// Stems and how many answers have them, each answer counted once.
using WordCounts = std::map<std::string, std::int64_t>;

/// The most frequent words, as cells without a percent; `answers` is the published count of answers. One that
/// nearly all wrote has a bound only, as any share.
std::vector<PublishedCell> publishWords(const WordCounts& counts, const PublishedCell& answers,
                                        const ReleaseRules& rules, Random& random);

}  // namespace otklik
