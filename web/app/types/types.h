#pragma once
// A question's controls on the screen: a file a family of types. Internal to web/app.

#include "shared/form/ids.h"
#include "web/app/screen.h"

namespace otklik {

/// What is described, and where to.
struct Asked {
    const Question& question;
    const Answer& answer;  ///< empty where there is none
    bool isWrong;
    const Locale& locale;
    std::vector<Item>& items;

    const std::string& language() const { return locale.language(); }
};

void addOptions(const Asked& asked);
void addSteps(const Asked& asked);
void addGrid(const Asked& asked);
void addText(const Asked& asked);
void addLongText(const Asked& asked);

/// What the question's type has.
void addControls(const Asked& asked);

/// One control of each option, of a row or (without one) of the question itself.
std::vector<Control> controlsOf(const Asked& asked, std::string_view row);
/// What stands under a text field: how much room is left once it grows scarce, what of the text will be
/// hidden, each kind once.
void addUnderText(const Asked& asked, std::string_view text, int limit);

}  // namespace otklik
