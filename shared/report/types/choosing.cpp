#include <algorithm>

#include "shared/report/question_id.h"
#include "shared/report/types/types.h"

namespace otklik {
namespace {

/// «ответили: около 120 · без ответа: около 30»
std::string baseText(double responses, const MeasuredRow& row, const Locale& locale) {
    return locale.text("report.base", {{"n", countFigure(row.answered, locale).text},
                                       {"blank", restFigure(responses, row.answered, locale).text}});
}

Table choiceTable(const MeasuredQuestion& measured, double responses, const Locale& locale) {
    const Question& question = *measured.question;
    const MeasuredRow& row = measured.rows.front();
    Table table;
    table.id = reportId(question);
    table.title = baseText(responses, row, locale);
    table.head = locale.text("report.answer");
    table.drawing = Drawing::bars;
    table.columns = {{"share", locale.text("report.share")}};
    for (const Share& share : row.shares)
        table.lines.push_back({share.value,
                               question.option(share.value)->text.in(locale.language()),
                               {shareFigure(share, locale)}});
    // Several answers have no order of their own: the most frequent comes first, «Другое» last.
    const auto rank = [](const Line& line) {
        const bool special = line.id == kOther || line.id == kNone || line.id == kHardToSay;
        return special ? -1 : line.figures[0].value.value_or(line.figures[0].low.value_or(-0.5));
    };
    if (question.takesSeveral) {
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

}  // namespace

void addOptions(Section& section, const MeasuredQuestion& question, double responses, const Locale& locale) {
    section.tables.push_back(choiceTable(question, responses, locale));
}

}  // namespace otklik
