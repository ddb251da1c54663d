#pragma once
// The report as a neutral value: sections of tables of figures, with what a chart of each table shows. The
// page, the files and the app's preview are views of it; none of them computes anything.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/privacy/release.h"
#include "shared/report/office_text.h"
#include "shared/text/locale.h"
#include "shared/text/mark.h"

namespace otklik {

/// What a figure's value counts.
enum class Unit { none, percent, points, answers };

/// One figure, for people and for programs.
struct Figure {
    std::string text;  ///< «40 %», «до 10 %», «слишком мало ответов», «72,4»
    Unit unit = Unit::none;
    std::optional<double>
        value;  ///< percent, index points or a count; absent where only a bound, or nothing, is said
    std::optional<double> low, high;    ///< the 95 % interval, or what a bound leaves
    std::optional<std::int64_t> count;  ///< of answers behind a share, about
    double drawn = 0;                   ///< percent that a chart draws
};

struct Column {
    std::string id, label;
    int tone = 0;  ///< of a diverging chart: 1 (worst, hatched) to 5 (best), 3 is neutral; 0: not drawn
};

struct Line {
    std::string id, label;
    std::vector<Figure> figures;  ///< one a column
};

/// How a table is drawn besides being written.
enum class Drawing {
    none,
    bars,       ///< a bar a line, of the first column
    diverging,  ///< a stacked bar a line, centred on the neutral answer
    intervals,  ///< value and interval of the first column on a scale of 0 to 100
    trend,      ///< lines are waves, the first column over time
    list,       ///< many short lines with a number each, side by side
};

struct Table {
    std::string id;     ///< unique in the report
    std::string title;  ///< what is counted and how many answered
    std::string head;   ///< of the column of labels
    std::vector<Column> columns;
    std::vector<Line> lines;
    Drawing drawing = Drawing::none;
    std::string says;  ///< what the chart says, in a sentence
    std::vector<std::string> notes;
};

struct Section {
    std::string id;  ///< its permanent address within the page
    std::string title, explanation;
    std::vector<Table> tables;
    std::vector<std::string> notes;
    bool isQuestion = false;  ///< of the survey; the contents name all of them once
};

/// What stands on top: «около 1 240» «ответов».
struct Fact {
    std::string id, text, label;
};

/// A wave that has a report of its own.
struct KnownWave {
    std::string id;
    ResponseKind kind = ResponseKind::real;
};

struct Report {
    std::string language, wave, day;  ///< the release's day as an ISO date, empty before the first
    std::string title, survey;
    std::string summary;  ///< what a preview card says: the indices, or why there are none
    ResponseKind kind = ResponseKind::real;
    bool final = false;
    int number = 0;  ///< of the release; 0: nothing is published yet
    int schema = 2;  ///< of the rules that figures were made by; 1: see shared/privacy/earlier.h
    std::vector<KnownWave> waves;  ///< oldest first
    std::vector<Fact> facts;
    std::vector<std::string> notes;  ///< on top, such as why there are no figures
    std::vector<Section> sections;
};

/// One wave as the report knows it.
struct ReportedWave {
    std::string id;
    const Survey* survey;
    const Release* release;  ///< nullptr before the first one
    ResponseKind kind = ResponseKind::real;
    std::vector<OfficeText> texts{};  ///< the office's own words, one a language
};

struct ReportInput {
    std::vector<ReportedWave> waves;  ///< oldest first
    std::size_t chosen = 0;
};

Report makeReport(const ReportInput& input, const Locale& locale);

}  // namespace otklik
