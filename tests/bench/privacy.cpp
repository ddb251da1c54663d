// What anonymity costs in accuracy and what an attacker who knows everybody else learns (A6), simulated on
// the release code.

#include <cmath>
#include <cstdio>

#include "server/base/system_random.h"
#include "tests/attacks/forgery.h"

using namespace otklik;

namespace {

void printAttack(const char* name, attack::Others others, bool figures, double ratio, Random& random) {
    const attack::Learned learned = attack::forge(others, figures, 20000, ratio, random);
    std::printf("%-52s prior %4.1f %%  right %5.1f %%  certain %5.2f %%\n", name, 100 * learned.prior,
                100 * learned.right, 100 * learned.certain);
}

/// Error of the published shares of one question at closing, in percentage points, beside the error that
/// asking only so many people has anyway.
void printError(int responses, Random& random) {
    const Survey survey = *parseSurvey(R"({"title": "t", "pages": [{"elements": [
        {"type": "radiogroup", "name": "q", "title": "Q", "choices": ["1", "2", "3", "4", "5"]}]}]})");
    const TallyLayout layout(survey, {});
    const double shares[] = {0.117, 0.153, 0.184, 0.243, 0.303};
    double squares = 0, sampling = 0;
    int shown = 0;
    constexpr int kRounds = 2000;
    for (int round = 0; round < kRounds; ++round) {
        Counts counts(layout.size()), noise(layout.size());
        counts[static_cast<std::size_t>(layout.position("q//"))] = responses;
        for (int i = 0; i < 5; ++i)
            counts[static_cast<std::size_t>(layout.position("q//" + std::to_string(i + 1)))] =
                std::llround(responses * shares[i]);
        for (auto& one : noise) one = geometricNoise(random, ReleaseRules{}.ratio);
        const Release release = makeRelease(layout, counts, noise, {}, true);
        for (int i = 0; i < 5; ++i) {
            const PublishedCell& cell = release.questions[0].rows[0].cells[static_cast<std::size_t>(i)];
            if (cell.shown != Shown::number) continue;
            squares += std::pow(cell.percent - 100 * shares[i], 2), ++shown;
        }
    }
    for (double share : shares) sampling += share * (1 - share) / responses / 5;
    std::printf(
        "%5d responses: error of a published share %4.2f points (SD), of asking so few %4.2f; shown %5.1f %% "
        "of the cells\n",
        responses, std::sqrt(squares / shown), 100 * std::sqrt(sampling), 100.0 * shown / (5.0 * kRounds));
}

}  // namespace

int main() {
    SystemRandom random;
    const double ratio = ReleaseRules{}.ratio;
    std::printf(
        "An attacker knows every other response and reads the whole series of releases (20,000 rounds "
        "each):\n");
    printAttack("others known, noisy counts (the best anyone can)", attack::Others::known, false, ratio,
                random);
    printAttack("others blank, noisy counts", attack::Others::blank, false, ratio, random);
    printAttack("others chosen, noisy counts", attack::Others::chosen, false, ratio, random);
    printAttack("others known, published figures", attack::Others::known, true, ratio, random);
    printAttack("others blank, published figures", attack::Others::blank, true, ratio, random);
    printAttack("others chosen, published figures", attack::Others::chosen, true, ratio, random);
    printAttack("for comparison: next to no noise (ratio 0.05)", attack::Others::known, false, 0.05, random);
    std::printf("What it costs:\n");
    for (int responses : {200, 1000, 5000}) printError(responses, random);
    return 0;
}
