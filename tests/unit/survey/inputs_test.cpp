// Small definitions, each with what an author may get wrong or take for granted, and what is made of it. What
// loads means what it means in SurveyJS.

#include <chrono>

#include "shared/survey/answers_json.h"
#include "shared/survey/definition_members.h"
#include "shared/survey/response.h"
#include "shared/survey/showing.h"
#include "tests/support.h"

using namespace otklik;

namespace {

std::string whole(const std::string& elements) {
    return R"({"title": "Т", "elements": [)" + elements + "]}";
}

/// "CODE(SUBJECT) at POINTER", those of each kind in one word.
std::string said(const Problems& problems) {
    std::string all;
    for (const Problem& each : problems)
        all += (all.empty() ? "" : "; ") + each.code + "(" + each.subject + ") at " + each.pointer;
    return all;
}

std::string refusal(const std::string& elements) {
    const DefinitionReading reading = readDefinition(whole(elements));
    return said(reading.problems);
}

std::string warnings(const std::string& elements) {
    const DefinitionReading reading = readDefinition(whole(elements));
    CHECK_MESSAGE(reading.problems.empty(), said(reading.problems));
    return said(reading.survey.warnings);
}

/// Whether the last question is shown to who answers so.
bool isLastShown(const std::string& elements, const std::string& answers) {
    auto survey = parseSurvey(whole(elements));
    REQUIRE_MESSAGE(survey, elements);
    auto read = answersFromJson(*survey, Json::parse(answers));
    REQUIRE_MESSAGE(read, answers);
    return showingOf(*survey, *read).questions.back();
}

const std::string kYesNo = R"({"type": "radiogroup", "name": "q", "choices": ["yes", "no"]})";
std::string shownIf(const std::string& condition) {
    return R"({"type": "comment", "name": "c", "visibleIf": )" + Json(condition).dump() + "}";
}

}  // namespace

TEST_CASE("A condition on a choice means what SurveyJS makes of it") {
    for (const std::string condition :
         {"{q} = 'Yes'", "{q} equal 'yes'", "{q} = yes", "{q} = 'yes' && {q} notempty",
          "{q} = 'yes' AND {q} notempty", "{q} anyof ['yes']", "!({q} = 'no')"}) {
        INFO(condition);
        CHECK(warnings(kYesNo + "," + shownIf(condition)) == "");
        CHECK(isLastShown(kYesNo + "," + shownIf(condition), R"({"q": "yes"})"));
        CHECK_FALSE(isLastShown(kYesNo + "," + shownIf(condition), R"({"q": "no"})"));
    }
}

