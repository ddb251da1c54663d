#pragma once
// The report as a neutral value: a headline, then sections of tables of figures, with what a chart of each
// table shows. The page, the files and the app's preview are views of it; none of them computes anything.

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
enum class Unit {
    none,
    percent,
    points,
    answers,
    own,  ///< what its question is about: a place, or what a number measures
};

/// What can be said of a difference: of a figure from last time's, or of a group from everybody.
enum class Verdict {
    none,    ///< nothing was compared
    chance,  ///< it may be chance
    higher,
    lower,
};

/// True where it is more than chance.
inline bool isNotable(Verdict verdict) {
    return verdict == Verdict::higher || verdict == Verdict::lower;
}

/// One figure, for people and for programs.
struct Figure {
    std::string text;  ///< «40 %», «до 10 %», «слишком мало ответов», «72»
    Unit unit = Unit::none;
    std::optional<double>
        value;  ///< percent, index points or a count; absent where only a bound, or nothing, is said
    std::optional<double> low, high;    ///< the 95 % interval, or what a bound leaves
    std::optional<std::int64_t> count;  ///< of answers behind a share, about
    double drawn = 0;                   ///< percent that a chart draws
    int decimals = 0;                   ///< of value, low and high, as they are printed
    Verdict verdict = Verdict::none;
};

/// How an answer is drawn in a stacked bar.
enum class Tone {
    none,  ///< not at all
    worst,
    bad,
    middle,
    good,
    best,
    apart,  ///< takes no side and stands apart: «Затрудняюсь ответить»
    plain,  ///< the definition does not say which side it takes
};

/// Plain answers are told apart by so many shades; more of them share one.
inline constexpr int kShades = 6;

struct Column {
    std::string id, label;  ///< ids are made in question_id.h wherever an author's name is in them
    Tone tone = Tone::none;
    int shade = 0;          ///< of a plain one, 0 to kShades - 1: its place among them
    std::string meaning{};  ///< of a step at the end of a scale: «полностью удовлетворены»
    std::string value{};  ///< of an answer, as the definition has it; empty: the report's own column
    bool isTold = false;  ///< of bars: stands in words beside the first column's
};

struct Line {
    std::string id, label;
    std::vector<Figure> figures;  ///< one a column
    std::string value{};     ///< what it is of, as the definition or the office calls it: a row, an answer
    std::string question{};  ///< the name of the question that this stands in, where the table is not of one
    std::string index{};     ///< the same of an index
};

/// How a table is drawn besides being written.
enum class Drawing {
    none,       ///< its figures are said
    bars,       ///< a bar a line from 0 to 100, of the first column
    stacked,    ///< a bar of all answers a line
    intervals,  ///< value and interval of the first column on a scale of 0 to 100, and last time's
    groups,     ///< value and interval of the first column on the table's axis, and everybody's value
    trend,      ///< lines are waves, the first column over time on the table's axis
};

/// What a scale shows, in points.
struct Axis {
    double low = 0, high = 100;
    bool isWhole() const { return low <= 0 && high >= 100; }
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
    Axis axis{};                        ///< of groups and trend
    std::optional<double> everybody{};  ///< of groups: the value of all together
    std::string of{};                   ///< the name of what it is of: an index, a breakdown
    std::string name{};                 ///< of one of several tables of a question: «Лифт»
};

/// The office's own words, with what stands over them.
struct OfficeStatement {
    std::string title;  ///< empty for this wave's, whose title is the section's
    std::string byline;  ///< «Отдел информационной политики, 25 ноября 2026 года»
    std::string language;
    std::vector<TextBlock> blocks;
};

struct Section {
    enum class Kind { indices, question, groups, years, themes, changes, method, precision };
    Kind kind = Kind::question;
    std::string id;       ///< its permanent address within the page
    std::string title;    ///< «9. Насколько довольны»
    std::string wording;  ///< of a question whose title is shorter
    std::string explanation;
    std::vector<Table> tables;
    std::vector<std::string> notes;
    std::vector<OfficeStatement> statements{};
    int number = 0;                     ///< of a question, as people count
    bool isUpFront = false;             ///< of a question: shown before unfolding where there is little room
    std::string question{};             ///< its name, as the definition has it
    std::vector<std::string> panels{};  ///< titles of the pages and panels it stands in, the outermost first
    std::size_t headings = 0;           ///< the last so many of them begin with it: they are headings over it
    std::string headingId{};            ///< of the first of these within the page
};

/// What stands on top: «около 1 240 ответов».
struct Fact {
    std::string id, text, label;
};

/// «Выше всего»: «официальный сайт, 67 из 100».
struct Bullet {
    std::string lead, text;
};

/// What the figures say before anything else.
struct Headline {
    std::string text;
    std::vector<Bullet> bullets;
};

struct Licence {
    std::string name, address;  ///< address may be empty
};

/// A wave that has a report of its own.
struct KnownWave {
    std::string id;
    ResponseKind kind = ResponseKind::real;
};

struct Report {
    std::string language, wave, day;  ///< the release's day as an ISO date, empty before the first
    std::string title, survey;
    std::string name;     ///< of the survey, where there is little room
    std::string office;   ///< whose survey it is; empty: not known
    std::string summary;  ///< the main index with its interval, or why there is none
    Headline headline;
    ResponseKind kind = ResponseKind::real;
    bool final = false;
    int number = 0;  ///< of the release; 0: nothing is published yet
    int schema = 2;  ///< of the rules that figures were made by; 1: see shared/privacy/earlier.h
    std::vector<KnownWave> waves;  ///< oldest first
    std::vector<Fact> facts;
    std::vector<std::string> notes;  ///< on top, such as why there are no figures
    std::vector<Section> sections;
    std::string source;  ///< what a chart or a file that left the page, and who cites it, says; empty where
                         ///< there are no figures
    Licence licence;     ///< without a name: none is known
};

/// One wave as the report knows it.
struct ReportedWave {
    std::string id;
    const Survey* survey;
    const Release* release;  ///< nullptr before the first one
    ResponseKind kind = ResponseKind::real;
    std::string opens{}, stops{};         ///< ISO days; empty while not known
    std::vector<std::string> channels{};  ///< where people could come from
    std::vector<OfficeText> texts{};      ///< the office's own words, one a language
};

struct ReportInput {
    std::vector<ReportedWave> waves;  ///< oldest first
    std::size_t chosen = 0;
    std::string office{};   ///< whose survey it is; empty: not known
    std::string address{};  ///< of the report for who has it on paper; empty: not known
    Licence licence{};
};

Report makeReport(const ReportInput& input, const Locale& locale);

}  // namespace otklik
