#pragma once
// The mix, as a plan: who leaves the pool, and what is left of them. Responses that leave together become one
// bundle, in which nothing says what belonged together; the others stay, so that nobody is mixed alone.

#include <cstddef>
#include <string>
#include <vector>

#include "shared/privacy/random.h"
#include "shared/stats/tally.h"

namespace otklik {

/// One text of a response: of an open question by its name, or of «other» by its comment's.
struct Text {
    std::string question, text;
    bool operator==(const Text&) const = default;
};

/// A response as it waits: what it will add to the counts, and its texts.
struct Ballot {
    Amounts amounts;
    std::vector<Text> texts;
};

/// What is left of responses that were mixed.
struct Bundle {
    Counts counts;            ///< exact, of the layout
    std::vector<Text> texts;  ///< in random order
};

/// How many responses must wait for the next mix: uniform in 2B to 3B, drawn anew each time, so that the
/// moment of a mix does not say how many there were.
std::size_t drawMixSize(int threshold, Random& random);

/// Places of the ballots in `waiting` that leave, and of those that stay, both in random order.
struct Leaving {
    std::vector<std::size_t> leaves, stays;
};
/// `staying` of `waiting` ballots stay, or all where there are no more.
Leaving drawLeaving(std::size_t waiting, std::size_t staying, Random& random);

/// `ballots` in their order, of a layout with `size` positions.
Bundle bundled(const std::vector<const Ballot*>& ballots, std::size_t size, Random& random);

}  // namespace otklik