TEST_CASE("A condition on what somebody wrote finds a part of it, and an escaped quote") {
    const std::string text = R"({"type": "comment", "name": "t"},)";
    CHECK(isLastShown(text + shownIf("{t} contains 'шум'"), R"({"t": "Ночью Шумно"})"));
    CHECK_FALSE(isLastShown(text + shownIf("{t} contains 'шум'"), R"({"t": "Ночью тихо"})"));
    CHECK(isLastShown(text + shownIf(R"({t} = 'it\'s')"), R"({"t": "it's"})"));
    const std::string other =
        R"({"type": "radiogroup", "name": "q", "choices": ["a"], "showOtherItem": true},)";
    CHECK(isLastShown(other + shownIf("{q-Comment} notempty"), R"({"q": "other", "q-Comment": "радио"})"));
    CHECK_FALSE(isLastShown(other + shownIf("{q-Comment} notempty"), R"({"q": "other"})"));
}

TEST_CASE(
    "A condition that cannot hold, reads what is not there, or reads itself is a warning that says so") {
    const std::string matrix =
        R"({"type": "matrix", "name": "m", "columns": ["good", "bad"], "rows": ["a"]})";
    const std::string rating = R"({"type": "rating", "name": "r"})";
    CHECK(warnings(kYesNo + "," + shownIf("{q}")) == "never-holds(q) at /elements/1/visibleIf");
    CHECK(warnings(kYesNo + "," + shownIf("{q} = 'нет'")) == "never-holds(q) at /elements/1/visibleIf");
    CHECK(warnings(rating + "," + shownIf("{r} = 9")) == "never-holds(r) at /elements/1/visibleIf");
    CHECK(warnings(matrix + "," + shownIf("{m.nosuch} = 'good'")) ==
          "unknown-name(m.nosuch) at /elements/1/visibleIf");
    CHECK(warnings(kYesNo + "," + shownIf("{q.yes} = 'good'")) ==
          "unknown-name(q.yes) at /elements/1/visibleIf");
    CHECK(
        warnings(R"({"type": "radiogroup", "name": "q", "choices": ["yes"], "visibleIf": "{q} = 'yes'"})") ==
        "depends-on-itself(q) at /elements/0");
    CHECK(warnings(R"({"type": "comment", "name": "a", "visibleIf": "{b} empty"},
                      {"type": "comment", "name": "b", "visibleIf": "{a} empty"})") ==
          "depends-on-itself(a) at /elements/0; depends-on-itself(b) at /elements/1");
    // Also over a value that is computed, or over the text beside «other»:
    CHECK(warnings(R"({"type": "text", "name": "a", "visibleIf": "{x} > 1"},
                      {"type": "expression", "name": "x", "expression": "{a} + {nobody}"})") ==
          "not-in-result(x) at /elements/1; unknown-name(nobody) at /elements/1/expression; "
          "depends-on-itself(a) at /elements/0");
    CHECK(warnings(R"({"type": "radiogroup", "name": "q", "choices": [1], "showOtherItem": true,
                       "visibleIf": "{q-Comment} empty"})") ==
          "other-may-be-blank() at /elements/0; depends-on-itself(q) at /elements/0");
    // What depends on it alone is in no circle.
    CHECK(warnings(kYesNo + "," + shownIf("{q} = 'yes'") +
                   R"(, {"type": "comment", "name": "d", "visibleIf": "{c} notempty"})") == "");
}

TEST_CASE("Names and values are any text, number or truth, and none is taken for another") {
    for (const std::string name : {"__proto__", "constructor", "elements", "submit", "then", "q-Comment",
                                   "my question", "a/b|c", "Да"}) {
        INFO(name);
        auto survey = parseSurvey(whole(R"({"type": "text", "name": )" + Json(name).dump() + "}"));
        REQUIRE(survey);
        const Json answers = {{name, "слово"}};
        CHECK(Json::parse(resultJson(*survey, *answersFromJson(*survey, answers))) == answers);
    }
    for (const std::string value : {R"("Да")", "true", "0.5", "1", "-3"}) {
        INFO(value);
        auto survey =
            parseSurvey(whole(R"({"type": "radiogroup", "name": "q", "choices": [)" + value + "]}"));
        REQUIRE(survey);
        const Json answers = Json::parse(R"({"q": )" + value + "}");
        CHECK(Json::parse(resultJson(*survey, *answersFromJson(*survey, answers))) == answers);
    }
    CHECK(warnings(R"({"type": "text", "name": "Q"}, {"type": "text", "name": "q"})") ==
          "alike-names(q) at /elements/1/name");
    CHECK(warnings(R"({"type": "radiogroup", "name": "q", "choices": ["Да", "да"]})") ==
          "alike-names(да) at /elements/0/choices/1");
}

TEST_CASE("Two things of one name or value are refused, also where one of them is «other» or «none»") {
    CHECK(
        refusal(R"({"type": "radiogroup", "name": "q", "choices": ["a", "other"], "showOtherItem": true})") ==
        "duplicate-value(other) at /elements/0/showOtherItem");
    CHECK(refusal(R"({"type": "checkbox", "name": "q", "choices": ["a", "none"], "showNoneItem": true})") ==
          "duplicate-value(none) at /elements/0/showNoneItem");
    CHECK(refusal(R"({"type": "checkbox", "name": "q", "choices": ["a", "b", "a"]})") ==
          "duplicate-value(a) at /elements/0/choices/2");
    CHECK(refusal(R"({"type": "text", "name": "q"}, {"type": "text", "name": "q"})") ==
          "duplicate-name(q) at /elements/1/name");
    CHECK(refusal(R"({"type": "multipletext", "name": "q", "items": [{"name": "a"}, {"name": "a"}]})") ==
          "duplicate-name(a) at /elements/0/items/1/name");
    CHECK(refusal(R"({"type": "text", "name": "channel"})") == "taken-name(channel) at /elements/0/name");
}

TEST_CASE("A matrix that has to be answered is, by one row, unless each is demanded") {
    for (const bool isWhole : {false, true}) {
        INFO(isWhole);
        auto survey = parseSurvey(whole(R"({"type": "matrix", "name": "m", "columns": ["good", "bad"],
            "rows": ["a", "b"], "isRequired": true, "eachRowRequired": )" +
                                        std::string(isWhole ? "true}" : "false}")));
        REQUIRE(survey);
        const auto answers = answersFromJson(*survey, Json::parse(R"({"m": {"a": "good"}})"));
        REQUIRE(answers);
        CHECK(validate(*survey, showingOf(*survey, *answers)).empty() == !isWhole);
    }
}

