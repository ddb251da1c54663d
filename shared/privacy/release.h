#pragma once
// A release: the part of a tally that is public, protected. Every figure that leaves the server is in a
// Release or computed from one; nothing else may read the tally.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/json.h"
#include "shared/privacy/random.h"
#include "shared/stats/tally.h"

namespace otklik {

/// Why a cell shows no number.
enum class Hidden { no, smallCell, smallBase, complement };

/// One published count. `count` is noisy, rounded and at least 0; meaningless while hidden.
struct PublishedCell {
    std::string value;  ///< the answer, "" for a row's base
    std::int64_t count = 0;
    Hidden hidden = Hidden::no;
    int percent = 0;                       ///< whole percent of the row's base
    bool atLeast = false, atMost = false;  ///< capped ends: «не менее 90 %», «не более 10 %»
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
    PublishedCell size;
    std::vector<PublishedQuestion> questions;
};

struct Release {
    std::string wave;
    int number = 0;       ///< 1, 2, … within the wave; 0: nothing released yet
    std::string day;      ///< ISO date of the release
    bool final = false;   ///< made by closing the wave
    bool tooFew = false;  ///< closed with fewer than B responses: no figures ever
    PublishedCell responses;
    std::vector<PublishedQuestion> questions;  ///< in form order
    std::vector<PublishedGroup> groups;        ///< final releases only
};

struct ReleaseRules {
    double ratio = 0.75;  ///< of the two-sided geometric noise, P(n) proportional to ratio^|n|
    int rounding = 5;
    int minimumCell = 10;
    int minimumBase = 50;  ///< of a breakdown row
    int capPercent = 10;  ///< shares below it and above 100 minus it are shown as «не более», «не менее»
};

/// One draw of the geometric mechanism (Ghosh, Roughgarden and Sundararajan, 2009): SD 4.9 at ratio 0.75.
std::int64_t geometricNoise(Random& random, double ratio);

/// Makes the release from exact counts and the noise stored beside them (both of layout.size()). Pure and
/// deterministic.
Release makeRelease(const TallyLayout& layout, const Counts& counts, const Counts& noise,
                    const ReleaseRules& rules, bool final);

Json toJson(const Release& release);
/// Reads what toJson wrote; a problem where a member is missing or of the wrong type.
Result<Release> releaseFromJson(const Json& json);

}  // namespace otklik
