// What the page is told: what a call changed, and what stands on the screen after it.

#include "web/app/app.h"

#include "shared/survey/fields.h"
#include "tests/unit/app/visits.h"

using namespace otklik;
using test::chosen;
using test::kinds;
using test::written;

namespace {

/// Two questions, of which the first must be answered and brings a third, in between.
Survey survey() {
    return test::surveyOf(R"({"title": "Опрос", "elements": [
        {"type": "radiogroup", "name": "a", "title": "A", "choices": ["yes", "no"], "isRequired": true},
        {"type": "text", "name": "b", "title": "B", "visibleIf": "{a} = 'yes'"},
        {"type": "text", "name": "c", "title": "C"}]})");
}

struct Opened {
    explicit Opened(Answers answers = {}, int openAt = 0)
        : app(survey(), test::locale("ru"), FormReading{std::move(answers), {}}, openAt, true) {}
    App app;
    const Screen& screen() const { return app.screen(); }
};

/// At the review with «no» and a text.
struct AtReview : Opened {
    AtReview() : Opened({{"a", chosen({"no"})}, {"c", written("x")}}) {
        app.act("next");
        app.act("next");
        REQUIRE(screen().next->words == "Отправить");
    }
};

void checkEffect(const Effect& effect, bool sends, bool moves, const std::optional<std::string>& says) {
    CHECK(effect.sends == sends);
    CHECK(effect.moves == moves);
    CHECK(effect.says.has_value() == says.has_value());
    CHECK(effect.says.value_or("") == says.value_or(""));
}

}  // namespace

TEST_CASE("The screen is there from the start, at the question that was in view") {
    CHECK(Opened().screen().question == "q-a");
    CHECK(Opened({}, 2).screen().question == "q-c");
    CHECK(Opened({{"a", chosen({"yes"})}}, 1).screen().question == "q-b");
    CHECK(Opened().app.locale().language() == "ru");
}

TEST_CASE("A step on shows another question, and says which of how many it is") {
    Opened opened({{"a", chosen({"no"})}});
    checkEffect(opened.app.act("next"), false, true, "Вопрос 2 из 2");
    CHECK(opened.screen().question == "q-c");
    checkEffect(opened.app.act("back"), false, true, "Вопрос 1 из 2");
    CHECK(opened.screen().question == "q-a");
}

TEST_CASE("A step that a question does not allow moves nothing, and says what is missing") {
    Opened opened;
    checkEffect(opened.app.act("next"), false, false, "Ответьте, пожалуйста, на этот вопрос.");
    CHECK(opened.screen().question == "q-a");
    CHECK(kinds(opened.screen()).find("error") != std::string::npos);
}

TEST_CASE("Where there is no step back nothing moves") {
    Opened opened;
    checkEffect(opened.app.act("back"), false, false, std::nullopt);
}

TEST_CASE("What was missing is said no longer once the question is shown anew") {
    Opened opened;
    opened.app.act("next");
    checkEffect(opened.app.act("goto:0"), false, false, "");
    CHECK(kinds(opened.screen()).find("error") == std::string::npos);
}

TEST_CASE("An answer that hides the question that is shown moves to another") {
    Opened opened({{"a", chosen({"yes"})}}, 1);
    REQUIRE(opened.screen().question == "q-b");
    checkEffect(opened.app.setForm("q-a=no"), false, true, "Вопрос 2 из 2");
    CHECK(opened.screen().question == "q-c");
    checkEffect(opened.app.setForm("q-a=no&q-c=x"), false, false, "");
}

TEST_CASE("Going to the question that is shown moves nothing; going elsewhere moves") {
    Opened opened({{"a", chosen({"no"})}});
    checkEffect(opened.app.act("goto:0"), false, false, std::nullopt);
    checkEffect(opened.app.act("goto:1"), false, true, "Вопрос 2 из 2");
    CHECK(opened.screen().question == "q-c");
    checkEffect(opened.app.act("goto:99"), false, false, std::nullopt);
    checkEffect(opened.app.act("goto:"), false, true, "Вопрос 1 из 2");
}

TEST_CASE("From the review, going to the question one came from moves as well") {
    AtReview opened;
    checkEffect(opened.app.act("goto:1"), false, true, "Вопрос 2 из 2");
    CHECK(opened.screen().question == "q-c");
    CHECK(opened.screen().next->words == "К проверке");
    checkEffect(opened.app.act("next"), false, true, "");
    CHECK(opened.screen().question.empty());
}

