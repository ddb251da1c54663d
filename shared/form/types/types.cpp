#include "shared/form/types/types.h"

#include "shared/survey/quotes.h"
#include "shared/survey/types/types.h"

namespace otklik {
namespace {

struct FormType {
    const QuestionType& type;
    void (*write)(const Controls&);
};

}  // namespace

std::string FormWords::operator()(std::string_view text) const {
    const std::string& language = locale.language();
    return typeset(shown ? quoting(text, survey, *shown, language) : quotingTitles(text, survey, language));
}

bool Controls::isAsked(const Choice& choice) const {
    if (!words.shown) return true;
    const auto at = static_cast<std::size_t>(&question - words.survey.questions.data());
    const auto isHidden = [&](const std::vector<Choice>& choices, const std::vector<bool>& shown) {
        for (std::size_t i = 0; i < shown.size(); ++i)
            if (&choices[i] == &choice) return !shown[i];
        return false;
    };
    return !isHidden(question.options, words.shown->options[at]) &&
           !isHidden(question.rows, words.shown->rows[at]);
}

void writeControls(const Controls& controls) {
    static const FormType types[] = {
        {kCheckbox, writeOptions},   {kTagbox, writeOptions},
        {kRadiogroup, writeOptions}, {kDropdown, writeList},
        {kBoolean, writeOptions},    {kRating, writeSteps},
        {kMatrix, writeMatrix},      {kMatrixDropdown, writeTable},
        {kRanking, writeRanking},    {kComment, writeLongText},
        {kText, writeText},          {kMultipleText, writeTexts},
        {kNumber, writeMeasure},     {kDate, writeMeasure},
        {kMonth, writeMeasure},      {kTime, writeMeasure},
    };
    for (const FormType& each : types)
        if (&each.type == controls.question.type) each.write(controls);
}

namespace {

void writeRow(const Controls& controls, const char* kind, const std::string& id, std::string_view value,
              bool isChecked, bool isAlone, bool isAsked, std::string_view words, const char* rowClass) {
    controls.html.open("label", {{"class", rowClass}, {"data-unasked", !isAsked}})
        .empty("input", {{"type", kind},
                         {"id", id},
                         {"name", fieldName(controls.question)},
                         {"value", value},
                         {"data-alone", isAlone},
                         {"checked", isChecked}})
        .element("span", words)
        .close();
}

}  // namespace

void writeRow(const Controls& controls, const char* kind, const Choice& option, std::string_view words) {
    const Question& question = controls.question;
    writeRow(controls, kind, controlId(question, option.value), option.value,
             controls.answer.chose(option.value), question.takesSeveral && option.isExclusive,
             controls.isAsked(option), words, "row");
}

void writeNoAnswer(const Controls& controls) {
    if (!controls.question.isRequired)
        writeRow(controls, "radio", emptyId(controls.question), "", false, false, true,
                 controls.locale().text("form.no-answer"), "row none");
}

void writeSelect(const Controls& controls, const SelectField& field, std::span<const Choice> options,
                 std::string_view chosen) {
    const Question& question = controls.question;
    controls.html
        .open("select", {{"id", field.id},
                         {"name", field.name},
                         {"aria-label", field.label, !field.label.empty()},
                         {"aria-invalid", "true", controls.isWrong},
                         {"aria-describedby", errorId(question), controls.isWrong},
                         {"autocomplete", "off"}})
        .element("option", controls.locale().text("form.choose"), {{"value", ""}});
    for (const Choice& option : options)
        controls.html.element("option", controls.words(option.text),
                              {{"value", option.value},
                               {"selected", option.value == chosen},
                               {"data-unasked", !controls.isAsked(option)}});
    controls.html.close();
}

void writeScaleEnds(const Controls& controls) {
    const auto [low, high] = scaleEnds(controls.question, controls.locale().language());
    if (low.empty() && high.empty()) return;
    controls.html.open("p", {{"class", "ends"}})
        .element("span", typeset(low))
        .element("span", typeset(high))
        .close();
}

}  // namespace otklik
