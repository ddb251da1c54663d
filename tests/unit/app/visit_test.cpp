// The life of a visit. What is required and what is visible is tested with the survey; here, what that means
// for where the visitor is and what leaves.

#include "web/app/visit.h"

#include "shared/survey/response.h"
#include "tests/unit/app/visits.h"

using namespace otklik;
using test::chosen;
using test::goToReview;
using test::inRows;
using test::written;

namespace {

std::vector<std::string> names(const Visit& visit) {
    std::vector<std::string> names;
    for (const Question* question : visit.questions()) names.push_back(question->name);
    return names;
}

/// Where each problem is.
std::vector<std::string> pointers(const Visit& visit) {
    std::vector<std::string> pointers;
    for (const Problem& problem : visit.problems()) pointers.push_back(problem.pointer);
    return pointers;
}

using Names = std::vector<std::string>;

/// «b» is asked of who says yes to «a», «c» of who says yes to that.
Survey chain() {
    return test::surveyOf(R"({"title": "t", "elements": [
        {"type": "radiogroup", "name": "a", "title": "A", "choices": ["yes", "no"]},
        {"type": "radiogroup", "name": "b", "title": "B", "choices": ["yes", "no"], "visibleIf": "{a} = 'yes'"},
        {"type": "text", "name": "c", "title": "C", "visibleIf": "{b} = 'yes'"},
        {"type": "text", "name": "d", "title": "D"}]})");
}

/// «b» and «d» must be answered, «c» need not.
Survey demanding() {
    return test::surveyOf(R"({"title": "t", "elements": [
        {"type": "text", "name": "a", "title": "A"},
        {"type": "radiogroup", "name": "b", "title": "B", "choices": ["yes", "no"], "isRequired": true},
        {"type": "text", "name": "c", "title": "C"},
        {"type": "matrix", "name": "d", "title": "D", "rows": ["x", "y"], "columns": ["yes", "no"], "eachRowRequired": true}]})");
}

/// At the review of demanding(), as who answered and then took back what must be answered.
void goToReviewWithout(Visit& visit, Answers answers) {
    visit.setAnswers({{"b", chosen({"yes"})}, {"d", inRows({{"x", "yes"}, {"y", "no"}})}});
    goToReview(visit);
    visit.setAnswers(std::move(answers));
}

}  // namespace

TEST_CASE("A visit leads from question to question to the review, and back the same way") {
    const Survey survey = test::eachType();
    Visit visit(survey, {}, 0);
    for (int i = 0; i < 6; ++i) {
        CHECK(visit.stage() == Stage::question);
        CHECK(visit.position() == i);
        CHECK(&visit.current() == &survey.questions[static_cast<std::size_t>(i)]);
        CHECK(visit.next());
    }
    CHECK(visit.stage() == Stage::review);
    CHECK_FALSE(visit.next());
    for (int i = 5; i >= 0; --i) {
        visit.back();
        CHECK(visit.stage() == Stage::question);
        CHECK(visit.position() == i);
    }
    visit.back();  // before the first there is nothing
    CHECK(visit.position() == 0);
}

TEST_CASE("A visit opens at the question that was in view; where that is hidden, at the first") {
    const Survey survey = chain();
    CHECK(Visit(survey, {}, 3).current().name == "d");
    CHECK(Visit(survey, {}, 1).current().name == "a");
    CHECK(Visit(survey, {{"a", chosen({"yes"})}}, 1).current().name == "b");
    CHECK(Visit(survey, {}, -5).current().name == "a");
    CHECK(Visit(survey, {}, 99).current().name == "d");
}

TEST_CASE("A question that must be answered is not left without an answer, and problems say why") {
    const Survey survey = demanding();
    Visit visit(survey, {}, 1);
    CHECK_FALSE(visit.next());
    CHECK(visit.stage() == Stage::question);
    CHECK(visit.position() == 1);
    REQUIRE(visit.problems().size() == 1);
    CHECK(visit.problems()[0].code == "required");
    CHECK(visit.problems()[0].pointer == "/answers/b");
    visit.setAnswers({{"b", chosen({"no"})}});
    CHECK(visit.problems().empty());
    CHECK(visit.next());
    CHECK(visit.position() == 2);
}

TEST_CASE("A table that must be answered is not left before each row is") {
    const Survey survey = demanding();
    Visit visit(survey, {{"b", chosen({"no"})}, {"d", inRows({{"x", "yes"}})}}, 3);
    CHECK_FALSE(visit.next());
    CHECK(pointers(visit) == Names{"/answers/d/y"});
    visit.setAnswers({{"b", chosen({"no"})}, {"d", inRows({{"x", "yes"}, {"y", "no"}})}});
    CHECK(visit.next());
    CHECK(visit.stage() == Stage::review);
}

