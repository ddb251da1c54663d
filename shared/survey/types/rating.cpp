// One step of a scale: rateValues as they are written, else numbers from rateMin to rateMax by rateStep.

#include <cmath>

#include "shared/survey/expression/number.h"
#include "shared/survey/types/choosing.h"
#include "shared/survey/types/types.h"

namespace otklik {
namespace {

constexpr ChoosingType kType{"rating"};
constexpr long kMostSteps = 20, kMostCount = 1000, kMostSmileys = 10;

/// The number behind `value`, with as many digits behind the point as the step has: 0.3, where adding alone
/// makes 0.30000000000000004.
double next(double value, double step) {
    int digits = 0;
    for (double scaled = step; std::round(scaled) != scaled; scaled *= 10) ++digits;
    const double sum = value + step;
    return std::round(sum) == sum ? sum : rounded(sum, digits);
}

/// The numbers, as SurveyJS makes them: a count moves the end that is not given. It stops at 20 of them.
std::vector<Choice> numbers(DefinitionObject& object) {
    const auto lowGiven = object.number("rateMin"), highGiven = object.number("rateMax");
    const double step = object.number("rateStep").value_or(1);
    const auto count = static_cast<double>(object.whole("rateCount", 0, kMostCount, 0));
    double low = lowGiven.value_or(1), high = highGiven.value_or(5);
    if (count > 1 && lowGiven)
        high = low + (count - 1) * step;
    else if (count > 1 && highGiven)
        low = high - (count - 1) * step;
    const char* end = highGiven ? "rateMax" : "rateMin";
    if (step <= 0 || high <= low) {
        object.wrong(end, "wrong-scale", "A rating goes up from rateMin to rateMax.");
        return {};
    }
    std::vector<Choice> steps;
    for (double value = low; value <= high; value = next(value, step)) {
        if (steps.size() == kMostSteps) {
            object.wrong(end, "too-many-steps",
                         "A rating has at most 20 steps: use text with inputType range or number, or "
                         "write rateValues.",
                         kMostSteps);
            return {};
        }
        Choice choice;
        choice.value = numberText(value);
        choice.kind = Choice::Kind::number;
        choice.text = LocalizedText(choice.value);
        steps.push_back(std::move(choice));
    }
    return steps;
}

void takeMembers(DefinitionObject& object, Question& question) {
    question.isScale = true;
    const Json* autoGenerate = object.take("autoGenerate");
    question.options = object.choices("rateValues");
    for (const Choice& step : question.options)
        if (!step.visibleIf.empty())
            object.refuse("rateValues", "step-condition", "visibleIf",
                          "Steps of a rating are all shown: use radiogroup.");
    if (question.options.empty() || (autoGenerate && *autoGenerate == true))
        question.options = numbers(object);
    for (const char* ofNumbers : {"rateMin", "rateMax", "rateStep", "rateCount"}) object.take(ofNumbers);
    if (object.string("rateType") == "smileys" && question.options.size() > kMostSmileys)
        object.wrong("rateType", "too-many-smileys", "Smileys are ten at most: use numbers.", kMostSmileys);
    takeScaleEnds(object, question);
    question.breakdown = object.flag("breakdown");
}

}  // namespace

constinit const QuestionType& kRating = kType;
constinit const JsonType kRatingJson{kType, takeMembers, readOption, nullptr, "rateValues"};

}  // namespace otklik
