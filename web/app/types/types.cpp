#include "web/app/types/types.h"

#include "shared/redact/redact.h"
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

void addScaleEnds(const Asked& asked) {
    auto [low, high] = scaleEnds(asked.question, asked.language());
    if (!low.empty() || !high.empty()) asked.items.push_back(ScaleEndWords{std::move(low), std::move(high)});
}

void addFindings(const Asked& asked, std::string_view text) {
    bool isNamed[static_cast<std::size_t>(kLastKind) + 1] = {};
    for (const Finding& finding : findPersonalData(text)) {
        bool& named = isNamed[static_cast<std::size_t>(finding.kind)];
        if (!named)
            asked.items.push_back(Notice{asked.locale.text("redaction." + std::string(id(finding.kind)))});
        named = true;
    }
}

}  // namespace otklik