TEST_CASE("What other questions lack keeps nobody at this one, and nothing keeps from going back") {
    const Survey survey = demanding();
    Visit visit(survey, {}, 0);
    CHECK(visit.next());
    CHECK_FALSE(visit.next());
    visit.back();
    CHECK(visit.position() == 0);
    CHECK(visit.problems().empty());
    visit.goTo(1);
    CHECK_FALSE(visit.next());
    visit.goTo(2);
    CHECK(visit.problems().empty());
    CHECK(visit.next());
    CHECK(visit.position() == 3);
}

TEST_CASE("Questions come and go with the answers to others, and so do those that depend on them") {
    const Survey survey = chain();
    Visit visit(survey, {}, 0);
    CHECK(names(visit) == Names{"a", "d"});
    visit.setAnswers({{"a", chosen({"yes"})}});
    CHECK(names(visit) == Names{"a", "b", "d"});
    visit.setAnswers({{"a", chosen({"yes"})}, {"b", chosen({"yes"})}});
    CHECK(names(visit) == Names{"a", "b", "c", "d"});
    visit.setAnswers({{"a", chosen({"no"})}, {"b", chosen({"yes"})}});
    CHECK(names(visit) == Names{"a", "d"});
    CHECK(visit.next());
    CHECK(visit.current().name == "d");
}

TEST_CASE("Whatever comes or goes, the visitor stays at the question that is shown") {
    const Survey survey = chain();
    Visit visit(survey, {}, 3);
    CHECK(visit.position() == 1);
    visit.setAnswers({{"a", chosen({"yes"})}, {"b", chosen({"yes"})}});
    CHECK(visit.current().name == "d");
    CHECK(visit.position() == 3);
    visit.setAnswers({});
    CHECK(visit.current().name == "d");
    CHECK(visit.position() == 1);
}

TEST_CASE("In the place of a shown question that goes stands what came after it, or else the last") {
    const Survey survey = chain();
    Visit visit(survey, {{"a", chosen({"yes"})}}, 1);
    visit.setAnswers({});
    CHECK(visit.current().name == "d");
    const Survey lastGoes = test::surveyOf(R"({"title": "t", "elements": [
        {"type": "text", "name": "a", "title": "A"},
        {"type": "text", "name": "b", "title": "B", "visibleIf": "{a} notempty"}]})");
    Visit other(lastGoes, {{"a", written("x")}}, 1);
    other.setAnswers({});
    CHECK(other.current().name == "a");
}

TEST_CASE("There is always a question to show, even where a form hides all") {
    const Survey survey = test::surveyOf(R"({"title": "t", "elements": [
        {"type": "text", "name": "a", "title": "A", "visibleIf": "{b} notempty"},
        {"type": "text", "name": "b", "title": "B", "visibleIf": "{a} notempty"}]})");
    CHECK(Visit(survey, {}, 0).current().name == "a");
}

TEST_CASE("From the review any question can be changed, and the next step leads back to the review") {
    const Survey survey = test::eachType();
    Visit visit(survey, {}, 0);
    goToReview(visit);
    visit.goTo(2);
    CHECK(visit.stage() == Stage::question);
    CHECK(visit.position() == 2);
    CHECK(visit.returnsToReview());
    CHECK(visit.next());
    CHECK(visit.stage() == Stage::review);
    CHECK_FALSE(visit.returnsToReview());
    visit.back();
    CHECK(visit.current().name == "word");
}

TEST_CASE(
    "Who comes from the review comes back to it, by «Назад» too; who goes on to another question walks on "
    "from there") {
    const Survey survey = test::eachType();
    Visit visit(survey, {}, 0);
    goToReview(visit);
    visit.goTo(2);
    visit.back();
    CHECK(visit.stage() == Stage::review);
    CHECK_FALSE(visit.returnsToReview());
    visit.goTo(2);
    visit.goTo(4);
    CHECK_FALSE(visit.returnsToReview());
    CHECK(visit.next());
    CHECK(visit.position() == 5);
}

TEST_CASE("A way to a question that there is not ends at the first or the last") {
    const Survey survey = test::eachType();
    Visit visit(survey, {}, 0);
    visit.goTo(99);
    CHECK(visit.position() == 5);
    visit.goTo(-1);
    CHECK(visit.position() == 0);
}

