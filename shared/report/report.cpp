// The order of the report: facts, indices, questions in form order, years, groups, method.

#include "shared/report/report.h"

#include <cmath>

#include "shared/report/sections.h"

namespace otklik {
namespace {

std::vector<std::string> methodOf(const Release& release, const Measured& measured, const Locale& locale) {
    if (release.earlier) return {locale.text("report.method-earlier")};
    constexpr double kHundredths = 100;
    const double sigma = static_cast<double>(release.noise.counts) / kHundredths;
    std::vector<std::string> method = {
        locale.text("report.method"),
        locale.text("report.precision",
                    {{"n", locale.number(std::round(measured.responses))},
                     {"points", locale.number(100 * precisionOf(measured.responses, sigma))}})};
    if (!measured.indices.empty()) method.push_back(locale.text("results.method-indices"));
    if (!measured.groups.empty()) method.push_back(locale.text("results.method-groups"));
    method.push_back(locale.text("results.method-chance"));
    return method;
}

}  // namespace

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
        const bool tooFew = chosen.release && chosen.release->final;
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
    report.schema = release.earlier ? 1 : 2;

    std::vector<MeasuredWave> waves;
    for (std::size_t i = 0; i <= input.chosen; ++i) {
        const ReportedWave& wave = input.waves[i];
        // What does not count is compared with nothing that does.
        if (hasFigures(wave.release) && wave.kind == chosen.kind)
            waves.push_back({&wave, measured(*wave.survey, *wave.release)});
    }
    const Measured& measured = waves.back().measured;
    report.facts = {
        {"responses", countFigure(measured.responses, locale).text, locale.text("report.responses")},
        {"wave", chosen.id, locale.text("report.wave")},
        {"day", locale.date(release.day), locale.text(release.final ? "report.day-final" : "report.day")}};
    report.summary = report.survey;
    if (!measured.indices.empty()) {
        report.sections.push_back(indicesSection(waves, locale));
        report.summary = report.sections.back().tables.front().says;
    }
    for (const MeasuredQuestion& question : measured.questions)
        report.sections.push_back(questionSection(*chosen.survey, measured, question, locale));
    if (auto section = yearsSection(waves, locale)) report.sections.push_back(std::move(*section));
    if (auto section = groupsSection(waves.back(), locale)) report.sections.push_back(std::move(*section));
    report.sections.push_back(
        {"method", locale.text("results.method"), "", {}, methodOf(release, measured, locale)});
    return report;
}

}  // namespace otklik
