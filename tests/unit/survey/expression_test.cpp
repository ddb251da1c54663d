// What survey-core 2.5.38 makes of the same expressions over the same answers, line by line.

#include "shared/survey/expression/expression.h"

#include "tests/support.h"

using namespace otklik;

namespace {

Value object(std::initializer_list<std::pair<const char*, Value>> members) {
    Value object = Value::object();
    for (const auto& [name, value] : members) object.set(name, value);
    return object;
}

const Value& answers() {
    static const Value answers = object({
        {"sex", "female"},
        {"sources", Value::list({"site", "VK", "other"})},
        {"sources-Comment", "Радио"},
        {"ease", object({{"site", "4"}, {"r.3", 5}, {"office", object({{"speed", 2}})}})},
        {"age", 34},
        {"typed", "1,5"},
        {"code", "007"},
        {"agreed", "True"},
        {"quoted", "'да'"},
        {"none", Value::list()},
        {"blank", ""},
        {"numbers", Value::list({0.1, "0.2", Value(), 3})},
        {"panel", Value::list({object({{"name", "а"}}), object({{"name", "б"}})})},
        {"a.b", "dotted"},
        {"Имя", "Ӧля"},
    });
    return answers;
}

struct Line {
    const char* text;
    const char* json;
    bool holds = false;
};

void check(std::initializer_list<Line> lines) {
    for (const Line& line : lines) {
        const auto expression = Expression::parse(line.text);
        REQUIRE_MESSAGE(expression, std::string(line.text));
        CHECK_MESSAGE(jsonOf(expression->run(answers())) == std::string(line.json), std::string(line.text));
        CHECK_MESSAGE(expression->holds(answers()) == line.holds, std::string(line.text));
    }
}

std::string refusal(std::string_view text) {
    const auto expression = Expression::parse(text);
    return expression ? "" : expression.problems().front().detail;
}

}  // namespace

TEST_CASE("Names find answers in any case, members by dots and items by their places") {
    check({{"{sex}", "\"female\""},
           {"{SEX}", "\"female\""},
           {"{ имя}", "null"},
           {"{имя}", "\"Ӧля\""},
           {"{ease.site}", "4"},
           {"{Ease.R.3}", "5"},
           {"{ease.office.speed}", "2"},
           {"{ease.office}", R"({"speed":2})"},
           {"{a.b}", "\"dotted\""},
           {"{sources-Comment}", "\"Радио\""},
           {"{sources[0]}", "\"site\""},
           {"{sources[-1]}", "\"other\""},
           {"{sources[3]}", "null"},
           {"{sources[0.5]}", "null"},
           {"{sources[x]}", "null"},
           {"{sources.1}", "\"VK\""},
           {"{sources.length}", "3"},
           {"{sources[0].length}", "4"},
           {"{sources.length.length}", "0"},
           {"{nowhere.length}", "0"},
           {"{blank.length}", "0"},
           {"{panel[1].name}", "\"б\""},
           {"{panel[-2].Name}", "\"а\""},
           {"{sex.female}", "null"},
           {"{a..b}", "null"},
           {"{nowhere}", "null"}});
}

TEST_CASE("A variable's text that says a number or a truth is one, unless the name begins with #") {
    check({{"{typed}", "1.5"},
           {"{#typed}", "\"1,5\""},
           {"{code}", "\"007\""},
           {"{agreed}", "true", true},
           {"{#agreed}", "\"True\""},
           {"{quoted}", "\"да\""},
           {"'1,5'", "\"1,5\""},
           {"0x10", "16"}});
}

TEST_CASE("Comparisons") {
    for (const char* text : {"{sex} = 'Female'",
                             "{sex}='female'",
                             "{sex} == \" female \"",
                             "{sex} EQUAL female",
                             "{sex} <> 'male'",
                             "{sex} != male",
                             "{sex} notEqual 'male'",
                             "{age} > 9",
                             "{age} >= '34'",
                             "{age} => 34",
                             "{age} =< 34",
                             "{age} lessorequal 34",
                             "{age} greaterorequal 34",
                             "{age} less 35",
                             "{age} Greater 33",
                             "{sources} = ['other', 'SITE', 'vk'] = false",
                             "{sources} = ['other', 'site', 'VK']",
                             "{none} = 'undefined'",
                             "{none} = iif(false, 1)",
                             "{nowhere} = ''",
                             "{nowhere} = null",
                             "null <= undefined",
                             "'2023-12-31' < '2024-01-05'",
                             "'10' < '9'",
                             "10 > '9'",
                             "[10] > 9",
                             "{code} = '007'",
                             "{code} <> 7.5",
                             R"('a\'b' = "a\'b")",
                             "{agreed} = 'tRUE'",
                             "{agreed} = 1",
                             "{numbers} = ['3', 0.1, {nowhere}, '0.2']",
                             "{имя} = 'ӧЛЯ'",
                             "'\xF0\x9F\x98\x80' < '\xEF\xBC\xA1'",
                             "{Sex} equals female"})
        check({{text, "true", true}});
    for (const char* text : {"{nowhere} = false", "{nowhere} = 0", "{nowhere} < 1", "{nowhere} >= 0",
                             "{none} = null", "{sex} > 5", "{sex} < 5", "{sources} = 'site'",
                             "{numbers} = [3]", "'5' = [5]", "'equals' = \"equal\" + 's'"})
        check({{text, "false"}});
}

