#include "web/app/types/types.h"

#include "shared/redact/redact.h"
#include "shared/survey/reading.h"

namespace otklik {
std::string Asked::words(const LocalizedText& text) const {
    return quoting(text.in(locale.language()), survey, showing, locale.language());
}

bool Asked::isRowShown(std::size_t row) const {
    return showing.hasRow(static_cast<std::size_t>(&question - survey.questions.data()), row);
}

std::vector<Choice> Asked::rows() const {
    std::vector<Choice> shown;
    for (std::size_t i = 0; i < question.rows.size(); ++i)
        if (isRowShown(i)) shown.push_back(question.rows[i]);
    return shown;
}

std::vector<Choice> Asked::options() const {
    const auto at = static_cast<std::size_t>(&question - survey.questions.data());
    std::vector<Choice> shown;
    for (std::size_t i = 0; i < question.options.size(); ++i)
        if (showing.hasOption(at, i)) shown.push_back(question.options[i]);
    return shown;
}

Control Asked::control(std::string_view row, const Choice& option) const {
    return {controlId(question, row, option.value), words(option.text), answer.choseIn(row, option.value)};
}

std::vector<Control> Asked::controls(std::string_view row) const {
    std::vector<Control> controls;
    for (const Choice& option : options()) controls.push_back(control(row, option));
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
