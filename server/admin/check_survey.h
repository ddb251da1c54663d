#pragma once
// What `otklik check` says of a definition: what is refused and what is doubtful, once a kind; what was
// understood; what differs from an earlier wave; and what anonymity costs. For people in a language of the
// machine's, or for programs as JSON.

#include <string>

#include "server/admin/check.h"
#include "shared/text/locale.h"

namespace otklik {

/// 0: it loads; 1: it is refused.
int checkSurvey(const Checking& checking, const std::string& text);

/// What is wrong and what to do about it: "check.problem.CODE", with the advice for the member or type.
std::string checkText(const Problem& problem, const Locale& locale);

}  // namespace otklik
