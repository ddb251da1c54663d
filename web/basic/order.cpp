// Nothing is put in order, in the place of web/app/order.cpp and web/paint/types/ranking.cpp.

#include "web/app/order.h"
#include "web/paint/items.h"

namespace otklik {

std::string moveInOrder(Visit&, std::string_view, const Locale&) {
    return {};
}
void makeRoomInOrders(const Survey&, const Answers&, FormFields&) {}
std::string orderMarkup(const Screen&) {
    return {};
}

namespace paint {
void paintRankedLine(const Column&, const RankedLine&) {}
}  // namespace paint

}  // namespace otklik
