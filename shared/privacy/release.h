#pragma once
// A release: the part of a tally that is public, protected. Every figure that leaves the server is in a
// Release or computed from one; nothing else may read the tally.

#include <string>
#include <vector>

#include "shared/base/json.h"
#include "shared/privacy/protect.h"
#include "shared/stats/tally.h"

namespace otklik {

struct PublishedQuestion {
    std::string name;
    std::vector<PublishedRow> rows;         ///< one for choices; open questions have one row without cells
    std::vector<PublishedCell> words = {};  ///< of an open question: stems, in final releases only
};

/// One group of a breakdown, with the tables of the questions that carry an index.
struct PublishedGroup {
    std::string by, group;  ///< "sex", "male"; "channel", "vk"
    /// The group's cell of its own question's table, or of the channels: one figure, published once.
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
    PublishedRow channels;                     ///< final releases only
    std::vector<PublishedGroup> groups;        ///< of final releases that were made from single responses
};

/// Makes the release from the main cells' counts and noise (both of layout.mainSize() at least). Pure and
/// deterministic.
Release makeRelease(const TallyLayout& layout, const Counts& counts, const Counts& noise,
                    const ReleaseRules& rules, bool final);

Json toJson(const Release& release);
/// Reads what toJson wrote; a problem where a member is missing or of the wrong type.
Result<Release> releaseFromJson(const Json& json);

}  // namespace otklik
