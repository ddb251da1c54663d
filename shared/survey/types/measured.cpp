#include "shared/survey/types/measured.h"

#include <cmath>

namespace otklik {

void MeasuredType::readWhole(AnswerReading& reading) const {
    const Question& question = reading.question();
    Answer& answer = reading.answer();
    if (answer.text.empty()) return;
    const auto read = measure(question, answer.text);
    if (!read) return reading.wrong("", wrongCode(question), "The text is not a measure of this kind.");
    if (question.lowest && read->value < *question.lowest)
        return reading.wrong("", "below-least", "The value is below the least.",
                             words(question, *question.lowest));
    if (question.highest && read->value > *question.highest)
        return reading.wrong("", "above-most", "The value is above the most.",
                             words(question, *question.highest));
    if (question.step) {
        const double steps = read->value / *question.step;  // as SurveyJS: the least does not shift them
        if (std::abs(steps - std::round(steps)) > 1e-9 * std::max(1.0, std::abs(steps)))
            return reading.wrong("", "off-step", "The value is between two steps.",
                                 words(question, *question.step));
    }
    answer.text = read->text;
    if (!question.options.empty()) answer.choices = {question.options[binOf(question, *read)].value};
}

std::vector<std::string> MeasuredType::inWords(const Question& question, const Answer& answer,
                                               std::string_view, std::string_view) const {
    if (answer.text.empty()) return {};
    const auto read = measure(question, answer.text);
    return {read ? words(question, read->value) : answer.text};
}

}  // namespace otklik
