#include "shared/survey/value.h"

#include "tests/support.h"

using namespace otklik;

namespace {

Value object(std::initializer_list<std::pair<const char*, Value>> members) {
    Value object = Value::object();
    for (const auto& [name, value] : members) object.set(name, value);
    return object;
}

}  // namespace

TEST_CASE("A value is written as JSON, members in their order") {
    Value value = object({{"b", Value::list({1, "да\"", true})}, {"a", 0.1}, {"c", Value()}});
    CHECK(jsonOf(value) == R"({"b":[1,"да\"",true],"a":0.1,"c":null})");
    value.set("b", Value::undefined());
    CHECK(jsonOf(value) == R"({"b":null,"a":0.1,"c":null})");
    CHECK(jsonOf(1e300 * 1e300) == "null");
    CHECK(jsonOf(-0.0) == "0");
    CHECK(value.find("a")->number() == 0.1);
    CHECK(value.find("A") == nullptr);
}

TEST_CASE("Numbers are written as JavaScript writes them") {
    const std::pair<double, const char*> kNumbers[] = {
        {0.1 + 0.2, "0.30000000000000004"},
        {1.0 / 3, "0.3333333333333333"},
        {5e-324 * 1e40, "4.9406564584124656e-284"},
        {1e21, "1e+21"},
        {123456789012345680000.0, "123456789012345680000"},
        {1e-7, "1e-7"},
        {1.5e-7, "1.5e-7"},
        {0.000001, "0.000001"},
        {9.999999999999995e-71, "9.999999999999995e-71"},
        {2244379620471950.25, "2244379620471950.2"},
        {9007199254740993, "9007199254740992"},
        {-12.5, "-12.5"},
        {100, "100"},
    };
    for (const auto& [number, text] : kNumbers) CHECK(jsonOf(number) == std::string(text));
}

TEST_CASE("What is empty") {
    for (const Value& value : {Value(), Value::undefined(), Value(""), Value::list(), Value::object(),
                               object({{"row", ""}, {"other", Value::list()}}), Value(0.0 / 0.0)})
        CHECK_MESSAGE(isEmpty(value), jsonOf(value));
    for (const Value& value :
         {Value(0), Value(false), Value(" "), Value::list({Value()}), object({{"row", 0}})})
        CHECK_MESSAGE(!isEmpty(value), jsonOf(value));
}

TEST_CASE("What is equal") {
    const std::pair<Value, Value> kEqual[] = {
        {"Да", " да "},
        {"ӦТИК", "ӧтик"},
        {5, "5.0"},
        {0, "  "},
        {1, true},
        {"TRUE", true},
        {"", Value()},
        {"undefined", Value::list()},
        {Value::list({"a", 2, "b"}), Value::list({"B", "2", "A"})},
        {Value::list({1, 10, 9}), Value::list({9, 1, 10})},
        {Value::list(), Value::object()},
        {object({{"a", 1}, {"b", "x"}}), object({{"b", "X"}, {"a", "1"}})},
        {object({{"0", 7}}), Value::list({7})},
    };
    for (const auto& [a, b] : kEqual) {
        CHECK_MESSAGE(areEqual(a, b), jsonOf(a), " ", jsonOf(b));
        CHECK_MESSAGE(areEqual(b, a), jsonOf(b), " ", jsonOf(a));
    }
    const std::pair<Value, Value> kDifferent[] = {
        {"a", "b"},
        {0, ""},
        {0, Value()},
        {false, Value()},
        {false, ""},
        {Value(), Value::list()},
        {"5", Value::list({5})},
        {" true", true},
        {Value::list({1}), Value::list({1, 1})},
        {Value::list({"b", "A"}), Value::list({"a", "B"})},  // sorted before their case is put aside
        {object({{"a", 1}}), object({{"A", 1}})},
        {0.0 / 0.0, 0.0 / 0.0},
    };
    for (const auto& [a, b] : kDifferent) CHECK_MESSAGE(!areEqual(a, b), jsonOf(a), " ", jsonOf(b));
}
