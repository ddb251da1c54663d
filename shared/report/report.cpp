// The order of the report: facts, indices, questions in form order, years, groups, method.

#include "shared/report/report.h"

#include "shared/report/sections.h"

namespace otklik {

Report makeReport(const ReportInput& input, const Locale& locale) {
    const ReportedWave& chosen = input.waves[input.chosen];
    Report report;
    report.language = locale.language();
    report.wave = chosen.id;
    report.title = locale.text("report.title");
    report.survey = chosen.survey->title.in(locale.language());
    report.kind = chosen.kind;
    for (const ReportedWave& wave : input.waves) report.waves.push_back({wave.id, wave.kind});
    if (chosen.release) report.number = chosen.release->number;
    if (!hasFigures(chosen.release)) {
        const bool tooFew = chosen.release && chosen.release->tooFew;
        const bool isTrial = chosen.kind == ResponseKind::trial;
        report.notes.push_back(locale.text(tooFew    ? "report.too-few"
                                           : isTrial ? "report.early-trial"
                                                     : "report.early"));
        report.summary = report.notes.back();
        return report;
    }
    const Release& release = *chosen.release;
    report.day = release.day;
    report.final = release.final;
    report.facts = {
        {"responses", countFigure(release.responses, locale).text, locale.text("report.responses")},
        {"wave", chosen.id, locale.text("report.wave")},
        {"day", locale.date(release.day), locale.text(release.final ? "report.day-final" : "report.day")}};

    std::vector<IndexedWave> waves;
    for (std::size_t i = 0; i <= input.chosen; ++i) {
        const ReportedWave& wave = input.waves[i];
        // What does not count is compared with nothing that does.
        if (hasFigures(wave.release) && wave.kind == chosen.kind)
            waves.push_back({&wave, indicesOf(*wave.survey, wave.release->questions,
                                              noiseDraws(*wave.release), locale.language())});
    }
    report.summary = report.survey;
    if (!waves.back().indices.empty()) {
        report.sections.push_back(indicesSection(waves, locale));
        report.summary = report.sections.back().tables.front().says;
    }
    for (const PublishedQuestion& published : release.questions)
        if (auto section = questionSection(*chosen.survey, release, published, locale))
            report.sections.push_back(std::move(*section));
    if (auto section = yearsSection(waves, locale)) report.sections.push_back(std::move(*section));
    if (auto section = groupsSection(waves.back(), locale)) report.sections.push_back(std::move(*section));
    report.sections.push_back({"method",
                               locale.text("results.method"),
                               "",
                               {},
                               {locale.text("report.method"), locale.text("results.method-indices"),
                                locale.text("results.method-chance")}});
    return report;
}

}  // namespace otklik
