#include "web/app/types/types.h"

namespace otklik {

void addGrid(const Asked& asked) {
    const Question& question = asked.question;
    Grid grid{{}, question.isScale};
    if (question.isScale) {
        grid.low = question.minRateDescription.in(asked.language());
        grid.high = question.maxRateDescription.in(asked.language());
    }
    for (const Choice& row : question.rows)
        grid.rows.push_back({row.text.in(asked.language()), controlsOf(asked, row.value),
                             asked.answer.cells.contains(row.value)});
    asked.items.push_back(std::move(grid));
}

}  // namespace otklik
