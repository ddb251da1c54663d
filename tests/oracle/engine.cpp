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
#include "shared/base/pointer.h"
#include "shared/survey/answers_json.h"
#include "shared/survey/definition.h"
#include "shared/survey/response.h"

namespace {

using namespace otklik;

Json listOf(const Problems& problems) {
    Json list = Json::array();
    for (const Problem& problem : problems) {
        // SurveyJS says it of the panel, the engine of its first question.
        const bool isOfPanel = problem.code == "panel-required";
        list.push_back({{"at", isOfPanel ? "/answers/" + pointerToken(problem.subject) : problem.pointer},
                        {"code", isOfPanel ? "required" : problem.code}});
    }
    return list;
}

Json factsOf(const Json& asked) {
    const auto survey = parseSurvey(asked.at("definition").dump());
    if (!survey) return {{"refused", listOf(survey.problems())}};
    const auto answers = answersFromJson(*survey, asked.at("answers"));
    Json warned = Json::array();
    for (const Problem& warning : survey->warnings) warned.push_back(warning.code);
    if (!answers) return {{"unread", listOf(answers.problems())}, {"warned", warned}};
    const Showing showing = showingOf(*survey, *answers);
    Json visible = Json::array(), items = Json::object();
    for (std::size_t i = 0; i < survey->questions.size(); ++i) {
        const Question& question = survey->questions[i];
        if (!showing.questions[i]) continue;
        visible.push_back(question.name);
        Json& shown = items[question.name] = {{"options", Json::array()}, {"rows", Json::array()}};
        for (std::size_t k = 0; k < question.options.size(); ++k)
            if (showing.hasOption(i, k)) shown["options"].push_back(question.options[k].value);
        for (std::size_t k = 0; k < question.rows.size(); ++k)
            if (showing.hasRow(i, k)) shown["rows"].push_back(question.rows[k].value);
    }
    return {{"warned", warned},
            {"visible", visible},
            {"problems", listOf(validate(*survey, showing))},
            {"result", Json::parse(resultJson(*survey, showing.answers))}};
}

}  // namespace

int main() {
    std::ios::sync_with_stdio(false);
    for (std::string line; std::getline(std::cin, line);)
        std::cout << factsOf(Json::parse(line)).dump() << std::endl;  // flushed: who asks waits for it
}
