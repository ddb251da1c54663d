#include "server/store/sqlite/record.h"

#include <algorithm>
#include <vector>

#include "shared/survey/response.h"

namespace otklik {
namespace {

Problem damaged(const char* detail) {
    return Problem::at("/closed", "damaged", detail);
}

/// How many closed answers a question offers.
std::size_t offered(const Question& question) {
    return question.choices.size() + question.rows.size() * question.columns.size();
}

/// Adds the places of one answer; `start` is that of the first its question offers.
void addPlaces(const Question& question, const Answer& answer, std::size_t start,
               std::vector<std::size_t>& places) {
    for (const auto& value : answer.choices)
        if (const Choice* choice = question.choice(value))
            places.push_back(start + static_cast<std::size_t>(choice - question.choices.data()));
    for (const auto& [rowValue, columnValue] : answer.cells) {
        const Choice *row = question.row(rowValue), *column = question.column(columnValue);
        if (!row || !column) continue;
        places.push_back(start +
                         static_cast<std::size_t>(row - question.rows.data()) * question.columns.size() +
                         static_cast<std::size_t>(column - question.columns.data()));
    }
}

/// The inverse for one place; false where the question takes no further answer.
bool addAnswer(const Question& question, std::size_t place, Answer& answer) {
    if (question.type == QuestionType::matrix) {
        const auto &row = question.rows[place / question.columns.size()],
                   &column = question.columns[place % question.columns.size()];
        return answer.cells.emplace(row.value, column.value).second;
    }
    if (question.type != QuestionType::checkbox && !answer.choices.empty()) return false;
    answer.choices.push_back(question.choices[place].value);
    return true;
}

}  // namespace

Json toRecord(const Survey& survey, const Answers& answers, const std::string& via) {
    std::vector<std::size_t> places;
    std::size_t start = 0;
    Json texts = Json::object();
    for (const auto& question : survey.questions) {
        if (const auto found = answers.find(question.name); found != answers.end()) {
            const Answer& answer = found->second;
            addPlaces(question, answer, start, places);
            if (!answer.text.empty()) texts[question.name] = answer.text;
            if (!answer.comment.empty()) texts[question.commentName] = answer.comment;
        }
        start += offered(question);
    }
    std::sort(places.begin(), places.end());
    Json record = {{"closed", std::move(places)}};
    if (!texts.empty()) record["texts"] = std::move(texts);
    if (!via.empty()) record["via"] = via;
    return record;
}

Result<Recorded> fromRecord(const Survey& survey, std::string_view body) {
    const auto json = parseJson(body);
    if (!json) return json.problems();
    const auto closed = json->is_object() ? json->find("closed") : json->end();
    if (closed == json->end() || !closed->is_array())
        return damaged("An array of closed answers is expected.");
    Recorded recorded{{}, stringMember(*json, "via")};
    auto question = survey.questions.begin();
    std::size_t start = 0, least = 0;  // of the question's places, and of the next place
    for (const Json& number : *closed) {
        if (!number.is_number_unsigned() || number.get<std::size_t>() < least)
            return damaged("Closed answers are places in ascending order.");
        const auto place = number.get<std::size_t>();
        least = place + 1;
        while (question != survey.questions.end() && place - start >= offered(*question))
            start += offered(*question++);
        if (question == survey.questions.end()) return damaged("The survey offers no such answer.");
        if (!addAnswer(*question, place - start, recorded.answers[question->name]))
            return damaged("The question takes one answer.");
    }
    const Json texts = json->value("texts", Json::object());
    if (!texts.is_object()) return damaged("Texts are an object by question name.");
    for (const auto& [name, text] : texts.items()) {
        if (!text.is_string() || text.get_ref<const std::string&>().empty())
            return damaged("A text is a string that is not empty.");
        const Question *open = survey.question(name), *owner = survey.commented(name);
        if (open && open->isOpen())
            recorded.answers[name].text = text;
        else if (owner && recorded.answers[owner->name].chose(kOther))
            recorded.answers[owner->name].comment = text;
        else
            return damaged("A text belongs to no question.");
    }
    return recorded;
}

}  // namespace otklik
