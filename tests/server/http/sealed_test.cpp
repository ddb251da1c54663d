// Submissions that are sealed to the wave's key: on arrival they are opened, and then treated as open ones.

#include "tests/server/sealed.h"
#include "server/store/sqlite/rows.h"
#include "tests/server/http/running_server.h"
#include "tests/server/store/store_over.h"

using namespace otklik;
using test::sealed;
using test::sealedText;
using test::sealingKey;
using test::submission;
using Running = test::RunningServer;

namespace {

const std::string kForeign = hpke::KeyPair::derive("a key that no wave of these tests has").publicKey();

httplib::Result post(const Running& running, const Json& body) {
    auto answer = running.client().Post("/api/v1/responses", body.dump(), "application/json");
    REQUIRE(answer);
    return answer;
}

/// Submission 1 with a text in the place of what a client would seal.
Json with(const std::string& text) {
    return {{"id", test::numberedId(1)}, {"wave", "2026"}, {"sealed", text}};
}

/// Submission 1 whose plain text is this, spaces after it.
Json sealing(const Running& running, const std::string& plain) {
    return with(sealedText(sealingKey(*running.store), "2026", test::numberedId(1), padded(plain)));
}

/// What is wrong with it, in the answer to it alone and in an array.
std::string codeOf(const Running& running, const Json& body) {
    const auto one = post(running, body), many = post(running, Json::array({body}));
    CHECK(one->status == 422);
    const Json problem = Json::parse(one->body), item = Json::parse(many->body)["results"][0];
    CHECK(item["status"] == 422);
    CHECK(item["problem"] == problem);
    REQUIRE(problem["errors"].size() == 1);
    CHECK(problem["errors"][0]["pointer"] == "/sealed");
    return problem["errors"][0]["code"];
}

/// What waits, as records.
std::vector<std::string> records(const Running& running) {
    auto database = Database::read(running.data() + "/otklik.db", running.disk);
    const auto key = SecretKey::fromBytes(test::fileText(running.keys() + "/2026.1.period"));
    REQUIRE(key);
    const Survey survey = test::orderSurvey();
    const TallyLayout layout(survey, {"site", "vk", "ok", "kiosk"});
    std::vector<std::string> found;
    for (Statement pool = database->prepare("SELECT body FROM pool"); pool.next();)
        found.push_back(openPooled("2026", *key, layout, pool.text(0))->record);
    return found;
}

}  // namespace

TEST_CASE("The survey is served with its wave's key, and with null where it has none") {
    struct Keyless : test::StoreOver {
        using StoreOver::StoreOver;
        std::shared_ptr<const Snapshot> snapshot() const override {
            Snapshot snapshot = *StoreOver::snapshot();
            for (Wave& wave : snapshot.waves) wave.sealingKey.clear();
            return std::make_shared<const Snapshot>(std::move(snapshot));
        }
    };
    const Running running;
    const auto keyOf = [](const auto& server) {
        return Json::parse(server.client().Get("/api/v1/survey")->body)["key"];
    };
    const std::string key = keyOf(running);
    CHECK(key.size() == 87);
    CHECK(fromBase64url(key) == sealingKey(*running.store));
    Keyless keyless(*running.store);
    const test::ServerOver without(keyless, test::serverOptions());
    CHECK(keyOf(without).is_null());
    const auto refused = without.client().Post(
        "/api/v1/responses", sealed(submission(1), sealingKey(*running.store)).dump(), "application/json");
    CHECK(Json::parse(refused->body)["errors"][0]["code"] == "key-unknown");
}

TEST_CASE("A sealed submission is answered and stored as an open one, byte for byte but its id") {
    const Running running;
    const auto open = post(running, submission(1)),
               closed = post(running, sealed(submission(2), sealingKey(*running.store)));
    CHECK(open->status == 201);
    CHECK(closed->status == 201);
    std::string answer = open->body;
    answer.replace(answer.find(test::numberedId(1)), 32, test::numberedId(2));
    CHECK(answer == closed->body);
    const auto stored = records(running);
    REQUIRE(stored.size() == 2);
    CHECK(stored[0] == stored[1]);
    CHECK(stored[0].find("[телефон]") != std::string::npos);
    CHECK(stored[0].find("site") != std::string::npos);
}

