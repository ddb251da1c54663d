#pragma once
// Members of SurveyJS definitions that are not supported. Internal to this folder.

#include <string_view>

namespace otklik {

/// True where a member changes no answer, so that it can be left out.
bool concernsLooks(std::string_view member);

/// What to do instead of a member that would change the meaning.
const char* adviceFor(std::string_view member);

}  // namespace otklik
