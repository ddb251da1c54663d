// An expression: whatever parses can be run over any values, is bounded, and says what it reads.

#include "shared/survey/expression/expression.h"

#include "tests/fuzz/fuzz.h"

using namespace otklik;

namespace {

void checkHeight(const Expression::Node& node, int left) {
    fuzz::require(left >= 0 && node.height <= left);
    for (const Expression::Node& operand : node.operands) checkHeight(operand, left - 1);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto expression = Expression::parse(fuzz::text(data, size));
    if (!expression || expression->empty()) return 0;
    checkHeight(*expression->root(), 32);
    Value row = Value::object();
    row.set("row", "5");
    const Value kinds[] = {"yes", 2.5, true, Value::list({"a", 1, row}), row};
    const auto variables = expression->variables();
    Value values = Value::object();
    expression->holds(values);
    for (std::size_t i = 0; i < variables.size(); ++i) {
        const std::string name = variables[i].substr(0, variables[i].find_first_of(".["));
        values.set(name, kinds[i % std::size(kinds)]);
        nameRead(variables[i], values.names());
    }
    expression->holds(values);
    jsonOf(expression->run(values));
    return 0;
}
