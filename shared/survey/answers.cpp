#include "shared/survey/answers.h"

#include <algorithm>

namespace otklik {

bool Answer::chose(std::string_view option) const {
    return std::find(choices.begin(), choices.end(), option) != choices.end();
}

bool Answer::choseIn(std::string_view row, std::string_view option) const {
    if (row.empty()) return chose(option);
    const auto cell = cells.find(row);
    return cell != cells.end() && cell->second == option;
}

}  // namespace otklik
