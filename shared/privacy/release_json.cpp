// A release as JSON: counts with their noise as they were drawn, and the noise's standard deviations, of
// counts and of sums in scores.
//
//   {"schema": 2, "wave", "number", "day", "final", "trial", "tooFew", "noise": {"counts": 8, "sums": 5},
//    "responses": 298, "channels": [{"value": "site", "count": 150}…],
//    "questions": [{"name", "rows": [{"row", "base", "cells": [{"value", "count"}…]}…]}…],
//    "groups": [{"by": "sex", "group": "male", "sum": 17139}…],
//    "themes": [{"question": "demand", "theme": "…", "count": 41}…]}
//
// without what a release does not have. One of schema 1 is what it was.

#include <algorithm>
#include <cmath>

#include "shared/base/members.h"
#include "shared/privacy/release.h"

namespace otklik {
namespace {

constexpr int kSchema = 2;
constexpr double kHundredths = 100, kThousandths = 1000;

Json cellsJson(const std::vector<NoisyCount>& cells) {
    Json json = Json::array();
    for (const NoisyCount& cell : cells) json.push_back({{"value", cell.value}, {"count", cell.count}});
    return json;
}

Json questionJson(const NoisyQuestion& question) {
    Json rows = Json::array();
    for (const NoisyRow& row : question.rows) {
        Json one = {{"row", row.row}, {"cells", cellsJson(row.cells)}};
        if (row.base) one["base"] = *row.base;
        rows.push_back(std::move(one));
    }
    return {{"name", question.name}, {"rows", std::move(rows)}};
}

constexpr std::int64_t kMostCounted =
    1'000'000'000'000'000;  // so that sums stay in range, whoever wrote them

struct Reader : MemberReader {
    std::int64_t count(const Json& json, const char* name) {
        const std::int64_t count = number(json, name);
        if (count >= -kMostCounted && count <= kMostCounted) return count;
        problems.push_back(Problem::at("/" + std::string(name), "wrong-value", "A count is out of range."));
        return 0;
    }
    std::vector<NoisyCount> cells(const Json& json, const char* name) {
        std::vector<NoisyCount> cells;
        for (const Json& cell : list(json, name))
            cells.push_back({text(cell, "value"), count(cell, "count")});
        return cells;
    }
    NoisyQuestion question(const Json& json) {
        NoisyQuestion question{text(json, "name"), {}};
        for (const Json& line : list(json, "rows")) {
            NoisyRow row{text(line, "row"), std::nullopt, cells(line, "cells")};
            if (line.is_object() && line.contains("base")) row.base = count(line, "base");
            question.rows.push_back(std::move(row));
        }
        return question;
    }
    /// An SD in hundredths of `unit`.
    std::int64_t deviation(const Json& json, const char* name, double unit) {
        const auto found = json.is_object() ? json.find(name) : json.end();
        const bool isThere = json.is_object() && found != json.end() && found->is_number();
        const double sd = isThere ? found->get<double>() : -1;
        if (sd >= 0 && sd <= 1e6) return std::llround(sd * unit * kHundredths);
        if (problems.empty())
            problems.push_back(Problem::at("/noise", "wrong-type", "A release lacks its noise."));
        return 0;
    }
};

}  // namespace

Json toJson(const Release& release) {
    if (release.earlier) return release.earlier->json;
    Json json = {{"schema", kSchema},       {"wave", release.wave},   {"number", release.number},
                 {"day", release.day},      {"final", release.final}, {"trial", release.trial},
                 {"tooFew", release.tooFew}};
    if (release.number == 0 || release.tooFew) return json;
    json["noise"] = {{"counts", static_cast<double>(release.noise.counts) / kHundredths},
                     {"sums", static_cast<double>(release.noise.sums) / kHundredths / kThousandths}};
    json["responses"] = release.responses;
    json["channels"] = cellsJson(release.channels);
    json["questions"] = Json::array();
    for (const NoisyQuestion& question : release.questions)
        json["questions"].push_back(questionJson(question));
    json["groups"] = Json::array();
    for (const NoisySum& group : release.groups)
        json["groups"].push_back({{"by", group.by}, {"group", group.group}, {"sum", group.sum}});
    if (release.themes.empty()) return json;
    json["noise"]["themes"] = static_cast<double>(release.noise.themes) / kHundredths;
    for (const NoisyTheme& theme : release.themes)
        json["themes"].push_back(
            {{"question", theme.question}, {"theme", theme.theme}, {"count", theme.count}});
    return json;
}

Result<Release> releaseFromJson(const Json& json) {
    Reader reader;
    Release release;
    release.wave = reader.text(json, "wave");
    release.number = static_cast<int>(std::clamp<std::int64_t>(reader.number(json, "number"), 0, 1'000'000));
    release.day = reader.text(json, "day");
    release.final = reader.flag(json, "final");
    release.tooFew = reader.flag(json, "tooFew");
    if (!reader.problems.empty()) return reader.problems;
    if (!json.contains("schema")) {
        auto earlier = earlierFromJson(json);
        if (!earlier) return earlier.problems();
        release.earlier = std::move(*earlier);
        return release;
    }
    if (reader.number(json, "schema") != kSchema)
        return Problem::at("/schema", "wrong-value", "A newer version made this release.");
    release.trial = reader.flag(json, "trial");
    if (release.number == 0 || release.tooFew) return release;
    const Json& noise = reader.member(json, "noise", Json::value_t::object);
    release.noise = {reader.deviation(noise, "counts", 1), reader.deviation(noise, "sums", kThousandths)};
    release.responses = reader.count(json, "responses");
    release.channels = reader.cells(json, "channels");
    for (const Json& question : reader.list(json, "questions"))
        release.questions.push_back(reader.question(question));
    for (const Json& group : reader.list(json, "groups"))
        release.groups.push_back(
            {reader.text(group, "by"), reader.text(group, "group"), reader.count(group, "sum")});
    if (json.contains("themes")) {
        release.noise.themes = reader.deviation(noise, "themes", 1);
        for (const Json& theme : reader.list(json, "themes"))
            release.themes.push_back(
                {reader.text(theme, "question"), reader.text(theme, "theme"), reader.count(theme, "count")});
    }
    if (!reader.problems.empty()) return reader.problems;
    return release;
}

}  // namespace otklik
