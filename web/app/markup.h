#pragma once
// A screen as markup, for who does not see its painting. What a question asks is not in it: the form's own
// markup says that.

#include <string>

#include "web/app/screen.h"

namespace otklik {

/// What stays round the questions: progress, and the list of them.
std::string chromeMarkup(const Screen& screen, const Locale& locale);
/// The screen itself where it is not a question, else empty.
std::string panelMarkup(const Screen& screen);
/// The two buttons, and the keys where the keyboard is shown.
std::string barMarkup(const Screen& screen, const Locale& locale);

}  // namespace otklik
