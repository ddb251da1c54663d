// Always holds: a member is absent where there is nothing to say, never null.

#include "shared/report/report_json.h"

#include <cmath>

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

}  // namespace otklik
