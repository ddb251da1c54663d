// Who leaves in a mix, and that nothing of what leaves says what belonged together.

#include "shared/privacy/mix.h"

#include <algorithm>
#include <set>

#include "tests/support.h"

using namespace otklik;

TEST_CASE("A mix happens at any size from 2B to 3B, each as often") {
    test::FixedRandom random(1);
    std::map<std::size_t, int> drawn;
    for (int i = 0; i < 21'000; ++i) ++drawn[drawMixSize(20, random)];
    CHECK(drawn.size() == 21);
    for (const auto& [size, times] : drawn) {
        CHECK(size >= 40);
        CHECK(size <= 60);
        CHECK(std::abs(times - 1000) < 150);  // 4.8 standard errors
    }
}

TEST_CASE("All but B leave, and whoever came first or last stays as often as anybody") {
    test::FixedRandom random(2);
    std::vector<int> stayed(50);
    for (int mix = 0; mix < 5000; ++mix) {
        const Leaving leaving = drawLeaving(50, 20, random);
        CHECK(leaving.leaves.size() == 30);
        std::set<std::size_t> all(leaving.leaves.begin(), leaving.leaves.end());
        all.insert(leaving.stays.begin(), leaving.stays.end());
        CHECK(all.size() == 50);
        for (const std::size_t place : leaving.stays) ++stayed[place];
    }
    for (const int times : stayed) CHECK(std::abs(times - 2000) < 170);  // 5 standard errors
    CHECK(drawLeaving(5, 20, random).leaves.empty());
}

TEST_CASE("A bundle has the sums of its ballots, and their texts in an order that says nothing") {
    test::FixedRandom random(3);
    std::vector<Ballot> ballots;
    for (int n = 0; n < 30; ++n)
        ballots.push_back({{{0, 1}, {static_cast<std::uint32_t>(1 + n % 2), -7}},
                           {{"a", std::to_string(n)}, {"b", std::to_string(n)}}});
    std::vector<const Ballot*> all;
    for (const Ballot& ballot : ballots) all.push_back(&ballot);
    int together = 0;
    for (int mix = 0; mix < 200; ++mix) {
        const Bundle bundle = bundled(all, 4, random);
        CHECK(bundle.counts == Counts{30, -105, -105, 0});
        REQUIRE(bundle.texts.size() == 60);
        for (std::size_t i = 1; i < bundle.texts.size(); ++i)
            together += bundle.texts[i].text == bundle.texts[i - 1].text;
    }
    CHECK(together < 280);  // by chance one neighbour a bundle: 200, SD 14
}
