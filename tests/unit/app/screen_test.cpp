// Each screen as a value: what stands on it, from top to bottom. Words of the interface are asked of the
// locale, those of the form are the form's.

#include "web/app/screen.h"

#include <regex>

#include "tests/unit/app/visits.h"
#include "tests/unit/report/waves.h"

using namespace otklik;
using test::all;
using test::chosen;
using test::goToReview;
using test::inRows;
using test::kinds;
using test::only;
using test::words;
using test::written;

namespace {

const Locale& russian() {
    static const Locale locale = test::locale("ru");
    return locale;
}
const Locale& english() {
    static const Locale locale = test::locale("en");
    return locale;
}

Screen screenOf(const Visit& visit, const Locale& locale = russian(), bool isKiosk = false) {
    return otklik::screenOf(visit, Keyboard(), locale, isKiosk);
}

/// The screen of one question of eachType().
Screen questionScreen(int position, Answers answers = {}, const Locale& locale = russian()) {
    static const Survey survey = test::eachType();
    return screenOf(Visit(survey, std::move(answers), position), locale);
}

std::vector<std::string> idsOf(const std::vector<Control>& controls) {
    std::vector<std::string> ids;
    for (const Control& control : controls) ids.push_back(control.id);
    return ids;
}
std::vector<std::string> wordsOf(const std::vector<Control>& controls) {
    std::vector<std::string> words;
    for (const Control& control : controls) words.push_back(control.words);
    return words;
}
/// The ids of what is chosen.
std::vector<std::string> chosenOf(const std::vector<Control>& controls) {
    std::vector<std::string> ids;
    for (const Control& control : controls)
        if (control.isChosen) ids.push_back(control.id);
    return ids;
}
std::vector<Control> optionsOf(const Screen& screen) {
    std::vector<Control> controls;
    for (const Option& option : all<Option>(screen)) controls.push_back(option.control);
    return controls;
}
std::vector<std::string> noticesOf(const Screen& screen) {
    std::vector<std::string> texts;
    for (const Notice& notice : all<Notice>(screen))
        if (notice.kind != Notice::Kind::privacy) texts.push_back(notice.text);
    return texts;
}

using Strings = std::vector<std::string>;

/// A visit of `survey` whose response came to this.
Visit delivered(const Survey& survey, Answers answers, Delivery delivery) {
    Visit visit(survey, std::move(answers), 0);
    goToReview(visit);
    REQUIRE(visit.send());
    visit.delivered(delivery, "");
    return visit;
}
Visit atPreview(const Survey& survey, Answers answers, std::optional<Report> report) {
    Visit visit = delivered(survey, std::move(answers), Delivery::sent);
    visit.showPreview();
    if (report) visit.setResults(std::move(*report));
    return visit;
}

// ---- results as a server might have published them of eachType()

Figure percent(double value) {
    Figure figure;
    figure.text = std::to_string(static_cast<int>(value)) + " %", figure.unit = Unit::percent;
    figure.value = figure.drawn = value, figure.low = value - 5, figure.high = value + 5;
    return figure;
}
Figure nothing(const std::string& why, double drawn) {
    Figure figure;
    figure.text = why, figure.drawn = drawn;
    return figure;
}
Figure points(double value) {
    Figure figure;
    figure.text = std::to_string(static_cast<int>(value)), figure.unit = Unit::points;
    figure.value = value, figure.low = value - 4, figure.high = value + 5;
    return figure;
}

Section sexSection() {
    Table table{"sex", "Ответили около 90", "", {{"share", "Доля"}}, {}, Drawing::bars, "", {}};
    table.lines = {{"female", "Женский", {percent(60)}},
                   {"male", "Мужской", {percent(30)}},
                   {"other", "Иное", {nothing("до 10 %", 0)}}};
    table.lines.back().figures[0].low = 0, table.lines.back().figures[0].high = 10;
    return {Section::Kind::question, "sex", "2. Ваш пол", "", "", {table}, {}};
}

Section easeSection() {
    Table table{"ease", "", "", {}, {}, Drawing::stacked, "", {"Примечание"}};
    table.columns = {{"yes", "Да", Tone::best}, {"no", "Нет", Tone::worst}, {"base", "Ответили"}};
    table.lines = {{"site", "Сайт", {percent(70), percent(30), nothing("около 90", 0)}},
                   {"vk", "ВК", {percent(40), percent(60), nothing("около 80", 0)}}};
    return {Section::Kind::question, "ease", "4. Легко ли?", "", "Объяснение", {table}, {}};
}

Section indicesSection(std::vector<Line> lines) {
    Table table{"indices", "", "", {{"index", "Индекс"}}, std::move(lines), Drawing::intervals, "", {}};
    return {Section::Kind::indices, "indices", "Индексы", "", "От 0 до 100", {table}, {}};
}

Report reportOf(std::vector<Section> sections) {
    Report report;
    report.wave = "2025", report.day = "2025-11-24", report.number = 1;
    report.sections = std::move(sections);
    return report;
}

}  // namespace

// ---- questions

TEST_CASE(
    "The first question stands under the survey's name and what it takes, and leads to how answers are "
    "kept") {
    const Screen screen = questionScreen(0);
    CHECK(kinds(screen) == "lead facts step title soft body option option option link");
    CHECK(words(screen, Words::Role::lead) == "Опрос");
    CHECK(words(screen, Words::Role::facts) == "около 1 минуты · анонимно · любой вопрос можно пропустить");
    CHECK(all<Link>(screen)[0].id == "app-privacy");
    CHECK(kinds(questionScreen(1)) == "step title option option option");
}

TEST_CASE("That any question may be passed over is said only where that is so") {
    for (const char* must :
         {R"("type": "text", "isRequired": true)", R"("type": "text", "requiredIf": "{a} notempty")",
          R"("type": "multipletext", "items": [{"name": "c", "isRequired": true}])",
          R"("type": "checkbox", "minSelectedChoices": 2, "choices": ["c", "d", "e"])",
          R"("type": "matrix", "eachRowRequired": true, "rows": ["c"], "columns": ["d", "e"])",
          R"("type": "panel", "isRequired": true, "elements": [{"type": "text", "name": "c"}])"}) {
        CAPTURE(must);
        const Survey survey = test::surveyOf(
            R"({"title": "t", "elements": [{"type": "text", "name": "a", "title": "A"}, {"name": "b", "title": "B", )" +
            std::string(must) + "}]}");
        CHECK(words(screenOf(Visit(survey, {}, 0)), Words::Role::facts) == "около 1 минуты · анонимно");
    }
}

