#pragma once
// What a visitor puts in order: the options of a ranking, which move among each other. A module for forms
// without one has none of it (web/basic/order.cpp).

#include <string>
#include <string_view>
#include <vector>

#include "shared/survey/fields.h"
#include "web/app/screen.h"

namespace otklik {

/// The options that are shown in the order in which they stand: those with a place, behind them the others as
/// the form has them.
class Order {
  public:
    struct Line {
        const Choice* row;
        int place;  ///< 0: none yet
    };

    Order(const Survey& survey, const Showing& showing, const Question& question);

    const std::vector<Line>& lines() const { return lines_; }
    int placeOf(const Choice& row) const;
    /// How many places there are.
    std::size_t room() const;
    bool canRise(std::size_t line) const;
    bool canSink(std::size_t line) const;

    // By one place. In an order of all every line has one afterwards; in one of some, a line without gets the
    // last one, and the last one loses its own.
    void rise(std::size_t line);
    void sink(std::size_t line);
    Answer answer() const;

  private:
    bool isOfAll() const { return question_.most == 0; }
    void renumber();

    const Question& question_;
    std::vector<Line> lines_;
    std::size_t ranked_;  ///< how many lines have a place, or get one by a move
};

/// Moves an option of the current question: "up:ROW", "down:ROW". Returns what a screen reader is told.
std::string moveInOrder(Visit& visit, std::string_view move, const Locale& locale);

/// Where two options of a form have one place, what was chosen since `before` has it, and the others make
/// room.
void makeRoomInOrders(const Survey& survey, const Answers& before, FormFields& fields);

/// For each line of an order the place that its field has, and the buttons that move it; else empty.
std::string orderMarkup(const Screen& screen);

}  // namespace otklik