TEST_CASE("None beside other options is dropped") {
    auto survey = parseSurvey(whole(
        R"({"type": "checkbox", "name": "k", "choices": ["a", "b"], "showNoneItem": true, "showOtherItem": true})"));
    REQUIRE(survey);
    const auto answers = answersFromJson(*survey, Json::parse(R"({"k": ["none", "a"]})"));
    REQUIRE(answers);
    CHECK(Json::parse(resultJson(*survey, *answers)) == Json::parse(R"({"k": ["a"]})"));
}

TEST_CASE("A rating goes up") {
    CHECK(refusal(R"({"type": "rating", "name": "r", "rateMin": 3, "rateMax": 3})") ==
          "wrong-scale() at /elements/0/rateMax");
    CHECK(refusal(R"({"type": "rating", "name": "r", "rateMin": 7, "rateMax": 3})") ==
          "wrong-scale() at /elements/0/rateMax");
    CHECK(refusal(R"({"type": "rating", "name": "r", "rateStep": 0})") ==
          "wrong-scale() at /elements/0/rateMin");
    CHECK(warnings(
              R"({"type": "rating", "name": "r", "rateValues": ["bad", "ok", "good"], "index": "ease"})") ==
          "");
}

TEST_CASE("An index tells which answer is the worst by the options' order, of which an author is told") {
    CHECK(refusal(R"({"type": "comment", "name": "t", "index": "ease"})") ==
          "index-of-text() at /elements/0/index");
    CHECK(refusal(R"({"type": "rating", "name": "t", "index": "joy"})") ==
          "wrong-index() at /elements/0/index");
    const std::string matrix =
        R"({"type": "matrix", "name": "m", "index": "ease", "rows": ["a"], "columns": [)";
    CHECK(warnings(matrix + R"("yes", "no", "hard-to-say"]})") == "index-by-order(no) at /elements/0/index");
    CHECK(warnings(matrix + R"({"value": "yes", "tone": 5}, {"value": "no", "tone": 1}, "hard-to-say"]})") ==
          "");
    CHECK(warnings(matrix + R"({"value": "no", "tone": 1}, {"value": "yes", "tone": 5}]})") ==
          "index-by-order(yes) at /elements/0/index");
}

TEST_CASE("Steps of a rating and numbers of a list are those that SurveyJS makes") {
    const auto options = [](const std::string& members) {
        auto survey = parseSurvey(whole(R"({"name": "q", )" + members + "}"));
        REQUIRE_MESSAGE(survey, members);
        std::string values;
        for (const Choice& each : survey->questions[0].options) values += each.value + " ";
        return values;
    };
    const auto rating = [&](const std::string& members) {
        return options(R"("type": "rating", )" + members);
    };
    CHECK(rating(R"("rateMin": 0, "rateMax": 0.5, "rateStep": 0.1)") == "0 0.1 0.2 0.3 0.4 0.5 ");
    CHECK(rating(R"("rateMin": 0.25, "rateMax": 2, "rateStep": 0.5)") == "0.25 0.8 1.3 1.8 ");
    CHECK(rating(R"("rateMin": -0.2, "rateMax": 0.2, "rateStep": 0.1)") == "-0.2 -0.1 0 0.1 0.2 ");
    CHECK(rating(R"("rateMax": 100, "rateValues": [1, 2])") == "1 2 ");
    const std::string list = R"("type": "dropdown", "choicesMax": )";
    CHECK(options(list + R"(1, "choicesMin": 0, "choicesStep": 0.1)") == "0 1 ");
    CHECK(options(list + "3") == "0 1 2 3 ");
    CHECK(options(list + R"(2, "choicesMin": 2, "choices": ["a"])") == "a ");
}

