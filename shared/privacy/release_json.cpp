// A release as JSON: what is stored, served and read by the client. A cell has a count and a percent, or a
// bound and its percent, or only that it is hidden.

#include "shared/privacy/release.h"

namespace otklik {
namespace {

constexpr const char* kBounds[] = {"at-most", "at-least"};
constexpr const char* kReasons[] = {"cell", "base"};

Json cellJson(const PublishedCell& cell, bool share) {
    Json json = Json::object();
    if (!cell.value.empty()) json["value"] = cell.value;
    switch (cell.shown) {
        case Shown::number:
            json["count"] = cell.count;
            if (share) json["percent"] = cell.percent;
            break;
        case Shown::atMost:
        case Shown::atLeast:
            json["bound"] = kBounds[cell.shown == Shown::atLeast];
            json["percent"] = cell.percent;
            break;
        case Shown::hidden:
        case Shown::smallBase:
            json["hidden"] = kReasons[cell.shown == Shown::smallBase];
            break;
    }
    return json;
}

Json rowJson(const PublishedRow& row) {
    Json cells = Json::array();
    for (const PublishedCell& cell : row.cells) cells.push_back(cellJson(cell, true));
    return {{"row", row.row}, {"base", cellJson(row.base, false)}, {"cells", std::move(cells)}};
}

Json questionJson(const PublishedQuestion& question) {
    Json rows = Json::array();
    for (const PublishedRow& row : question.rows) rows.push_back(rowJson(row));
    Json json = {{"name", question.name}, {"rows", std::move(rows)}};
    for (const PublishedCell& word : question.words) json["words"].push_back(cellJson(word, false));
    return json;
}

/// Reads members with their types; the first that is wrong is remembered.
struct Reader {
    Problems problems;

    const Json& member(const Json& json, const char* name, Json::value_t type) {
        static const Json nothing;
        const auto found = json.is_object() ? json.find(name) : json.end();
        const bool fits =
            json.is_object() && found != json.end() &&
            (found->type() == type || (type == Json::value_t::number_integer && found->is_number_integer()));
        if (fits) return *found;
        if (problems.empty())
            problems.push_back({"/" + std::string(name), "wrong-type",
                                "A release lacks the member " + std::string(name) + ".", 0});
        return nothing;
    }
    std::string text(const Json& json, const char* name) {
        const Json& value = member(json, name, Json::value_t::string);
        return value.is_string() ? value.get<std::string>() : std::string();
    }
    std::int64_t number(const Json& json, const char* name) {
        const Json& value = member(json, name, Json::value_t::number_integer);
        return value.is_number_integer() ? value.get<std::int64_t>() : 0;
    }
    bool flag(const Json& json, const char* name) {
        const Json& value = member(json, name, Json::value_t::boolean);
        return value.is_boolean() && value.get<bool>();
    }

    PublishedCell cell(const Json& json, bool share) {
        PublishedCell cell;
        cell.value = stringMember(json, "value");
        const std::string hidden = stringMember(json, "hidden"), bound = stringMember(json, "bound");
        if (!hidden.empty()) {
            cell.shown = hidden == kReasons[1] ? Shown::smallBase : Shown::hidden;
            return cell;
        }
        if (!bound.empty())
            cell.shown = bound == kBounds[1] ? Shown::atLeast : Shown::atMost;
        else
            cell.count = number(json, "count");
        if (share || !bound.empty()) cell.percent = static_cast<int>(number(json, "percent"));
        return cell;
    }
    PublishedRow row(const Json& json) {
        PublishedRow row{text(json, "row"), cell(member(json, "base", Json::value_t::object), false), {}};
        for (const Json& each : member(json, "cells", Json::value_t::array))
            row.cells.push_back(cell(each, true));
        return row;
    }
    std::vector<PublishedQuestion> questions(const Json& json) {
        std::vector<PublishedQuestion> questions;
        for (const Json& one : member(json, "questions", Json::value_t::array)) {
            PublishedQuestion question{text(one, "name"), {}, {}};
            for (const Json& line : member(one, "rows", Json::value_t::array))
                question.rows.push_back(row(line));
            if (one.is_object() && one.contains("words"))
                for (const Json& word : member(one, "words", Json::value_t::array))
                    question.words.push_back(cell(word, false));
            questions.push_back(std::move(question));
        }
        return questions;
    }
};

}  // namespace

Json toJson(const Release& release) {
    Json json = {{"wave", release.wave},     {"number", release.number},
                 {"day", release.day},       {"final", release.final},
                 {"tooFew", release.tooFew}, {"responses", cellJson(release.responses, false)}};
    if (release.final && !release.tooFew) json["channels"] = rowJson(release.channels);
    json["questions"] = Json::array();
    json["groups"] = Json::array();
    for (const PublishedQuestion& question : release.questions)
        json["questions"].push_back(questionJson(question));
    for (const PublishedGroup& group : release.groups) {
        Json questions = Json::array();
        for (const PublishedQuestion& question : group.questions) questions.push_back(questionJson(question));
        json["groups"].push_back({{"by", group.by},
                                  {"group", group.group},
                                  {"size", cellJson(group.size, false)},
                                  {"questions", questions}});
    }
    return json;
}

Result<Release> releaseFromJson(const Json& json) {
    Reader reader;
    Release release;
    release.wave = reader.text(json, "wave");
    release.number = static_cast<int>(reader.number(json, "number"));
    release.day = reader.text(json, "day");
    release.final = reader.flag(json, "final");
    release.tooFew = reader.flag(json, "tooFew");
    release.responses = reader.cell(reader.member(json, "responses", Json::value_t::object), false);
    release.questions = reader.questions(json);
    if (release.final && !release.tooFew)
        release.channels = reader.row(reader.member(json, "channels", Json::value_t::object));
    for (const Json& one : reader.member(json, "groups", Json::value_t::array))
        release.groups.push_back({reader.text(one, "by"), reader.text(one, "group"),
                                  reader.cell(reader.member(one, "size", Json::value_t::object), false),
                                  reader.questions(one)});
    if (!reader.problems.empty()) return reader.problems;
    return release;
}

}  // namespace otklik
