#include "server/store/sqlite/pooled_response.h"

#include <sodium.h>

#include "server/store/sqlite/record.h"

namespace otklik {

PooledResponse takeApart(const TallyLayout& layout, const Answers& answers, const std::string& via) {
    const Json record = toRecord(layout.survey(), answers, via);
    PooledResponse response{record.dump(), {layout.amountsOf(answers, via), {}}};
    const auto texts = record.find("texts");
    if (texts == record.end()) return response;
    for (const auto& [question, text] : texts->items())
        response.ballot.texts.push_back({question, text.get_ref<const std::string&>()});
    return response;
}

std::optional<PooledResponse> readPooled(const TallyLayout& layout, const std::string& record) {
    const auto read = fromRecord(layout.survey(), record);
    if (!read) return std::nullopt;
    return takeApart(layout, read->answers, read->via);
}

void addPooled(const std::vector<PooledResponse>& pool, int times, Counts& counts) {
    for (const PooledResponse& response : pool)
        for (const Amount& each : response.ballot.amounts)
            if (each.position < counts.size()) counts[each.position] += times * each.amount;
}

void wipe(PooledResponse& response) {
    sodium_memzero(response.record.data(), response.record.size());
    sodium_memzero(response.ballot.amounts.data(), response.ballot.amounts.size() * sizeof(Amount));
    for (Text& text : response.ballot.texts) sodium_memzero(text.text.data(), text.text.size());
}

}  // namespace otklik
