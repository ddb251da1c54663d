// The order of the report: headline, facts, indices, questions in form order, groups, years, what people
// wrote, what the office changed, method.

#include "shared/report/report.h"

#include <algorithm>
#include <cmath>

#include "shared/report/comparison.h"
#include "shared/report/question_id.h"

namespace otklik {
namespace {

constexpr std::size_t kUpFront = 2;      ///< of the questions, besides those of the main index
constexpr std::size_t kMostUpFront = 4;  ///< with those

/// What stands on top, and on top of every file, whether there are figures or not.
Report opened(const ReportInput& input, const Locale& locale) {
    const ReportedWave& chosen = input.waves[input.chosen];
    Report report;
    report.language = locale.language();
    report.wave = chosen.id;
    report.title = locale.text("report.title");
    report.survey = chosen.survey->title.in(locale.language());
    report.name = chosen.survey->name(locale.language());
    report.kind = chosen.kind;
    report.office = input.office;
    report.licence = input.licence;
    for (const ReportedWave& wave : input.waves) report.waves.push_back({wave.id, wave.kind});
    if (chosen.release) report.number = chosen.release->number;
    return report;
}

void sayWhyEmpty(Report& report, const ReportedWave& chosen, const Locale& locale) {
    const bool tooFew = chosen.release && chosen.release->final;
    const bool isTrial = chosen.kind == ResponseKind::trial;
    report.headline.text = locale.text(tooFew ? "report.headline.too-few" : "report.headline.early");
    report.summary = locale.text(tooFew ? "report.too-few" : isTrial ? "report.early-trial" : "report.early");
    report.notes = {report.summary};
}

/// The waves up to the chosen that have figures. What does not count is compared with nothing that does.
std::vector<MeasuredWave> measuredWaves(const ReportInput& input) {
    std::vector<MeasuredWave> waves;
    for (std::size_t i = 0; i <= input.chosen; ++i) {
        const ReportedWave& wave = input.waves[i];
        if (hasFigures(wave.release) && wave.kind == input.waves[input.chosen].kind)
            waves.push_back({&wave, measured(*wave.survey, *wave.release)});
    }
    return waves;
}

/// What was published before the chosen wave of the same kind.
History historyOf(const ReportInput& input, const Comparison& comparison) {
    History history{true, false};
    for (std::size_t i = 0; i < input.chosen; ++i) {
        const ReportedWave& wave = input.waves[i];
        if (!wave.release || wave.kind != input.waves[input.chosen].kind) continue;
        history.isFirst = false;
        history.isSkipped = comparison.before && comparison.before->wave != &wave;
    }
    return history;
}

std::vector<Fact> factsOf(const MeasuredWave& wave, const Release& release, const Locale& locale) {
    std::vector<Fact> facts;
    const auto add = [&](const char* id, std::string text, std::string label) {
        if (!text.empty()) facts.push_back({id, std::move(text), std::move(label)});
    };
    add("responses", responsesText(wave.measured.responses, locale), locale.text("report.responses"));
    add("days", daysText(*wave.wave, locale), locale.text("report.days"));
    add("ways", waysText(*wave.wave, locale), locale.text("report.ways"));
    add("who", locale.text("report.who"), locale.text("report.who-label"));
    add("day", locale.date(release.day), locale.text(release.final ? "report.day-final" : "report.day"));
    return facts;
}

/// The titles of the pages and panels round a question, and how many of them begin with it. Where one inside
/// has ended, the one round it is named again.
void setPanels(Section& section, const Section* before, const Survey& survey, const Question& question,
               const Locale& locale) {
    for (const int panel : survey.panelsRound(question.panel)) {
        const std::string& title = survey.panels[static_cast<std::size_t>(panel)].title.in(locale.language());
        if (!title.empty()) section.panels.push_back(said(title, survey, locale));
    }
    const std::vector<std::string> none, &last = before ? before->panels : none, &now = section.panels;
    const auto same = static_cast<std::size_t>(
        std::mismatch(now.begin(), now.end(), last.begin(), last.end()).first - now.begin());
    section.headings = now.size() - same;
    if (section.headings == 0 && last.size() > now.size() && !now.empty()) section.headings = 1;
    if (section.headings > 0) section.headingId = headingId(question);
}

void addQuestions(Report& report, const MeasuredWave& wave, const Locale& locale) {
    const std::string main = wave.measured.indices.empty() ? "" : wave.measured.indices.front().name;
    std::size_t seen = 0, upFront = 0;
    const Section* before = nullptr;
    for (const MeasuredQuestion& question : wave.measured.questions) {
        if (question.question->isOpen()) continue;
        Section section = questionSection(wave, question, locale);
        const bool isMain = !main.empty() && question.question->index == main;
        section.isUpFront = seen++ < kUpFront || (isMain && upFront < kMostUpFront);
        upFront += section.isUpFront;
        setPanels(section, before, *wave.wave->survey, *question.question, locale);
        report.sections.push_back(std::move(section));
        before = &report.sections.back();
    }
}

void addCitation(Report& report, const ReportInput& input, const Locale& locale) {
    report.source = locale.text(
        "results.source", {{"survey", report.name}, {"wave", report.wave}, {"day", locale.date(report.day)}});
    if (!input.office.empty()) report.source = input.office + ". " + report.source;
    if (!input.address.empty()) report.source += " " + input.address;
}

}  // namespace

std::string responsesText(double responses, const Locale& locale) {
    return locale.plural("report.about-responses", std::lround(responses));
}

Report makeReport(const ReportInput& input, const Locale& locale) {
    const ReportedWave& chosen = input.waves[input.chosen];
    Report report = opened(input, locale);
    if (!hasFigures(chosen.release)) {
        sayWhyEmpty(report, chosen, locale);
        return report;
    }
    const Release& release = *chosen.release;
    report.day = release.day;
    report.final = release.final;
    report.schema = release.earlier ? 1 : 2;

    const std::vector<MeasuredWave> waves = measuredWaves(input);
    const MeasuredWave& wave = waves.back();
    const Comparison comparison = compared(waves, locale);
    auto groups = groupsSection(wave, locale);
    report.headline =
        headlineOf(wave, comparison, historyOf(input, comparison), groups ? &*groups : nullptr, locale);
    report.facts = factsOf(wave, release, locale);
    report.summary = report.headline.text;
    if (!wave.measured.indices.empty()) {
        report.sections.push_back(indicesSection(wave, comparison, locale));
        const std::string& said = report.sections.back().tables.front().says;
        if (!said.empty()) report.summary = said;
    }
    const auto add = [&](std::optional<Section> section) {
        if (section) report.sections.push_back(std::move(*section));
    };
    addQuestions(report, wave, locale);
    add(std::move(groups));
    add(yearsSection(waves, comparison, locale));
    add(themesSection(wave, locale));
    add(changesSection(input, locale));
    add(methodSection(wave, locale));
    add(precisionSection(wave, locale));
    addCitation(report, input, locale);
    return report;
}

}  // namespace otklik