TEST_CASE("A rating of more steps than SurveyJS shows is refused") {
    CHECK(refusal(R"({"type": "rating", "name": "r", "rateMax": 20})") == "");
    CHECK(refusal(R"({"type": "rating", "name": "r", "rateMin": 0, "rateMax": 100})") ==
          "too-many-steps() at /elements/0/rateMax");
    CHECK(refusal(R"({"type": "rating", "name": "r", "rateMin": 1, "rateCount": 25})") ==
          "too-many-steps() at /elements/0/rateMin");
}

TEST_CASE("What yes and no are stored as is a value like any other") {
    const auto ofTrue = [](const std::string& value) {
        return refusal(R"({"type": "boolean", "name": "q", "valueTrue": )" + value + "}");
    };
    CHECK(ofTrue("1") == "");
    CHECK(ofTrue(R"({"a": 1})") == "bad-name() at /elements/0/valueTrue");
    CHECK(ofTrue(R"("")") == "bad-name() at /elements/0/valueTrue");
    CHECK(ofTrue('"' + std::string(201, 'a') + '"') == "bad-name() at /elements/0/valueTrue");
    CHECK(ofTrue(R"("a\u202eb")") == "control-character() at /elements/0/valueTrue");
}

TEST_CASE("A page's name is a name, and a language the code of one") {
    const auto page = [](const std::string& members) {
        return said(
            readDefinition(R"({"pages": [{)" + members + R"(, "elements": [)" + kYesNo + "]}]}").problems);
    };
    CHECK(page(R"("name": "")") == "");
    CHECK(page(R"("name": "a\u202eb")") == "control-character() at /pages/0/name");
    CHECK(page(R"("name": ")" + std::string(201, 'a') + '"') == "bad-name() at /pages/0/name");
    CHECK(page(R"("title": {"ru": "а", "pt-br": "b", "default": "c"})") == "");
    CHECK(page(R"("title": {"р": "а"})") == "wrong-language(р) at /pages/0/title/р");
    const std::string inside = R"("elements": [)" + kYesNo + "]}";
    CHECK(said(readDefinition(R"({"locale": "", )" + inside).problems) == "");
    CHECK(readDefinition(R"({"locale": "", )" + inside).survey.locale == "ru");
    CHECK(said(readDefinition(R"({"locale": "../x", )" + inside).problems) ==
          "wrong-language(../x) at /locale");
    Json many = Json::object();
    for (int i = 0; i < 101; ++i) many["l" + std::to_string(i)] = "t";
    CHECK(page(R"("title": )" + many.dump()) == "too-many-languages() at /pages/0/title");
}

TEST_CASE("What SurveyJS takes by itself is no news, and false is where it means something") {
    const auto of = [](const std::string& member) {
        return refusal(R"({"type": "text", "name": "q", )" + member + "}");
    };
    for (const char* usual :
         {R"("storeOthersAsComment": true)", R"("storeOthersAsComment": "default")", R"("maskType": "none")",
          R"("defaultValue": "")", R"("readOnly": false)", R"("clearIfInvisible": "default")",
          R"("clearIfInvisible": "onComplete")", R"("clearIfInvisible": "onHidden")"})
        CHECK_MESSAGE(of(usual) == "", usual);
    CHECK(of(R"("storeOthersAsComment": false)") ==
          "unsupported-member(storeOthersAsComment) at /elements/0/storeOthersAsComment");
    CHECK(of(R"("maskType": "pattern")") == "unsupported-member(maskType) at /elements/0/maskType");
    CHECK(of(R"("clearIfInvisible": "none")") ==
          "hidden-answers(clearIfInvisible) at /elements/0/clearIfInvisible");
    CHECK(refusal(R"({"type": "boolean", "name": "q", "defaultValue": false})") ==
          "unsupported-member(defaultValue) at /elements/0/defaultValue");
    const auto survey =
        parseSurvey(R"({"maxOthersLength": 7, "elements": [{"type": "comment", "name": "q"}]})");
    REQUIRE(survey);
    CHECK(survey->questions[0].maxLength == 7);
}

TEST_CASE("What is computed has a name of its own, whatever its capital letters") {
    const auto computed = [](const std::string& name) {
        return said(readDefinition(R"({"calculatedValues": [{"name": "x", "expression": "1"}, {"name": ")" +
                                   name + R"(", "expression": "2"}], "elements": [)" + kYesNo + "]}")
                        .problems);
    };
    CHECK(computed("y") == "");
    CHECK(computed("X") == "duplicate-name(X) at /calculatedValues/1/name");
    CHECK(computed("Q") == "duplicate-name(q) at /elements/0/name");
    CHECK(computed("Item") == "taken-name(Item) at /calculatedValues/1/name");
    CHECK(computed("choice") == "taken-name(choice) at /calculatedValues/1/name");
}