TEST_CASE(
    "Lists and the head of the screen say short titles where the author gave some; the question is asked in "
    "full") {
    const Survey survey =
        test::surveyOf(R"json({"title": "Оценка удовлетворенности", "shortTitle": "Опрос", "elements": [
        {"type": "comment", "name": "a", "title": "Что изменить?", "shortTitle": "Изменения", "description": "(Открытый вопрос)",
         "shortDescription": "Своими словами"}]
})json");
    const Screen screen = screenOf(Visit(survey, {}, 0));
    CHECK(screen.survey == "Опрос");
    CHECK(screen.title == "Вопрос 1 из 1 — Опрос");
    CHECK(screen.jumps[0].button.words == "Изменения");
    CHECK(words(screen, Words::Role::title) == "Что изменить?");
    CHECK(words(screen, Words::Role::body) == "Своими словами, можно пропустить");
}

TEST_CASE("A question is its title, which takes the focus, how to answer, and its instruction") {
    const Screen screen = questionScreen(0);
    CHECK(screen.question == "q-sources");
    const Words title = all<Words>(screen)[3];
    CHECK(title.text == "Откуда Вы узнаёте?");
    CHECK(title.id == "q-sources");
    CHECK(words(screen, Words::Role::step) == "Вопрос 1 из 6");
    CHECK(words(screen, Words::Role::soft) == "Отметьте всё.");
    CHECK(words(screen, Words::Role::body) == "Несколько");
    for (const Words& each : all<Words>(screen))
        CHECK((each.id.empty() || each.role == Words::Role::title || each.role == Words::Role::step));
}

TEST_CASE("A checkbox question has its options, of which several may be chosen") {
    const Screen screen = questionScreen(0, {{"sources", chosen({"vk", "site"})}});
    CHECK(idsOf(optionsOf(screen)) == Strings{"q-sources--site", "q-sources--vk", "q-sources--other"});
    CHECK(wordsOf(optionsOf(screen)) == Strings{"Сайт", "VK", "Другое (укажите)"});
    CHECK(chosenOf(optionsOf(screen)) == Strings{"q-sources--site", "q-sources--vk"});
    for (const Option& option : all<Option>(screen)) {
        CHECK(option.isOneOfSeveral);
        CHECK_FALSE(option.isWrong);
    }
}

TEST_CASE("A radio question has its options, of which one is chosen") {
    const Screen screen = questionScreen(1, {{"sex", chosen({"female"})}});
    CHECK(idsOf(optionsOf(screen)) == Strings{"q-sex--male", "q-sex--female", "q-sex--other"});
    CHECK(chosenOf(optionsOf(screen)) == Strings{"q-sex--female"});
    for (const Option& option : all<Option>(screen)) CHECK_FALSE(option.isOneOfSeveral);
}

TEST_CASE("The field of «Другое» stands under it, within it, and only while it is chosen") {
    CHECK(kinds(questionScreen(1, {{"sex", chosen({"male"})}})) == "step title option option option link");
    const Screen screen = questionScreen(1, {{"sex", chosen({"other"}, "не скажу")}});
    CHECK(kinds(screen) == "step title option option option field link");
    const TextField field = only<TextField>(screen);
    CHECK(field.id == "other-sex");
    CHECK(field.isWithin);
    CHECK_FALSE(field.isTall);
}

TEST_CASE("An option that an author merely called «other» takes no text") {
    const Survey survey = test::surveyOf(R"({"title": "t", "elements": [
        {"type": "radiogroup", "name": "a", "title": "A", "choices": ["other", "b"]}]})");
    CHECK(all<TextField>(screenOf(Visit(survey, {{"a", chosen({"other"})}}, 0))).empty());
}

TEST_CASE("A rating is its steps in one row, with what its ends mean over them") {
    const Screen screen = questionScreen(2, {{"mark", chosen({"2"})}});
    CHECK(kinds(screen) == "step title steps link");
    CHECK(only<ScaleSteps>(screen).low == "плохо");
    CHECK(only<ScaleSteps>(screen).high == "хорошо");
    const std::vector<Control> steps = only<ScaleSteps>(screen).steps;
    CHECK(idsOf(steps) == Strings{"q-mark--1", "q-mark--2", "q-mark--3"});
    CHECK(wordsOf(steps) == Strings{"1", "2", "3"});
    CHECK(chosenOf(steps) == Strings{"q-mark--2"});
}

TEST_CASE("Of a scale whose ends mean nothing, nothing is said; of one with one end, that one") {
    const Survey survey = test::surveyOf(R"({"title": "t", "elements": [
        {"type": "rating", "name": "a", "title": "A"},
        {"type": "rating", "name": "b", "title": "B", "maxRateDescription": "good"},
        {"type": "matrix", "name": "c", "title": "C", "rows": ["x"], "columns": ["1", "2"],
         "minRateDescription": "bad", "maxRateDescription": "good"}]})");
    CHECK(only<ScaleSteps>(screenOf(Visit(survey, {}, 0))).low.empty());
    CHECK(only<ScaleSteps>(screenOf(Visit(survey, {}, 0))).high.empty());
    const ScaleSteps one = only<ScaleSteps>(screenOf(Visit(survey, {}, 1)));
    CHECK(one.low.empty());
    CHECK(one.high == "good");
    const Screen table = screenOf(Visit(survey, {}, 2));
    CHECK(kinds(table) == "step title grid");
    CHECK(only<Grid>(table).isScale);
    CHECK(only<Grid>(table).low == "bad");
    CHECK(only<Grid>(table).high == "good");
}

TEST_CASE("A table has its rows with the options of each, and what is chosen in it") {
    const Screen screen = questionScreen(3, {{"ease", inRows({{"vk", "no"}})}});
    CHECK(kinds(screen) == "step title grid link");
    const Grid grid = only<Grid>(screen);
    CHECK_FALSE(grid.isScale);
    CHECK_FALSE(grid.rows[0].isAnswered);
    CHECK(grid.rows[1].isAnswered);
    REQUIRE(grid.rows.size() == 2);
    CHECK(grid.rows[0].words == "Сайт");
    CHECK(idsOf(grid.rows[0].options) == Strings{"q-ease--site--yes", "q-ease--site--no"});
    CHECK(chosenOf(grid.rows[0].options).empty());
    CHECK(grid.rows[1].words == "ВК");
    CHECK(wordsOf(grid.rows[1].options) == Strings{"yes", "no"});
    CHECK(chosenOf(grid.rows[1].options) == Strings{"q-ease--vk--no"});
}

