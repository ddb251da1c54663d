// An order: a line an option, with its place and what moves it.

#include "web/app/order.h"
#include "web/app/types/types.h"

namespace otklik {
namespace {

Button moving(const std::string& way, const Asked& asked, const Choice& row, bool isPossible) {
    const std::string words = asked.locale.text("app.rank-" + way);
    return {.id = way + "-" + fieldId(asked.question, row.value),
            .act = "move:" + way + ":" + row.value,
            .words = words,
            .name = words + ": " + asked.words(row.text),
            .isDisabled = !isPossible};
}

}  // namespace

void addRanking(const Asked& asked) {
    asked.items.push_back(Words{Words::Role::soft, asked.locale.text("app.rank")});
    const Order order(asked.survey, asked.showing, asked.question);
    for (std::size_t i = 0; i < order.lines().size(); ++i) {
        const auto& [row, place] = order.lines()[i];
        asked.items.push_back(RankedLine{
            .place = place > 0 ? std::to_string(place) : "",
            .words = asked.words(row->text),
            .field = {.id = fieldId(asked.question, row->value), .isWrong = asked.isWrong, .isList = true},
            .up = moving("up", asked, *row, order.canRise(i)),
            .down = moving("down", asked, *row, order.canSink(i))});
    }
}

}  // namespace otklik