TEST_CASE("A complete response is sent from the review, and only once") {
    const Survey survey = test::eachType();
    Visit visit(survey, test::answersToEachType(), 0);
    CHECK_FALSE(visit.send());
    goToReview(visit);
    CHECK(visit.send());
    CHECK(visit.stage() == Stage::sending);
    CHECK_FALSE(visit.send());
    CHECK_FALSE(visit.next());
    visit.back();
    visit.goTo(0);
    CHECK(visit.stage() == Stage::sending);
}

TEST_CASE("Sending leads to the first question that lacks something, and from there back to the review") {
    const Survey survey = demanding();
    Visit visit(survey, {}, 0);
    goToReviewWithout(visit, {});
    CHECK_FALSE(visit.send());
    CHECK(visit.stage() == Stage::question);
    CHECK(visit.current().name == "b");
    visit.setAnswers({{"b", chosen({"no"})}});
    CHECK(visit.next());
    CHECK(visit.stage() == Stage::review);
    CHECK_FALSE(visit.send());
    CHECK(visit.current().name == "d");
    visit.setAnswers({{"b", chosen({"no"})}, {"d", inRows({{"x", "no"}, {"y", "no"}})}});
    CHECK(visit.next());
    CHECK(visit.send());
}

TEST_CASE("Where several questions lack something, only what the shown one lacks is said beside it") {
    const Survey survey = demanding();
    Visit visit(survey, {}, 0);
    goToReviewWithout(visit, {{"a", written("x")}});
    CHECK_FALSE(visit.send());
    CHECK(pointers(visit) == Names{"/answers/b"});
}

TEST_CASE("A question that is hidden keeps nobody from sending, however much it must be answered") {
    const Survey survey = test::surveyOf(R"({"title": "t", "elements": [
        {"type": "radiogroup", "name": "a", "title": "A", "choices": ["yes", "no"]},
        {"type": "text", "name": "b", "title": "B", "isRequired": true, "visibleIf": "{a} = 'yes'"}]})");
    Visit visit(survey, {{"a", chosen({"no"})}}, 0);
    goToReview(visit);
    CHECK(visit.send());
}

TEST_CASE("An empty form is not sent: the first question is shown, with the words beside it") {
    const Survey survey = test::eachType();
    Visit visit(survey, {}, 0);
    goToReview(visit);
    CHECK_FALSE(visit.send());
    CHECK(visit.stage() == Stage::question);
    CHECK(visit.position() == 0);
    REQUIRE(visit.problems().size() == 1);
    CHECK(visit.problems()[0].code == "nothing-answered");
    CHECK(visit.next());  // it asks for any answer, not for one to this question
    CHECK(visit.stage() == Stage::review);
}

TEST_CASE("A form whose only answers are hidden ones is an empty one") {
    const Survey survey = chain();
    Visit visit(survey, {{"b", chosen({"yes"})}, {"c", written("x")}}, 0);
    goToReview(visit);
    CHECK_FALSE(visit.send());
    CHECK(pointers(visit) == Names{"/answers"});
}

TEST_CASE("A response too large to be sent leads to its longest answer, which is not left as it is") {
    std::string elements;
    for (const char* name : {"a", "b", "c", "d"})
        elements += std::string(elements.empty() ? "" : ",") +
                    R"({"type": "comment", "maxLength": 10000, "name": ")" + name + R"(", "title": "t"})";
    const Survey survey = test::surveyOf(R"({"title": "t", "elements": [)" + elements + "]}");
    Answers answers;
    for (const char* name : {"a", "b", "c", "d"}) answers[name] = written(std::string(17'000, 'x'));
    answers["c"].text += "x";
    Visit visit(survey, {}, 0);
    goToReview(visit);
    visit.setAnswers(answers);
    CHECK_FALSE(visit.send());
    CHECK(visit.current().name == "c");
    CHECK(visit.problems()[0].code == "too-large");
    CHECK_FALSE(visit.next());
    answers["c"].text.resize(10);
    visit.setAnswers(answers);
    CHECK(visit.next());
    CHECK(visit.send());
}

TEST_CASE("Once a response is sent or kept for sending, its texts are forgotten and its choices stay") {
    const Survey survey = test::eachType();
    for (const Delivery delivery : {Delivery::sent, Delivery::waiting}) {
        Visit visit(survey, test::answersToEachType(), 0);
        goToReview(visit);
        REQUIRE(visit.send());
        visit.delivered(delivery, "");
        CHECK(visit.stage() == Stage::thanks);
        CHECK(visit.delivery() == delivery);
        CHECK(visit.answers() == Answers{{"sources", chosen({"vk", "other"})},
                                         {"sex", chosen({"female"})},
                                         {"mark", chosen({"2"})},
                                         {"ease", inRows({{"vk", "no"}})}});
        CHECK(names(visit).size() == 6);
    }
}

TEST_CASE("What did not leave with the response is not kept for the preview either") {
    const Survey survey = chain();
    Visit visit(survey, {{"a", chosen({"no"})}, {"b", chosen({"yes"})}}, 0);
    goToReview(visit);
    REQUIRE(visit.send());
    visit.delivered(Delivery::sent, "");
    CHECK(visit.answers() == Answers{{"a", chosen({"no"})}});
}

TEST_CASE("A choice that was asked for because of a text stays when the text is forgotten") {
    const Survey survey = test::surveyOf(R"({"title": "t", "elements": [
        {"type": "text", "name": "a", "title": "A"},
        {"type": "radiogroup", "name": "b", "title": "B", "choices": ["yes", "no"], "visibleIf": "{a} notempty"}]})");
    Visit visit(survey, {{"a", written("x")}, {"b", chosen({"yes"})}}, 0);
    goToReview(visit);
    REQUIRE(visit.send());
    visit.delivered(Delivery::waiting, "");
    visit.delivered(Delivery::sent, "");
    CHECK(visit.answers() == Answers{{"b", chosen({"yes"})}});
    CHECK(names(visit) == Names{"a", "b"});
}