TEST_CASE("An open question is a field by itself, tall where a long answer is expected") {
    for (const bool isLong : {true, false}) {
        const Screen screen = questionScreen(isLong ? 4 : 5);
        CHECK(kinds(screen) == "step title field privacy");
        const TextField field = only<TextField>(screen);
        CHECK(field.id == (isLong ? "answer-wish" : "answer-word"));
        CHECK(field.isTall == isLong);
        CHECK_FALSE(field.isWithin);
        CHECK_FALSE(field.isWrong);
    }
}

TEST_CASE("What looks like personal data is named under the field, wherever one types") {
    const std::string text = "звоните 8 912 345-67-89", said = russian().text("redaction.phone");
    for (const Screen& screen :
         {questionScreen(0, {{"sources", chosen({"other"}, text)}}),
          questionScreen(4, {{"wish", written(text)}}), questionScreen(5, {{"word", written(text)}})}) {
        CHECK(noticesOf(screen) == Strings{said});
        CHECK(all<Notice>(screen).front().kind == Notice::Kind::information);
        CHECK(kinds(screen).find("field notice") != std::string::npos);
    }
    CHECK(noticesOf(questionScreen(4, {{"wish", written("больше новостей")}})).empty());
}

TEST_CASE("From nine tenths of the limit on the room that is left is told; beyond it, how much is too much") {
    const Survey survey = test::surveyOf(R"({"title": "t", "elements": [
        {"type": "text", "name": "a", "title": "A", "maxLength": 20}]})");
    const auto screenWith = [&](std::size_t letters) {
        std::string text;
        for (std::size_t i = 0; i < letters; ++i) text += "ж";
        return screenOf(Visit(survey, {{"a", written(text)}}, 0));
    };
    CHECK(all<Counter>(screenWith(17)).empty());
    CHECK(only<Counter>(screenWith(18)).figure == "2 из 20");
    CHECK(only<Counter>(screenWith(20)).figure == "0 из 20");
    CHECK(noticesOf(screenWith(20)).empty());
    CHECK(all<Counter>(screenWith(21)).empty());
    CHECK(
        noticesOf(screenWith(21)) ==
        Strings{"Текст длиннее, чем помещается, на 1 знак. Сократите его, пожалуйста: ничего не потеряно."});
}

TEST_CASE("Each kind of personal data is named once, however often and in whichever order it is found") {
    const Screen screen = questionScreen(
        4, {{"wish",
             written("8 912 345-67-89, 8 912 345-67-80, ivan@example.ru, 8 912 345-67-81, a@example.ru")}});
    CHECK(noticesOf(screen) == Strings{russian().text("redaction.phone"), russian().text("redaction.email")});
}

TEST_CASE("What a question lacks stands over its controls, which are marked as wrong") {
    const Survey survey = test::surveyOf(R"({"title": "t", "elements": [
        {"type": "radiogroup", "name": "a", "title": "A", "choices": ["x"], "showOtherItem": true, "isRequired": true},
        {"type": "text", "name": "b", "title": "B", "isRequired": true}]})");
    Visit visit(survey, {}, 0);
    REQUIRE_FALSE(visit.next());
    const Screen radios = screenOf(visit);
    CHECK(kinds(radios) == "lead facts step title error option option link");
    CHECK(noticesOf(radios) == Strings{"Ответьте, пожалуйста, на этот вопрос."});
    for (const Option& option : all<Option>(radios)) CHECK(option.isWrong);
    visit.goTo(1);
    REQUIRE_FALSE(visit.next());
    CHECK(kinds(screenOf(visit)) == "step title error field privacy");
    CHECK(only<TextField>(screenOf(visit)).isWrong);
    visit.setAnswers({{"b", written("x")}});
    CHECK(kinds(screenOf(visit)) == "step title field privacy");
    CHECK_FALSE(only<TextField>(screenOf(visit)).isWrong);
}

TEST_CASE("A form sent without what it asks for says so once, at the first such question") {
    const Survey survey = test::surveyOf(R"({"title": "t", "elements": [
        {"type": "text", "name": "a", "title": "A", "isRequired": true},
        {"type": "text", "name": "b", "title": "B", "isRequired": true}]})");
    Visit visit(survey, {{"a", written("x")}, {"b", written("x")}}, 0);
    goToReview(visit);
    visit.setAnswers({});
    REQUIRE_FALSE(visit.send());
    CHECK(kinds(screenOf(visit)) == "lead facts step title error field privacy link");
}

TEST_CASE("A closed answer can be cleared, where there is one; an open one is erased where it is typed") {
    const Answers answers = test::answersToEachType();
    for (const int position : {0, 1, 2, 3}) {
        CHECK_FALSE(test::hasLink(questionScreen(position), "app-clear"));
        CHECK(test::hasLink(questionScreen(position, answers), "app-clear"));
    }
    for (const int position : {4, 5})
        CHECK_FALSE(test::hasLink(questionScreen(position, answers), "app-clear"));
}

TEST_CASE("At a terminal the first question comes without the survey's name, which the welcome said") {
    const Survey survey = test::eachType();
    const Visit visit(survey, {}, 0);
    CHECK(kinds(screenOf(visit)).starts_with("lead facts step title"));
    CHECK(kinds(screenOf(visit, russian(), true)).starts_with("step title"));
}

TEST_CASE("A terminal's way out is on every screen, and says how many questions could be sent now") {
    const Survey survey = test::surveyOf(R"({"title": "Опрос", "elements": [
        {"type": "radiogroup", "name": "a", "title": "A", "choices": ["yes", "no"]},
        {"type": "text", "name": "b", "title": "B", "visibleIf": "{a} = 'yes'"},
        {"type": "text", "name": "c", "title": "C"}]})");
    Visit visit(survey, {{"a", chosen({"yes"})}, {"b", written("x")}}, 0);
    const auto leaves = [&](int answered, int total) {
        const Screen screen = screenOf(visit, russian(), true);
        REQUIRE(screen.leave);
        CHECK(screen.leave->button.words == "Закончить");
        CHECK(screen.leave->answered == answered);
        CHECK(screen.leave->total == total);
    };
    leaves(2, 3);
    visit.setAnswers({{"a", chosen({"no"})}, {"b", written("x")}});  // which is not asked any more
    leaves(1, 2);
    goToReview(visit);
    leaves(1, 2);
    REQUIRE(visit.send());
    leaves(0, 0);
    visit.delivered(Delivery::sent, "");
    leaves(0, 0);
    CHECK_FALSE(screenOf(visit).leave);
}