TEST_CASE("What a row answers with itself, or in words, is not held against the options") {
    CHECK(warnings(R"({"type": "ranking", "name": "rk", "choices": ["a", "b"]},)" +
                   shownIf("{rk[0]} = 'b' and {rk.length} = 2")) == "");
    CHECK(warnings(R"({"type": "multipletext", "name": "mt", "items": [{"name": "i1"}]},)" +
                   shownIf("{mt.i1} = 'Perm'")) == "");
}

TEST_CASE("A condition that reads no answer and is false is told of, an expression is not") {
    CHECK(warnings(kYesNo + "," + shownIf("1 = 2")) == "false-condition(1 = 2) at /elements/1/visibleIf");
    CHECK(warnings(kYesNo + "," + shownIf("1 = 1")) == "");
    const DefinitionReading reading = readDefinition(
        R"({"calculatedValues": [{"name": "x", "expression": "0"}, {"name": "y", "expression": "{q}"}], "elements": [)" +
        kYesNo + "]}");
    CHECK(said(reading.survey.warnings) == "");
}

TEST_CASE("A warning of an option names the option") {
    CHECK(warnings(R"({"type": "checkbox", "name": "c", "choices": ["a", {"value": "b", "text": "{nobody}"}]},
        {"type": "matrix", "name": "m", "rows": [{"value": "r", "visibleIf": "{nobody}"}],
         "columns": [1, {"value": 2, "text": "{nobody}"}]})") ==
          "unknown-name(nobody) at /elements/0/choices/1; unknown-name(nobody) at /elements/1/rows/0; "
          "unknown-name(nobody) at /elements/1/columns/1");
}

TEST_CASE("A text that shows nothing, or turns the direction of writing, is refused") {
    for (const std::string empty : {R"("")", R"("   ")", R"("\u200b")"}) {
        INFO(empty);
        CHECK(refusal(R"({"type": "text", "name": "t", "title": )" + empty + "}") ==
              "empty-text() at /elements/0/title");
        CHECK(refusal(R"({"type": "radiogroup", "name": "t", "choices": [{"value": "a", "text": )" + empty +
                      "}]}") == "empty-text() at /elements/0/choices/0/text");
    }
    for (const std::string hidden : {"\\u202e", "\\u2066", "\\u0000", "\\u009b", "\\u001b"}) {
        INFO(hidden);
        CHECK(refusal(R"({"type": "text", "name": "t", "title": "A)" + hidden + R"(B"})") ==
              "control-character() at /elements/0/title");
        CHECK(refusal(R"({"type": "text", "name": "A)" + hidden + R"(B", "title": "t"})") ==
              "control-character() at /elements/0/name");
    }
}

TEST_CASE("Markup in a title is shown as written, and scripts in html leave nothing") {
    CHECK(warnings(R"({"type": "text", "name": "q", "title": "<b>Жирный</b> <script>alert(1)</script>"})") ==
          "markup-in-text() at /elements/0/title");
    CHECK(warnings(R"({"type": "text", "name": "q", "title": "Больше < меньше, 2 < 3"})") == "");
    auto survey =
        parseSurvey(whole(R"({"type": "html", "name": "h", "html": "<p>Да<script>alert(1)</script></p>"},
        {"type": "text", "name": "q", "title": "Почему {q}? {nobody}"})"));
    REQUIRE(survey);
    REQUIRE(survey->passages.size() == 1);
    CHECK(survey->passages[0].text.in("ru").find("alert") == std::string::npos);
    CHECK(said(survey->warnings).find("unknown-name(nobody) at /elements/1/title") != std::string::npos);
}

TEST_CASE("A page keeps its title, and is told from a panel") {
    const DefinitionReading reading =
        readDefinition(R"({"title": "Т", "pages": [{"name": "p", "title": "Раздел 1",
        "elements": [{"type": "panel", "name": "in", "elements": [{"type": "text", "name": "q"}]}]}]})");
    CHECK(reading.problems.empty());
    CHECK(reading.pages == 1);
    REQUIRE(reading.survey.panels.size() == 2);
    CHECK(reading.survey.panels[0].title.in("ru") == "Раздел 1");
}

