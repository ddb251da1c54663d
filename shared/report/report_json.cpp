// Always holds: a member is absent where there is nothing to say, never null.

#include "shared/report/report_json.h"

#include <algorithm>
#include <cmath>

#include "shared/base/members.h"

namespace otklik {
namespace {

constexpr const char* kUnits[] = {"none", "percent", "points", "answers"};
constexpr const char* kDrawings[] = {"none", "bars", "diverging", "intervals", "trend", "list"};

Json figureJson(const Figure& figure) {
    Json json = {{"text", figure.text}, {"unit", kUnits[static_cast<std::size_t>(figure.unit)]}};
    if (figure.value) json["value"] = *figure.value;
    if (figure.low) json["low"] = *figure.low;
    if (figure.high) json["high"] = *figure.high;
    if (figure.count) json["count"] = *figure.count;
    if (!figure.value && figure.drawn > 0) json["drawn"] = std::round(figure.drawn);
    return json;
}

Json tableJson(const Table& table) {
    Json json = {{"id", table.id},         {"title", table.title},
                 {"head", table.head},     {"drawing", kDrawings[static_cast<std::size_t>(table.drawing)]},
                 {"says", table.says},     {"columns", Json::array()},
                 {"lines", Json::array()}, {"notes", table.notes}};
    for (const Column& column : table.columns) {
        Json one = {{"id", column.id}, {"label", column.label}};
        if (column.tone > 0) one["tone"] = column.tone;
        json["columns"].push_back(std::move(one));
    }
    for (const Line& line : table.lines) {
        Json figures = Json::array();
        for (const Figure& figure : line.figures) figures.push_back(figureJson(figure));
        json["lines"].push_back({{"id", line.id}, {"label", line.label}, {"figures", std::move(figures)}});
    }
    return json;
}

template <std::size_t N>
std::size_t placeOf(const std::string& name, const char* const (&names)[N]) {
    for (std::size_t i = 0; i < N; ++i)
        if (name == names[i]) return i;
    return 0;
}

struct Reader : MemberReader {
    static constexpr double kMost = 1e15;

    /// One in which every further computation stays in range.
    static std::optional<double> value(const Json& json, const char* name) {
        const auto found = json.find(name);
        const bool isNumber = found != json.end() && found->is_number();
        const double number = isNumber ? found->get<double>() : kMost;
        return std::abs(number) < kMost ? std::optional(number) : std::nullopt;
    }
    Figure figure(const Json& json) {
        Figure figure;
        figure.text = text(json, "text");
        figure.unit = static_cast<Unit>(placeOf(text(json, "unit"), kUnits));
        if (!json.is_object()) return figure;
        figure.value = value(json, "value"), figure.low = value(json, "low"),
        figure.high = value(json, "high");
        figure.drawn = figure.value ? *figure.value : value(json, "drawn").value_or(0);
        if (const auto count = value(json, "count")) figure.count = std::llround(*count);
        return figure;
    }
    Line line(const Json& json) {
        Line line{text(json, "id"), text(json, "label"), {}};
        for (const Json& each : list(json, "figures")) line.figures.push_back(figure(each));
        return line;
    }
    Table table(const Json& json) {
        Table table;
        table.id = text(json, "id"), table.title = text(json, "title"), table.head = text(json, "head");
        table.drawing = static_cast<Drawing>(placeOf(text(json, "drawing"), kDrawings));
        table.says = text(json, "says");
        for (const Json& each : list(json, "columns")) {
            const bool hasTone = each.is_object() && each.contains("tone");
            table.columns.push_back(
                {text(each, "id"), text(each, "label"),
                 hasTone ? static_cast<int>(std::clamp<std::int64_t>(number(each, "tone"), 0, 5)) : 0});
        }
        for (const Json& each : list(json, "lines")) {
            table.lines.push_back(line(each));
            if (table.lines.back().figures.size() == table.columns.size()) continue;
            problems.push_back(
                Problem::at("/figures", "wrong-value", "A line has as many figures as columns."));
        }
        return table;
    }
    Section section(const Json& json) {
        Section section{text(json, "id"), text(json, "title"), text(json, "explanation"), {}, {}, false};
        section.isQuestion = flag(json, "question");
        for (const Json& each : list(json, "tables")) section.tables.push_back(table(each));
        return section;
    }
};

}  // namespace

Json reportJson(const Report& report) {
    Json json = {{"$schema", "/results.schema.json"},
                 {"schema", report.schema},
                 {"language", report.language},
                 {"wave", report.wave},
                 {"release", report.number},
                 {"final", report.final},
                 {"demonstration", report.kind == ResponseKind::madeUp},
                 {"trial", report.kind == ResponseKind::trial},
                 {"title", report.title},
                 {"survey", report.survey},
                 {"summary", report.summary},
                 {"waves", Json::array()},
                 {"facts", Json::array()},
                 {"notes", report.notes},
                 {"sections", Json::array()}};
    if (!report.day.empty()) json["day"] = report.day;
    for (const KnownWave& wave : report.waves) json["waves"].push_back(wave.id);
    for (const Fact& fact : report.facts)
        json["facts"].push_back({{"id", fact.id}, {"text", fact.text}, {"label", fact.label}});
    for (const Section& section : report.sections) {
        Json tables = Json::array();
        for (const Table& table : section.tables) tables.push_back(tableJson(table));
        json["sections"].push_back({{"id", section.id},
                                    {"title", section.title},
                                    {"explanation", section.explanation},
                                    {"question", section.isQuestion},
                                    {"tables", std::move(tables)},
                                    {"notes", section.notes}});
    }
    return json;
}

Result<Report> reportFromJson(const Json& json) {
    Reader reader;
    Report report;
    report.language = reader.text(json, "language"), report.wave = reader.text(json, "wave");
    report.number = static_cast<int>(std::clamp<std::int64_t>(reader.number(json, "release"), 0, 1'000'000));
    report.final = reader.flag(json, "final");
    if (reader.problems.empty() && report.number > 0) report.day = reader.text(json, "day");
    for (const Json& each : reader.list(json, "sections")) report.sections.push_back(reader.section(each));
    if (!reader.problems.empty()) return reader.problems;
    return report;
}

}  // namespace otklik
