// Answers in and out. Always holds: answers that come out without problems name only questions, options, rows
// and columns of the survey, are clean UTF-8 within their limits, and are never empty.

#include "shared/survey/response.h"

#include <optional>

#include "shared/survey/reading.h"

namespace otklik {
namespace {

// Stored values are strings; scales are numbers in SurveyJS results.
bool scalar(const Json& value, std::string& out) {
    if (value.is_string()) {
        out = value.get<std::string>();
    } else if (value.is_number_integer()) {
        out = value.dump();
    } else {
        return false;
    }
    return true;
}

void readValue(const Question& question, const Json& value, const std::string& at, Answer& answer,
               Problems& problems) {
    const auto wrongType = [&](const std::string& pointer) {
        report(problems, Problem::at(pointer, "wrong-type", "The answer has the wrong JSON type."));
    };
    std::string one;
    if (question.isOpen()) {
        if (!value.is_string()) return wrongType(at);
        answer.text = openText(value.get_ref<const std::string&>(), question.maxLength, at, problems);
    } else if (question.type == QuestionType::matrix) {
        if (!value.is_object()) return wrongType(at);
        for (const auto& [row, cell] : value.items()) {
            const std::string place = at + "/" + pointerToken(row);
            if (scalar(cell, one))
                addCell(question, row, one, place, answer, problems);
            else
                wrongType(place);
        }
    } else if (takesMany(question)) {
        if (!value.is_array()) return wrongType(at);
        for (std::size_t i = 0; i < value.size(); ++i) {
            const std::string place = at + "/" + std::to_string(i);
            if (value[i].is_string())
                addChoice(question, value[i].get<std::string>(), place, answer, problems);
            else
                wrongType(place);
        }
    } else if (scalar(value, one)) {
        addChoice(question, one, at, answer, problems);
    } else {
        wrongType(at);
    }
}

}  // namespace

Result<Answers> answersFromJson(const Survey& survey, const Json& json) {
    const std::string prefix = "/answers/";
    if (!json.is_object()) return Problem::at("/answers", "wrong-type", "An object of answers is expected.");
    Answers answers;
    Problems problems;
    for (const auto& [name, value] : json.items()) {
        const std::string at = prefix + pointerToken(name);
        if (const Question* question = survey.question(name)) {
            readValue(*question, value, at, answers[name], problems);
        } else if (const Question* owner = survey.commented(name)) {
            if (value.is_string()) {
                answers[owner->name].comment =
                    openText(value.get_ref<const std::string&>(), kMaxOtherLength, at, problems);
            } else {
                report(problems, Problem::at(at, "wrong-type", "A string is expected."));
            }
        } else {
            report(problems, Problem::at(at, "unknown-question", "The survey has no such question."));
        }
    }
    finishReading(answers, std::nullopt, problems, survey);
    if (!problems.empty()) return problems;
    return answers;
}

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

/// Reports an answer set that no submission can hold, at the answer that is best shortened.
void checkSize(const Json& answers, Problems& problems) {
    if (answers.dump().size() <= kMostAnswerBytes) return;
    std::string longest;
    std::size_t most = 0;
    for (const auto& [name, value] : answers.items()) {
        const std::size_t size = value.dump().size();
        if (size <= most) continue;
        most = size;
        longest = name;
    }
    problems.push_back(Problem::atLimit("/answers/" + pointerToken(longest), "too-large",
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
                           found->second.cells.size() >= question.rows.size();
        if (!whole)
            problems.push_back(
                Problem::at(pointerTo(question), "required", "This question needs an answer."));
    }
    const Json whole = toJson(survey, leaving);
    if (whole.empty() && problems.empty())
        problems.push_back(
            Problem::at("/answers", "nothing-answered", "A response answers at least one question."));
    checkSize(whole, problems);
    return problems;
}

Json toJson(const Survey& survey, const Answers& answers) {
    Json json = Json::object();
    for (const auto& question : survey.questions) {
        const auto found = answers.find(question.name);
        if (found == answers.end() || found->second.empty()) continue;
        const Answer& answer = found->second;
        if (question.isOpen()) {
            json[question.name] = answer.text;
        } else if (question.type == QuestionType::matrix) {
            json[question.name] = answer.cells;
        } else if (takesMany(question)) {
            json[question.name] = answer.choices;
        } else if (!answer.choices.empty()) {
            json[question.name] = answer.choices.front();
        }
        if (!answer.comment.empty()) json[question.commentName] = answer.comment;
    }
    return json;
}

}  // namespace otklik