TEST_CASE("Every type and every member that is not supported is refused by its name") {
    for (const std::string_view type : refusedTypes()) {
        const std::string name(type);
        CHECK(refusal(R"({"type": ")" + name + R"(", "name": "q"})") ==
              "unsupported-type(" + name + ") at /elements/0/type");
    }
    for (const std::string_view member : refusedMembers()) {
        // Questions have these; elements stand in pages, and texts know nothing of options.
        if (member == "enableIf" || member == "visible" || member == "elements") continue;
        const std::string name(member);
        CHECK(refusal(R"({"type": "comment", "name": "q", ")" + name + R"(": [1]})") ==
              "unsupported-member(" + name + ") at /elements/0/" + name);
    }
    CHECK(refusal(R"({"type": "text", "name": "q", "visible": false})") ==
          "unsupported-member(visible) at /elements/0/visible");
    CHECK(refusal(R"({"type": "radiogroup", "name": "q", "choices": [{"value": 1, "enableIf": "{q}"}]})") ==
          "unsupported-member(enableIf) at /elements/0/choices/0/enableIf");
    CHECK(refusal(R"({"type": "text", "name": "q", "tiltle": "A"})") ==
          "unsupported-member(tiltle) at /elements/0/tiltle");
    for (const std::string input : {"email", "tel", "url", "password"})
        CHECK(refusal(R"({"type": "text", "name": "q", "inputType": ")" + input + "\"}") ==
              "input-identifies(" + input + ") at /elements/0/inputType");
    CHECK(refusal(R"({"name": "q"})") == "missing-type() at /elements/0");
}

TEST_CASE("A condition that is not understood is named with the place, a function with its name") {
    CHECK(refusal(shownIf("{a} === 1")) == "bad-condition({a} === 1) at /elements/0/visibleIf");
    CHECK(readDefinition(whole(shownIf("{а} === 1"))).problems.front().limit == 7);  // characters, not bytes
    CHECK(refusal(shownIf("age({a}) > 1")) == "unsupported-function(age) at /elements/0/visibleIf");
    CHECK(refusal(shownIf("{$a} = 1")) == "unsupported-expression({$a}) at /elements/0/visibleIf");
    CHECK(refusal(shownIf(std::string(2001, 'a'))) == "condition-too-long() at /elements/0/visibleIf");
    CHECK(refusal(shownIf(std::string(100, '(') + "{a}")) == "condition-too-deep() at /elements/0/visibleIf");
}

TEST_CASE("What is no definition at all is refused as a whole") {
    const std::string good = whole(kYesNo);
    for (const auto& [text, expected] : {
             std::pair<std::string, const char*>{"", "not-json"},
             {"[]", "expects-object() at "},
             {"{}", "no-questions() at "},
             {R"({"title": "a", "title": "b"})", "duplicate-member(title) at "},
             {R"({"title": "\ud800"})", "not-json"},
             {std::string("{\"title\": \"\0\"}", 13), "not-json"},
             {"{\"title\": \"\xff\"}", "not-json"},
             {std::string(1 << 20, ' ') + good, "too-large() at "},
             {std::string(100, '[') + std::string(100, ']'), "too-deep() at "},
         }) {
        INFO(text.substr(0, 40));
        CHECK(said(readDefinition(text).problems).starts_with(expected));
    }
    CHECK(readDefinition("\xEF\xBB\xBF" + good).problems.empty());
    CHECK(readDefinition(good + std::string((1 << 20) - good.size(), ' ')).problems.empty());
}

TEST_CASE("Values that are made of each other are few") {
    for (const int count : {200, 201, 20'000}) {
        INFO(count);
        Json survey = {{"elements", {{{"type", "text"}, {"name", "q"}}}}};
        for (int i = 0; i < count; ++i)
            survey["calculatedValues"].push_back(
                {{"name", "a" + std::to_string(i)}, {"expression", "{a" + std::to_string(i + 1) + "}"}});
        const auto begin = std::chrono::steady_clock::now();
        CHECK(said(readDefinition(survey.dump()).problems) ==
              (count > 1000  ? "too-many-entries(calculatedValues) at /calculatedValues"
               : count > 200 ? "too-many-calculated() at /calculatedValues/200"
                             : ""));
        CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(1));
    }
}

