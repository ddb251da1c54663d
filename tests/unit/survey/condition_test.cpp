#include "shared/survey/condition.h"
#include "tests/support.h"

using namespace otklik;

TEST_CASE("Conditions mean what they say") {
    Answers answers;
    answers["sex"].choices = {"female"};
    answers["sources"].choices = {"site", "vk"};
    answers["ease"].cells = {{"site", "4"}};
    for (const char* holds :
         {"{sex} = 'female'", "{sex} <> 'male'", "{sources} contains 'vk'", "{sources} anyof ['ok', 'vk']",
          "{age} empty", "{sex} notempty and not ({sources} contains 'ok')",
          "{ease.site} >= 4 or {age} = 'x'", "{sources} notcontains 'ok'"}) {
        auto condition = Condition::parse(holds);
        REQUIRE_MESSAGE(condition, holds);
        CHECK_MESSAGE(condition->holds(answers), holds);
    }
    for (const char* fails : {"{sex} = 'male'", "{sources} contains 'ok'", "{sex} empty", "{ease.site} < 4",
                              "not ({sex} = 'female')", "{sex} = 'male' or {age} notempty"}) {
        auto condition = Condition::parse(fails);
        REQUIRE_MESSAGE(condition, fails);
        CHECK_MESSAGE(!condition->holds(answers), fails);
    }
}

TEST_CASE("Numbers are decimal ones, on the server as in the app; everything else is text") {
    Answers answers;
    answers["n"].text = "16";
    CHECK(Condition::parse("{n} = '16.0'")->holds(answers));
    for (const char* text : {"'0x10'", "' 16'", "'nan'", "'1e'"})
        CHECK_MESSAGE(!Condition::parse("{n} = " + std::string(text))->holds(answers), text);
}

TEST_CASE("And binds tighter than or") {
    auto condition = Condition::parse("{a} = '1' or {b} = '1' and {c} = '1'");
    REQUIRE(condition);
    Answers answers;
    answers["a"].choices = {"1"};
    CHECK(condition->holds(answers));
}

TEST_CASE("A condition that cannot be read is refused") {
    for (const char* bad :
         {"{a", "{a} =", "= 'x'", "{a} = 'x' and", "({a} = 'x'", "{a} like 'x'", "{a} anyof ["})
        CHECK_MESSAGE(!Condition::parse(bad), bad);
    CHECK_FALSE(Condition::parse(std::string(200, '(')));
    CHECK_FALSE(Condition::parse(std::string(3000, ' ') + "{a} empty"));
}