// ---- the way

TEST_CASE("Progress counts the questions that are asked of this visitor, and so does the document's title") {
    const Survey survey = test::surveyOf(R"({"title": "Опрос", "elements": [
        {"type": "text", "name": "a", "title": "A"},
        {"type": "text", "name": "b", "title": "B", "visibleIf": "{a} notempty"},
        {"type": "text", "name": "c", "title": "C"}]})");
    Visit visit(survey, {}, 2);
    CHECK(screenOf(visit).progress == "Вопрос 2 из 2");
    CHECK(screenOf(visit).share == 1);
    visit.setAnswers({{"a", written("x")}});
    CHECK(screenOf(visit).progress == "Вопрос 3 из 3");
    CHECK(screenOf(visit).title == "Вопрос 3 из 3 — Опрос");
    visit.goTo(0);
    CHECK(screenOf(visit).share == doctest::Approx(1.0 / 3));
}

TEST_CASE("The list of questions names each, says where one is and what is answered, and leads there") {
    const Screen screen = questionScreen(1, {{"sources", chosen({"vk"})}, {"word", written("x")}});
    REQUIRE(screen.jumps.size() == 6);
    for (int i = 0; i < 6; ++i) {
        const Jump& jump = screen.jumps[static_cast<std::size_t>(i)];
        CHECK(jump.number == i + 1);
        CHECK(jump.button.id == "app-jump-" + std::to_string(i));
        CHECK(jump.button.act == "goto:" + std::to_string(i));
        CHECK(jump.isHere == (i == 1));
        CHECK((jump.state == Jump::State::answered) == (i == 0 || i == 5));
        CHECK(jump.button.name.empty() == (i != 0 && i != 5));
    }
    CHECK(screen.jumps[0].button.words == "Откуда Вы узнаёте?");
    CHECK(screen.jumps[0].button.name == "1. Откуда Вы узнаёте?, есть ответ");
    const Screen begun = questionScreen(0, {{"ease", inRows({{"vk", "no"}})}});
    CHECK(begun.jumps[3].state == Jump::State::begun);
    CHECK(begun.jumps[3].button.name == "4. Легко ли?, ответ начат");
}

TEST_CASE(
    "A question without an answer is passed over, quietly; an answered one leads on, and so does one that "
    "must be") {
    CHECK(questionScreen(1).next->words == "Пропустить");
    CHECK(questionScreen(1).next->isQuiet);
    CHECK(questionScreen(1, {{"sex", chosen({"male"})}}).next->words == "Далее");
    CHECK_FALSE(questionScreen(1, {{"sex", chosen({"male"})}}).next->isQuiet);
    const Survey survey = test::surveyOf(R"({"title": "t", "elements": [
        {"type": "text", "name": "a", "title": "A", "isRequired": true}]})");
    CHECK(screenOf(Visit(survey, {}, 0)).next->words == "Далее");
    const Survey parts = test::surveyOf(R"({"title": "t", "elements": [
        {"type": "multipletext", "name": "a", "title": "A", "items": [{"name": "b", "isRequired": true}, {"name": "c"}]}]})");
    CHECK(screenOf(Visit(parts, {}, 0)).next->words == "Далее");
}

TEST_CASE("At the review the way is done, and the visitor is at none of the questions") {
    const Survey survey = test::eachType();
    Visit visit(survey, {}, 0);
    goToReview(visit);
    for (int again = 0; again < 2; ++again) {
        const Screen screen = screenOf(visit);
        CHECK(screen.progress == "Проверьте ответы");
        CHECK(screen.share == 1);
        CHECK(screen.jumps.size() == 6);
        for (const Jump& jump : screen.jumps) CHECK_FALSE(jump.isHere);
        visit.goTo(1);
        REQUIRE(visit.next());  // back at the review from the middle of the form
    }
}

TEST_CASE("Once the response is on its way there is no way among the questions any more") {
    const Survey survey = test::eachType();
    Visit visit(survey, test::answersToEachType(), 0);
    goToReview(visit);
    REQUIRE(visit.send());
    const auto hasNoWay = [&](const char* stage) {
        CAPTURE(stage);
        const Screen screen = screenOf(visit);
        CHECK(screen.progress.empty());
        CHECK(screen.jumps.empty());
        CHECK(screen.question.empty());
        CHECK(screen.survey == "Опрос");
    };
    hasNoWay("sending");
    visit.delivered(Delivery::sent, "");
    hasNoWay("thanks");
    visit.showPreview();
    hasNoWay("preview");
}

TEST_CASE("Each screen has the buttons that lead on and back from it, and only those") {
    const Survey survey = test::eachType();
    Visit visit(survey, test::answersToEachType(), 0);
    const auto has = [&](const std::string& back, const std::string& next) {
        const Screen screen = screenOf(visit);
        CHECK((screen.back ? screen.back->words : "") == back);
        CHECK((screen.next ? screen.next->words : "") == next);
        if (screen.back) CHECK((screen.back->id == "app-back" && screen.back->act == "back"));
        if (screen.next) CHECK((screen.next->id == "app-next" && screen.next->act == "next"));
    };
    has("", "Далее");
    REQUIRE(visit.next());
    has("Назад", "Далее");
    goToReview(visit);
    has("Назад", "Отправить");
    visit.goTo(0);
    has("", "К проверке");
    REQUIRE(visit.next());
    REQUIRE(visit.send());
    has("", "");
    visit.delivered(Delivery::sent, "");
    has("", "Посмотреть свои ответы");
    visit.setResults(reportOf({sexSection()}));
    has("", "Посмотреть результаты");
    visit.showPreview();
    has("Назад", "");
}

// ---- the review

