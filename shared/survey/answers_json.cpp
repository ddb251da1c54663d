#include "shared/survey/answers_json.h"

#include "shared/base/pointer.h"
#include "shared/survey/reading.h"
#include "shared/survey/types/json_type.h"

namespace otklik {

Result<Answers> answersFromJson(const Survey& survey, const Json& json) {
    if (!json.is_object()) return Problem::at("/answers", "wrong-type", "An object of answers is expected.");
    Answers answers;
    Problems problems;
    for (const auto& [name, value] : json.items()) {
        const std::string at = "/answers/" + pointerToken(name);
        if (const Question* question = survey.question(name)) {
            AnswerReading reading(*question, answers[name], problems);
            jsonType(*question->type).readAnswer(reading, value);
        } else if (const Question* owner = survey.commented(name)) {
            if (value.is_string())
                AnswerReading(*owner, answers[owner->name], problems)
                    .writeComment(value.get_ref<const std::string&>());
            else
                addProblem(problems, Problem::at(at, "wrong-type", "A string is expected."));
        } else {
            addProblem(problems, Problem::at(at, "unknown-question", "The survey has no such question."));
        }
    }
    finishReading(answers, LoneText::isGivenUp, problems, survey);
    if (!problems.empty()) return problems;
    return answers;
}

}  // namespace otklik
