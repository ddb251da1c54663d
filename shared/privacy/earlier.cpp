#include "shared/privacy/earlier.h"

#include <algorithm>

#include "shared/base/members.h"

namespace otklik {
namespace {

constexpr std::int64_t kMostCounted = 1'000'000'000;

struct Reader : MemberReader {
    PublishedCell cell(const Json& json, bool share) {
        PublishedCell cell;
        cell.value = stringMember(json, "value");
        const std::string hidden = stringMember(json, "hidden"), bound = stringMember(json, "bound");
        if (!hidden.empty()) {
            cell.shown = hidden == "base" ? Shown::smallBase : Shown::hidden;
            return cell;
        }
        if (!bound.empty())
            cell.shown = bound == "at-least" ? Shown::atLeast : Shown::atMost;
        else
            cell.count = std::clamp<std::int64_t>(number(json, "count"), 0, kMostCounted);
        if (share || !bound.empty())
            cell.percent = static_cast<int>(std::clamp<std::int64_t>(number(json, "percent"), 0, 100));
        return cell;
    }
    PublishedCell base(const Json& json, const char* name) {
        return cell(member(json, name, Json::value_t::object), false);
    }
    PublishedRow row(const Json& json) {
        PublishedRow row{text(json, "row"), base(json, "base"), {}};
        for (const Json& each : list(json, "cells")) row.cells.push_back(cell(each, true));
        return row;
    }
    std::vector<PublishedQuestion> questions(const Json& json) {
        std::vector<PublishedQuestion> questions;
        for (const Json& one : list(json, "questions")) {
            PublishedQuestion question{text(one, "name"), {}};
            for (const Json& line : list(one, "rows")) question.rows.push_back(row(line));
            questions.push_back(std::move(question));
        }
        return questions;
    }
};

/// No word of anybody's text is published, though it was once.
Json withoutWords(Json json) {
    if (json.is_object()) json.erase("words");
    if (json.is_structured())
        for (Json& part : json) part = withoutWords(std::move(part));
    return json;
}

}  // namespace

Result<EarlierFigures> earlierFromJson(const Json& json) {
    Reader reader;
    EarlierFigures figures;
    figures.json = withoutWords(json);
    figures.responses = reader.base(json, "responses");
    figures.questions = reader.questions(json);
    if (reader.flag(json, "final") && !reader.flag(json, "tooFew"))
        figures.channels = reader.row(reader.member(json, "channels", Json::value_t::object));
    for (const Json& one : reader.list(json, "groups"))
        figures.groups.push_back({reader.text(one, "by"), reader.text(one, "group"), reader.questions(one)});
    if (!reader.problems.empty()) return reader.problems;
    return figures;
}

}  // namespace otklik
