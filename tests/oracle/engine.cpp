// What this project's own code says of a definition and answers, for tests/oracle/compare.mjs: a line in, a
// line out.
//
//   in   {"definition": {…}, "answers": {…}}
//   out  {"refused": [{"at", "code"}]}          the definition does not load
//        {"unread": [{"at", "code"}]}           it does, but these are no answers to it
//        {"visible": ["q", …], "problems": [{"at", "code"}], "result": {…}}
//
// "items": {"q": {"options": […], "rows": […]}} of what is visible is compared too as soon as it is said
// here. Visible is what still is once answers to hidden questions are dropped.

#include <iostream>
#include <string>

#include "shared/base/json.h"
#include "shared/survey/answers_json.h"
#include "shared/survey/definition.h"
#include "shared/survey/response.h"

namespace {

using namespace otklik;

Json listOf(const Problems& problems) {
    Json list = Json::array();
    for (const Problem& problem : problems) list.push_back({{"at", problem.pointer}, {"code", problem.code}});
    return list;
}

Json factsOf(const Json& asked) {
    const auto survey = parseSurvey(asked.at("definition").dump());
    if (!survey) return {{"refused", listOf(survey.problems())}};
    const auto answers = answersFromJson(*survey, asked.at("answers"));
    if (!answers) return {{"unread", listOf(answers.problems())}};
    const Answers left = visibleAnswers(*survey, *answers);
    Json visible = Json::array();
    for (const Question& question : survey->questions)
        if (isVisible(question, left)) visible.push_back(question.name);
    return {{"visible", visible},
            {"problems", listOf(validate(*survey, *answers))},
            {"result", Json::parse(resultJson(*survey, left))}};
}

}  // namespace

int main() {
    std::ios::sync_with_stdio(false);
    for (std::string line; std::getline(std::cin, line);)
        std::cout << factsOf(Json::parse(line)).dump() << std::endl;  // flushed: who asks waits for it
}
