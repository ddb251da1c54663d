// Always holds: answers that come out without problems name only questions, options and rows of the survey,
// are clean UTF-8 within their limits, and are never empty.

#include "shared/survey/response.h"

#include <algorithm>

#include "shared/base/pointer.h"
#include "shared/survey/reading.h"
#include "shared/survey/types/type.h"
#include "shared/text/json_text.h"

namespace otklik {

bool concernsComment(const Problem& problem, const Question& question) {
    return question.hasOther && problem.pointer == pointerToComment(question);
}

bool concerns(const Problem& problem, const Question& question) {
    const std::string pointer = pointerTo(question);
    const std::string& at = problem.pointer;
    return at == pointer || concernsComment(problem, question) || at.starts_with(pointer + "/");
}

const Choice* rowOf(const Problem& problem, const Question& question) {
    for (const Choice& row : question.rows)
        if (problem.pointer == pointerTo(question) + "/" + pointerToken(row.value)) return &row;
    return nullptr;
}

namespace {

/// One member of result JSON, and what it is the answer of.
struct Member {
    std::string name, json;
    std::size_t size() const { return name.size() + json.size() + 4; }  // quotes, colon, comma
};

std::vector<Member> membersOf(const Survey& survey, const Answers& answers) {
    std::vector<Member> members;
    for (const auto& question : survey.questions) {
        const auto found = answers.find(question.name);
        if (found == answers.end() || found->second.empty()) continue;
        const Answer& answer = found->second;
        if (const Value value = question.type->value(question, answer); !value.isNothing())
            members.push_back({question.name, jsonOf(value)});
        if (!answer.comment.empty()) members.push_back({question.commentName, jsonText(answer.comment)});
    }
    return members;
}

/// What one question that is shown still lacks.
void checkWhole(const Question& question, std::size_t at, const Showing& shown, Problems& problems) {
    static const Answer none;
    const auto found = shown.answers.find(question.name);
    const Answer& answer = found == shown.answers.end() ? none : found->second;
    const auto lacks = [&](const std::string& pointer) {
        problems.push_back(Problem::at(pointer, "required", "This question needs an answer."));
    };
    if (shown.required[at] && answer.empty()) return lacks(pointerTo(question));
    for (std::size_t i = 0; i < question.rows.size(); ++i) {
        const Choice& row = question.rows[i];
        const bool isDemanded =
            (question.isWholeRequired || row.isRequired) && shown.open[at] && shown.hasRow(at, i);
        if (isDemanded && !answer.cells.contains(row.value))
            return lacks(pointerTo(question) + "/" + pointerToken(row.value));
    }
    const std::size_t chosen = question.rows.empty() ? answer.choices.size() : answer.cells.size();
    const Choice* only =
        chosen == 1 && question.rows.empty() ? question.option(answer.choices.front()) : nullptr;
    if (shown.open[at] && chosen < static_cast<std::size_t>(question.least) && !(only && only->isExclusive))
        problems.push_back(Problem::atLimit(pointerTo(question), "too-few-chosen",
                                            "More options have to be chosen.", question.least));
}

/// A page or panel that has to be answered is by any of its questions.
void checkPanels(const Survey& survey, const Showing& shown, Problems& problems) {
    for (std::size_t at = 0; at < survey.panels.size(); ++at) {
        const Panel& panel = survey.panels[at];
        const bool isRequired =
            panel.requiredIf.empty() ? panel.isRequired : isTrue(panel.requiredIf, shown.values);
        if (!isRequired || !shown.panels[at]) continue;
        const Question* first = nullptr;
        bool isAnswered = false;
        for (std::size_t i = 0; i < survey.questions.size(); ++i) {
            const std::vector<int> round = survey.panelsRound(survey.questions[i].panel);
            if (!shown.questions[i] ||
                std::find(round.begin(), round.end(), static_cast<int>(at)) == round.end())
                continue;
            if (!first) first = &survey.questions[i];
            isAnswered = isAnswered || shown.answers.contains(survey.questions[i].name);
        }
        if (first && !isAnswered)
            problems.push_back(Problem::about(panel.name, pointerTo(*first), "panel-required",
                                              "At least one question of this panel needs an answer."));
    }
}

/// A problem of answers that no submission can hold, at the one that is best shortened.
void checkSize(const std::vector<Member>& members, Problems& problems) {
    std::size_t all = 1;
    const Member* longest = nullptr;
    for (const Member& member : members) {
        all += member.size();
        if (!longest || member.json.size() > longest->json.size()) longest = &member;
    }
    if (all <= kMostAnswerBytes) return;
    problems.push_back(Problem::atLimit("/answers/" + pointerToken(longest->name), "too-large",
                                        "All answers together have at most 63 KiB as JSON.",
                                        static_cast<long>(kMostAnswerBytes)));
}

}  // namespace

Problems validate(const Survey& survey, const Showing& shown) {
    Problems problems;
    for (std::size_t i = 0; i < survey.questions.size(); ++i)
        if (shown.questions[i]) checkWhole(survey.questions[i], i, shown, problems);
    checkPanels(survey, shown, problems);
    const std::vector<Member> members = membersOf(survey, shown.answers);
    if (members.empty() && problems.empty())
        problems.push_back(
            Problem::at("/answers", "nothing-answered", "A response answers at least one question."));
    checkSize(members, problems);
    return problems;
}

std::string resultJson(const Survey& survey, const Answers& answers) {
    std::string json;
    for (const Member& member : membersOf(survey, answers))
        json += (json.empty() ? "{" : ",") + jsonText(member.name) + ":" + member.json;
    return (json.empty() ? "{" : json) + "}";
}

}  // namespace otklik
