#pragma once
// Releases as they were made before each carried its noise (schema 1): counts rounded to 5, shares near 0 and
// 1 as bounds, small counts hidden. None is made any more; those of closed waves are read as they are.

#include <cstdint>
#include <string>
#include <vector>

#include "shared/base/json.h"
#include "shared/base/result.h"

namespace otklik {

struct EarlierRules {
    double ratio = 0.75;   ///< of the two-sided geometric noise, P(n) proportional to ratio^|n|
    int rounding = 5;      ///< of counts
    int minimumCell = 10;  ///< a count under it was not shown
    int draws = 1;         ///< how often noise was drawn into the counts

    double noiseVariance() const { return draws * 2 * ratio / ((1 - ratio) * (1 - ratio)); }
};

/// How much of a count is said.
enum class Shown { number, atMost, atLeast, hidden, smallBase };

struct PublishedCell {
    std::string value;  ///< the answer, "" for a base
    Shown shown = Shown::number;
    std::int64_t count = 0;  ///< rounded, at least 0; of a number only
    int percent = 0;         ///< of the row's base, whole; of a number, or the bound itself
};

struct PublishedRow {
    std::string row;     ///< matrix row value, "" for a choice question
    PublishedCell base;  ///< how many answered
    std::vector<PublishedCell> cells;
};

struct PublishedQuestion {
    std::string name;
    std::vector<PublishedRow> rows;  ///< one for choices; open questions have one row without cells
};

/// One group of a breakdown, with the tables of the questions that carry an index.
struct PublishedGroup {
    std::string by, group;  ///< "sex", "male"; "channel", "vk"
    std::vector<PublishedQuestion> questions;
};

struct EarlierFigures {
    Json json;  ///< as it was published, without the words of open answers
    PublishedCell responses;
    std::vector<PublishedQuestion> questions;  ///< in form order
    PublishedRow channels;                     ///< final releases only
    std::vector<PublishedGroup> groups;
};

/// A problem where a member is missing or of the wrong type.
Result<EarlierFigures> earlierFromJson(const Json& json);

}  // namespace otklik
