#include "server/store/sqlite/waiting.h"

#include <sodium.h>

#include "server/store/sqlite/record.h"

namespace otklik {

Waiting takeApart(const TallyLayout& layout, const Answers& answers, const std::string& via) {
    Json record = toRecord(layout.survey(), answers, via);
    Waiting response{record.dump(), {}, {}, layout.cellsOf(answers, via)};
    if (const auto texts = record.find("texts"); texts != record.end()) {
        for (auto& [question, text] : texts->items())
            response.texts.emplace_back(question, std::move(text.get_ref<std::string&>()));
        record.erase(texts);
    }
    response.closed = record.dump();
    return response;
}

std::optional<Waiting> readWaiting(const TallyLayout& layout, const std::string& body) {
    const auto read = fromRecord(layout.survey(), body);
    if (!read) return std::nullopt;
    return takeApart(layout, read->answers, read->via);
}

void wipe(Waiting& response) {
    sodium_memzero(response.body.data(), response.body.size());
    sodium_memzero(response.closed.data(), response.closed.size());
    sodium_memzero(response.cells.data(), response.cells.size() * sizeof(std::uint32_t));
    for (auto& [question, text] : response.texts) sodium_memzero(text.data(), text.size());
}

}  // namespace otklik
