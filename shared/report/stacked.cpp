#include "shared/report/stacked.h"

namespace otklik {

std::vector<std::size_t> stackedColumns(const Table& table) {
    std::vector<std::size_t> order;
    for (const bool isApart : {false, true})
        for (std::size_t c = 0; c < table.columns.size(); ++c)
            if (const Tone tone = table.columns[c].tone;
                tone != Tone::none && (tone == Tone::apart) == isApart)
                order.push_back(c);
    return order;
}

bool isStep(const Column& column) {
    return column.label == column.value && column.label.size() <= 2;
}

double stackScale(const Table& table, const Line& line) {
    double all = 0, room = 100;
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        if (table.columns[c].tone == Tone::none) continue;
        all += line.figures[c].drawn;
        if (table.columns[c].tone == Tone::apart) room = 100 - kApart;
    }
    return all > 0 ? room / all : 0;
}

bool hasNumber(const Table& table, const Line& line, std::size_t column) {
    constexpr double kDigitRoom = 3.7;  // percent of the width that a digit needs on a phone
    const Figure& figure = line.figures[column];
    if (!figure.value) return false;
    const int digits = *figure.value < 10 ? 1 : *figure.value < 100 ? 2 : 3;
    return figure.drawn * stackScale(table, line) >= kDigitRoom * digits;
}

}  // namespace otklik
