#pragma once
// A question's controls as HTML: a file a family of types. Internal to shared/form. Every control is inside
// the <label> that is its whole row, so that a tap anywhere on the row counts.
//
// A radio cannot be cleared without script, so every group that may stay empty ends in «Нет ответа», which
// sends an empty value.

#include "shared/form/ids.h"
#include "shared/survey/answers.h"
#include "shared/survey/fields.h"
#include "shared/survey/showing.h"
#include "shared/text/html.h"
#include "shared/text/locale.h"
#include "shared/text/typeset.h"

namespace otklik {

/// A survey's texts as they stand on a screen: quoting answers where they are known (FormState::shown).
struct FormWords {
    const Survey& survey;
    const Locale& locale;
    const Showing* shown;

    std::string operator()(std::string_view text) const;
    std::string operator()(const LocalizedText& text) const { return (*this)(text.in(locale.language())); }
};

/// What is written, and where to.
struct Controls {
    const Question& question;
    const Answer& answer;  ///< as given, empty where there is none
    bool isWrong, isCommentWrong;
    const FormWords& words;
    HtmlWriter& html;

    const Locale& locale() const { return words.locale; }
    /// False of an option or a row of this question that is known to be hidden.
    bool isAsked(const Choice& choice) const;
};

void writeOptions(const Controls& controls);
void writeList(const Controls& controls);
void writeSteps(const Controls& controls);
void writeMatrix(const Controls& controls);
void writeTable(const Controls& controls);
void writeRanking(const Controls& controls);
void writeText(const Controls& controls);
void writeLongText(const Controls& controls);
void writeTexts(const Controls& controls);
void writeMeasure(const Controls& controls);

/// What the question's type has.
void writeControls(const Controls& controls);

/// A row: an option's control and its words.
void writeRow(const Controls& controls, const char* kind, const Choice& option, std::string_view words);

/// A list that opens, whose first entry is no answer.
struct SelectField {
    std::string id, name, label;  ///< label: what it is, where no <label> says so
};
void writeSelect(const Controls& controls, const SelectField& field, std::span<const Choice> options,
                 std::string_view chosen);
/// «Нет ответа», where the question may stay without one.
void writeNoAnswer(const Controls& controls);
/// What the ends of a scale mean, where something is said of them.
void writeScaleEnds(const Controls& controls);

}  // namespace otklik