TEST_CASE("Texts and lists that contain, and what is empty") {
    for (const char* text : {"{sources} contains 'vk'",
                             "{sources} *= 'vk'",
                             "{sources} contain ['other', 'site']",
                             "{sources} CONTAINS []",
                             "{sex} contains 'MALE'",
                             "{age} contains 4",
                             "{sources} notcontains 'ok'",
                             "{sources} notcontain ['site', 'ok']",
                             "{nowhere} notcontains 'x'",
                             "{none} notcontains 'x'",
                             "{sources} anyof ['ok', 'Vk']",
                             "{sources} anyof []",
                             "{sources} anyof",
                             "{nowhere} anyof []",
                             "{sex} anyof ['male', 'FEMALE']",
                             "{sources} allof ['vk', 'site']",
                             "{nowhere} allof []",
                             "{sources} noneof ['ok']",
                             "{nowhere} noneof ['ok']",
                             "{nowhere} empty",
                             "{none} Empty",
                             "{blank} empty",
                             "{age} notempty",
                             "!{blank} notempty",
                             "{agreed} notempty",
                             "null contains 5 = false"})
        check({{text, "true", true}});
    for (const char* text :
         {"{sex} notcontains ''", "{age} contains 0", "{nowhere} contains 'x'", "{nowhere} notcontains ''",
          "{sources} contains ['site', 'ok']", "{sources} notcontains 'site'", "{sources} anyof 'ok'",
          "{nowhere} anyof ['ok']", "{sources} allof ['vk', 'ok']", "{nowhere} allof ['ok']",
          "{sources} contains", "{age} empty", "{ease} empty"})
        check({{text, "false"}});
}

TEST_CASE("And and or give one of their values, and hold where it equals true") {
    check({{"{sex} = 'male' or {age} = 34 and {sex} = female", "true", true},
           {"({sex} = 'male' or {age} = 34) and {nowhere} notempty", "false"},
           {"{sex} && {age}", "34"},
           {"{nowhere} || {sex}", "\"female\""},
           {"{nowhere} and {age}", "0"},
           {"{none} or {none}", "[]"},
           {"{nowhere} or {blank}", "\"\""},
           {"{sex}", "\"female\""},
           {"1", "1", true},
           {"'1'", "\"1\"", true},
           {"[1]", "[1]", true},
           {"2", "2"},
           {"!{sex}", "false"},
           {"NEGATE {blank}", "true", true},
           {"! !'x'", "true", true},
           {"1or 2", "1", true},
           {"false OR 5", "5"}});
}

TEST_CASE("Arithmetic") {
    check({{"1 + 2 * 3", "7"},
           {"(1 + 2) * 3", "9"},
           {"2 ^ 3 ^ 2", "64"},
           {"2 power -1", "0.5"},
           {"9 ^ 0.5", "3"},
           {"1.1 ^ 2", "1.2100000000000002"},
           {"7 % 4 - 10 / 4", "0.5"},
           {"-7 % 4", "-3"},
           {"1 / 0", "null"},
           {"1 % {nowhere}", "null"},
           {"0.1 + 0.2", "0.3"},
           {"0.1 * 0.2", "0.02"},
           {"0.3 - 0.1", "0.2"},
           {"1.005 * 1000", "1005"},
           {"{age} + 1", "35"},
           {"{nowhere} + 1", "1", true},
           {"{nowhere} + 'a'", "\"a\""},
           {"{nowhere} + {nowhere}", "0"},
           {"{age} - 'x'", "null"},
           {"'5' - 2", "3"},
           {"'5' + 2", "\"52\""},
           {"{sex} + {age}", "\"female34\""},
           {"true + 1", "2"},
           {"[1, 2] + [3]", "[1,2,3]"},
           {"[5] + [3]", "\"53\""},
           {"[1, 'a', 2.5] + 1", "4.5"},
           {"{sources} + '!'", "\"site, VK, other!\""},
           {"[1, 2] + true", "\"1,2true\""},
           {"{ease} + '!'", "\"[object Object]!\""}});
}

