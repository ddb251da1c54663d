// Markup says what the value says, for who does not see the painting.

#include "web/app/markup.h"

#include <set>
#include <vector>

#include "tests/unit/app/visits.h"

using namespace otklik;
using test::chosen;
using test::goToReview;
using test::written;

namespace {

const Locale& russian() {
    static const Locale locale = test::locale("ru");
    return locale;
}

std::size_t count(const std::string& text, const std::string& part) {
    std::size_t found = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
    return found;
}
bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

Screen panel(std::vector<Item> items) {
    Screen screen;
    screen.items = std::move(items);
    return screen;
}

/// Everything that the markup of a screen is.
std::string markupOf(const Screen& screen) {
    return progressMarkup(screen) + jumpsMarkup(screen, russian()) + panelMarkup(screen) +
           barMarkup(screen, russian());
}

}  // namespace

TEST_CASE("Round a question stand its progress and the list of questions, each a button that leads there") {
    const Survey survey = test::eachType();
    const Screen screen = screenOf(Visit(survey, {}, 1), Keyboard(), russian(), false);
    CHECK(progressMarkup(screen) == "<p id=\"app-progress\">Вопрос 2 из 6</p>");
    const std::string html = jumpsMarkup(screen, russian());
    CHECK(html.starts_with("<nav aria-label=\"Вопросы\">"));
    CHECK(count(html, "<button type=\"button\"") == 6);
    CHECK(has(
        html,
        "<button type=\"button\" id=\"app-jump-3\" data-act=\"goto:3\">4. <span>Легко ли?</span></button>"));
    CHECK(has(html, "id=\"app-jump-1\" data-act=\"goto:1\" aria-current=\"step\">"));
    CHECK(count(html, "aria-current") == 1);
    CHECK(html.ends_with("</nav>"));
}

TEST_CASE("Where there is no way among the questions, nothing stands round the screen") {
    CHECK(progressMarkup(panel({Busy{}})).empty());
    CHECK(jumpsMarkup(panel({Busy{}}), russian()).empty());
}

TEST_CASE("Of a question nothing is said that its own markup in the form says") {
    const Survey survey = test::eachType();
    for (int position = 0; position < 6; ++position) {
        const Screen screen =
            screenOf(Visit(survey, test::answersToEachType(), position), Keyboard(), russian(), false);
        CHECK(panelMarkup(screen).empty());
        CHECK_FALSE(has(markupOf(screen), "id=\"q-"));
    }
    CHECK(panelMarkup(panel({Link{"app-plain", "x"}, Option{{"q-a-b", "x"}}, ScaleSteps{{{"q-a--1", "x"}}},
                             TextField{"answer-a"}, Grid{{{"x", {}}}}, Busy{}, Done{true}}))
              .empty());
    CHECK(panelMarkup(panel({Link{"app-reception", "x", "https://example.org/?a&b"}})) ==
          "<a id=\"app-reception\" href=\"https://example.org/?a&amp;b\">x</a>");
}

TEST_CASE("The buttons carry what the app does when they are pressed, back before on") {
    const Survey survey = test::eachType();
    const auto bar = [&](int position) {
        return barMarkup(
            screenOf(Visit(survey, test::answersToEachType(), position), Keyboard(), russian(), false),
            russian());
    };
    CHECK(bar(0) == "<button type=\"button\" id=\"app-next\" data-act=\"next\">Далее</button>");
    CHECK(bar(1) == "<button type=\"button\" id=\"app-back\" data-act=\"back\">Назад</button>" + bar(0));
    CHECK(barMarkup(panel({Busy{}}), russian()).empty());
}

TEST_CASE("At a terminal the way out stands before them, with how much is answered") {
    const Survey survey = test::eachType();
    const Answers answers = {{"sex", chosen({"female"})}, {"wish", written("x")}};
    const std::string html =
        barMarkup(screenOf(Visit(survey, answers, 1), Keyboard(), russian(), true), russian());
    CHECK(
        html.starts_with("<button type=\"button\" id=\"app-leave\" data-act=\"leave\" "
                         "data-answered=\"2\" data-total=\"6\">Закончить</button>"
                         "<button type=\"button\" id=\"app-back\""));
}

TEST_CASE("A title is a heading that takes the focus, other words are paragraphs") {
    CHECK(panelMarkup(panel({Words{Words::Role::title, "a", "app-heading"}, Words{Words::Role::soft, "b"},
                             Words{Words::Role::body, "c"}})) ==
          "<h2 id=\"app-heading\" tabindex=\"-1\">a</h2><p>b</p><p>c</p>");
    CHECK(panelMarkup(panel({Words{Words::Role::headline, "a", "app-heading"}})) ==
          "<h2 id=\"app-heading\" tabindex=\"-1\">a</h2>");
}

