#pragma once
// What a definition says that is likely not meant: conditions that never hold, names that nothing has, texts
// that show braces. Internal to this folder.

#include <string>
#include <vector>

#include "shared/survey/survey.h"

namespace otklik {

/// Where the things of a survey stand in its definition, in their order.
struct DefinitionPointers {
    std::vector<std::string> panels, passages, questions;
    std::vector<std::string> calculated;  ///< their expressions
};

/// Adds them as warnings: "unknown-name", "never-holds", "false-condition", "depends-on-itself",
/// "markup-in-text", "index-by-order", "other-may-be-blank".
void addDoubts(const Survey& survey, const DefinitionPointers& pointers, Problems& warnings);

}  // namespace otklik
