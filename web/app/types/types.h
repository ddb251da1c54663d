#pragma once
// A question's controls on the screen: a file a family of types. Internal to web/app.

#include "shared/form/ids.h"
#include "shared/survey/quotes.h"
#include "web/app/screen.h"

namespace otklik {

/// What is described, and where to.
struct Asked {
    const Survey& survey;
    const Showing& showing;
    const Question& question;
    const Answer& answer;  ///< empty where there is none
    bool isWrong;
    const Locale& locale;
    std::vector<Item>& items;

    /// As they stand on the screen.
    std::string words(const LocalizedText& text) const;
    // What of the question is shown.
    bool isRowShown(std::size_t row) const;
    std::vector<Choice> rows() const, options() const;
    /// Of an option, of a row or (without one) of the question itself; and of all options.
    Control control(std::string_view row, const Choice& option) const;
    std::vector<Control> controls(std::string_view row) const;
};

void addOptions(const Asked& asked);
void addList(const Asked& asked);
void addSteps(const Asked& asked);
void addGrid(const Asked& asked);
void addTable(const Asked& asked);
void addRanking(const Asked& asked);
void addText(const Asked& asked);
void addLongText(const Asked& asked);
void addTexts(const Asked& asked);
void addMeasure(const Asked& asked);

/// What the question's type has.
void addControls(const Asked& asked);

/// What stands under a text field: how much room is left once it grows scarce, what of the text will be
/// hidden, each kind once.
void addUnderText(const Asked& asked, std::string_view text, int limit);

}  // namespace otklik