TEST_CASE("An error is an alert, information is none") {
    CHECK(panelMarkup(panel({Notice{"a", Notice::Kind::error}, Notice{"b"}})) ==
          "<p role=\"alert\">a</p><p>b</p>");
}

TEST_CASE("The review is an ordered list: to each question what was answered, and a button named after it") {
    const Survey survey = test::eachType();
    Visit visit(survey, {{"sources", chosen({"site", "other"}, "8 912 345-67-89")}}, 0);
    goToReview(visit);
    const std::string folded = panelMarkup(screenOf(visit, Keyboard(), russian(), false));
    CHECK(progressMarkup(screenOf(visit, Keyboard(), russian(), false)).empty());  // its title says it
    CHECK(count(folded, "<li>") == 1);
    CHECK(has(folded,
              "<button type=\"button\" id=\"app-fold\" data-act=\"fold\" aria-expanded=\"false\">"
              "Без ответа: 5 вопросов</button>"));
    CHECK(has(folded, "id=\"app-unanswered\" data-act=\"goto:1\">К пропущенным</button>"));
    visit.foldUnanswered();
    const std::string html = panelMarkup(screenOf(visit, Keyboard(), russian(), false));
    CHECK(has(html, "aria-expanded=\"true\""));
    CHECK(count(html, "<ol>") == 2);
    CHECK(count(html, "<li>") == 6);
    CHECK(has(html,
              "<ol><li><h3>Откуда Вы узнаёте?</h3><p>Сайт</p><p>Другое (укажите): [телефон]</p>"
              "<p>" +
                  russian().text("app.redacted") +
                  "</p>"
                  "<button type=\"button\" id=\"app-change-0\" data-act=\"goto:0\" "
                  "aria-label=\"Изменить: Откуда Вы узнаёте?\">Изменить</button></li>"));
    CHECK(has(html, "<li><h3>Ваш пол</h3><button"));
}

TEST_CASE("A refusal is told at once, before the list of answers") {
    const Survey survey = test::eachType();
    Visit visit(survey, test::answersToEachType(), 0);
    goToReview(visit);
    REQUIRE(visit.send());
    visit.delivered(Delivery::refused, "Опрос завершён.");
    const std::string html = panelMarkup(screenOf(visit, Keyboard(), russian(), false));
    CHECK(has(html, "<p role=\"alert\">Ответ не принят. Опрос завершён.</p><ol>"));
}

TEST_CASE("Answers without a number are no list, and one ends where they begin") {
    CHECK(panelMarkup(panel({Answered{1, "a", {"x"}, ""}, Answered{2, "b", {"y"}, ""}, Notice{"n"},
                             Answered{0, "c", {"z"}, ""}})) ==
          "<ol><li><h3>a</h3><p>x</p></li><li><h3>b</h3><p>y</p></li></ol><p>n</p><h3>c</h3><p>z</p>");
}

TEST_CASE("A part of the results is its figures as lists, the visitor's own answer said beside its figure") {
    Part indices{"Индексы", "от 0 до 100"};
    indices.indices = {{"Лёгкость", "72", "интервал 68–76", 72, 68, 76},
                       {"Охват", "слишком мало", "", {}, {}, {}}};
    Part bars{"Пол", "", "около 90"};
    bars.bars = {{"Женский", "60 %", "Ваш ответ", 60, 55, 65}, {"Мужской", "40 %", "", 40, 35, 45}};
    Part stacks{"Легко ли?", ""};
    stacks.notes = {"примечание"};
    stacks.keys = {{Tone::worst, 0, "Нет"}};
    Part::Stack stack{"Сайт", "Ваш ответ: Да (70 %)", 1, {}, {}, "вместо"};
    stack.figures = {{Tone::best, 0, 70, true, "Да", "70 %", "Ваш ответ"},
                     {Tone::worst, 0, 30, true, "Нет", "30 %", ""}};
    stack.drawn = {stack.figures[1], stack.figures[0]};
    stacks.stacks = {stack};
    CHECK(panelMarkup(panel({indices})) ==
          "<h3>Индексы</h3><p>от 0 до 100</p><ul><li>Лёгкость: 72, интервал 68–76</li><li>Охват: слишком "
          "мало</li></ul>");
    CHECK(panelMarkup(panel({bars})) ==
          "<h3>Пол</h3><p>около 90</p><ul><li>Женский: 60 % — Ваш ответ</li><li>Мужской: 40 %</li></ul>");
    CHECK(panelMarkup(panel({stacks})) ==
          "<h3>Легко ли?</h3><p>примечание</p><h4>Сайт</h4>"
          "<ul><li>Да: 70 % — Ваш ответ</li><li>Нет: 30 %</li></ul>");
}

