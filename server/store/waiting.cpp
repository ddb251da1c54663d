#include "server/store/waiting.h"

#include <sodium.h>

#include "shared/base/json.h"
#include "shared/survey/response.h"

namespace otklik {
namespace {

/// Moves a text out of an answer and its body.
void takeText(const std::string& question, std::string& text, const std::string& member, Json& body,
              Waiting& response) {
    if (text.empty()) return;
    response.texts.emplace_back(question, std::move(text));
    body["answers"].erase(member);
}

}  // namespace

Waiting takeApart(const TallyLayout& layout, Answers answers, const std::string& via) {
    Json body = {{"answers", toJson(layout.survey(), answers)}};
    if (!via.empty()) body["via"] = via;
    Waiting response{body.dump(), {}, {}, layout.cellsOf(answers, via)};
    for (auto& [question, answer] : answers) {
        takeText(question, answer.text, question, body, response);
        takeText(question, answer.comment, question + std::string(kCommentSuffix), body, response);
    }
    response.closed = body.dump();
    return response;
}

std::optional<Waiting> readWaiting(const TallyLayout& layout, const std::string& body) {
    auto json = parseJson(body);
    if (!json || !json->is_object()) return std::nullopt;
    auto answers = answersFromJson(layout.survey(), (*json)["answers"]);
    if (!answers) return std::nullopt;
    return takeApart(layout, std::move(*answers), stringMember(*json, "via"));
}

void wipe(Waiting& response) {
    sodium_memzero(response.body.data(), response.body.size());
    sodium_memzero(response.closed.data(), response.closed.size());
    sodium_memzero(response.cells.data(), response.cells.size() * sizeof(std::uint32_t));
    for (auto& [question, text] : response.texts) sodium_memzero(text.data(), text.size());
}

}  // namespace otklik
