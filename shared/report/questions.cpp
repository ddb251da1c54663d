// The section of a question: choices as bars, a matrix as diverging bars, an open question as a count.

#include <algorithm>
#include <cmath>

#include "shared/report/sections.h"

namespace otklik {
namespace {

bool isHardToSay(std::string_view value) {
    return value == kHardToSay;
}

/// Russian quotes within quotes are of the other kind.
std::string quoted(std::string text, const Locale& locale) {
    if (locale.language() == "ru")
        for (const auto& [outer, inner] : {std::pair{"«", "„"}, {"»", "“"}})
            for (std::size_t at = 0; (at = text.find(outer, at)) != text.npos;)
                text.replace(at, std::string_view(outer).size(), inner);
    return locale.text("report.quoted", {{"text", text}});
}

/// «ответили: около 120 · без ответа: около 30»
std::string baseText(double responses, const MeasuredRow& row, const Locale& locale) {
    return locale.text("report.base", {{"n", countFigure(row.answered, locale).text},
                                       {"blank", restFigure(responses, row.answered, locale).text}});
}

/// Tones from worst to best: of a scale by place; else the last answer that takes a side is the bad one, and
/// those before it are the better the earlier they stand. «Затрудняюсь ответить» takes no side.
std::vector<Column> columnsOf(const Question& question, const Locale& locale) {
    std::vector<Column> columns;
    for (const Choice& column : question.columns)
        columns.push_back({column.value, column.text.in(locale.language()), 0});
    if (question.isScale()) {
        const int last = static_cast<int>(columns.size()) - 1;
        for (int i = 0; i <= last; ++i)
            columns[static_cast<std::size_t>(i)].tone = last == 0 ? 3 : 1 + (4 * i + last / 2) / last;
        return columns;
    }
    Column* worst = nullptr;
    int better = 5;
    for (Column& column : columns) {
        if (isHardToSay(column.id)) continue;
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
            locale.text("report.ends", {{"low", question.columns.front().value},
                                        {"lowText", question.minRateDescription.in(locale.language())},
                                        {"high", question.columns.back().value},
                                        {"highText", question.maxRateDescription.in(locale.language())}}));
    return table;
}

Table choiceTable(const MeasuredQuestion& measured, double responses, const Locale& locale) {
    const Question& question = *measured.question;
    const MeasuredRow& row = measured.rows.front();
    Table table;
    table.id = question.name;
    table.title = baseText(responses, row, locale);
    table.head = locale.text("report.answer");
    table.drawing = Drawing::bars;
    table.columns = {{"share", locale.text("report.share"), 0}};
    const bool several = question.type == QuestionType::checkbox;
    for (const Share& share : row.shares)
        table.lines.push_back({share.value,
                               question.choice(share.value)->text.in(locale.language()),
                               {shareFigure(share, locale)}});
    // Several answers have no order of their own: the most frequent comes first, «Другое» last.
    const auto rank = [](const Line& line) {
        const bool special = line.id == kOther || line.id == kNone || isHardToSay(line.id);
        return special ? -1 : line.figures[0].value.value_or(line.figures[0].low.value_or(-0.5));
    };
    if (several) {
        std::vector<double> ranks;
        for (const Line& line : table.lines) ranks.push_back(rank(line));
        std::vector<Line> sorted;
        for (std::size_t at : descending(ranks)) sorted.push_back(std::move(table.lines[at]));
        table.lines = std::move(sorted);
    }
    const auto most =
        std::max_element(table.lines.begin(), table.lines.end(), [](const Line& a, const Line& b) {
            const auto known = [](const Line& line) {
                return line.figures[0].value.value_or(line.figures[0].low.value_or(0));
            };
            return known(a) < known(b);
        });
    if (most != table.lines.end() && (most->figures[0].value || most->figures[0].low.value_or(0) > 0))
        table.says = locale.text("report.most",
                                 {{"answer", quoted(most->label, locale)}, {"share", most->figures[0].text}});
    return table;
}

/// How many answers speak of each theme.
Table themesTable(const MeasuredQuestion& measured, const Locale& locale) {
    Table table;
    table.id = measured.question->name + "-themes";
    table.title = locale.text("report.themes");
    table.head = locale.text("report.theme");
    table.columns = {{"answers", locale.text("report.theme-answers"), 0}};
    for (const MeasuredTheme& theme : measured.themes) {
        Figure figure = countFigure(theme.count, locale);
        figure.low = std::floor(theme.interval.low), figure.high = std::ceil(theme.interval.high);
        if (*figure.low <= 0) {
            figure.text = locale.text("report.at-most-answers", {{"n", locale.number(*figure.high)}});
            figure.value.reset();
        }
        table.lines.push_back({theme.name, theme.name, {std::move(figure)}});
    }
    table.notes.push_back(locale.text("report.themes-note"));
    return table;
}

}  // namespace

Section questionSection(const Survey& survey, const Measured& measured, const MeasuredQuestion& question,
                        const Locale& locale) {
    const SplitTitle title = splitTitle(question.question->title.in(locale.language()));
    Section section{question.question->name,
                    std::to_string(survey.number(*question.question)) + ". " + title.question,
                    title.explanation,
                    {},
                    {},
                    true};
    if (question.question->isOpen()) {
        section.explanation +=
            (section.explanation.empty() ? "" : " ") +
            locale.text("report.open", {{"n", countFigure(question.rows.front().answered, locale).text}});
        if (!question.themes.empty()) section.tables.push_back(themesTable(question, locale));
    } else
        section.tables.push_back(question.question->type == QuestionType::matrix
                                     ? matrixTable(question, measured.responses, locale)
                                     : choiceTable(question, measured.responses, locale));
    return section;
}

}  // namespace otklik
