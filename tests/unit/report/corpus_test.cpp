// Every form of the corpus has a report that is whole in every view, whatever people answered.

#include <filesystem>

#include "shared/survey/definition.h"
#include "tests/unit/report/answering.h"
#include "tests/unit/report/views.h"

using namespace otklik;
using test::Waves;

namespace {

constexpr int kResponses = 400;

std::vector<std::filesystem::path> corpus() {
    std::vector<std::filesystem::path> files;
    for (const auto& entry :
         std::filesystem::directory_iterator(std::string(OTKLIK_SOURCE_DIR) + "/tests/corpus"))
        if (entry.path().extension() == ".json") files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

Waves answered(const Survey& survey, int responses) {
    Waves waves;
    waves.add(
        "2026", survey,
        [&](test::FixedRandom& random, Answers& answers) {
            answers = test::answersOf(waves.surveys.back(), random);
        },
        responses, 7);
    return waves;
}

}  // namespace

TEST_CASE("Every form of the corpus has a report that is whole, of many responses and of few") {
    const auto files = corpus();
    REQUIRE(files.size() > 10);
    for (const auto& file : files) {
        INFO(file.string());
        auto survey = parseSurvey(test::fileText(file.string()));
        REQUIRE(survey);
        for (const int responses : {kResponses, 150}) {
            const Waves waves = answered(*survey, responses);
            test::checkWhole(waves);
            const Report report = waves.report();
            for (const Question& question : survey->questions) {
                INFO(question.name);
                const auto isOf = [&](const Section& section) { return section.question == question.name; };
                const auto found = std::find_if(report.sections.begin(), report.sections.end(), isOf);
                CHECK((found != report.sections.end()) == !question.isOpen());
                if (found != report.sections.end()) CHECK_FALSE(found->tables.empty());
            }
        }
    }
}
