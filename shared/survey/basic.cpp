#include "shared/survey/basic.h"

#include <algorithm>
#include <iterator>

#include "shared/survey/types/type.h"

namespace otklik {
namespace {

bool isFree(const std::vector<Choice>& choices) {
    return std::all_of(choices.begin(), choices.end(), [](const Choice& each) { return each.visibleIf.empty(); });
}

bool isBasicQuestion(const Question& question) {
    const bool isKnown = std::find(std::begin(kBasicTypes), std::end(kBasicTypes), question.type->name) !=
                         std::end(kBasicTypes);
    const auto conditions = {&question.visibleIf, &question.requiredIf, &question.enableIf,
                             &question.optionsVisibleIf, &question.rowsVisibleIf};
    return isKnown && isFree(question.options) && isFree(question.rows) &&
           std::all_of(conditions.begin(), conditions.end(), [](const Expression* each) { return each->empty(); });
}

}  // namespace

bool isBasic(const Survey& survey) {
    const auto isFreePanel = [](const Panel& panel) {
        return panel.visibleIf.empty() && panel.requiredIf.empty() && panel.enableIf.empty();
    };
    return survey.calculated.empty() &&
           std::all_of(survey.panels.begin(), survey.panels.end(), isFreePanel) &&
           std::all_of(survey.passages.begin(), survey.passages.end(),
                       [](const Passage& each) { return each.visibleIf.empty(); }) &&
           std::all_of(survey.questions.begin(), survey.questions.end(), isBasicQuestion);
}

}  // namespace otklik
