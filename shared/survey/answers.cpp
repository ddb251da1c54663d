#include "shared/survey/answers.h"

#include <algorithm>

namespace otklik {

bool Answer::chose(std::string_view value) const {
    return std::find(choices.begin(), choices.end(), value) != choices.end();
}

}  // namespace otklik
