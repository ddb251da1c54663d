#include "shared/form/types/types.h"

#include "shared/survey/types/types.h"

namespace otklik {
namespace {

struct FormType {
    const QuestionType& type;
    void (*write)(const Controls&);
};

}  // namespace

void writeControls(const Controls& controls) {
    static const FormType types[] = {
        {kCheckbox, writeOptions}, {kRadiogroup, writeOptions}, {kRating, writeSteps},
        {kMatrix, writeMatrix},    {kComment, writeLongText},   {kText, writeText},
    };
    for (const FormType& each : types)
        if (&each.type == controls.question.type) each.write(controls);
}

void writeRow(const Controls& controls, const char* kind, const std::string& id, std::string_view value,
              bool isChecked, std::string_view words, const char* rowClass) {
    controls.html.open("label", {{"class", rowClass}})
        .empty("input", {{"type", kind},
                         {"id", id},
                         {"name", fieldName(controls.question)},
                         {"value", value},
                         {"checked", isChecked}})
        .element("span", words)
        .close();
}

void writeNoAnswer(const Controls& controls) {
    if (!controls.question.isRequired)
        writeRow(controls, "radio", controlId(controls.question, ""), "", false,
                 controls.locale.text("form.no-answer"), "row none");
}

void writeScaleEnds(const Controls& controls) {
    const auto [low, high] = scaleEnds(controls.question, controls.locale.language());
    if (low.empty() && high.empty()) return;
    controls.html.open("p", {{"class", "ends"}})
        .element("span", typeset(low))
        .element("span", typeset(high))
        .close();
}

}  // namespace otklik
