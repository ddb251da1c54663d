// An order under the visitor's hands: lines that move, places that make room, what is said and what is shown.

#include "web/app/order.h"

#include "tests/unit/app/visits.h"
#include "web/app/app.h"

using namespace otklik;
using namespace otklik::test;

namespace {

constexpr const char* kOfAll = R"("choices": ["a", "b", "c", "d"])";
constexpr const char* kOfTwo =
    R"("choices": ["a", "b", "c", "d"], "selectToRankEnabled": true, "maxSelectedChoices": 2)";

/// A form of one ranking.
struct Ranking {
    explicit Ranking(const std::string& members)
        : app(surveyOf(R"({"title": "T", "elements": [
              {"type": "ranking", "name": "q", "title": "Q", )" +
                       members + "}]}"),
              locale("ru"), {}, 0, false) {}

    App app;
    std::string press(const std::string& move) { return app.act("move:" + move).says.value_or("nothing"); }
    /// The lists of the form, from the first option to the last.
    void choose(const std::vector<std::string>& places) {
        std::string form;
        for (std::size_t i = 0; i < places.size(); ++i)
            form += std::string("&q-q[") + static_cast<char>('a' + i) + "]=" + places[i];
        app.setForm(form);
    }
    /// "b1 a2 c d": the lines, with their places.
    std::string lines() const {
        std::string all;
        for (const RankedLine& line : all_()) all += (all.empty() ? "" : " ") + line.words + line.place;
        return all;
    }
    /// Of the same lines, what each can do: "v ^v ^v ^".
    std::string moves() const {
        std::string can;
        for (const RankedLine& line : all_())
            can += std::string(can.empty() ? "" : " ") + (line.up.isDisabled ? "" : "^") +
                   (line.down.isDisabled ? "" : "v");
        return can;
    }
    std::string answer() const { return app.outgoing(); }

  private:
    std::vector<RankedLine> all_() const { return all<RankedLine>(app.screen()); }
};

}  // namespace

TEST_CASE("An order is a line an option, with its list and what moves it; it names what it moves") {
    const Ranking ranking(R"("choices": [{"value": "a", "text": "Короткая очередь"}, "b"])");
    CHECK(kinds(ranking.app.screen()).ends_with("title soft ranked ranked link"));
    const RankedLine line = all<RankedLine>(ranking.app.screen())[0];
    CHECK(line.field.id == "answer-q--a");
    CHECK(line.up.name == "Выше: Короткая очередь");
    CHECK(line.down.name == "Ниже: Короткая очередь");
    CHECK(line.place == "");
    CHECK(orderMarkup(ranking.app.screen()).find(R"(data-of="answer-q--b" data-place="")") !=
          std::string::npos);
}

TEST_CASE("A move in an untouched order of all answers with what is shown, and that move") {
    Ranking ranking(kOfAll);
    CHECK(ranking.lines() == "a b c d");
    CHECK(ranking.moves() == "v ^v ^v ^");
    CHECK(ranking.answer() == "{}");
    CHECK(ranking.press("up:c") == "c: место 2 из 4");
    CHECK(ranking.lines() == "a1 c2 b3 d4");
    CHECK(ranking.answer() == R"({"q":["a","c","b","d"]})");
    CHECK(ranking.press("down:a") == "a: место 2 из 4");
    CHECK(ranking.lines() == "c1 a2 b3 d4");
}

TEST_CASE("At its ends an order moves nothing, and neither does what it has not") {
    Ranking ranking(kOfAll);
    ranking.press("up:b");
    ranking.press("up:b");
    ranking.press("down:d");
    CHECK(ranking.lines() == "b1 a2 c3 d4");
    CHECK(ranking.press("up:x") == "");
    CHECK(ranking.press("") == "");
    CHECK(ranking.lines() == "b1 a2 c3 d4");
}

TEST_CASE(
    "An order of some takes what rises behind its last place, while there is room, and lets go what sinks "
    "from it") {
    Ranking ranking(kOfTwo);
    CHECK(ranking.moves() == "^ ^ ^ ^");
    CHECK(ranking.press("up:c") == "c: место 1 из 2");
    CHECK(ranking.press("up:b") == "b: место 2 из 2");
    CHECK(ranking.lines() == "c1 b2 a d");
    CHECK(ranking.moves() == "v ^v  ");
    CHECK(ranking.press("down:c") == "c: место 2 из 2");
    CHECK(ranking.press("down:c") == "c: без места");
    CHECK(ranking.lines() == "b1 a c d");
    CHECK(ranking.press("down:b") == "b: без места");
    CHECK(ranking.answer() == "{}");
}

TEST_CASE("Who stands in a place that is chosen makes room towards the one that was left") {
    Ranking ranking(kOfAll);
    ranking.choose({"1", "2", "3", "4"});
    ranking.choose({"1", "2", "3", "1"});
    CHECK(ranking.lines() == "d1 a2 b3 c4");
    ranking.choose({"2", "3", "4", "3"});
    CHECK(ranking.lines() == "a1 b2 d3 c4");
    CHECK(ranking.app.act("next").moves);
}

TEST_CASE("Who comes without a place moves the others to the next one that is free") {
    Ranking ranking(kOfAll);
    ranking.choose({"1", "", "", ""});
    ranking.choose({"1", "1", "", ""});
    CHECK(ranking.lines() == "b1 a2 c d");
    ranking.choose({"2", "1", "4", ""});
    ranking.choose({"2", "1", "4", "4"});
    CHECK(ranking.lines() == "b1 a2 c3 d4");
}

TEST_CASE("In an order of some that is full the last one loses its place") {
    Ranking ranking(kOfTwo);
    ranking.choose({"1", "2", "", ""});
    ranking.choose({"1", "2", "1", ""});
    CHECK(ranking.lines() == "c1 a2 b d");
}

TEST_CASE("A move answers what was asked for") {
    Ranking ranking(kOfAll);
    ranking.choose({"3", "", "", ""});
    CHECK(ranking.app.act("next").says == "Выберите, пожалуйста, место для каждого варианта.");
    CHECK(ranking.press("up:b") == "b: место 1 из 4");
    CHECK(kinds(ranking.app.screen()).find("error") == std::string::npos);
    CHECK(ranking.app.act("next").moves);
}

TEST_CASE("What is hidden has no line, and no place in what leaves") {
    App app(surveyOf(R"({"title": "T", "elements": [
                {"type": "radiogroup", "name": "s", "title": "S", "choices": ["yes", "no"]},
                {"type": "ranking", "name": "q", "title": "Q",
                 "choices": ["a", {"value": "b", "visibleIf": "{s} = 'yes'"}, "c"]}]})"),
            locale("ru"), {}, 1, false);
    app.act("move:down:a");
    CHECK(app.outgoing() == R"({"q":["c","a"]})");
}
