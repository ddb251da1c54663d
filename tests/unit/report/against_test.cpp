#include "shared/report/against.h"

#include "shared/base/json.h"
#include "tests/support.h"

using namespace otklik;

namespace {

const Json kBefore = Json::parse(R"({"title": "Т", "elements": [
    {"type": "matrix", "name": "m", "index": "ease", "rows": ["a", "b"], "columns": [1, 2, 3]},
    {"type": "rating", "name": "r", "index": "ease"},
    {"type": "radiogroup", "name": "q", "index": "reach", "choices": ["x", "y"]},
    {"type": "radiogroup", "name": "free", "choices": ["x", "y"]}]})");

Against compare(const Json& now) {
    auto earlier = parseSurvey(kBefore.dump()), changed = parseSurvey(now.dump());
    REQUIRE(earlier);
    REQUIRE_MESSAGE(changed, now.dump());
    return against(*earlier, *changed);
}

std::string said(const Against& found) {
    std::string all;
    for (const Difference& each : found.differences) {
        all += (all.empty() ? "" : "; ") + each.change + " " + each.question;
        for (const std::string& item : each.items) all += " " + item;
        for (const std::string& index : each.indices) all += " !" + index;
    }
    return all;
}

/// The form with `change` made to one of its questions.
std::string after(std::size_t question, const char* change) {
    Json now = kBefore;
    now["elements"][question].merge_patch(Json::parse(change));
    return said(compare(now));
}

}  // namespace

TEST_CASE("The same definition is compared in all its indices") {
    const Against found = compare(kBefore);
    CHECK(found.differences.empty());
    CHECK(found.compared == std::vector<std::string>{"ease", "reach"});
    CHECK(found.apart.empty());
}

TEST_CASE("Whatever the report compares by parts an index, and nothing else does") {
    CHECK(after(0, R"({"title": "Иначе"})") == "title m !ease");
    CHECK(after(0, R"({"columns": [1, 2, 3, 4]})") == "scale m 1 2 3 4 !ease");
    CHECK(after(0, R"({"rows": ["b", "c"]})") == "rows-added m c !ease; rows-dropped m a !ease");
    CHECK(after(0, R"({"rows": ["b", "a"]})") == "rows-moved m b a !ease");
    CHECK(after(0, R"({"rows": ["a", {"value": "b", "text": "Б"}]})") == "rows-reworded m b !ease");
    CHECK(after(1, R"({"minRateDescription": "плохо"})") == "ends r !ease");
    CHECK(after(2, R"({"choices": ["x", "z"]})") == "options-added q z !reach; options-dropped q y !reach");
    CHECK(after(2, R"({"index": "ease"})") == "index q !ease");
    CHECK(after(2, R"({"type": "dropdown"})") == "type q !reach");
    CHECK(after(3, R"({"choices": ["x"]})") == "options-dropped free y");
    CHECK(after(3, R"({"isRequired": true, "description": "Скажите", "breakdown": true})") == "");
}

TEST_CASE("A question that is dropped or added parts its index, and so does another order in it") {
    Json now = kBefore;
    now["elements"].erase(1);
    now["elements"].push_back({{"type", "comment"}, {"name", "why"}});
    const Against found = compare(now);
    CHECK(said(found) == "added why; dropped r !ease");
    CHECK(found.compared == std::vector<std::string>{"reach"});
    CHECK(found.apart == std::vector<std::string>{"ease"});
    now = kBefore;
    std::swap(now["elements"][0], now["elements"][1]);
    CHECK(said(compare(now)) == "order  !ease");
}
