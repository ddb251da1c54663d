// Always holds: answers that come out without problems name only questions, options and rows of the survey,
// are clean UTF-8 within their limits, and are never empty.

#include "shared/survey/response.h"

#include "shared/base/pointer.h"
#include "shared/survey/reading.h"
#include "shared/survey/types/type.h"
#include "shared/text/json_text.h"

namespace otklik {

bool isVisible(const Question& question, const Answers& answers) {
    return question.visibleIf.empty() || question.visibleIf.holds(answers);
}

Answers visibleAnswers(const Survey& survey, Answers answers) {
    for (std::size_t before = answers.size() + 1; answers.size() < before;) {
        before = answers.size();
        const Answers all = answers;
        for (const auto& question : survey.questions)
            if (!isVisible(question, all)) answers.erase(question.name);
    }
    return answers;
}

bool concernsComment(const Problem& problem, const Question& question) {
    return question.hasOther && problem.pointer == pointerToComment(question);
}

bool concerns(const Problem& problem, const Question& question) {
    const std::string pointer = pointerTo(question);
    const std::string& at = problem.pointer;
    return at == pointer || concernsComment(problem, question) || at.starts_with(pointer + "/");
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
        if (std::string json = question.type->json(answer); !json.empty())
            members.push_back({question.name, std::move(json)});
        if (!answer.comment.empty()) members.push_back({question.commentName, jsonText(answer.comment)});
    }
    return members;
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

Problems validate(const Survey& survey, const Answers& answers) {
    Problems problems;
    const Answers leaving = visibleAnswers(survey, answers);
    for (const auto& question : survey.questions) {
        const bool required = question.isRequired || question.requiredIf.holds(leaving);
        if (!required || !isVisible(question, leaving)) continue;
        const auto found = leaving.find(question.name);
        const bool whole = found != leaving.end() && !found->second.empty() &&
                           question.type->isWhole(question, found->second);
        if (!whole)
            problems.push_back(
                Problem::at(pointerTo(question), "required", "This question needs an answer."));
    }
    const std::vector<Member> members = membersOf(survey, leaving);
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
