#include "shared/report/question_id.h"
#include "shared/report/types/types.h"

namespace otklik {

void addCards(const Reporting& reporting) {
    const Question& question = reporting.question();
    const std::string& language = reporting.locale.language();
    for (std::size_t c = 0; c < question.columns.size(); ++c) {
        std::vector<StackedRow> rows;
        for (std::size_t r = 0; r < question.cards.size(); ++r)
            rows.push_back({&reporting.measured.rows[r * question.columns.size() + c],
                            question.cards[r].text.in(language)});
        Table table = stackedTable(reporting, rows);
        table.id = reportId(question, question.columns[c].value);
        table.name = question.columns[c].text.in(language);
        reporting.section.tables.push_back(std::move(table));
    }
}

}  // namespace otklik
