#include "shared/survey/basic.h"

#include <algorithm>
#include <iterator>

#include "shared/survey/types/type.h"

namespace otklik {
namespace {

bool isPlain(const LocalizedText& text) {
    return std::all_of(text.all().begin(), text.all().end(),
                       [](const auto& words) { return words.second.find('{') == std::string::npos; });
}

bool isFree(const std::vector<Choice>& choices) {
    return std::all_of(choices.begin(), choices.end(),
                       [](const Choice& each) { return each.visibleIf.empty() && isPlain(each.text); });
}

bool isBasicQuestion(const Question& question) {
    const bool isKnown = std::find(std::begin(kBasicTypes), std::end(kBasicTypes), question.type->name) !=
                         std::end(kBasicTypes);
    const auto conditions = {&question.visibleIf, &question.requiredIf, &question.enableIf,
                             &question.optionsVisibleIf, &question.rowsVisibleIf};
    return isKnown && isPlain(question.title) && isPlain(question.shortTitle) && isFree(question.options) &&
           isFree(question.rows) &&
           std::all_of(conditions.begin(), conditions.end(),
                       [](const Expression* each) { return each->empty(); });
}

}  // namespace

bool isBasic(const Survey& survey) {
    const auto isFreePanel = [](const Panel& panel) {
        return isPlain(panel.title) && isPlain(panel.description) && panel.visibleIf.empty() &&
               panel.requiredIf.empty() && panel.enableIf.empty();
    };
    return survey.calculated.empty() &&
           std::all_of(survey.panels.begin(), survey.panels.end(), isFreePanel) &&
           std::all_of(survey.passages.begin(), survey.passages.end(),
                       [](const Passage& each) { return each.visibleIf.empty() && isPlain(each.text); }) &&
           std::all_of(survey.questions.begin(), survey.questions.end(), isBasicQuestion);
}

}  // namespace otklik
