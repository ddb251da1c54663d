#include "shared/text/problem_text.h"

namespace otklik {

std::string problemText(const Problem& problem, const Locale& locale) {
    return locale.text("problem." + problem.code,
                       {{"limit", std::to_string(problem.limit)}, {"subject", problem.subject}});
}

}  // namespace otklik
