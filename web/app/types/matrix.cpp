#include "web/app/types/types.h"

namespace otklik {

void addGrid(const Asked& asked) {
    const Question& question = asked.question;
    if (question.isScale) addScaleEnds(asked);
    Grid grid{{}, question.isScale};
    for (const Choice& row : question.rows)
        grid.rows.push_back({row.text.in(asked.language()), controlsOf(asked, row.value)});
    asked.items.push_back(std::move(grid));
}

}  // namespace otklik
