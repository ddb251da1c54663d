// Always holds: a member is absent where there is nothing to say, never null.

#include "shared/report/report_json.h"

#include <cmath>

namespace otklik {
namespace {

constexpr const char* kUnits[] = {"none", "percent", "points", "answers", "own"};
constexpr const char* kDrawings[] = {"none", "bars", "stacked", "intervals", "groups", "trend"};
constexpr const char* kVerdicts[] = {"none", "chance", "higher", "lower"};
constexpr const char* kKinds[] = {"indices", "question", "groups", "years",
                                  "themes",  "changes",  "method", "precision"};
constexpr const char* kBlocks[] = {"heading", "paragraph", "item", "figure"};
constexpr const char* kSigns[] = {"none", "done", "doing", "declined"};

Json figureJson(const Figure& figure) {
    Json json = {{"text", figure.text}, {"unit", kUnits[static_cast<std::size_t>(figure.unit)]}};
    if (figure.value) json["value"] = *figure.value;
    if (figure.low) json["low"] = *figure.low;
    if (figure.high) json["high"] = *figure.high;
    if (figure.count) json["count"] = *figure.count;
    if (!figure.value && figure.drawn > 0) json["drawn"] = std::round(figure.drawn);
    if (figure.verdict != Verdict::none)
        json["verdict"] = kVerdicts[static_cast<std::size_t>(figure.verdict)];
    return json;
}

Json tableJson(const Table& table) {
    Json json = {{"id", table.id},         {"title", table.title},
                 {"head", table.head},     {"drawing", kDrawings[static_cast<std::size_t>(table.drawing)]},
                 {"says", table.says},     {"columns", Json::array()},
                 {"lines", Json::array()}, {"notes", table.notes}};
    for (const Column& column : table.columns) {
        Json one = {{"id", column.id}, {"label", column.label}};
        if (!column.value.empty()) one["value"] = column.value;
        if (column.tone != Tone::none) one["tone"] = static_cast<int>(column.tone);
        json["columns"].push_back(std::move(one));
    }
    for (const Line& line : table.lines) {
        Json figures = Json::array();
        for (const Figure& figure : line.figures) figures.push_back(figureJson(figure));
        Json one = {{"id", line.id}, {"label", line.label}, {"figures", std::move(figures)}};
        if (!line.value.empty()) one["value"] = line.value;
        if (!line.question.empty()) one["question"] = line.question;
        json["lines"].push_back(std::move(one));
    }
    if (table.drawing == Drawing::groups || table.drawing == Drawing::trend)
        json["axis"] = {{"low", table.axis.low}, {"high", table.axis.high}};
    if (!table.name.empty()) json["name"] = table.name;
    if (table.everybody) json["everybody"] = *table.everybody;
    return json;
}

Json statementJson(const OfficeStatement& statement) {
    Json blocks = Json::array();
    for (const TextBlock& block : statement.blocks) {
        Json one = {{"kind", kBlocks[static_cast<std::size_t>(block.kind)]},
                    {"text", plainText(block.spans)}};
        if (block.sign != TextBlock::Sign::none) one["sign"] = kSigns[static_cast<std::size_t>(block.sign)];
        blocks.push_back(std::move(one));
    }
    return {{"title", statement.title},
            {"byline", statement.byline},
            {"language", statement.language},
            {"blocks", std::move(blocks)}};
}

Json sectionJson(const Section& section) {
    Json json = {{"id", section.id},        {"kind", kKinds[static_cast<std::size_t>(section.kind)]},
                 {"title", section.title},  {"explanation", section.explanation},
                 {"tables", Json::array()}, {"notes", section.notes}};
    if (!section.question.empty()) json["question"] = section.question;
    if (!section.panels.empty()) json["panels"] = section.panels;
    if (!section.wording.empty()) json["wording"] = section.wording;
    for (const Table& table : section.tables) json["tables"].push_back(tableJson(table));
    for (const OfficeStatement& statement : section.statements)
        json["statements"].push_back(statementJson(statement));
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
                 {"name", report.name},
                 {"headline", {{"text", report.headline.text}, {"bullets", Json::array()}}},
                 {"summary", report.summary},
                 {"waves", Json::array()},
                 {"facts", Json::array()},
                 {"notes", report.notes},
                 {"sections", Json::array()}};
    if (!report.day.empty()) json["day"] = report.day;
    for (const KnownWave& wave : report.waves) json["waves"].push_back(wave.id);
    for (const Fact& fact : report.facts)
        json["facts"].push_back({{"id", fact.id}, {"text", fact.text}, {"label", fact.label}});
    for (const Section& section : report.sections) json["sections"].push_back(sectionJson(section));
    for (const Bullet& bullet : report.headline.bullets)
        json["headline"]["bullets"].push_back({{"lead", bullet.lead}, {"text", bullet.text}});
    if (!report.source.empty()) json["source"] = report.source;
    if (!report.licence.name.empty())
        json["licence"] = {{"name", report.licence.name}, {"address", report.licence.address}};
    return json;
}

}  // namespace otklik