TEST_CASE("The review says what was answered to each question, numbered, and leads to each") {
    const Survey survey = test::eachType();
    Visit visit(survey, test::answersToEachType(), 0);
    goToReview(visit);
    const Screen screen = screenOf(visit);
    CHECK(kinds(screen) == "title body answered answered answered answered answered answered soft");
    CHECK(words(screen, Words::Role::body) == "Ответы есть на 6 вопросов из 6.");
    CHECK(all<Words>(screen)[0].id == "app-heading");
    CHECK(screen.question.empty());
    CHECK(screen.title == "Проверьте ответы — Опрос");
    const std::vector<Answered> entries = all<Answered>(screen);
    const std::vector<Strings> lines = {{"VK", "Другое (укажите): соседи"}, {"Женский"},         {"2"},
                                        {"Сайт — без ответа", "ВК — no"},   {"больше новостей"}, {"хорошо"}};
    for (std::size_t i = 0; i < entries.size(); ++i) {
        CHECK(entries[i].number == static_cast<int>(i) + 1);
        CHECK(entries[i].lines == lines[i]);
        CHECK(entries[i].notice.empty());
        REQUIRE(entries[i].change);
        CHECK(entries[i].change->id == "app-change-" + std::to_string(i));
        CHECK(entries[i].change->act == "goto:" + std::to_string(i));
        CHECK(entries[i].change->words == "Изменить");
    }
    CHECK(entries[0].title == "Откуда Вы узнаёте?");
    CHECK(entries[0].change->name == "Изменить: Откуда Вы узнаёте?");
}

TEST_CASE("The review folds the questions without an answer into one line, and leads to the first of them") {
    const Survey survey = test::eachType();
    Visit visit(survey, {{"sex", chosen({"male"})}}, 0);
    goToReview(visit);
    const Screen folded = screenOf(visit);
    CHECK(kinds(folded) == "title body action answered folded soft");
    CHECK(words(folded, Words::Role::body) == "Ответы есть на 1 вопрос из 6.");
    CHECK(only<Action>(folded).button.act == "goto:0");
    CHECK(only<Folded>(folded).button.words == "Без ответа: 5 вопросов");
    CHECK_FALSE(only<Folded>(folded).isOpen);
    visit.foldUnanswered();
    CHECK(only<Folded>(screenOf(visit)).isOpen);
    const std::vector<Answered> entries = all<Answered>(screenOf(visit));
    REQUIRE(entries.size() == 6);
    CHECK(entries[0].number == 2);
    for (std::size_t i = 0; i < entries.size(); ++i) {
        CHECK(entries[i].lines.empty() == (i != 0));
        CHECK(entries[i].change->words == (i == 0 ? "Изменить" : "Ответить"));
    }
    visit.foldUnanswered();
    CHECK(all<Answered>(screenOf(visit)).size() == 1);
}

TEST_CASE("A review without any answer does not lead to the skipped ones: all of them are") {
    const Survey survey = test::eachType();
    Visit visit(survey, {}, 0);
    goToReview(visit);
    CHECK(kinds(screenOf(visit)) == "title body folded soft");
}

TEST_CASE("The review shows texts as they will leave, and says where personal data is hidden") {
    const Survey survey = test::eachType();
    Visit visit(survey,
                {{"sources", chosen({"site", "other"}, "8 912 345-67-89")},
                 {"wish", written("пишите на ivan@example.ru")},
                 {"word", written("хорошо")}},
                0);
    goToReview(visit);
    const std::vector<Answered> entries = all<Answered>(screenOf(visit));
    const std::string hidden = russian().text("app.redacted");
    CHECK(entries[0].lines == Strings{"Сайт", "Другое (укажите): [телефон]"});
    CHECK(entries[0].notice == hidden);
    CHECK(entries[1].lines == Strings{"пишите на [почта]"});
    CHECK(entries[1].notice == hidden);
    CHECK(entries[2].notice.empty());
}

TEST_CASE("The review lists only what is asked of this visitor, numbered as the way counts") {
    const Survey survey = test::surveyOf(R"({"title": "t", "elements": [
        {"type": "text", "name": "a", "title": "A"},
        {"type": "text", "name": "b", "title": "B", "visibleIf": "{a} notempty"},
        {"type": "text", "name": "c", "title": "C"}]})");
    Visit visit(survey, {{"b", written("x")}}, 0);
    goToReview(visit);
    visit.foldUnanswered();
    const std::vector<Answered> entries = all<Answered>(screenOf(visit));
    REQUIRE(entries.size() == 2);
    CHECK(entries[1].number == 2);
    CHECK(entries[1].title == "C");
    CHECK(entries[1].change->act == "goto:1");
}

TEST_CASE("A response that was refused says so over the review, with the reason or with what to do") {
    const Survey survey = test::eachType();
    Visit visit(survey, test::answersToEachType(), 0);
    goToReview(visit);
    REQUIRE(visit.send());
    visit.delivered(Delivery::refused, "Опрос завершён.");
    CHECK(kinds(screenOf(visit)).starts_with("title body error answered"));
    CHECK(noticesOf(screenOf(visit)) == Strings{"Ответ не принят. Опрос завершён."});
    CHECK(only<Notice>(screenOf(visit)).kind == Notice::Kind::error);
    REQUIRE(visit.send());
    visit.delivered(Delivery::refused, "");
    CHECK(noticesOf(screenOf(visit)) == Strings{russian().text("app.unsent")});
}

// ---- sending and thanks

TEST_CASE("While the response is on its way, the screen says so and offers nothing") {
    const Survey survey = test::eachType();
    Visit visit(survey, test::answersToEachType(), 0);
    goToReview(visit);
    REQUIRE(visit.send());
    const Screen screen = screenOf(visit);
    CHECK(kinds(screen) == "title busy");
    CHECK(all<Words>(screen)[0].text == "Отправляем ответы…");
    CHECK(all<Words>(screen)[0].id == "app-heading");
    CHECK(screen.title == "Отправляем ответы… — Опрос");
}

TEST_CASE("The thanks say whether the response arrived or waits, and a refusal is none") {
    const Survey survey = test::eachType();
    const auto says = [&](const Screen& screen, const std::string& what, const std::string& headline,
                          const std::string& more) {
        CHECK(kinds(screen) == what);
        CHECK(words(screen, Words::Role::headline) == russian().text(headline));
        CHECK(words(screen, Words::Role::body) == russian().text(more));
        for (const Words& each : all<Words>(screen))
            CHECK((each.id == "app-heading") == (each.role == Words::Role::headline));
    };
    const Visit visit = delivered(survey, test::answersToEachType(), Delivery::sent);
    says(screenOf(visit), "done headline body lead soft", "app.thanks-sent", "app.thanks-next");
    CHECK(only<Done>(screenOf(visit)).isSent);
    CHECK(screenOf(visit).title == "Спасибо! — Опрос");

    Visit later = delivered(survey, test::answersToEachType(), Delivery::waiting);
    says(screenOf(later), "done headline body body lead soft", "app.thanks-waiting",
         "app.thanks-waiting-more");
    CHECK_FALSE(only<Done>(screenOf(later)).isSent);

    later.delivered(Delivery::refused, "");  // when it had waited
    says(screenOf(later), "headline body", "app.refused-title", "app.refused-later");
}

