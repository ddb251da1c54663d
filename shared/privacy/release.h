#pragma once
// A release: the part of a tally that is public, with noise. Every figure that leaves the server is in a
// Release or computed from one; nothing else may read the tally.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/base/json.h"
#include "shared/privacy/earlier.h"
#include "shared/privacy/random.h"
#include "shared/stats/tally.h"

namespace otklik {

/// Counts have noise and may be negative; shared/stats/projection.h makes them consistent.
struct NoisyCount {
    std::string value;  ///< the answer; of the channels also "", who came from none
    std::int64_t count = 0;
};

struct NoisyRow {
    std::string row;                   ///< matrix row value, else ""
    std::optional<std::int64_t> base;  ///< how many answered, where cells do not say it: see hasBase()
    std::vector<NoisyCount> cells;
};

struct NoisyQuestion {
    std::string name;
    std::vector<NoisyRow> rows;  ///< one, but of a matrix; an open question's has no cells
};

/// How content the people of one group are together.
struct NoisySum {
    std::string by, group;  ///< "sex", "male"; "channel", "vk"; group "": who named none
    std::int64_t sum = 0;   ///< of their centred scores (see shared/stats/tally.h), in thousandths
};

/// How many open answers speak of a theme; an answer counts for the first three of its themes.
struct NoisyTheme {
    std::string question, theme;
    std::int64_t count = 0;
};

/// SDs of the noise in a release, in hundredths, as discreteGaussian() takes them.
struct ReleaseNoise {
    std::int64_t counts = 0;
    std::int64_t sums = 0;  ///< hundredths of a thousandth of a score
    std::int64_t themes = 0;
};

struct Release {
    std::string wave;
    int number = 0;       ///< 1, 2, … within the wave; 0: nothing released yet
    std::string day;      ///< ISO date of the release
    bool final = false;   ///< made by closing the wave
    bool trial = false;   ///< of a wave whose responses are for trying
    bool tooFew = false;  ///< closed with fewer than B responses: no figures ever
    ReleaseNoise noise;
    std::int64_t responses = 0;
    std::vector<NoisyCount> channels;
    std::vector<NoisyQuestion> questions;   ///< in form order
    std::vector<NoisySum> groups;           ///< a breakdown after the other; of final releases
    std::vector<NoisyTheme> themes;         ///< once they have been counted
    std::optional<EarlierFigures> earlier;  ///< of a release of schema 1, in place of noise and counts
};

/// Adds a draw of noise to each of `counts`, of the layout or of its main cells.
void addNoise(const TallyLayout& layout, const ReleaseNoise& noise, Random& random, Counts& counts);

/// `noisy`: counts with this noise, of the layout or of its main cells, which leave out the groups.
Release makeRelease(const TallyLayout& layout, const Counts& noisy, const ReleaseNoise& noise);

/// Adds themes with their true counts to a release, with a draw of noise each; `sd` in hundredths.
void addThemes(std::vector<NoisyTheme> themes, std::int64_t sd, Random& random, Release& release);

/// As it is stored and served.
Json toJson(const Release& release);
/// Reads what toJson wrote, also as schema 1; a problem where a member is missing or of the wrong type.
Result<Release> releaseFromJson(const Json& json);

}  // namespace otklik