TEST_CASE("Two hundred questions of two hundred options that hang on each other load at once") {
    Json survey = {{"title", "Т"}, {"elements", Json::array()}};
    for (int i = 0; i < 200; ++i) {
        Json options = Json::array();
        for (int j = 0; j < 200; ++j) options.push_back("o" + std::to_string(j));
        survey["elements"].push_back({{"type", "radiogroup"},
                                      {"name", "q" + std::to_string(i)},
                                      {"choices", options},
                                      {"visibleIf", "{q" + std::to_string((i + 1) % 200) + "} = 'o1'"}});
    }
    const std::string text = survey.dump();
    const auto begin = std::chrono::steady_clock::now();
    const DefinitionReading reading = readDefinition(text);
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(1));
    CHECK(reading.problems.empty());
    CHECK(reading.survey.warnings.size() == 200);  // all of them in one circle
    survey["elements"].push_back({{"type", "text"}, {"name", "last"}});
    CHECK(said(readDefinition(survey.dump()).problems) == "too-many-questions() at /elements/200");
}

namespace {

/// Entries of a list, each `entry` with a name or value of its own.
Json listOf(int count, const char* member, Json entry = Json::object()) {
    Json list = Json::array();
    for (int i = 0; i < count; ++i) {
        entry[member] = "a" + std::to_string(i);
        list.push_back(entry);
    }
    return list;
}

/// What is refused of elements, in no more time than it takes to read the text.
std::string refusedAtOnce(const Json& elements) {
    const std::string text = Json{{"elements", elements}}.dump();
    const auto begin = std::chrono::steady_clock::now();
    const std::string problems = said(readDefinition(text).problems);
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(1));
    return problems;
}

}  // namespace

TEST_CASE("Lists that are too long are not read") {
    const Json two = Json::parse("[1, 2]");
    CHECK(refusedAtOnce({{{"type", "matrixdropdown"},
                          {"name", "q"},
                          {"choices", two},
                          {"rows", listOf(200, "value")},
                          {"columns", listOf(50'000, "name")}}})
              .starts_with("too-many-entries(columns) at /elements/0/columns"));
    CHECK(refusedAtOnce({{{"type", "matrixdropdown"},
                          {"name", "q"},
                          {"choices", two},
                          {"rows", listOf(200, "value")},
                          {"columns", listOf(2, "name")}}}) == "too-many-cells() at /elements/0/rows");
    CHECK(refusedAtOnce({{{"type", "multipletext"}, {"name", "q"}, {"items", listOf(50'000, "name")}}}) ==
          "too-many-entries(items) at /elements/0/items");
    CHECK(refusedAtOnce(listOf(14'000, "name", {{"type", "text"}})) ==
          "too-many-entries(elements) at /elements");
    CHECK(refusedAtOnce(
              listOf(900, "name", {{"type", "radiogroup"}, {"choices", two}, {"showOtherItem", true}})) ==
          "too-many-questions() at /elements/200");
    Json texts = listOf(201, "name", {{"type", "html"}, {"html", "words"}});
    CHECK(refusedAtOnce(texts) == "too-many-passages() at /elements/200");
    CHECK(refusedAtOnce(listOf(201, "name", {{"type", "panel"}})) == "too-many-panels() at /elements/200");
}

TEST_CASE("Fields are counted over all questions, of a table rows times columns") {
    Json matrix = {{"type", "matrix"}, {"rows", listOf(200, "value")}, {"columns", listOf(200, "value")}};
    CHECK(refusedAtOnce(listOf(1, "name", matrix)) == "");
    CHECK(refusedAtOnce(listOf(60, "name", matrix)) == "too-many-controls() at /elements/1");
    matrix["columns"] = listOf(50, "value");
    CHECK(refusedAtOnce(listOf(5, "name", matrix)) == "");
    // Of columns with lists of their own every one has as many options.
    Json columns = listOf(200, "name");
    columns[0]["choices"] = {1};
    CHECK(refusedAtOnce(listOf(100, "name",
                               {{"type", "matrixdropdown"},
                                {"rows", {"r"}},
                                {"choices", listOf(200, "value")},
                                {"columns", columns}})) == "too-many-controls() at /elements/1");
}