TEST_CASE("Sent again it is known, whether sealed anew or open") {
    const Running running;
    const std::string key = sealingKey(*running.store);
    const Json first = sealed(submission(1), key);
    CHECK(post(running, first)->status == 201);
    for (const Json& again : {first, sealed(submission(1), key), submission(1)})
        CHECK(post(running, again)->status == 200);
    CHECK(running.stored() == 1);
}

TEST_CASE("What is wrong in sealed answers is said as of open ones") {
    const Running running;
    const std::tuple<const char*, Json, const char*> wrongs[] = {
        {"answers", {{"sex", "robot"}}, "/answers/sex"},
        {"answers", {{"colour", "red"}}, "/answers/colour"},
        {"answers", {{"seek", std::string(2001, 'x')}}, "/answers/seek"},
        {"via", "radio", "/via"}};
    for (const auto& [member, value, pointer] : wrongs) {
        Json wrong = submission(1);
        wrong[member] = value;
        const auto open = post(running, wrong),
                   closed = post(running, sealed(wrong, sealingKey(*running.store)));
        CHECK(closed->status == 422);
        CHECK(closed->body == open->body);
        CHECK(Json::parse(closed->body)["errors"][0]["pointer"] == pointer);
    }
    CHECK(running.stored() == 0);
}

TEST_CASE("No channel is one that is null, or is not said") {
    const Running running;
    for (const char* plain :
         {R"({"via": null, "answers": {"sex": "male"}})", R"({"answers": {"sex": "male"}})"})
        CHECK(post(running, sealing(running, plain))->status < 300);
    CHECK(running.stored() == 1);
}

TEST_CASE("What is sealed to a key that the wave does not have can be sealed again: key-unknown") {
    const Running running;
    const Json foreign = sealed(submission(1), kForeign);
    CHECK(codeOf(running, foreign) == "key-unknown");
    CHECK(post(running, foreign)->body.find("seal the answers again") != std::string::npos);
    CHECK(post(running, sealed(submission(1), sealingKey(*running.store)))->status == 201);
}

TEST_CASE("What is malformed, does not open, or is no via with answers, is not-sealed-so") {
    const Running running;
    const std::string key = sealingKey(*running.store), id = test::numberedId(1);
    const std::string plain = padded(R"({"via":null,"answers":{"sex":"female"}})"),
                      good = sealedText(key, "2026", id, plain);
    const auto without = [](std::string text, char add) { return text.pop_back(), text + add; };
    for (const std::string& text :
         {std::string(), std::string("A"), std::string("сургуч"), good + "=", good + "\n", " " + good,
          good.substr(0, 97), good.substr(0, 98), good.substr(0, good.size() - 1), without(good, '+'),
          toBase64url(keyIdOf(key)), toBase64url(keyIdOf(key) + std::string(100, '\0')),
          sealedText(key, "2026", id, plain, "otklik response 2"), sealedText(key, "2025", id, plain),
          sealedText(key, "2026", test::numberedId(2), plain)}) {
        INFO(text.substr(0, 100), " of ", text.size());
        CHECK(codeOf(running, with(text)) == "not-sealed-so");
    }
    CHECK(codeOf(running, with(sealedText(key, "2026", id, R"({"via":null,"answers":{}})"))) ==
          "not-sealed-so");
    CHECK(codeOf(running, with(sealedText(key, "2026", id, ""))) == "not-sealed-so");
    for (const char* inside :
         {"", "null", "[]", "{}", "{", R"({"via":"site"})", R"({"answers":[]})", R"({"via":5,"answers":{}})",
          R"({"answers":{},"answers":{}})", R"({"answers":{},"id":"00000000000000000000000000000001"})",
          R"({"answers":{},"pad":""})", R"({"answers":{}} {})", "{\"answers\":{\"seek\":\"\xff\"}}"}) {
        INFO(inside);
        CHECK(codeOf(running, sealing(running, inside)) == "not-sealed-so");
    }
    CHECK(running.stored() == 0);
    CHECK(post(running, with(good))->status == 201);
}

