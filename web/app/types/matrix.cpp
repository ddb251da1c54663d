#include "web/app/types/types.h"

namespace otklik {

void addGrid(const Asked& asked) {
    const Question& question = asked.question;
    Grid grid{{}, question.isScale && areSteps(question)};
    if (grid.isScale) {
        grid.low = asked.words(question.minRateDescription);
        grid.high = asked.words(question.maxRateDescription);
    }
    for (const Choice& row : asked.rows())
        grid.rows.push_back(
            {asked.words(row.text), asked.controls(row.value), asked.answer.cells.contains(row.value)});
    asked.items.push_back(std::move(grid));
}

}  // namespace otklik