TEST_CASE("The thanks say what happens next: when results come, or where they are") {
    const Survey survey = test::eachType();
    Visit visit = delivered(survey, test::answersToEachType(), Delivery::sent);
    visit.setSurroundings({"2026-12-30", ""});
    CHECK(words(screenOf(visit), Words::Role::body) ==
          "Опрос идёт до 30 декабря 2026 года. Потом все ответы посчитают вместе и опубликуют на странице "
          "«Результаты».");
    visit.setResults(reportOf({sexSection()}));
    CHECK(words(screenOf(visit), Words::Role::body) == russian().text("app.thanks-more"));
}

TEST_CASE(
    "Where the results are those of the last survey, the thanks tell its main index and when new ones come") {
    const Survey survey = test::eachType();
    Visit visit = delivered(survey, test::answersToEachType(), Delivery::sent);
    Report report = reportOf(
        {indicesSection({{"satisfaction", "Довольны", {points(51)}}, {"ease", "Легко", {points(60)}}})});
    report.final = true;
    visit.setResults(report);
    const Screen screen = screenOf(visit);
    CHECK(words(screen, Words::Role::body) == russian().text("app.thanks-next"));
    const Part last = only<Part>(screen);
    CHECK(last.title == "Итоги прошлого опроса (2025)");
    REQUIRE(last.indices.size() == 1);
    CHECK(last.indices.front().label == "Довольны");
    CHECK(last.indices.front().value == 51);
    report.final = false;
    visit.setResults(report);
    CHECK(all<Part>(screenOf(visit)).empty());
}

TEST_CASE(
    "Who needs an answer is told where requests are taken; a terminal leads nowhere, and names the place") {
    const Survey survey = test::eachType();
    Visit visit = delivered(survey, {{"wish", written("x")}}, Delivery::sent);
    CHECK(words(screenOf(visit), Words::Role::soft) == russian().text("app.thanks-anonymous"));
    CHECK(all<Link>(screenOf(visit)).empty());
    visit.setSurroundings({"", "https://example.org/ask"});
    CHECK(words(screenOf(visit), Words::Role::soft) == russian().text("app.thanks-write"));
    CHECK(only<Link>(screenOf(visit)).address == "https://example.org/ask");
    const Screen terminal = screenOf(visit, russian(), true);
    CHECK(words(terminal, Words::Role::soft).ends_with("в приёмную: example.org/ask"));
    CHECK(all<Link>(terminal).empty());
    visit.setSurroundings({"", "mailto:ask@example.org"});
    CHECK(
        words(screenOf(visit, russian(), true), Words::Role::soft).ends_with("в приёмную: ask@example.org"));
}

TEST_CASE("Where there are neither results nor closed answers, the thanks lead nowhere") {
    const Survey survey = test::eachType();
    CHECK_FALSE(screenOf(delivered(survey, {{"wish", written("x")}}, Delivery::sent)).next);
}

// ---- the preview

TEST_CASE("Before anything is published, the preview shows the visitor's own closed answers, and says why") {
    const Survey survey = test::eachType();
    const Screen screen = screenOf(atPreview(survey, test::answersToEachType(), {}));
    CHECK(kinds(screen) == "title soft answered answered answered answered");
    CHECK(words(screen, Words::Role::title) == "Ваши ответы");
    CHECK(words(screen, Words::Role::soft) == russian().text("app.preview-early"));
    const std::vector<Answered> own = all<Answered>(screen);
    CHECK(own[0].title == "Откуда Вы узнаёте?");
    CHECK(own[0].lines == Strings{"VK", "Другое (укажите)"});  // the text is forgotten
    CHECK(own[3].lines == Strings{"Сайт — без ответа", "ВК — no"});
    for (const Answered& each : own) {
        CHECK(each.number == 0);
        CHECK_FALSE(each.change);
    }
}

TEST_CASE("The preview says when its figures were published, and of which wave those of an earlier one are") {
    const Survey survey = test::eachType();
    Report report = reportOf({sexSection()});
    CHECK(words(screenOf(atPreview(survey, test::answersToEachType(), report)), Words::Role::soft) ==
          russian().text("app.preview-note", {{"day", "24 ноября 2025 года"}}) + " Ваш ответ отмечен.");
    CHECK(words(screenOf(atPreview(survey, {{"mark", chosen({"1"})}}, report)), Words::Role::soft) ==
          russian().text("app.preview-note", {{"day", "24 ноября 2025 года"}}));
    report.final = true;
    CHECK(words(screenOf(atPreview(survey, test::answersToEachType(), report)), Words::Role::soft) ==
          russian().text("app.preview-last", {{"wave", "2025"}, {"day", "24 ноября 2025 года"}}) +
              " Ваш ответ отмечен.");
}

TEST_CASE("A question to choose from is bars in the report's words, with the visitor's own answer marked") {
    const Survey survey = test::eachType();
    const Part part =
        only<Part>(screenOf(atPreview(survey, test::answersToEachType(), reportOf({sexSection()}))));
    CHECK(part.title == "2. Ваш пол");
    CHECK(part.counted == "Ответили около 90");
    CHECK(part.stacks.empty());
    CHECK(part.indices.empty());
    REQUIRE(part.bars.size() == 3);
    CHECK(part.bars[0].label == "Женский");
    CHECK(part.bars[0].text == "60 %");
    CHECK(part.bars[0].own == "Ваш ответ");
    CHECK(part.bars[0].value == 60);
    CHECK(part.bars[0].low == 55);
    CHECK(part.bars[0].high == 65);
    CHECK(part.bars[1].own.empty());
    CHECK(part.bars[2].text == "до 10 %");
    CHECK_FALSE(part.bars[2].value);
    CHECK(part.bars[2].high == 10);  // what a bound leaves
}