TEST_CASE("A complete response is sent: the screen says so itself, and nothing is told besides") {
    AtReview opened;
    checkEffect(opened.app.act("next"), true, true, "");
    CHECK(kinds(opened.screen()) == "title busy");
    CHECK(opened.app.outgoing() == R"({"a":"no","c":"x"})");
}

TEST_CASE("A response that lacks something is not sent: it moves there and says what is missing") {
    AtReview opened;
    opened.app.setForm("q-c=x");
    checkEffect(opened.app.act("next"), false, true, "Ответьте, пожалуйста, на этот вопрос.");
    CHECK(opened.screen().question == "q-a");
}

TEST_CASE("How the sending ended leads to the thanks, and from there to the results and back") {
    for (const char* end : {"delivered:sent", "delivered:waiting"}) {
        AtReview opened;
        opened.app.act("next");
        checkEffect(opened.app.act(end), false, true, "");
        const std::string thanks = kinds(opened.screen());
        CHECK(thanks.starts_with("done headline body"));
        CHECK(test::only<Done>(opened.screen()).isSent == (std::string(end) == "delivered:sent"));
        checkEffect(opened.app.act("next"), false, true, "");
        CHECK(kinds(opened.screen()) == "title soft answered");
        checkEffect(opened.app.act("next"), false, false, "");
        checkEffect(opened.app.act("back"), false, true, "");
        CHECK(kinds(opened.screen()) == thanks);
    }
}

TEST_CASE("A refusal is back at the review with its whole reason, and the response can be sent again") {
    AtReview opened;
    opened.app.act("next");
    checkEffect(opened.app.act("delivered:refused:Причина: такая"), false, true, "");
    CHECK(test::only<Notice>(opened.screen()).text == "Ответ не принят. Причина: такая");
    checkEffect(opened.app.act("next"), true, true, "");
    CHECK(opened.app.outgoing() == R"({"a":"no","c":"x"})");
    opened.app.act("delivered:refused");
    CHECK(test::only<Notice>(opened.screen()).text == test::locale("ru").text("app.unsent"));
}

TEST_CASE("What became of a waiting response is shown where the visitor is, and moves nothing") {
    AtReview opened;
    opened.app.act("next");
    opened.app.act("delivered:waiting");
    checkEffect(opened.app.act("delivered:sent"), false, false, std::nullopt);
    CHECK(test::only<Done>(opened.screen()).isSent);
}

TEST_CASE("Keys show and change the keyboard, move nothing and say nothing") {
    Opened opened({}, 2);
    CHECK(opened.screen().keys.empty());
    checkEffect(opened.app.act("key:show"), false, false, std::nullopt);
    REQUIRE_FALSE(opened.screen().keys.empty());
    CHECK(opened.screen().keys[0][0].types == "й");
    checkEffect(opened.app.act("key:shift"), false, false, std::nullopt);
    CHECK(opened.screen().keys[0][0].types == "Й");
    opened.app.act("key:goes-on");
    CHECK(opened.screen().keys[0][0].types == "й");
    opened.app.act("key:letters-2");
    CHECK(opened.screen().keys[0][0].types == "q");
    opened.app.act("key:hide");
    CHECK(opened.screen().keys.empty());
    CHECK(opened.screen().question == "q-c");
}

TEST_CASE(
    "A capital comes by itself where a sentence begins, in every alphabet, until it goes on or is refused") {
    Opened opened({}, 2);
    const auto firstKey = [&](const char* act) {
        opened.app.act(std::string("key:") + act);
        return opened.screen().keys[0][0].types;
    };
    CHECK(firstKey("show") == "й");
    CHECK(firstKey("begins") == "Й");
    CHECK(firstKey("letters-2") == "Q");
    CHECK(firstKey("symbols") == "1");
    CHECK(firstKey("letters-1") == "Й");
    CHECK(firstKey("shift") == "й");
    CHECK(firstKey("shift") == "Й");
    CHECK(firstKey("goes-on") == "й");
}

TEST_CASE("Whoever ends the visit at a question sends what is answered so far, as from the review") {
    Opened opened({{"a", chosen({"yes"})}}, 1);
    checkEffect(opened.app.act("finish"), true, true, "");
    CHECK(kinds(opened.screen()) == "title busy");
    CHECK(opened.app.outgoing() == R"({"a":"yes"})");
    AtReview atReview;
    checkEffect(atReview.app.act("finish"), true, true, "");
}

