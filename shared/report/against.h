#pragma once
// What a definition asks otherwise than an earlier wave did, as far as it decides which years the report
// compares: it compares indices, and those alone whose questions are all the same (comparison.h).

#include <string>
#include <vector>

#include "shared/survey/survey.h"

namespace otklik {

struct Difference {
    /// "added", "dropped", "type", "title", "ends" of a scale, "index", "order" of an index's questions; and
    /// "options-added", "options-dropped", "options-reworded", "options-moved", "rows-…", "scale".
    std::string change;
    std::string question;                ///< its name; empty for "order"
    std::vector<std::string> items;      ///< values of the options or rows concerned
    std::vector<std::string> indices{};  ///< that are not compared because of it
};

struct Against {
    std::vector<Difference> differences;  ///< in form order, questions that are dropped last
    std::vector<std::string> compared;    ///< indices of both that the report compares
    std::vector<std::string> apart;       ///< indices of both that it does not
};

Against against(const Survey& earlier, const Survey& now);

}  // namespace otklik
