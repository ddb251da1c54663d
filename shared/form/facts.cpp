#include "shared/form/facts.h"

#include <algorithm>

namespace otklik {

std::string factsOf(const Survey& survey, const Locale& locale) {
    const bool mayPass =
        std::none_of(survey.questions.begin(), survey.questions.end(),
                     [](const Question& each) { return each.isRequired || !each.requiredIf.empty(); });
    return locale.text("app.facts") + (mayPass ? " · " + locale.text("app.facts-pass") : "");
}

}  // namespace otklik
