#include "shared/privacy/mix.h"

#include <algorithm>
#include <cstddef>
#include <numeric>

namespace otklik {

std::size_t drawMixSize(int threshold, Random& random) {
    const auto least = static_cast<std::uint64_t>(threshold);
    return static_cast<std::size_t>(2 * least + random.below(least + 1));
}

Leaving drawLeaving(std::size_t waiting, std::size_t staying, Random& random) {
    std::vector<std::size_t> places(waiting);
    std::iota(places.begin(), places.end(), 0);
    shuffle(places, random);
    const auto firstToLeave = places.begin() + static_cast<std::ptrdiff_t>(std::min(staying, waiting));
    return {{firstToLeave, places.end()}, {places.begin(), firstToLeave}};
}

Bundle bundled(const std::vector<const Ballot*>& ballots, std::size_t size, Random& random) {
    Bundle bundle{Counts(size), {}};
    for (const Ballot* ballot : ballots) {
        add(ballot->amounts, bundle.counts);
        bundle.texts.insert(bundle.texts.end(), ballot->texts.begin(), ballot->texts.end());
    }
    shuffle(bundle.texts, random);  // two texts of one response end far apart
    return bundle;
}

}  // namespace otklik
