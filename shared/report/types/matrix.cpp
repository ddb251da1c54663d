#include <algorithm>

#include "shared/report/question_id.h"
#include "shared/report/types/types.h"

namespace otklik {
namespace {

/// Of a scale by place; else as the definition says, which alone knows what is good. «Затрудняюсь ответить»
/// stands apart.
Tone toneOf(std::span<const Choice> options, bool isScale, std::size_t option) {
    const Choice& choice = options[option];
    if (choice.value == kHardToSay) return Tone::apart;
    if (choice.tone) return static_cast<Tone>(*choice.tone);
    const std::size_t last = options.size() - 1;
    if (!isScale) return Tone::plain;
    return last == 0 ? Tone::middle : static_cast<Tone>(1 + (4 * option + last / 2) / last);
}

std::vector<Column> columnsOf(const Question& question, const Choice& line, const Locale& locale) {
    const std::span<const Choice> options = question.optionsOf(line);
    std::vector<Column> columns;
    for (std::size_t i = 0; i < options.size(); ++i)
        columns.push_back({answerId(options[i].value), options[i].text.in(locale.language()),
                           toneOf(options, question.isScale, i), 0, "", options[i].value});
    int plains = 0;
    for (Column& column : columns)
        if (column.tone == Tone::plain) column.shade = plains++ % kShades;
    if (question.isScale) {
        columns.front().meaning = question.minRateDescription.in(locale.language());
        columns.back().meaning = question.maxRateDescription.in(locale.language());
    }
    return columns;
}

/// What of a line lies on one side: «Да — около 70 %»; empty where no answer does.
std::string sideText(const Table& table, const Line& line, bool good, const Locale& locale) {
    std::string labels;
    double share = 0;
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        const Tone tone = table.columns[c].tone;
        const bool isOnSide =
            good ? tone == Tone::good || tone == Tone::best : tone == Tone::bad || tone == Tone::worst;
        if (!isOnSide) continue;
        labels += (labels.empty() ? "" : " + ") + table.columns[c].label;
        share += line.figures[c].drawn;
    }
    if (labels.empty()) return labels;
    return locale.text("report.side", {{"answers", labels}, {"percent", locale.number(share)}});
}

/// «„Официальный сайт“: 4 + 5 — около 60 %; 1 + 2 — около 15 %.»; of answers that take no side the most
/// frequent.
std::string lineText(const Table& table, const Line& line, const Locale& locale) {
    std::string sides = sideText(table, line, true, locale);
    const std::string bad = sideText(table, line, false, locale);
    sides += (sides.empty() || bad.empty() ? "" : "; ") + bad;
    if (sides.empty()) {
        std::size_t most = 0;
        for (std::size_t c = 0; c < table.columns.size(); ++c)
            if (table.columns[c].tone != Tone::none && line.figures[c].drawn > line.figures[most].drawn)
                most = c;
        sides = locale.text("report.side", {{"answers", table.columns[most].label},
                                            {"percent", locale.number(line.figures[most].drawn)}});
    }
    return locale.text("report.line-says", {{"row", quoted(line.label, locale)}, {"sides", sides}});
}

}  // namespace

Table stackedTable(const Reporting& reporting, const std::vector<StackedRow>& rows) {
    const Question& question = reporting.question();
    const Locale& locale = reporting.locale;
    Table table = reporting.table();
    double most = 0;
    for (const StackedRow& each : rows) most = std::max(most, each.row->answered.value_or(0));
    if (most > 0) table.title = locale.text("report.base-rows", {{"n", countFigure(most, locale).text}});
    table.head = question.rowsTitle.in(locale.language());
    if (table.head.empty()) table.head = locale.text("report.row");
    table.drawing = Drawing::stacked;
    table.columns = columnsOf(question, *question.row(rows.front().row->row), locale);
    table.columns.push_back({"base", locale.text("report.answered")});
    table.columns.push_back({"blank", locale.text("report.blank")});
    for (const StackedRow& each : rows) {
        const MeasuredRow& row = *each.row;
        Line line{answerId(row.row), each.label, {}, row.row};
        for (const Share& share : row.shares) line.figures.push_back(shareFigure(share, locale));
        const bool isShown = std::any_of(row.shares.begin(), row.shares.end(), [](const Share& share) {
            return share.kind != Share::Kind::tooFew;
        });
        line.figures.push_back(countFigure(row.answered, locale));
        line.figures.push_back(restFigure(reporting.responses, row.answered, locale));
        if (isShown) table.says += (table.says.empty() ? "" : " ") + lineText(table, line, locale);
        table.lines.push_back(std::move(line));
    }
    if (!question.minRateDescription.empty())
        table.notes.push_back(
            locale.text("report.ends", {{"low", question.options.front().value},
                                        {"lowText", question.minRateDescription.in(locale.language())},
                                        {"high", question.options.back().value},
                                        {"highText", question.maxRateDescription.in(locale.language())}}));
    return table;
}

void addRows(const Reporting& reporting) {
    std::vector<StackedRow> rows;
    for (const MeasuredRow& row : reporting.measured.rows)
        rows.push_back({&row, reporting.question().row(row.row)->text.in(reporting.locale.language())});
    reporting.section.tables.push_back(stackedTable(reporting, rows));
}

}  // namespace otklik
