#include "server/store/sqlite/record.h"

#include "server/store/sqlite/bundle.h"
#include "server/store/sqlite/pooled_response.h"

#include "shared/survey/answers_json.h"
#include "shared/survey/response.h"
#include "tests/support.h"

using namespace otklik;

namespace {

const Survey& survey() {
    static const Survey survey = test::orderSurvey();
    return survey;
}

Answers read(const Json& answers) {
    auto result = answersFromJson(survey(), answers);
    REQUIRE(result);
    return std::move(*result);
}

}  // namespace

TEST_CASE("A record holds closed answers as numbers, texts by question, and the channel; and reads back") {
    const Json answers = {{"sources", {"site", "other"}},
                          {"sources-Comment", "сосед"},
                          {"frequency", {{"site", "always"}, {"vk", "never"}}},
                          {"ease", {{"site", "5"}}},
                          {"seek", "расписание"},
                          {"sex", "female"}};
    const Json record = toRecord(survey(), read(answers), "vk");
    CHECK(record["closed"].size() == 6);
    CHECK(record["texts"] == Json{{"seek", "расписание"}, {"sources-Comment", "сосед"}});
    CHECK(record["via"] == "vk");
    const auto back = fromRecord(survey(), record.dump());
    REQUIRE(back);
    CHECK(back->answers == read(answers));
    CHECK(back->via == "vk");
}

TEST_CASE("Several texts of one question are kept apart, each under a name of its own") {
    const auto several = parseSurvey(R"({"title": "t", "elements": [
        {"type": "multipletext", "name": "о себе", "title": "О себе", "items": [{"name": "кто"}, {"name": "где"}]},
        {"type": "comment", "name": "о себе.кто", "title": "Ещё"}]})");
    REQUIRE(several);
    const auto answers = answersFromJson(
        *several, Json{{"о себе", {{"кто", "врач"}, {"где", "Ижевск"}}}, {"о себе.кто", "всё"}});
    REQUIRE(answers);
    const Json record = toRecord(*several, *answers, "");
    CHECK(record["texts"] ==
          Json{{"о себе.кто-Text", "врач"}, {"о себе.где", "Ижевск"}, {"о себе.кто", "всё"}});
    const auto back = fromRecord(*several, record.dump());
    REQUIRE(back);
    CHECK(back->answers == *answers);
    const TallyLayout layout(*several, {});
    CHECK(takeApart(layout, *answers, "").ballot.texts.size() == 3);
}

TEST_CASE("What was mixed reads back, whatever a question is called") {
    const auto survey = parseSurvey(R"({"title": "t", "elements": [
        {"type": "comment", "name": "\"a\\b\"", "title": "?"}]})");
    REQUIRE(survey);
    const TallyLayout layout(*survey, {});
    Bundle bundle{Counts(layout.size()), {{survey->questions[0].name, "да"}}};
    const auto back = bundleFromJson(layout, toText(bundle));
    REQUIRE(back);
    CHECK(back->texts == bundle.texts);
}

TEST_CASE("A record does not tell in which order options were ticked") {
    const auto record = [](const Json& sources) {
        return toRecord(survey(), read({{"sources", sources}}), "");
    };
    CHECK(record({"vk", "site", "ok"}) == record({"ok", "vk", "site"}));
    CHECK(record({"vk", "site"}) != record({"ok", "site"}));
}

TEST_CASE("A response without answers is a record, too") {
    CHECK(toRecord(survey(), {}, "").dump() == R"({"closed":[]})");
    const auto back = fromRecord(survey(), R"({"closed":[]})");
    REQUIRE(back);
    CHECK(back->answers.empty());
}

TEST_CASE("Every answer that the survey offers has its own place, and the place gives it back") {
    for (const Question& question : survey().questions) {
        for (const Choice& line : question.lines())
            for (const Choice& option : question.options) {
                const Json answer = !line.value.empty()     ? Json{{line.value, option.value}}
                                    : question.takesSeveral ? Json{option.value}
                                                            : Json(option.value);
                const Answers answers = read({{question.name, answer}});
                CHECK(fromRecord(survey(), toRecord(survey(), answers, "").dump())->answers == answers);
            }
    }
}

TEST_CASE("A record's texts may be longer than what may be typed: redaction can lengthen them") {
    std::string much;
    for (int i = 0; i < 2000; ++i) much += "[почта] ";
    const auto back =
        fromRecord(survey(), Json{{"closed", Json::array()}, {"texts", {{"seek", much}}}}.dump());
    REQUIRE(back);
    CHECK(back->answers.at("seek").text == much);
}

TEST_CASE("What is no record of the survey is refused") {
    for (const char* body :
         {"", "[]", "{}", R"({"closed":3})", R"({"closed":["3"]})", R"({"closed":[-1]})",
          R"({"closed":[1.5]})", R"({"closed":[3,3]})", R"({"closed":[4,3]})", R"({"closed":[100000]})",
          R"({"closed":[18446744073709551615]})", R"({"closed":[],"texts":[]})",
          R"({"closed":[],"texts":{"no-such-question":"x"}})", R"({"closed":[],"texts":{"seek":3}})",
          R"({"closed":[],"texts":{"seek":""}})", R"({"closed":[0],"texts":{"sources":"x"}})",
          R"({"closed":[0],"texts":{"sources-Comment":"x"}})"}) {
        INFO(body);
        CHECK_FALSE(fromRecord(survey(), body));
    }
}