TEST_CASE("Where a question must be answered yet, ending the visit leads there and sends nothing") {
    Opened opened({{"c", written("x")}}, 2);
    checkEffect(opened.app.act("finish"), false, true, "Ответьте, пожалуйста, на этот вопрос.");
    CHECK(opened.screen().question == "q-a");
    opened.app.setForm("q-a=no&q-c=x");
    checkEffect(opened.app.act("finish"), true, true, "");
}

TEST_CASE("A word that the app does not know does nothing") {
    Opened opened;
    for (const char* act : {"", "nothing", "leave", "key:nothing", "go:1"}) {
        checkEffect(opened.app.act(act), false, false, std::nullopt);
        CHECK(opened.screen().question == "q-a");
        CHECK(opened.screen().keys.empty());
    }
}

TEST_CASE("The form is read as a whole after each change, and what was told before is over") {
    Opened opened;
    opened.app.act("next");
    checkEffect(opened.app.setForm("q-a=yes"), false, false, "");
    CHECK(kinds(opened.screen()).find("error") == std::string::npos);
    CHECK(test::all<Option>(opened.screen())[0].control.isChosen);
    CHECK(opened.screen().progress == "Вопрос 1 из 3");
    CHECK(opened.app.outgoing() == R"({"a":"yes"})");
    opened.app.setForm("q-a=no&q-b=x&q-c=y");
    CHECK(opened.screen().progress == "Вопрос 1 из 2");
    CHECK(opened.app.outgoing() == R"({"a":"no","c":"y"})");
    opened.app.setForm("");
    CHECK(opened.app.outgoing() == "{}");
}

TEST_CASE("A form that cannot be read says so, and changes no answer") {
    Opened opened({{"a", chosen({"no"})}});
    const std::string broken[] = {"q-c=" + std::string(kFormOnDevice.bytes, 'x'), "q-a=%zz", "q-c=%ff"};
    for (const std::string& form : broken) {
        CHECK_FALSE(readingOfForm(survey(), form));
        checkEffect(opened.app.setForm(form), false, false,
                    "Ответы слишком длинные. Сократите их, пожалуйста.");
        CHECK(opened.app.outgoing() == R"({"a":"no"})");
        CHECK(test::all<Option>(opened.screen())[1].control.isChosen);
    }
    CHECK(readingOfForm(survey(), "")->answers == Answers());
}

TEST_CASE("A text beside an option that is not chosen any more is given up") {
    const Survey form = test::eachType();
    CHECK(readingOfForm(form, "q-sex=male&other-sex=x")->answers == Answers{{"sex", chosen({"male"})}});
    CHECK(readingOfForm(form, "q-sex=other&other-sex=x")->answers ==
          Answers{{"sex", chosen({"other"}, "x")}});
}

TEST_CASE("What leaves is redacted") {
    Opened opened({{"a", chosen({"no"})}, {"c", written("звоните 8 912 345-67-89")}});
    CHECK(opened.app.outgoing() == R"({"a":"no","c":"звоните [телефон]"})");
}

TEST_CASE("Results that come are shown at once where the preview stands; results without sections are none") {
    AtReview opened;
    opened.app.act("next");
    opened.app.act("delivered:sent");
    opened.app.act("next");
    CHECK(kinds(opened.screen()) == "title soft answered");
    const std::string early = test::locale("ru").text("app.preview-early");
    Report report;
    report.day = "2026-11-24";
    checkEffect(opened.app.setResults(report), false, false, std::nullopt);
    CHECK(test::words(opened.screen(), Words::Role::soft) == early);
    Figure figure;
    figure.text = "40 %", figure.value = 40;
    Table table{"a",           "", "", {{"share", ""}}, {{"yes", "Да", {figure}}, {"no", "Нет", {figure}}},
                Drawing::bars, "", {}};
    report.sections = {{Section::Kind::question, "a", "1. A", "", "", {table}, {}}};
    checkEffect(opened.app.setResults(report), false, false, std::nullopt);
    CHECK(kinds(opened.screen()) == "title soft part");
    CHECK(test::only<Part>(opened.screen()).bars[1].own == "Ваш ответ");
    checkEffect(opened.app.setResults({}), false, false, std::nullopt);
    CHECK(kinds(opened.screen()) == "title soft part");
}
