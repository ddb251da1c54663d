#include <algorithm>

#include "shared/report/types/types.h"

namespace otklik {
namespace {

/// Tones from worst to best: of a scale by place; else the last answer that takes a side is the bad one, and
/// those before it are the better the earlier they stand. «Затрудняюсь ответить» takes no side.
std::vector<Column> columnsOf(const Question& question, const Locale& locale) {
    std::vector<Column> columns;
    for (const Choice& option : question.options)
        columns.push_back({option.value, option.text.in(locale.language()), 0});
    if (question.isScale) {
        const int last = static_cast<int>(columns.size()) - 1;
        for (int i = 0; i <= last; ++i)
            columns[static_cast<std::size_t>(i)].tone = last == 0 ? 3 : 1 + (4 * i + last / 2) / last;
        return columns;
    }
    Column* worst = nullptr;
    int better = 5;
    for (Column& column : columns) {
        if (column.id == kHardToSay) continue;
        column.tone = better;
        better = 4;
        worst = &column;
    }
    if (worst && better == 4) worst->tone = 1;
    return columns;
}

/// What of a line lies on one side: «Да — около 70 %».
std::string sideText(const Table& table, const Line& line, bool good, const Locale& locale) {
    std::string labels;
    double share = 0;
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        const Column& column = table.columns[c];
        if (column.tone == 0 || column.tone == 3 || (column.tone > 3) != good) continue;
        labels += (labels.empty() ? "" : " + ") + column.label;
        share += line.figures[c].drawn;
    }
    return locale.text("report.side", {{"answers", labels}, {"percent", locale.number(share)}});
}

Table matrixTable(const MeasuredQuestion& measured, double responses, const Locale& locale) {
    const Question& question = *measured.question;
    Table table;
    table.id = question.name;
    table.head = locale.text("report.resource");
    table.drawing = Drawing::diverging;
    table.columns = columnsOf(question, locale);
    table.columns.push_back({"base", locale.text("report.answered"), 0});
    table.columns.push_back({"blank", locale.text("report.blank"), 0});
    for (const MeasuredRow& row : measured.rows) {
        Line line{row.row, question.row(row.row)->text.in(locale.language()), {}};
        for (const Share& share : row.shares) line.figures.push_back(shareFigure(share, locale));
        const bool isShown = std::any_of(row.shares.begin(), row.shares.end(), [](const Share& share) {
            return share.kind != Share::Kind::tooFew;
        });
        line.figures.push_back(countFigure(row.answered, locale));
        line.figures.push_back(restFigure(responses, row.answered, locale));
        if (isShown)
            table.says += (table.says.empty() ? "" : " ") +
                          locale.text("report.line-says", {{"row", quoted(line.label, locale)},
                                                           {"good", sideText(table, line, true, locale)},
                                                           {"bad", sideText(table, line, false, locale)}});
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

}  // namespace

void addRows(Section& section, const MeasuredQuestion& question, double responses, const Locale& locale) {
    section.tables.push_back(matrixTable(question, responses, locale));
}

}  // namespace otklik
