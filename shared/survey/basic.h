#pragma once
// Most forms ask with a few types and without conditions. For them a client gets a smaller module, which has
// no others (web/basic); this says which forms those are.

#include "shared/survey/survey.h"

namespace otklik {

inline constexpr std::string_view kBasicTypes[] = {"checkbox", "radiogroup", "rating",
                                                   "matrix",   "comment",    "text"};

/// True where a survey asks with these alone, and nothing in it hangs on answers or quotes them.
bool isBasic(const Survey& survey);

}  // namespace otklik
