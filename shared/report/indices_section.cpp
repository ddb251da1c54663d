// Each index with its interval and its change; then by resource, with its formula, the answers it rests on,
// and what was left out.

#include <algorithm>

#include "shared/report/comparison.h"
#include "shared/report/question_id.h"

namespace otklik {
namespace {

constexpr double kSmallSample = 100;  ///< answers

bool offersHardToSay(const Index& index) {
    return std::any_of(index.parts.begin(), index.parts.end(),
                       [](const IndexPart& part) { return part.hardToSay.has_value(); });
}

Figure answersFigure(const std::optional<Measure>& measure, double answers, const Locale& locale) {
    return measure ? countFigure(answers, locale) : wordsFigure("—");
}

bool isSmall(const Index& index) {
    return std::any_of(index.parts.begin(), index.parts.end(),
                       [](const IndexPart& part) { return part.measure && part.answers < kSmallSample; });
}

std::string numbered(const Survey& survey, const Index& index) {
    std::string numbers;
    const Question* last = nullptr;
    for (const IndexPart& part : index.parts) {
        if (part.question == last) continue;
        last = part.question;
        numbers += (numbers.empty() ? "" : ", ") + std::to_string(survey.number(*last));
    }
    return numbers;
}

Table indicesTable(const MeasuredWave& wave, const Comparison& comparison, const Locale& locale) {
    Table table;
    table.id = "indices";
    table.head = locale.text("results.index");
    table.drawing = Drawing::intervals;
    table.title = locale.text("results.indices");
    table.columns = {{"index", locale.text("results.csv.value")}};
    if (comparison.before) {
        table.columns.push_back({"change", locale.text("results.change")});
        table.columns.push_back({"before", waveWords("report.in", comparison.before->wave->id, locale)});
    }
    table.columns.push_back({"answers", locale.text("results.answers")});
    for (const Index& index : wave.measured.indices) {
        Line line{index.name, indexLabel(index, locale), {indexFigure(index.whole, locale)}};
        line.index = index.name;
        if (comparison.before) {
            const Compared* since = comparison.of(index);
            line.figures.push_back(since && since->change ? changeFigure(*since->change, since->before,
                                                                         since->now, since->verdict, locale)
                                                          : wordsFigure("—"));
            line.figures.push_back(since ? since->before : wordsFigure(locale.text("results.changed")));
        }
        line.figures.push_back(answersFigure(index.whole, index.answers, locale));
        if (line.figures[0].value)
            table.says +=
                (table.says.empty() ? "" : " ") +
                locale.text("results.index-says", {{"index", line.label},
                                                   {"value", line.figures[0].text},
                                                   {"interval", intervalText(line.figures[0], locale)}});
        table.lines.push_back(std::move(line));
    }
    return table;
}

Table partsTable(const Survey& survey, double responses, const Index& index, const Locale& locale) {
    Table table;
    table.id = "index-" + index.name;
    table.of = index.name;
    table.title = indexLabel(index, locale);
    table.head = locale.text("report.row");
    table.drawing = Drawing::intervals;
    const bool hard = offersHardToSay(index);
    table.columns = {{"index", locale.text("results.index")}, {"answers", locale.text("results.answers")}};
    if (hard)
        table.columns.push_back({answerId(kHardToSay), locale.text("results.hard-to-say"), Tone::none, 0, "",
                                 std::string(kHardToSay)});
    table.columns.push_back({"blank", locale.text("report.blank")});
    for (const IndexPart& part : index.parts) {
        Line line{partId(*part.question, part.id),
                  partLabel(survey, index, part, locale),
                  {},
                  part.id,
                  part.question->name};
        line.figures = {indexFigure(part.measure, locale), answersFigure(part.measure, part.answers, locale)};
        if (hard)
            line.figures.push_back(part.hardToSay ? shareFigure(*part.hardToSay, locale) : wordsFigure("—"));
        line.figures.push_back(restFigure(responses, part.answered, locale));
        table.lines.push_back(std::move(line));
    }
    table.notes.push_back(
        locale.text("results.formula." + index.name, {{"questions", numbered(survey, index)}}));
    if (hard) table.notes.push_back(locale.text("results.hard-to-say-note"));
    if (isSmall(index)) table.notes.push_back(locale.text("results.small-sample"));
    return table;
}

}  // namespace

std::string indexLabel(const Index& index, const Locale& locale) {
    return locale.text("results.index." + index.name);
}

std::string partLabel(const Survey& survey, const Index& index, const IndexPart& part, const Locale& locale) {
    const Choice* resource = part.question->row(part.id);
    if (!resource) resource = part.question->option(part.id);
    const std::string label =
        resource ? resource->text.in(locale.language())
                 : said(splitTitle(part.question->title.in(locale.language())).question, survey, locale);
    if (numbered(survey, index).find(',') == std::string::npos) return label;
    return locale.text("results.of-question",
                       {{"n", std::to_string(survey.number(*part.question))}, {"row", label}});
}

Section indicesSection(const MeasuredWave& wave, const Comparison& comparison, const Locale& locale) {
    Section section{Section::Kind::indices,
                    "indices",
                    locale.text("results.indices"),
                    "",
                    locale.text("results.indices-note"),
                    {indicesTable(wave, comparison, locale)},
                    {}};
    for (const Index& index : wave.measured.indices)
        section.tables.push_back(partsTable(*wave.wave->survey, wave.measured.responses, index, locale));
    return section;
}

}  // namespace otklik