TEST_CASE(
    "A table is a stack a row, in the order of the form, with the visitor's own answer marked and said") {
    const Survey survey = test::eachType();
    const Part part =
        only<Part>(screenOf(atPreview(survey, test::answersToEachType(), reportOf({easeSection()}))));
    CHECK(part.explanation == "Объяснение");
    CHECK(part.notes == Strings{"Примечание"});
    CHECK(part.bars.empty());
    REQUIRE(part.keys.size() == 2);
    CHECK(part.keys[0].label == "Да");
    CHECK(part.keys[0].tone == Tone::best);
    CHECK(part.keys[1].label == "Нет");
    REQUIRE(part.stacks.size() == 2);
    const Part::Stack &site = part.stacks[0], &vk = part.stacks[1];
    CHECK(site.label == "Сайт");
    CHECK(site.own.empty());
    CHECK(site.scale == 1);
    REQUIRE(site.drawn.size() == 2);
    CHECK(site.drawn[0].label == "Да");
    CHECK(site.drawn[0].percent == 70);
    CHECK(site.drawn[0].isKnown);
    CHECK(site.drawn[1].tone == Tone::worst);
    REQUIRE(site.figures.size() == 3);
    CHECK(site.figures[0].label == "Да");
    CHECK(site.figures[2].text == "около 90");
    CHECK_FALSE(site.figures[2].isKnown);
    CHECK(site.instead.empty());
    CHECK(vk.own == "Ваш ответ: Нет (60 %)");
    CHECK(vk.drawn[1].own == "Ваш ответ");
    CHECK(vk.drawn[0].own.empty());
    CHECK(vk.figures[1].own == "Ваш ответ");
}

TEST_CASE("A row of which nothing is known says why, in the place of a drawing that would say nothing") {
    const Survey survey = test::eachType();
    Section section = easeSection();
    for (const std::size_t c : {0u, 1u})
        section.tables[0].lines[0].figures[c] = nothing("слишком мало ответов", 50);
    const Part part = only<Part>(screenOf(atPreview(survey, test::answersToEachType(), reportOf({section}))));
    CHECK(part.stacks[0].instead == "слишком мало ответов");
    CHECK(part.stacks[0].drawn.empty());
    CHECK(part.stacks[0].figures.size() == 3);
    CHECK(part.stacks[1].instead.empty());
    section.tables[0].lines[0].figures[1].high = 40, section.tables[0].lines[0].figures[1].low = 0;
    const Part bounded =
        only<Part>(screenOf(atPreview(survey, test::answersToEachType(), reportOf({section}))));
    CHECK(bounded.stacks[0].drawn.size() == 2);
    CHECK_FALSE(bounded.stacks[0].drawn[1].isKnown);
}

TEST_CASE("The preview marks nothing that did not leave with the response") {
    const Survey survey = test::surveyOf(R"({"title": "t", "elements": [
        {"type": "radiogroup", "name": "a", "title": "A", "choices": ["yes", "no"]},
        {"type": "radiogroup", "name": "sex", "title": "S", "choices": ["male", "female", "other"], "visibleIf": "{a} = 'yes'"}]})");
    const Answers answers = {{"a", chosen({"no"})}, {"sex", chosen({"female"})}};
    const Part part = only<Part>(screenOf(atPreview(survey, answers, reportOf({sexSection()}))));
    for (const Part::Bar& bar : part.bars) CHECK(bar.own.empty());
}

TEST_CASE("Indices come before the questions, each with its interval") {
    const Survey survey = test::eachType();
    Line unknown{"reach", "Охват", {nothing("слишком мало ответов", 0)}};
    const Screen screen = screenOf(
        atPreview(survey, test::answersToEachType(),
                  reportOf({sexSection(), indicesSection({{"ease", "Лёгкость", {points(72)}}, unknown}),
                            easeSection()})));
    CHECK(kinds(screen) == "title soft part part part");
    const std::vector<Part> parts = all<Part>(screen);
    CHECK(parts[1].title == "2. Ваш пол");
    CHECK(parts[2].title == "4. Легко ли?");
    const Part& indices = parts[0];
    CHECK(indices.title == "Индексы");
    CHECK(indices.explanation == "От 0 до 100");
    CHECK(indices.bars.empty());
    REQUIRE(indices.indices.size() == 2);
    CHECK(indices.indices[0].label == "Лёгкость");
    CHECK(indices.indices[0].text == "72");
    CHECK(indices.indices[0].interval == "95-процентный интервал 68–77");
    CHECK(indices.indices[0].value == 72);
    CHECK(indices.indices[0].low == 68);
    CHECK(indices.indices[0].high == 77);
    CHECK(indices.indices[1].text == "слишком мало ответов");
    CHECK(indices.indices[1].interval.empty());
    CHECK_FALSE(indices.indices[1].value);
}

TEST_CASE("Of an earlier form only those questions are shown whose rows and answers are this form's") {
    const Survey survey = test::eachType();
    const auto isShown = [&](Section section) {
        const Screen screen =
            screenOf(atPreview(survey, test::answersToEachType(), reportOf({std::move(section)})));
        return !all<Part>(screen).empty();
    };
    REQUIRE(isShown(sexSection()));
    REQUIRE(isShown(easeSection()));

    Section section = sexSection();
    section.id = "gone";
    CHECK_FALSE(isShown(section));
    section.id = "wish";  // open now
    CHECK_FALSE(isShown(section));
    section.tables[0].lines.clear();
    CHECK_FALSE(isShown(section));
    section = sexSection();
    section.tables[0].lines.pop_back();
    CHECK_FALSE(isShown(section));
    section = sexSection();
    section.tables[0].lines[0].id = "woman";
    CHECK_FALSE(isShown(section));
    section = sexSection();
    std::swap(section.tables[0].lines[0], section.tables[0].lines[1]);  // the report orders them by share
    CHECK(isShown(section));

    section = easeSection();
    section.tables[0].lines[1].id = "ok";
    CHECK_FALSE(isShown(section));
    section = easeSection();
    std::swap(section.tables[0].columns[0], section.tables[0].columns[1]);
    CHECK_FALSE(isShown(section));
    section = easeSection();
    section.tables[0].columns.erase(section.tables[0].columns.begin() + 1, section.tables[0].columns.end());
    CHECK_FALSE(isShown(section));
    section = easeSection();
    section.tables.push_back(section.tables[0]);
    CHECK_FALSE(isShown(section));
}

TEST_CASE("An index is left out where the form asks a part of it otherwise than what was published") {
    const Survey survey = test::surveyOf(R"({"title": "t", "elements": [
        {"type": "matrix", "name": "ease", "title": "E", "columns": ["yes", "no"], "rows": ["site", "vk"], "index": "ease"},
        {"type": "radiogroup", "name": "sex", "title": "S", "choices": ["male", "female"], "index": "reach"}]})");
    const Section indices =
        indicesSection({{"ease", "Лёгкость", {points(72)}}, {"reach", "Охват", {points(50)}}});
    const Answers answers = {{"sex", chosen({"male"})}};
    const Screen screen =
        screenOf(atPreview(survey, answers, reportOf({indices, easeSection(), sexSection()})));
    CHECK(kinds(screen) == "title soft part part");
    const std::vector<Part> parts = all<Part>(screen);
    REQUIRE(parts[0].indices.size() == 1);
    CHECK(parts[0].indices[0].label == "Лёгкость");
    CHECK(parts[1].title == "4. Легко ли?");
}

