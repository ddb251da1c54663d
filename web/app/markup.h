#pragma once
// What the screens say, as words (for painting) and as markup (for people who do not see the painting): one
// source for both.

#include <string>

#include "web/app/keyboard.h"
#include "web/app/visit.h"

namespace otklik {

/// A question's title without the explanation of its scale.
std::string shortTitle(const Question& question, std::string_view language);
std::string introduction(const Survey& survey, const Locale& locale);
std::string progressText(const Visit& visit, const Locale& locale);
std::string previewNote(const Visit& visit, const Locale& locale);

/// True where the visitor gave this answer; `row` is empty where the question has none.
bool isOwn(const Visit& visit, const Question& question, std::string_view row, std::string_view value);
/// The indices of the results, and their sections of this form's closed questions whose rows and answers are
/// the same there, as they may be of an earlier wave with another form; empty while there are no figures.
std::vector<Section> previewSections(const Visit& visit);
/// «95-процентный интервал 68–76», empty where an index has none.
std::string intervalWords(const Figure& figure, const Locale& locale);
bool hidesPersonalData(const Answer& answer);

/// Locale keys of the two buttons of the current screen, empty where there is none.
struct BarButtons {
    std::string_view back, next;
};
BarButtons barButtons(const Visit& visit);

/// What the visitor is told once the response left the form: locale keys of a heading and of a sentence
/// below.
struct Farewell {
    std::string_view heading, more;
};
Farewell farewell(const Visit& visit);
/// Why the response did not leave the form; empty where it did.
std::string refusalText(const Visit& visit, const Locale& locale);

std::string jumpId(int position);    ///< "app-jump-0"
std::string changeId(int position);  ///< "app-change-0"

/// Markup that stays for the whole visit: progress, list of questions, tools.
std::string chromeMarkup(const Visit& visit, const Locale& locale);
/// Markup of the current screen where it is not a question (whose markup is the form's), else empty.
std::string panelMarkup(const Visit& visit, const Locale& locale);
/// The two buttons, and the keys where the keyboard is shown.
std::string barMarkup(const Visit& visit, const Keyboard& keyboard, const Locale& locale);
std::string documentTitle(const Visit& visit, const Locale& locale);

}  // namespace otklik
