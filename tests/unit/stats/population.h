#pragma once
// A made-up population that answers the order's form, and releases drawn from it: so many people drawn with
// replacement, their answers counted, the published noise drawn into the counts.
//
// Opinions go together through one thing that people differ in (a Gaussian copula), and demographics a little
// too. Who skips one row rather skips others: 2 to 15 % a row. Cells hold 1 to 78 %, groups 1 to 58 %.

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "shared/privacy/budget.h"
#include "shared/privacy/random.h"
#include "shared/stats/projection.h"
#include "shared/stats/scores.h"

namespace otklik::test {

/// A row of the form whose answers exclude each other.
struct Asked {
    std::string question, row;
    std::string index;  ///< that it is part of, or none
    Scores scores;      ///< one a cell
    bool breakdown = false;
};

/// The statistics of one release, with their noise or, of the population itself, without.
struct Play {
    double total = 0;
    std::vector<double> channels;
    std::vector<std::vector<double>> rows;  ///< cells, of each Asked
    double optionsBase = 0;
    std::vector<double> options;
    /// Sums of centred scores of satisfaction: groups of each Asked by which there is a breakdown, who named
    /// none first; then of the channels, which everybody has.
    std::vector<std::vector<double>> sums;
};

class Population {
  public:
    /// loading: how much of an opinion all of a person's opinions share, 0 to 1. Scores of satisfaction with
    /// two resources then correlate by about a tenth less.
    Population(std::size_t people, double loading, std::uint64_t seed);

    const std::vector<Asked>& asked() const { return asked_; }
    /// Which options of «sources» are rows of the index «reach».
    const std::vector<bool>& scoredOptions() const { return scoredOptions_; }

    /// Everybody, without noise.
    Play whole() const;
    /// A release of so many people.
    Play play(std::size_t people, const Noise& noise, Random& random) const;
    /// Satisfaction in each group of `whole().sums`, 0 to 1: the mean of the rows' means, of those who
    /// answered them.
    std::vector<std::vector<double>> satisfactions() const;
    /// Pearson's, of the scores of satisfaction with the first two resources.
    double correlation() const;

  private:
    static constexpr std::size_t kRows = 16;
    struct Person {
        std::array<std::uint8_t, kRows> cells;  ///< from 1; 0: no answer
        std::uint8_t options, channel;          ///< options: a bit each, the base's lowest
        std::int16_t content;                   ///< thousandths, -500 to 500
    };
    struct Counted;
    Play played(const Counted& counted, const Noise* noise, Random* random) const;

    std::vector<Asked> asked_;
    std::vector<std::size_t> breakdowns_;  ///< of asked_
    std::vector<bool> scoredOptions_;
    std::vector<Person> people_;
};

}  // namespace otklik::test