TEST_CASE("Where nothing that was published is of this form, the visitor's own answers are shown") {
    const Survey survey = test::eachType();
    Section gone = sexSection();
    gone.id = "gone";
    CHECK(kinds(screenOf(atPreview(survey, {{"sex", chosen({"male"})}},
                                   reportOf({gone, indicesSection({})})))) == "title soft answered");
}

TEST_CASE("Of the order's own report the preview shows every index and every closed question") {
    test::Waves waves;
    waves.add("2025", 300, 0.5);
    const Survey survey = test::orderSurvey();
    const Answers answers = {{"age", chosen({"26-35"})}, {"ease", inRows({{"vk", "4"}})}};
    const Screen screen = screenOf(atPreview(survey, answers, waves.report()));
    const std::vector<Part> parts = all<Part>(screen);
    REQUIRE(parts.size() == 10);  // 4 of the 13 questions are open
    CHECK(parts[0].indices.size() == 4);
    int bars = 0, stacks = 0;
    Strings own;
    for (const Part& part : parts) {
        bars += part.bars.size() > 0, stacks += part.stacks.size() > 0;
        for (const Part::Bar& bar : part.bars)
            if (!bar.own.empty()) own.push_back(bar.label);
        for (const Part::Stack& stack : part.stacks)
            if (!stack.own.empty()) own.push_back(stack.label);
    }
    CHECK(bars == 5);
    CHECK(stacks == 4);
    CHECK(own == Strings{"Страница Министерства в социальной сети «ВКонтакте»", "26-35 лет"});
}

// ---- the keyboard, and languages

TEST_CASE("The on-screen keyboard's keys are part of the screen while it is shown") {
    const Survey survey = test::eachType();
    const Visit visit(survey, {}, 4);
    Keyboard keyboard;
    CHECK(otklik::screenOf(visit, keyboard, russian(), true).keys.empty());
    keyboard.act("show");
    const auto keys = otklik::screenOf(visit, keyboard, russian(), true).keys;
    REQUIRE(keys.size() == 4);
    CHECK(keys[0][0].label == "й");
    CHECK(keys[0][0].types == "й");
    CHECK(keys[0][0].id == "key-0-0");
    keyboard.act("done");
    CHECK(otklik::screenOf(visit, keyboard, russian(), true).keys.empty());
}

TEST_CASE("No row of keys is longer than thirteen letters, which are 70 pixels each on a screen 1080 wide") {
    Keyboard keyboard;
    for (const char* layer : {"letters-1", "letters-2", "symbols"}) {
        keyboard.act(layer);
        for (const auto& row : keyboard.rows(russian())) {
            float letters = 0;
            for (const Key& key : row) letters += key.width;
            CHECK(letters <= 13);
        }
    }
}

TEST_CASE("Who reads English gets every word in English that the form and the interface have") {
    Screen screen = questionScreen(0, {{"sources", chosen({"other"}, "8 912 345-67-89")}}, english());
    CHECK(screen.survey == "Survey");
    CHECK(screen.title == "Question 1 of 6 — Survey");
    CHECK(words(screen, Words::Role::lead) == "Survey");
    CHECK(words(screen, Words::Role::facts) == "about 1 minute · anonymous · any question may be skipped");
    CHECK(words(screen, Words::Role::title) == "How do you learn?");
    CHECK(words(screen, Words::Role::soft) == "Tick all.");
    CHECK(words(screen, Words::Role::body) == "Several");
    CHECK(wordsOf(optionsOf(screen)) == Strings{"The site", "VK", "Other (please specify)"});
    CHECK(noticesOf(screen) ==
          Strings{"This looks like a telephone number: it will be hidden when you send."});
    CHECK(screen.jumps[0].button.words == "How do you learn?");
    CHECK(screen.next->words == "Next");

    const Survey survey = test::eachType();
    Visit visit(survey, {{"sources", chosen({"site"})}}, 0);
    goToReview(visit);
    screen = screenOf(visit, english());
    const Answered first = all<Answered>(screen)[0];
    CHECK(first.lines == Strings{"The site"});
    CHECK(first.change->name == "Change: How do you learn?");
    CHECK(only<Folded>(screen).button.words == "5 questions without an answer");
    CHECK(screen.back->words == "Back");
    CHECK(screen.next->words == "Send");
}

TEST_CASE("Of the order's form and the interface round it, no screen in English has a Russian word") {
    const Survey survey = test::orderSurvey();
    Visit visit(survey, {{"sources", chosen({"other"})}, {"age", chosen({"26-35"})}}, 0);
    const std::regex cyrillic("[\xD0\xD1]");
    const auto check = [&](const std::string& text) {
        CHECK_MESSAGE(!std::regex_search(text, cyrillic), text);
    };
    const auto checkScreen = [&] {
        const Screen screen = screenOf(visit, english());
        check(screen.title), check(screen.survey), check(screen.progress), check(screen.facts);
        for (const auto* button : {&screen.back, &screen.next})
            if (*button) check((*button)->words);
        for (const Jump& jump : screen.jumps) check(jump.button.words);
        for (const Words& each : all<Words>(screen)) check(each.text);
        for (const Link& each : all<Link>(screen)) check(each.words);
        for (const Option& each : all<Option>(screen)) check(each.control.words);
        for (const Notice& each : all<Notice>(screen)) check(each.text);
        for (const TextField& each : all<TextField>(screen)) check(each.label);
        for (const Action& each : all<Action>(screen)) check(each.button.words);
        for (const Folded& each : all<Folded>(screen)) check(each.button.words);
        for (const Grid& grid : all<Grid>(screen)) check(grid.low), check(grid.high);
        for (const Grid& grid : all<Grid>(screen))
            for (const Grid::Row& row : grid.rows) {
                check(row.words);
                for (const Control& control : row.options) check(control.words);
            }
        for (const Answered& each : all<Answered>(screen)) {
            check(each.title);
            for (const std::string& line : each.lines) check(line);
        }
    };
    while (visit.stage() == Stage::question) {
        checkScreen();
        REQUIRE(visit.next());
    }
    checkScreen();
    REQUIRE(visit.send());
    checkScreen();
    visit.delivered(Delivery::waiting, "");
    checkScreen();
    visit.showPreview();
    checkScreen();
}
