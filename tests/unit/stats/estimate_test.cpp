// Expected numbers are R's (4.2.2), by the call that stands beside each.

#include "shared/stats/estimate.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

#include "tests/support.h"

using namespace otklik;

namespace {

bool near(double value, double expected, double within = 1e-9) {
    return std::fabs(value - expected) <= within;
}

struct Sample {
    std::vector<double> values;
    explicit Sample(const std::vector<int>& counts) {
        for (std::size_t i = 0; i < counts.size(); ++i)
            values.insert(values.end(), static_cast<std::size_t>(counts[i]), static_cast<double>(i + 1));
    }
    double size() const { return static_cast<double>(values.size()); }
    double mean() const {
        double sum = 0;
        for (double value : values) sum += value;
        return sum / size();
    }
    double variance() const {
        double sum = 0;
        for (double value : values) sum += (value - mean()) * (value - mean());
        return sum / (size() - 1);
    }
};

}  // namespace

TEST_CASE("Wilson's interval for a share") {
    // prop.test(62, 200, correct = FALSE)$conf.int, and the same of 0 of 20 and 49 of 50
    CHECK(near(wilson(0.31, 200).low, 0.249989448361));
    CHECK(near(wilson(0.31, 200).high, 0.377171775663));
    CHECK(wilson(0, 20).low == 0);
    CHECK(near(wilson(0, 20).high, 0.161125158053));
    CHECK(near(wilson(0.98, 50).low, 0.895045564104));
    CHECK(near(wilson(0.98, 50).high, 0.996460740728));
}

TEST_CASE("The t interval for a mean") {
    // x <- rep(1:5, c(12, 18, 40, 80, 50)); t.test(x)$conf.int
    const Sample x({12, 18, 40, 80, 50});
    const Interval interval = meanInterval(x.mean(), x.variance(), x.size());
    CHECK(near(interval.low, 3.53346831755));
    CHECK(near(interval.high, 3.84653168245));
}

TEST_CASE("The t interval agrees with a bootstrap") {
    const Sample x({12, 18, 40, 80, 50});
    std::mt19937_64 random(1);
    std::vector<double> means;
    for (int round = 0; round < 4000; ++round) {
        double sum = 0;
        for (std::size_t i = 0; i < x.values.size(); ++i) sum += x.values[random() % x.values.size()];
        means.push_back(sum / x.size());
    }
    std::sort(means.begin(), means.end());
    const Interval interval = meanInterval(x.mean(), x.variance(), x.size());
    CHECK(near(interval.low, means[100], 0.02));
    CHECK(near(interval.high, means[3900], 0.02));
}

TEST_CASE("Student's distribution") {
    // qt(.975, c(1, 4, 9, 29, 199, 1e5))
    CHECK(near(studentQuantile(1), 12.70620473617));
    CHECK(near(studentQuantile(4), 2.77644510520));
    CHECK(near(studentQuantile(9), 2.26215716280));
    CHECK(near(studentQuantile(29), 2.04522964213));
    CHECK(near(studentQuantile(199), 1.97195654425));
    CHECK(near(studentQuantile(1e5), 1.95998770753, 1e-8));
    // 2 * pt(-2.1, c(3, 17.5, 200)), 2 * pnorm(-2.1)
    CHECK(near(twoSided(2.1, 3), 0.1265652025497));
    CHECK(near(twoSided(-2.1, 17.5), 0.0505124285009));
    CHECK(near(twoSided(2.1, 200), 0.0369826371808));
    CHECK(near(twoSided(2.1, std::numeric_limits<double>::infinity()), 0.0357288411256));
}

TEST_CASE("Holm's correction") {
    // p.adjust(c(.01, .04, .03, .005, .9), "holm")
    const std::vector<double> adjusted = holm({.01, .04, .03, .005, .9}),
                              expected = {.04, .09, .09, .025, .9};
    for (std::size_t i = 0; i < expected.size(); ++i) CHECK(near(adjusted[i], expected[i]));
}
