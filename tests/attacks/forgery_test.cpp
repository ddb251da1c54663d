// A6: whoever knows or forges everyone else in a release.

#include "tests/attacks/forgery.h"
#include "tests/support.h"

using namespace otklik;
using attack::Others;

TEST_CASE(
    "A6: with every other response known or forged, a person's answer is guessed hardly better than before") {
    test::FixedRandom random(6);
    const double ratio = ReleaseRules{}.ratio;
    for (Others others : {Others::known, Others::blank, Others::chosen}) {
        for (bool figures : {false, true}) {
            const attack::Learned learned = attack::forge(others, figures, 2500, ratio, random);
            INFO("others ", static_cast<int>(others), figures ? ", by the figures" : ", by the noisy counts",
                 ": right ", learned.right, ", certain ", learned.certain);
            CHECK(learned.right <= learned.prior + 0.10);
            CHECK(learned.certain < 0.01);
        }
    }
}

TEST_CASE("A6: the attack does work where the noise is weak, so that its failure means something") {
    test::FixedRandom random(7);
    CHECK(attack::forge(Others::known, false, 500, 0.05, random).right > 0.95);
}