TEST_CASE("The keys are a named group before the buttons, each with what it types or does, off the Tab key") {
    const Survey survey = test::eachType();
    Keyboard keyboard;
    keyboard.act("show");
    const Screen screen = screenOf(Visit(survey, {}, 4), keyboard, russian(), true);
    const std::string html = barMarkup(screen, russian());
    CHECK(html.starts_with("<div role=\"group\" aria-label=\"Клавиатура\"><button"));
    CHECK(has(html, "</div><button type=\"button\" id=\"app-leave\""));
    std::size_t keys = 0;
    for (const auto& row : screen.keys) keys += row.size();
    CHECK(count(html, "tabindex=\"-1\"") == keys);
    CHECK(has(html,
              "<button type=\"button\" tabindex=\"-1\" id=\"key-0-0\" aria-label=\"й\" "
              "data-types=\"й\"></button>"));
    CHECK(has(html, "aria-label=\"Стереть\" data-does=\"erase\"></button>"));
    CHECK(has(html, "aria-label=\"Пробел\" data-types=\" \"></button>"));
    CHECK(has(html, "data-does=\"shift\" aria-pressed=\"false\"></button>"));
    CHECK(count(html, "aria-pressed") == 1);
    keyboard.act("shift");
    const Screen held = screenOf(Visit(survey, {}, 4), keyboard, russian(), true);
    CHECK(has(barMarkup(held, russian()), "data-does=\"shift\" aria-pressed=\"true\"></button>"));
}

TEST_CASE("No text of a definition, an answer or a report becomes markup") {
    const std::string evil = R"(\"'><script>1</script>)";
    const Survey survey =
        test::surveyOf(R"({"title": ")" + evil + R"(", "elements": [
        {"type": "radiogroup", "name": "a", "title": ")" +
                       evil + R"(", "description": ")" + evil + R"(",
         "choices": [{"value": "x", "text": ")" +
                       evil + R"("}], "showOtherItem": true, "otherText": ")" + evil + R"("},
        {"type": "matrix", "name": "b", "title": ")" +
                       evil + R"(", "rows": [{"value": "r", "text": ")" + evil + R"("}],
         "columns": [{"value": "x", "text": ")" +
                       evil + R"("}]},
        {"type": "text", "name": "c", "title": "C"}]})");
    Visit visit(survey,
                {{"a", chosen({"other"}, "<script>2</script>")},
                 {"b", test::inRows({{"r", "x"}})},
                 {"c", written("<script>3</script>")}},
                0);
    std::string html;
    const auto add = [&] { html += markupOf(screenOf(visit, Keyboard(), russian(), false)); };
    add();
    goToReview(visit);
    add();
    CHECK(has(html, "aria-label=\"Изменить: &quot;&#39;&gt;&lt;script&gt;1&lt;/script&gt;\""));
    CHECK(has(html, "&lt;script&gt;3&lt;/script&gt;"));
    REQUIRE(visit.send());
    visit.delivered(Delivery::refused, "<script>4</script>");
    add();
    REQUIRE(visit.send());
    visit.delivered(Delivery::sent, "");
    visit.showPreview();
    add();
    const std::string text = "<script>5</script>";
    Part part{text, text, text};
    part.notes = {text};
    part.indices = {{text, text, text, {}, {}, {}}};
    part.bars = {{text, text, text, {}, {}, {}}};
    part.stacks = {{text, text, 1, {}, {{Tone::worst, 0, 0, true, text, text, text}}, text}};
    html += panelMarkup(panel({part}));
    CHECK_FALSE(has(html, "<script"));
    CHECK_FALSE(has(html, "\"'>"));
}

TEST_CASE("Every id on a screen is there once") {
    const Survey survey = test::eachType();
    Keyboard keyboard;
    keyboard.act("show");
    Visit visit(survey, test::answersToEachType(), 0);
    const auto check = [&] {
        const std::string html = markupOf(screenOf(visit, keyboard, russian(), false));
        std::set<std::string> ids;
        for (std::size_t at = html.find(" id=\""); at != std::string::npos; at = html.find(" id=\"", at + 1))
            CHECK(ids.insert(html.substr(at + 5, html.find('"', at + 5) - at - 5)).second);
        CHECK_FALSE(ids.empty());
    };
    check();
    goToReview(visit);
    check();
}
