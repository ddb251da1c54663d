// How a tally becomes public:
//   1. noise is added to every cell, empty ones too; what falls below 0 becomes 0;
//   2. small bases and small cells are hidden, then cells that subtraction from a published whole would
//   reveal;
//   3. shares are taken from the noisy counts, in whole percents, with capped ends;
//   4. rounding comes last, of what is shown only.
// Everything is a function of the noisy counts, so post-processing costs no privacy.

#include "shared/privacy/release.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace otklik {
namespace {

struct Maker {
    const TallyLayout& layout;
    const Counts& counts;
    const Counts& noise;
    const ReleaseRules& rules;

    std::int64_t noisy(const std::string& key) const {
        const auto at = static_cast<std::size_t>(layout.position(key));
        return std::max<std::int64_t>(0, counts[at] + noise[at]);
    }

    PublishedCell cell(const std::string& key, std::string value) const {
        PublishedCell cell;
        cell.value = std::move(value);
        cell.count = noisy(key);
        if (cell.count < rules.minimumCell) cell.hidden = Hidden::smallCell;
        return cell;
    }

    PublishedRow row(const std::string& start, const std::string& rowValue,
                     const std::vector<Choice>& answers, bool partition, std::int64_t minimumBase) const {
        PublishedRow row;
        row.row = rowValue;
        row.base = cell(start, "");
        for (const Choice& answer : answers) row.cells.push_back(cell(start + answer.value, answer.value));
        if (row.base.count < minimumBase) {
            row.base.hidden = Hidden::smallBase;
            for (PublishedCell& hidden : row.cells) hidden.hidden = Hidden::smallBase;
        } else if (partition) {
            std::vector<PublishedCell*> all;
            for (PublishedCell& one : row.cells) all.push_back(&one);
            hideComplement(all);
        }
        return row;
    }

    PublishedQuestion question(const Question& question, const std::string& prefix,
                               std::int64_t minimumBase) const {
        PublishedQuestion published{question.name, {}};
        const std::string start = prefix + question.name + "/";
        if (question.type == QuestionType::matrix) {
            for (const Choice& line : question.rows)
                published.rows.push_back(
                    row(start + line.value + "/", line.value, question.columns, true, minimumBase));
        } else {
            const bool partition =
                question.type != QuestionType::checkbox;  // several answers do not add up to the base
            published.rows.push_back(row(start + "/", "", question.choices, partition, minimumBase));
        }
        return published;
    }

    PublishedGroup group(const std::string& by, const std::string& value) const {
        const std::string prefix = by + "=" + value + "|";
        PublishedGroup group{by, value, cell(prefix, ""), {}};
        if (group.size.count < rules.minimumBase) group.size.hidden = Hidden::smallBase;
        for (const Question& question : layout.survey().questions)
            if (!question.index.empty())
                group.questions.push_back(this->question(question, prefix, rules.minimumBase));
        return group;
    }

    /// One hidden cell alone among cells that add up to a published whole could be subtracted: the smallest
    /// other one joins it.
    static void hideComplement(const std::vector<PublishedCell*>& cells) {
        PublishedCell* smallest = nullptr;
        int hidden = 0;
        for (PublishedCell* cell : cells) {
            if (cell->hidden != Hidden::no)
                ++hidden;
            else if (!smallest || cell->count < smallest->count)
                smallest = cell;
        }
        if (hidden == 1 && smallest) smallest->hidden = Hidden::complement;
    }

    /// Groups of one breakdown add up to the whole as well. Hiding in one direction can leave a lone cell in
    /// the other, so both are repeated until nothing changes; each round hides at least one cell more, so it
    /// ends.
    void hideAcrossGroups(std::vector<PublishedGroup>& groups, std::size_t from, std::size_t to) const {
        const auto hiddenCells = [&] {
            std::size_t hidden = 0;
            for (std::size_t g = from; g < to; ++g)
                for (const PublishedQuestion& question : groups[g].questions)
                    for (const PublishedRow& row : question.rows)
                        for (const PublishedCell& cell : row.cells) hidden += cell.hidden != Hidden::no;
            return hidden;
        };
        for (std::size_t before = hiddenCells();; before = hiddenCells()) {
            for (std::size_t q = 0; from < to && q < groups[from].questions.size(); ++q) {
                for (std::size_t r = 0; r < groups[from].questions[q].rows.size(); ++r) {
                    for (std::size_t c = 0; c < groups[from].questions[q].rows[r].cells.size(); ++c) {
                        std::vector<PublishedCell*> across;
                        for (std::size_t g = from; g < to; ++g)
                            across.push_back(&groups[g].questions[q].rows[r].cells[c]);
                        hideComplement(across);
                    }
                    const Question* question = layout.survey().question(groups[from].questions[q].name);
                    if (question->type == QuestionType::checkbox) continue;
                    for (std::size_t g = from; g < to; ++g) {
                        std::vector<PublishedCell*> along;
                        for (PublishedCell& cell : groups[g].questions[q].rows[r].cells)
                            along.push_back(&cell);
                        hideComplement(along);
                    }
                }
            }
            if (hiddenCells() == before) return;
        }
    }

    std::int64_t rounded(std::int64_t count) const {
        return (count + rules.rounding / 2) / rules.rounding * rules.rounding;
    }