TEST_CASE(
    "A response that is refused is back at the review with its reason and every word, to be sent again") {
    const Survey survey = test::eachType();
    Visit visit(survey, test::answersToEachType(), 0);
    goToReview(visit);
    REQUIRE(visit.send());
    visit.delivered(Delivery::refused, "почему");
    CHECK(visit.stage() == Stage::review);
    CHECK(visit.delivery() == Delivery::refused);
    CHECK(visit.reason() == "почему");
    CHECK(visit.answers() == test::answersToEachType());
    CHECK(visit.send());
    visit.delivered(Delivery::sent, "");
    CHECK(visit.stage() == Stage::thanks);
    CHECK(visit.reason().empty());
}

TEST_CASE("How a waiting response ended is learned where the visitor is, and moves nobody") {
    const Survey survey = test::eachType();
    for (const Delivery end : {Delivery::sent, Delivery::refused}) {
        Visit visit(survey, test::answersToEachType(), 0);
        goToReview(visit);
        REQUIRE(visit.send());
        visit.delivered(Delivery::waiting, "");
        visit.showPreview();
        visit.delivered(end, "");
        CHECK(visit.stage() == Stage::preview);
        CHECK(visit.delivery() == end);
    }
}

TEST_CASE("After the thanks come the results, and back from them the thanks; no way leads to the questions") {
    const Survey survey = test::eachType();
    Visit visit(survey, test::answersToEachType(), 0);
    goToReview(visit);
    REQUIRE(visit.send());
    visit.delivered(Delivery::sent, "");
    visit.back();
    visit.goTo(1);
    CHECK_FALSE(visit.next());
    CHECK_FALSE(visit.send());
    CHECK(visit.stage() == Stage::thanks);
    visit.showPreview();
    CHECK(visit.stage() == Stage::preview);
    visit.goTo(1);
    CHECK_FALSE(visit.next());
    CHECK(visit.stage() == Stage::preview);
    visit.back();
    CHECK(visit.stage() == Stage::thanks);
}

TEST_CASE("What leaves holds no answers to hidden questions; on the device they are kept") {
    const Survey survey = chain();
    const Answers answers = {
        {"a", chosen({"no"})}, {"b", chosen({"yes"})}, {"c", written("x")}, {"d", written("y")}};
    Visit visit(survey, answers, 0);
    CHECK(visit.outgoing() == Answers{{"a", chosen({"no"})}, {"d", written("y")}});
    CHECK(visit.answers() == answers);
    REQUIRE(visit.answer(survey.questions[1]));
    CHECK(visit.answer(survey.questions[1])->choices == Names{"yes"});
}

TEST_CASE("What leaves holds no personal data, neither in an open answer nor beside an option") {
    const Survey survey = test::eachType();
    Visit visit(survey,
                {{"sources", chosen({"other"}, "звоните 8 912 345-67-89")},
                 {"wish", written("пишите на ivan@example.ru")}},
                0);
    CHECK(visit.outgoing() == Answers{{"sources", chosen({"other"}, "звоните [телефон]")},
                                      {"wish", written("пишите на [почта]")}});
    CHECK(visit.answers().at("wish").text == "пишите на ivan@example.ru");
}