TEST_CASE("Functions") {
    check({{"sum({numbers})", "3.3"},
           {"sum(1, '2', [3, [4]], {nowhere}, true)", "11"},
           {"sum(1, 'a')", "\"1a\""},
           {"sum()", "0"},
           {"avg(1, 2, {nowhere})", "1.5"},
           {"avg()", "0"},
           {"min({numbers}, 0.5)", "0.1"},
           {"max('b', 'a')", "\"b\""},
           {"max()", "null"},
           {"count({sources}, {nowhere}, 0)", "4"},
           {"iif({age} > 18, 'adult', 'child')", "\"adult\""},
           {"iif({age} < 18, 1)", "null"},
           {"iif(1)", "null"},
           {"round(1.005, 2)", "1.01"},
           {"round(-2.5)", "-3"},
           {"round(1234.5, -2)", "1200"},
           {"round('x')", "null"},
           {"trunc(12.987, 2)", "12.98"},
           {"trunc(-0.5)", "0"},
           {"trunc('12,5')", "12"},
           {"trunc(12.987, 1.5)", "12"}});
}

TEST_CASE("What is written oddly") {
    check({{"(1 + 2", "3"},
           {"sum(1, 2", "3"},
           {"[1 , 2 ]", "[1,2]"},
           {"[, 1]", "[]"},
           {"sum(null, 1)", "0"},
           {"'a=>b'", "\"a>=b\""},
           {"'equals'", "\"equal \""},
           {"\t{age}\r\n<\n35 ", "true", true},
           {"''", "\"\""},
           {"TRUE", "true", true},
           {"null = undefined", "true", true},
           {"yes", "\"yes\""}});
    CHECK(Expression::parse(" \n")->empty());
    CHECK_FALSE(Expression::parse("")->holds(answers()));
}

TEST_CASE("What cannot be read is refused with its place") {
    for (const char* text :
         {"{a",           "{a}}",        "{}",      "{a} =",        "= 'x'",  "{a} = 'x' and",
          "{a} like 'x'", "{a} anyof [", "[ ]",     "1)",           "'a\"b'", "'a",
          "007",          "1.",          "1e5",     "--1",          "-{a}",   "({a}) empty",
          "trueish",      "да",          "not {a}", "null",         "!null",  "null empty",
          "[1, null]",    "0xF",         "sum( )",  "{a} = 'x' {b}"})
        CHECK_MESSAGE(!Expression::parse(text), std::string(text));
    CHECK(refusal("{a} like 'x'") == "The expression cannot be understood at byte 4.");
    CHECK(refusal("{a} = ") ==
          "The expression cannot be understood at byte 6, where it ends: something is missing.");
    CHECK(refusal("{a} = age({b})") == "The function age() is not supported.");
    CHECK(refusal("not({a} = 1)") == "The function not() is not supported.");
    CHECK(refusal("SUM(1)") == "The function SUM() is not supported.");
    CHECK(refusal("{$a.isVisible}") == "{$a.isVisible}: properties of questions are not supported.");
    CHECK(refusal("{\"a\": 1}") == "{\"a\": 1}: objects are not supported.");
}

TEST_CASE("Length and nesting are bounded") {
    std::string chain = "{a} = 1";
    while (chain.size() < 1900) chain += " or {a} = 1";
    CHECK(Expression::parse(chain));
    CHECK_FALSE(Expression::parse("{a} empty" + std::string(1992, ' ')));
    for (const char* open : {"(", "!", "[", "sum(", "negate "}) {
        std::string deep;
        for (int i = 0; i < 40; ++i) deep += open;
        CHECK_MESSAGE(!Expression::parse(deep + "1"), open);
        CHECK_MESSAGE(!Expression::parse(deep), open);
    }
    CHECK(Expression::parse(std::string(31, '(') + "1" + std::string(31, ')')));
    std::string turns = "1";
    for (int i = 0; i < 40; ++i) turns += i % 2 ? "+1" : "-1";
    CHECK(refusal(turns) == "The expression is nested more than 32 deep.");
}

TEST_CASE("The tree can be walked, and tells its variables and the questions that they read") {
    const auto expression = Expression::parse("{q} = 'a' or {Q} empty or iif({m.row}, {#n}, [{q}, 1]) > 2");
    REQUIRE(expression);
    const auto* root = expression->root();
    CHECK(root->kind == Expression::Node::Kind::operation);
    CHECK(root->op == Expression::Operator::either);
    CHECK(root->operands.size() == 3);
    CHECK(root->operands[1].op == Expression::Operator::empty);
    CHECK(root->operands[2].operands[0].name == "iif");
    CHECK(root->operands[0].operands[1].constant.text() == "a");
    CHECK(expression->variables() == std::vector<std::string>{"q", "Q", "m.row", "#n"});

    const std::vector<std::string> names = {"m", "q", "m.total", "q-Comment-Comment"};
    const auto read = [&](std::string_view variable) { return nameRead(variable, names); };
    CHECK(read("m.row.column") == 0);
    CHECK(read("M[0].row") == 0);
    CHECK(read("m.Total.length") == 2);
    CHECK(read("#q") == 1);
    CHECK(read("q-Comment") == 1);
    CHECK(read("q-Comment-Comment") == 3);
    CHECK(read("quest") == std::string::npos);
    CHECK(read(" q") == std::string::npos);
    CHECK(read("") == std::string::npos);
}
