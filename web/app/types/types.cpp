#include "web/app/types/types.h"

#include "shared/redact/redact.h"
#include "shared/survey/reading.h"
#include "shared/survey/types/types.h"

namespace otklik {
namespace {

struct ScreenType {
    const QuestionType& type;
    void (*add)(const Asked&);
};

}  // namespace

void addControls(const Asked& asked) {
    static const ScreenType types[] = {
        {kCheckbox, addOptions}, {kRadiogroup, addOptions}, {kRating, addSteps},
        {kMatrix, addGrid},      {kComment, addLongText},   {kText, addText},
    };
    for (const ScreenType& each : types)
        if (&each.type == asked.question.type) each.add(asked);
}

std::vector<Control> controlsOf(const Asked& asked, std::string_view row) {
    std::vector<Control> controls;
    for (const Choice& option : asked.question.options)
        controls.push_back({controlId(asked.question, row, option.value), option.text.in(asked.language()),
                            asked.answer.choseIn(row, option.value)});
    return controls;
}

void addUnderText(const Asked& asked, std::string_view text, int limit) {
    const Locale& locale = asked.locale;
    const long typed = static_cast<long>(typedLength(text));
    if (typed > limit)
        asked.items.push_back(Notice{locale.plural("app.too-long", typed - limit), Notice::Kind::error});
    else if (10 * typed >= 9 * limit)
        asked.items.push_back(Counter{locale.text("app.letters-left"),
                                      locale.text("app.letters-of", {{"n", std::to_string(limit - typed)},
                                                                     {"limit", std::to_string(limit)}})});
    bool isNamed[static_cast<std::size_t>(kLastKind) + 1] = {};
    for (const Finding& finding : findPersonalData(text)) {
        bool& named = isNamed[static_cast<std::size_t>(finding.kind)];
        if (!named) asked.items.push_back(Notice{locale.text("redaction." + std::string(id(finding.kind)))});
        named = true;
    }
}

}  // namespace otklik
