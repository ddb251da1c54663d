#include "shared/report/types/types.h"

#include <algorithm>

#include "shared/report/question_id.h"
#include "shared/survey/types/types.h"

namespace otklik {
namespace {

struct ReportType {
    const QuestionType& type;
    void (*addTables)(const Reporting&);
    std::vector<double> (*valuesOf)(const Question&) = nullptr;
};

const ReportType* reportType(const Question& question) {
    static const ReportType types[] = {
        {kCheckbox, addOptions},
        {kTagbox, addOptions},
        {kRadiogroup, addOptions},
        {kDropdown, addOptions},
        {kBoolean, addOptions},
        {kRating, addRating, readinessOf},
        {kMatrix, addRows},
        {kMatrixDropdown, addCards},
        {kRanking, addPlaces, ranksOf},
        {kMultipleText, addWritten},
        {kNumber, addNumber, numbersOf},
        {kDate, addOptions},
        {kMonth, addOptions},
        {kTime, addOptions},
    };
    for (const ReportType& each : types)
        if (&each.type == question.type) return &each;
    return nullptr;
}

/// The figure that a bar is of, or the least that it may be.
double known(const Line& line, double unknown) {
    return line.figures[0].value.value_or(line.figures[0].low.value_or(unknown));
}

}  // namespace

void addTables(const Reporting& reporting) {
    if (const ReportType* type = reportType(reporting.question())) type->addTables(reporting);
}

std::vector<double> valuesOf(const Question& question) {
    const ReportType* type = reportType(question);
    return type && type->valuesOf ? type->valuesOf(question) : std::vector<double>();
}

bool isRanking(const Question& question) {
    return question.type == &kRanking;
}

Table Reporting::table() const {
    Table table;
    table.id = reportId(question());
    return table;
}

std::string baseText(double responses, std::optional<double> answered, const Locale& locale) {
    return locale.text("report.base", {{"n", countFigure(answered, locale).text},
                                       {"blank", restFigure(responses, answered, locale).text}});
}

void sortByShare(Table& table) {
    const auto rank = [](const Line& line) {
        const bool isSpecial = line.value == kOther || line.value == kNone || line.value == kHardToSay ||
                               line.value == kRefused || line.value == kDontKnow;
        return isSpecial ? -1 : known(line, -0.5);
    };
    std::stable_sort(table.lines.begin(), table.lines.end(),
                     [&](const Line& a, const Line& b) { return rank(a) > rank(b); });
}

void sayMost(Table& table, const Locale& locale) {
    const auto most =
        std::max_element(table.lines.begin(), table.lines.end(),
                         [](const Line& a, const Line& b) { return known(a, 0) < known(b, 0); });
    if (most != table.lines.end() && (most->figures[0].value || most->figures[0].low.value_or(0) > 0))
        table.says = locale.text("report.most",
                                 {{"answer", quoted(most->label, locale)}, {"share", most->figures[0].text}});
}

void addSaid(const Reporting& reporting, std::string_view id, std::string label, Figure figure,
             std::string note) {
    Table table;
    table.id = reportId(reporting.question(), id);
    table.head = reporting.locale.text("report.measure");
    table.columns = {{"value", reporting.locale.text("results.csv.value")}};
    table.says = label + ": " + figure.text;
    if (figure.value && figure.low) table.says += " (" + intervalText(figure, reporting.locale) + ")";
    table.lines.push_back({std::string(id), std::move(label), {std::move(figure)}});
    table.notes.push_back(std::move(note));
    reporting.section.tables.push_back(std::move(table));
}

/// What stands before and behind {text}.
std::pair<std::string, std::string> marks(const std::string& quoted) {
    constexpr std::string_view kText = "{text}";
    const std::size_t at = std::min(quoted.find(kText), quoted.size());
    return {quoted.substr(0, at), quoted.substr(std::min(at + kText.size(), quoted.size()))};
}

std::string quoted(std::string text, const Locale& locale) {
    const auto outer = marks(locale.text("report.quoted")),
               inner = marks(locale.text("report.quoted-within"));
    for (const auto& [from, to] : {std::pair{outer.first, inner.first}, {outer.second, inner.second}})
        for (std::size_t at = 0; !from.empty() && (at = text.find(from, at)) != text.npos; at += to.size())
            text.replace(at, from.size(), to);
    return locale.text("report.quoted", {{"text", text}});
}

}  // namespace otklik
