#pragma once
// A screen as markup, for who does not see its painting. What a question asks is not in it: the form's own
// markup says that.

#include <string>

#include "shared/text/html.h"
#include "web/app/screen.h"

namespace otklik {

void writeButton(HtmlWriter& html, const Button& button);
/// Where the visitor is among the questions; and the list of them, which stands behind the screen, so that
/// who goes by the Tab key begins at the question.
std::string progressMarkup(const Screen& screen);
std::string jumpsMarkup(const Screen& screen, const Locale& locale);
/// The screen itself where it is not a question, else empty.
std::string panelMarkup(const Screen& screen);
/// The buttons, and the keys where the keyboard is shown.
std::string barMarkup(const Screen& screen, const Locale& locale);

}  // namespace otklik
