// What the office says it changed stands in its own words: this wave's, then what it said last time, so that
// a reader sees what became of it.

#include <algorithm>

#include "shared/report/sections.h"

namespace otklik {
namespace {

/// In the reader's language, else in the main one, else in any.
const OfficeText* textOf(const ReportedWave& wave, const Locale& locale) {
    for (const std::string_view language : {std::string_view(locale.language()), kMainLanguage})
        for (const OfficeText& text : wave.texts)
            if (text.language == language) return &text;
    return wave.texts.empty() ? nullptr : &wave.texts.front();
}

OfficeStatement statementOf(const OfficeText& text, std::string title, const Locale& locale) {
    return {std::move(title),
            locale.text("report.byline", {{"signature", text.signature}, {"day", locale.date(text.day)}}),
            text.language, text.blocks};
}

}  // namespace

std::optional<Section> changesSection(const ReportInput& input, const Locale& locale) {
    const ReportedWave& chosen = input.waves[input.chosen];
    Section section{Section::Kind::changes, "office-changes", locale.text("report.changes"), "", "", {}, {}};
    if (const OfficeText* text = textOf(chosen, locale))
        section.statements.push_back(statementOf(*text, "", locale));
    for (std::size_t i = input.chosen; i > 0; --i) {
        const ReportedWave& before = input.waves[i - 1];
        const OfficeText* text = textOf(before, locale);
        if (!text || before.kind != chosen.kind) continue;
        section.statements.push_back(statementOf(
            *text, locale.text("report.changes-before", {{"in", waveWords("report.in", before.id, locale)}}),
            locale));
        break;
    }
    if (section.statements.empty()) return std::nullopt;
    return section;
}

}  // namespace otklik
