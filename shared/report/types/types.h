#pragma once
// How a question stands in the report: a file a type, or a family of types that look alike. Internal to
// shared/report.

#include "shared/report/sections.h"

namespace otklik {

/// What of a question its section is made of.
struct Reporting {
    Section& section;
    const MeasuredQuestion& measured;
    double responses;
    const Locale& locale;

    const Question& question() const { return *measured.question; }
    /// A table of this question, with its id.
    Table table() const;
};

void addOptions(const Reporting& reporting);  ///< bars
void addRows(const Reporting& reporting);     ///< a stacked bar a row
void addCards(const Reporting& reporting);    ///< the same, a table a column
void addRating(const Reporting& reporting);   ///< bars, and whether people recommend
void addNumber(const Reporting& reporting);   ///< bars of bins, and their mean
void addPlaces(const Reporting& reporting);   ///< bars of first places, and mean places
void addWritten(const Reporting& reporting);  ///< bars of rows in which something was written

/// What the question's type adds to its section; open answers have a section of their own.
void addTables(const Reporting& reporting);

// What a mean of answers needs to know of their type.
std::vector<double> numbersOf(const Question& question);    ///< of bins, their middle
std::vector<double> ranksOf(const Question& question);      ///< of a ranking
std::vector<double> readinessOf(const Question& question);  ///< of 0 to 10, to recommend: -100, 0 or 100

/// What each option stands for in a mean of answers; none where they have no mean.
std::vector<double> valuesOf(const Question& question);
/// True where rows are put in an order: the options are places.
bool isRanking(const Question& question);

// What the tables of several types have in common.

/// «ответили: около 120 · без ответа: около 30»
std::string baseText(double responses, std::optional<double> answered, const Locale& locale);
/// Lines whose figures leave them no order of their own stand by their first one, the greatest first.
void sortByShare(Table& table);
/// What the greatest bar is.
void sayMost(Table& table, const Locale& locale);
/// A table of a single figure that is said.
void addSaid(const Reporting& reporting, std::string_view id, std::string label, Figure figure,
             std::string note);
/// Rows with the same options as stacked bars; what a row is called depends on the table.
struct StackedRow {
    const MeasuredRow* row;
    std::string label;
};
Table stackedTable(const Reporting& reporting, const std::vector<StackedRow>& rows);

/// In quotation marks; Russian ones within the text become those of the other kind.
std::string quoted(std::string text, const Locale& locale);

}  // namespace otklik
