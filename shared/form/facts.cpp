// Minutes are an estimate by what there is to do, of somebody who answers everything: to read and choose, row
// by row, or to find words.

#include "shared/form/facts.h"

#include <algorithm>

#include "shared/survey/types/types.h"

namespace otklik {
namespace {

/// Of one answer. A row of texts is written, every other one chosen in.
constexpr int kOneChoice = 8, kSeveralChoices = 12, kRow = 5, kWrittenRow = 10, kNumber = 10, kLine = 15,
              kOwnWords = 30, kPassage = 5;

int secondsOf(const Question& question) {
    const auto rows = static_cast<int>(question.rows.size());
    if (question.takesTexts) return rows * kWrittenRow;
    if (rows > 0) return rows * kRow;
    if (question.bins != Question::Bins::none) return kNumber;
    if (question.isOpen()) return question.type == &kComment ? kOwnWords : kLine;
    return question.takesSeveral ? kSeveralChoices : kOneChoice;
}

/// Whether there are visits in which the question has to be answered, or a part of it.
bool mayDemand(const Question& question) {
    return question.isRequired || !question.requiredIf.empty() || question.isWholeRequired ||
           question.least > 0 ||
           std::any_of(question.rows.begin(), question.rows.end(),
                       [](const Choice& row) { return row.isRequired; });
}

}  // namespace

int minutesOf(const Survey& survey) {
    int seconds = kPassage * static_cast<int>(survey.passages.size());
    for (const Question& question : survey.questions) seconds += secondsOf(question);
    return std::max(1, (seconds + 30) / 60);
}

std::string minutesWords(const Survey& survey, const Locale& locale) {
    return locale.plural("app.minutes", minutesOf(survey));
}

std::string factsOf(const Survey& survey, const Locale& locale) {
    const bool mayPass = std::none_of(survey.questions.begin(), survey.questions.end(), mayDemand) &&
                         std::none_of(survey.panels.begin(), survey.panels.end(), [](const Panel& each) {
                             return each.isRequired || !each.requiredIf.empty();
                         });
    return locale.text("app.facts", {{"minutes", minutesWords(survey, locale)}}) +
           (mayPass ? " · " + locale.text("app.facts-pass") : "");
}

}  // namespace otklik
