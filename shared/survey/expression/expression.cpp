#include "shared/survey/expression/expression.h"

#include <algorithm>

#include "shared/survey/expression/conversion.h"
#include "shared/survey/expression/parts.h"

namespace otklik {
namespace {

using Node = Expression::Node;

constexpr std::size_t kMostBytes = 2000;

void collect(const Node& node, std::vector<std::string>& names) {
    for (const Node& operand : node.operands) collect(operand, names);
    if (node.kind == Node::Kind::variable && std::find(names.begin(), names.end(), node.name) == names.end())
        names.push_back(node.name);
}

}  // namespace

// Not inline, for the size of the parser.
Node::Node() = default;
Node::Node(Node&& other) noexcept = default;
Node& Node::operator=(Node&& other) noexcept = default;
Node::~Node() = default;

Result<Expression> Expression::parse(std::string_view text) {
    Expression expression;
    if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) return expression;
    if (text.size() > kMostBytes)
        return Problem::atLimit("", "condition-too-long", "The expression is longer than 2,000 bytes.",
                                kMostBytes);
    auto root = parseExpression(text);
    if (!root) return root.problems();
    expression.root_ = std::make_shared<const Node>(std::move(*root));
    expression.text_ = text;
    return expression;
}

Value Expression::run(const Value& values) const {
    return root_ ? evaluate(*root_, values) : Value();
}

bool Expression::holds(const Value& values) const {
    const Value value = run(values);
    return !value.isNothing() && numberOf(value) == 1;
}

std::vector<std::string> Expression::variables() const {
    std::vector<std::string> names;
    if (root_) collect(*root_, names);
    return names;
}

Value evaluate(const Node& node, const Value& values) {
    if (node.kind == Node::Kind::constant) return node.constant;
    if (node.kind == Node::Kind::variable) return valueOfVariable(node.name, values);
    std::vector<Value> operands;
    for (const Node& operand : node.operands) operands.push_back(evaluate(operand, values));
    if (node.kind == Node::Kind::list) return Value::list(std::move(operands));
    if (node.kind == Node::Kind::call) return called(node.name, operands);
    if (operands.size() == 1) return operated(node.op, operands[0], {});
    Value result = std::move(operands[0]);
    for (std::size_t i = 1; i < operands.size(); ++i) result = operated(node.op, result, operands[i]);
    return result;
}

}  // namespace otklik
