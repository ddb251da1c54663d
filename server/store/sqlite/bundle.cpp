#include "server/store/sqlite/bundle.h"

#include "server/base/wipe.h"
#include "server/seal/secret_key.h"
#include "server/store/sqlite/rows.h"

namespace otklik {
namespace {

constexpr std::string_view kInfo = "otklik bundle 1";

Problem damaged(const char* detail) {
    return Problem::of("damaged", detail);
}

}  // namespace

std::string toText(const Bundle& bundle) {
    // Not as one JSON value: after a busy second there are ten thousands of texts, and the writer waits.
    std::size_t size = 0;
    for (const Text& text : bundle.texts) size += text.question.size() + 2 * text.text.size() + 16;
    std::string json;
    json.reserve(size + 16 * bundle.counts.size() + 8192);
    json += "{\"counts\":" + Json(bundle.counts).dump() + ",\"texts\":[";
    for (const Text& text : bundle.texts) {
        if (json.back() != '[') json += ',';
        json += Json({text.question, text.text}).dump();
    }
    return json += "]}";
}

Result<Bundle> bundleFromJson(const TallyLayout& layout, std::string_view text) {
    const auto json = parseJson(text, {.values = SIZE_MAX});  // our own
    if (!json) return json.problems();
    auto counts = countsFromJson(json->is_object() ? json->value("counts", Json()) : Json(), layout.size());
    if (!counts) return counts.problems();
    const Json texts = json->value("texts", Json());
    if (!texts.is_array()) return damaged("Texts are an array.");
    Bundle bundle{std::move(*counts), {}};
    for (const Json& pair : texts) {
        if (!pair.is_array() || pair.size() != 2 || !pair[0].is_string() || !pair[1].is_string())
            return damaged("A text is its question's name and itself.");
        bundle.texts.push_back({pair[0].get<std::string>(), pair[1].get<std::string>()});
        if (!layout.survey().written(bundle.texts.back().question).question)
            return damaged("A text belongs to no question.");
    }
    return bundle;
}

std::optional<std::string> sealBundle(const Bundle& bundle, const std::string& wave,
                                      const std::string& ballotKey) {
    std::string plain = padded(toText(bundle));
    const Wiped wiped(plain);
    const auto sealed = hpke::seal(ballotKey, kInfo, wave, plain);
    if (!sealed) return std::nullopt;
    return sealed->encapsulated + sealed->text;
}

Status insertBundle(const Database& database, const std::string& key, const Wave& wave,
                    const Bundle& bundle) {
    const auto sealed = sealBundle(bundle, wave.id, wave.ballotKey);
    if (!sealed) return rowsDamaged("The ballot key of wave " + wave.id + " is none");
    Statement insert = database.prepare("INSERT INTO bundle VALUES (?1, ?2, ?3)");
    return insert.bindBlob(1, key).bind(2, wave.id).bindBlob(3, *sealed).run();
}

Status BundleSum::add(const Database& database) {
    Statement bundles = database.prepare("SELECT key, body FROM bundle WHERE wave=?1");
    bundles.bind(1, wave_);
    while (bundles.next()) {
        std::string key = bundles.text(0);
        if (opened_.contains(key)) continue;
        const std::string body = bundles.text(1);
        const std::string_view all = body;
        const auto plain = all.size() < hpke::kPublicKeyBytes
                               ? std::nullopt
                               : hpke::open(key_, all.substr(0, hpke::kPublicKeyBytes), kInfo, wave_,
                                            all.substr(hpke::kPublicKeyBytes));
        auto bundle = plain ? bundleFromJson(layout_, *plain) : Result<Bundle>(damaged(""));
        if (!bundle) return rowsDamaged("A bundle of wave " + wave_ + " does not open with its ballot key");
        for (std::size_t i = 0; i < bundle->counts.size(); ++i) sum_.counts[i] += bundle->counts[i];
        for (Text& text : bundle->texts) sum_.texts.push_back(std::move(text));
        opened_.insert(std::move(key));
    }
    return bundles.status();
}

}  // namespace otklik
