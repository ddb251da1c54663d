#include "shared/form/measure_words.h"

#include "shared/survey/types/types.h"

namespace otklik {

std::string measureHint(const Question& question, const Locale& locale) {
    if (question.type != &kNumber) return locale.text("measure." + std::string(question.type->name));
    const Locale::Arguments bounds = {{"least", question.lowest ? numberText(*question.lowest) : ""},
                                      {"most", question.highest ? numberText(*question.highest) : ""}};
    return locale.text(question.lowest && question.highest ? "measure.number-between"
                       : question.lowest                   ? "measure.number-from"
                       : question.highest                  ? "measure.number-to"
                                                           : "measure.number",
                       bounds);
}

std::string shownMeasure(const Question& question, const Answer& answer, const Locale& locale) {
    const auto lines = question.type->inWords(question, answer, locale.language(), "");
    return lines.empty() ? "" : lines.front();
}

}  // namespace otklik
