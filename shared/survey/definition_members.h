#pragma once
// Members and types of SurveyJS definitions that are not supported. Internal to this folder and its tests.

#include <string_view>
#include <vector>

#include "shared/base/json.h"

namespace otklik {

/// True where a member says no more than if it were absent: null, false, "" and the like, or what SurveyJS
/// takes by itself.
bool saysNothing(std::string_view member, const Json& value);

/// True where a member changes no answer, so that it can be left out.
bool concernsLooks(std::string_view member);

/// What to do instead of a member that would change the meaning, or of a type that is not asked.
const char* adviceFor(std::string_view member);
const char* adviceForType(std::string_view type);

/// Those that have an advice of their own.
std::vector<std::string_view> refusedMembers();
std::vector<std::string_view> refusedTypes();

}  // namespace otklik