TEST_CASE("A submission is sealed or open, never both") {
    const Running running;
    const auto errorsOf = [&](Json body, const char* member, Json value) {
        body[member] = std::move(value);
        const auto answer = post(running, body);
        CHECK(answer->status == 422);
        const Json errors = Json::parse(answer->body)["errors"];
        return std::string(errors[0]["pointer"]) + " " + std::string(errors[0]["code"]);
    };
    const Json closed = sealed(submission(1), sealingKey(*running.store));
    CHECK(errorsOf(closed, "answers", Json::object()) == "/answers unknown-member");
    CHECK(errorsOf(closed, "via", nullptr) == "/via unknown-member");
    CHECK(errorsOf(closed, "sealed", nullptr) == "/sealed wrong-type");
    CHECK(errorsOf(closed, "id", "short") == "/id bad-id");
    CHECK(running.stored() == 0);
}

TEST_CASE("Sealed and open ones come together in an array, each with an answer of its own") {
    const Running running;
    const std::string key = sealingKey(*running.store);
    Json wrong = submission(3), unknown = sealed(submission(5), key);
    wrong["answers"]["sex"] = "robot";
    unknown["wave"] = "1999";
    const auto answer = post(running, {submission(1), sealed(submission(2), key), sealed(wrong, key),
                                       sealed(submission(4), kForeign), unknown, sealed(submission(1), key)});
    const Json results = Json::parse(answer->body)["results"];
    for (const auto& [at, status] : {std::pair(0, 201), {1, 201}, {2, 422}, {3, 422}, {4, 503}, {5, 200}})
        CHECK(results[static_cast<std::size_t>(at)]["status"] == status);
    CHECK(results[2]["problem"]["errors"][0]["pointer"] == "/answers/sex");
    CHECK(results[3]["problem"]["errors"][0]["code"] == "key-unknown");
    CHECK(running.stored() == 2);
}

TEST_CASE("64 KiB of one submission are taken, sealed as open, and its two paddings are not added up") {
    const Running running;
    const auto ofSize = [&](std::size_t size) {
        std::string plain = R"({"via":null,"answers":{"sex":"male"}})";
        plain.resize(size, ' ');
        return with(sealedText(sealingKey(*running.store), "2026", test::numberedId(1), plain));
    };
    Json most = ofSize(64 * 1024);
    most["pad"] = std::string(60'000, ' ');
    CHECK(post(running, most)->status == 201);
    CHECK(post(running, Json::array({most}))->status == 200);
    most["pad"] = std::string(64 * 1024, ' ');
    CHECK(post(running, most)->status == 413);
    CHECK(post(running, ofSize(68 * 1024))->status == 413);
    CHECK(post(running, with(std::string(5'000'000, 'A')))->status == 413);
    const auto many = post(running, Json::array({ofSize(68 * 1024)}));
    CHECK(Json::parse(many->body)["results"][0]["problem"]["errors"][0]["code"] == "too-large");
}

TEST_CASE("A closed wave has no key any more, and still says of a sealed submission whether it was stored") {
    Running running;
    const std::string key = sealingKey(*running.store);
    const Json stored = sealed(submission(1), key), late = sealed(submission(2), key);
    CHECK(post(running, stored)->status == 201);
    REQUIRE(running.store->stopWave("2026").isGood());
    CHECK(post(running, sealed(submission(3), key))->status == 201);  // late responses are taken
    REQUIRE(running.store->closeWave("2026", test::ballotKey()).isGood());
    CHECK(post(running, stored)->status == 200);
    Json malformed = late;
    malformed["sealed"] = "сургуч";
    for (const Json& refused : {late, sealed(submission(2), kForeign), malformed})
        CHECK(post(running, refused)->body == post(running, submission(2))->body);
    CHECK(post(running, late)->status == 409);
    CHECK(running.stored() == 2);
}

TEST_CASE("A wave that is closed while a sealed submission is being opened is a 409, not a wrong seal") {
    struct ClosingMeanwhile : test::StoreOver {
        using StoreOver::StoreOver;
        std::optional<std::string> unseal(const std::string& wave, const hpke::Sealed& sealed,
                                          std::string_view info, std::string_view aad) const override {
            REQUIRE(const_cast<ClosingMeanwhile&>(*this).closeWave(wave, test::ballotKey()).isGood());
            return StoreOver::unseal(wave, sealed, info, aad);
        }
    };
    const Running running;
    REQUIRE(running.store->stopWave("2026").isGood());
    ClosingMeanwhile closing(*running.store);
    const test::ServerOver server(closing, test::serverOptions());
    CHECK(server.client()
              .Post("/api/v1/responses", sealed(submission(1), sealingKey(*running.store)).dump(),
                    "application/json")
              ->status == 409);
}