    void finishCell(PublishedCell& cell, std::int64_t base) const {
        if (cell.hidden != Hidden::no) {
            cell.count = 0;
            return;
        }
        if (base > 0) {
            const double share =
                100.0 * static_cast<double>(std::min(cell.count, base)) / static_cast<double>(base);
            cell.percent = static_cast<int>(std::lround(share));
            if (cell.percent <= rules.capPercent) {
                cell.percent = rules.capPercent;
                cell.atMost = true;
            } else if (cell.percent >= 100 - rules.capPercent) {
                cell.percent = 100 - rules.capPercent;
                cell.atLeast = true;
            }
        }
        cell.count = rounded(cell.count);
    }

    void finish(PublishedQuestion& question) const {
        for (PublishedRow& row : question.rows) {
            for (PublishedCell& cell : row.cells) finishCell(cell, row.base.count);
            finishCell(row.base, 0);
        }
    }
};

const char* nameOf(Hidden hidden) {
    switch (hidden) {
        case Hidden::smallCell:
            return "small-cell";
        case Hidden::smallBase:
            return "small-base";
        case Hidden::complement:
            return "complement";
        case Hidden::no:
            break;
    }
    return "";
}

Json cellJson(const PublishedCell& cell, bool share) {
    Json json = Json::object();
    if (!cell.value.empty()) json["value"] = cell.value;
    if (cell.hidden != Hidden::no) {
        json["hidden"] = nameOf(cell.hidden);
        return json;
    }
    json["count"] = cell.count;
    if (share) json["percent"] = cell.percent;
    if (cell.atMost) json["bound"] = "at-most";
    if (cell.atLeast) json["bound"] = "at-least";
    return json;
}

Json questionJson(const PublishedQuestion& question) {
    Json rows = Json::array();
    for (const PublishedRow& row : question.rows) {
        Json cells = Json::array();
        for (const PublishedCell& cell : row.cells) cells.push_back(cellJson(cell, true));
        rows.push_back({{"row", row.row}, {"base", cellJson(row.base, false)}, {"cells", std::move(cells)}});
    }
    return {{"name", question.name}, {"rows", std::move(rows)}};
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
        for (Hidden reason : {Hidden::smallCell, Hidden::smallBase, Hidden::complement})
            if (hidden == nameOf(reason)) cell.hidden = reason;
        if (cell.hidden != Hidden::no) return cell;
        cell.count = number(json, "count");
        if (share) cell.percent = static_cast<int>(number(json, "percent"));
        cell.atMost = bound == "at-most";
        cell.atLeast = bound == "at-least";
        return cell;
    }
    std::vector<PublishedQuestion> questions(const Json& json) {
        std::vector<PublishedQuestion> questions;
        for (const Json& one : member(json, "questions", Json::value_t::array)) {
            PublishedQuestion question{text(one, "name"), {}};
            for (const Json& line : member(one, "rows", Json::value_t::array)) {
                PublishedRow row{
                    text(line, "row"), cell(member(line, "base", Json::value_t::object), false), {}};
                for (const Json& each : member(line, "cells", Json::value_t::array))
                    row.cells.push_back(cell(each, true));
                question.rows.push_back(std::move(row));
            }
            questions.push_back(std::move(question));
        }
        return questions;
    }
};

}  // namespace

std::int64_t geometricNoise(Random& random, double ratio) {
    // The difference of two one-sided geometric variables is two-sided geometric with the same ratio. Each is
    // drawn by inversion from 53 uniform bits, never 0, so the logarithm is finite.
    const auto oneSided = [&] {
        const double uniform = (static_cast<double>(random.next() >> 11) + 0.5) / 9007199254740992.0;
        return static_cast<std::int64_t>(std::floor(std::log(uniform) / std::log(ratio)));
    };
    const std::int64_t plus = oneSided();
    return plus - oneSided();
}

Release makeRelease(const TallyLayout& layout, const Counts& counts, const Counts& noise,
                    const ReleaseRules& rules, bool final) {
    const Maker maker{layout, counts, noise, rules};
    Release release;
    release.final = final;
    release.responses = maker.cell("", "");
    for (const Question& question : layout.survey().questions)
        release.questions.push_back(maker.question(question, "", rules.minimumCell));
    if (final) {
        const auto breakdown = [&](const std::string& by, const std::vector<std::string>& values) {
            const std::size_t from = release.groups.size();
            for (const std::string& value : values) release.groups.push_back(maker.group(by, value));
            maker.hideAcrossGroups(release.groups, from, release.groups.size());
        };
        for (const Question& question : layout.survey().questions) {
            if (!question.breakdown) continue;
            std::vector<std::string> values;
            for (const Choice& choice : question.choices) values.push_back(choice.value);
            breakdown(question.name, values);
        }
        breakdown("channel", layout.channels());
    }
    maker.finishCell(release.responses, 0);
    for (PublishedQuestion& question : release.questions) maker.finish(question);
    for (PublishedGroup& group : release.groups) {
        maker.finishCell(group.size, 0);
        for (PublishedQuestion& question : group.questions) maker.finish(question);
    }
    return release;
}

Json toJson(const Release& release) {
    Json json = {{"wave", release.wave},     {"number", release.number},
                 {"day", release.day},       {"final", release.final},
                 {"tooFew", release.tooFew}, {"responses", cellJson(release.responses, false)}};
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
    for (const Json& one : reader.member(json, "groups", Json::value_t::array))
        release.groups.push_back({reader.text(one, "by"), reader.text(one, "group"),
                                  reader.cell(reader.member(one, "size", Json::value_t::object), false),
                                  reader.questions(one)});
    if (!reader.problems.empty()) return reader.problems;
    return release;
}

}  // namespace otklik
