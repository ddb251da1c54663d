#include "server/store/sqlite/record.h"

#include <vector>

#include "shared/survey/places.h"

namespace otklik {
namespace {

Problem damaged(const char* detail) {
    return Problem::at("/closed", "damaged", detail);
}

}  // namespace

Json toRecord(const Survey& survey, const Answers& answers, const std::string& via) {
    std::vector<std::size_t> places;
    std::size_t start = 0;
    Json texts = Json::object();
    for (const auto& question : survey.questions) {
        if (const auto found = answers.find(question.name); found != answers.end()) {
            const Answer& answer = found->second;
            for (const std::size_t place : placesOf(question, answer)) places.push_back(start + place);
            if (question.isOpen() && !answer.text.empty()) texts[question.name] = answer.text;
            for (const auto& [row, text] : answer.texts) texts[question.row(row)->textName] = text;
            if (!answer.comment.empty()) texts[question.commentName] = answer.comment;
        }
        start += placesIn(question);
    }
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
        while (question != survey.questions.end() && place - start >= placesIn(*question))
            start += placesIn(*question++);
        if (question == survey.questions.end()) return damaged("The survey offers no such answer.");
        if (!addPlace(*question, place - start, recorded.answers[question->name]))
            return damaged("The question takes one answer.");
    }
    const Json texts = json->value("texts", Json::object());
    if (!texts.is_object()) return damaged("Texts are an object by question name.");
    for (const auto& [name, text] : texts.items()) {
        if (!text.is_string() || text.get_ref<const std::string&>().empty())
            return damaged("A text is a string that is not empty.");
        const auto [question, row, isComment] = survey.written(name);
        if (!question) return damaged("A text belongs to no question.");
        Answer& answer = recorded.answers[question->name];
        if (isComment && !answer.chose(kOther)) return damaged("A text stands beside an option.");
        (row ? answer.texts[row->value] : isComment ? answer.comment : answer.text) = text;
    }
    return recorded;
}

}  // namespace otklik
