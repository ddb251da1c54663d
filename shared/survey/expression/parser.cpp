// A recursive-descent parser that reads what survey-core's grammar reads:
//
//   expression = either .
//   either     = both { ( "or" | "||" ) both } .       both  = compared { ( "and" | "&&" ) compared } .
//   compared   = sum { compare sum } .                 sum   = product { ( "+" | "-" ) product } .
//   product    = power { ( "*" | "/" | "%" ) power } . power = tested { ( "^" | "power" ) tested } .
//   tested     = factor { ( "contains" | "anyof" … ) [ factor ] } .
//   factor     = "(" expression [ ")" ] | word "(" sequence [ ")" ] | ( "!" | "negate" ) factor |
//                atom [ "empty" | "notempty" ] | "[" sequence "]" .
//   atom       = "undefined" | "null" | "true" | "false" | number | word | 'text' | "text" | "{" name "}" .
//   sequence   = [ expression ] { "," expression } .
//
// Every operator is read from left to right, also "^". Words of the language may be in any case and end where
// they end, so that "1or 2" is "1 or 2"; null and undefined are in lower case. A text holds neither quote
// but as \' or \". There is no word "not": "!" and "negate" are.
//
// Always holds: after a part that cannot be read, the place is where it began.

#include <cctype>

#include "shared/base/decimal.h"
#include "shared/survey/expression/conversion.h"
#include "shared/survey/expression/parts.h"
#include "shared/text/utf8.h"

namespace otklik {
namespace {

using Node = Expression::Node;
using Operator = Expression::Operator;

constexpr int kMostNesting = 32;

/// Between two operands, the loosest first. What begins as another does comes behind it.
struct Sign {
    char level;
    Operator op;
    std::string_view text;
};
constexpr int kTested = 6;
constexpr Sign kSigns[] = {
    {0, Operator::either, "||"},
    {0, Operator::either, "or"},
    {1, Operator::both, "&&"},
    {1, Operator::both, "and"},
    {2, Operator::lessOrEqual, "<="},
    {2, Operator::lessOrEqual, "lessorequal"},
    {2, Operator::greaterOrEqual, ">="},
    {2, Operator::greaterOrEqual, "greaterorequal"},
    {2, Operator::equal, "=="},
    {2, Operator::equal, "equal"},
    {2, Operator::equal, "="},
    {2, Operator::notEqual, "!="},
    {2, Operator::notEqual, "notequal"},
    {2, Operator::less, "<"},
    {2, Operator::less, "less"},
    {2, Operator::greater, ">"},
    {2, Operator::greater, "greater"},
    {3, Operator::plus, "+"},
    {3, Operator::minus, "-"},
    {4, Operator::times, "*"},
    {4, Operator::over, "/"},
    {4, Operator::modulo, "%"},
    {5, Operator::power, "^"},
    {5, Operator::power, "power"},
    {kTested, Operator::contains, "*="},
    {kTested, Operator::contains, "contains"},
    {kTested, Operator::contains, "contain"},
    {kTested, Operator::notContains, "notcontains"},
    {kTested, Operator::notContains, "notcontain"},
    {kTested, Operator::anyOf, "anyof"},
    {kTested, Operator::allOf, "allof"},
    {kTested, Operator::noneOf, "noneof"},
};

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

bool isWordLetter(char c) {
    const char letter = static_cast<char>(c | 0x20);
    return (letter >= 'a' && letter <= 'z') || c == '_';
}

bool isNull(const Node& node) {
    return node.kind == Node::Kind::constant && node.constant.isNothing();
}

/// survey-core writes some operators in another way before it reads, inside texts too.
std::string respelled(std::string_view text) {
    constexpr std::string_view kSpellings[][2] = {
        {"=>", ">="}, {"=<", "<="}, {"<>", "!="}, {"equals", "equal "}};
    std::string spelled(text);
    for (const auto& [from, to] : kSpellings)
        for (std::size_t at = 0; (at = spelled.find(from, at)) != std::string::npos; at += to.size())
            spelled.replace(at, from.size(), to);
    return spelled;
}

class Parser {
  public:
    explicit Parser(std::string_view text) : text_(respelled(text)) {}

    Result<Node> whole() {
        Node node;
        if (expression(node) && at_ == text_.size()) {
            if (isNull(node))
                refuse("unsupported-expression", "null", "The expression says nothing but null.");
            if (refusals_.empty()) return node;
        }
        if (!refusals_.empty()) return refusals_.front();
        farthest_ = std::max(farthest_, at_);
        const std::string detail = "The expression cannot be understood at byte " + std::to_string(farthest_);
        Problem problem = Problem::about(
            text_, "", "bad-condition",
            detail + (farthest_ < text_.size() ? "." : ", where it ends: something is missing."));
        problem.limit = static_cast<long>(countCodePoints(std::string_view(text_).substr(0, farthest_))) + 1;
        return problem;
    }

  private:
    /// Why what can be read is not supported: the first reason counts.
    void refuse(const char* code, std::string subject, std::string why) {
        if (refusals_.empty()) refusals_ = {Problem::about(std::move(subject), "", code, std::move(why))};
    }
    void skip() {
        while (at_ < text_.size() && std::string_view(" \t\n\r").find(text_[at_]) != std::string_view::npos)
            ++at_;
    }
    bool back(std::size_t to) {
        farthest_ = std::max(farthest_, at_);
        at_ = to;
        return false;
    }
    char next() const { return at_ < text_.size() ? text_[at_] : '\0'; }
    bool symbol(char c) {
        if (at_ == text_.size() || text_[at_] != c) return false;
        ++at_;
        return true;
    }
    /// A word of the language: in any case, and whatever follows it.
    bool keyword(std::string_view word) {
        if (text_.size() - at_ < word.size()) return false;
        for (std::size_t i = 0; i < word.size(); ++i) {
            const char c = text_[at_ + i];
            if ((c >= 'A' && c <= 'Z' ? c | 0x20 : c) != word[i]) return false;
        }
        at_ += word.size();
        return true;
    }
    std::string_view word() {
        const std::size_t begin = at_;
        if (isWordLetter(next()))
            while (isWordLetter(next()) || isDigit(next())) ++at_;
        return std::string_view(text_).substr(begin, at_ - begin);
    }
    void digits() {
        while (isDigit(next())) ++at_;
    }

    void put(Node& under, Node operand) {
        under.height = std::max(under.height, operand.height + 1);
        if (under.height > kMostNesting)
            refuse("condition-too-deep", "", "The expression is nested more than 32 deep.");
        under.operands.push_back(std::move(operand));
    }
    Node operation(Operator op, Node first) {
        Node node;
        node.kind = Node::Kind::operation;
        node.op = op;
        put(node, std::move(first));
        return node;
    }

    bool expression(Node& node) {
        const std::size_t begin = at_;
        skip();
        if (!chain(0, node)) return back(begin);
        skip();
        return true;
    }
    bool operand(int level, Node& node) { return level == kTested ? factor(node) : chain(level + 1, node); }
    const Sign* sign(int level) {
        for (const Sign& sign : kSigns)
            if (sign.level == level && keyword(sign.text)) return &sign;
        return nullptr;
    }
    bool chain(int level, Node& node) {
        if (!operand(level, node)) return false;
        for (;;) {
            const std::size_t end = at_;
            skip();
            const Sign* found = sign(level);
            if (!found) {
                back(end);
                return true;
            }
            skip();
            Node right;
            if (!operand(level, right) && level != kTested) {
                back(end);
                return true;
            }
            if (node.kind != Node::Kind::operation || node.op != found->op)
                node = operation(found->op, std::move(node));
            put(node, std::move(right));
        }
    }
    bool factor(Node& node) {
        if (nesting_ == kMostNesting) {
            refuse("condition-too-deep", "", "The expression is nested more than 32 deep.");
            return false;
        }
        ++nesting_;
        const bool read = bracketed(node) || call(node) || negation(node) || test(node) || list(node);
        --nesting_;
        return read;
    }
    bool bracketed(Node& node) {
        const std::size_t begin = at_;
        if (!symbol('(')) return false;
        if (!expression(node)) return back(begin);
        symbol(')');
        return true;
    }
    bool call(Node& node) {
        const std::size_t begin = at_;
        const std::string_view name = word();
        if (name.empty() || !symbol('(')) return back(begin);
        node.kind = Node::Kind::call;
        node.name = name;
        if (!isFunction(name))
            refuse("unsupported-function", node.name, "The function " + node.name + "() is not supported.");
        sequence(node);
        symbol(')');
        return true;
    }
    bool negation(Node& node) {
        const std::size_t begin = at_;
        if (!symbol('!') && !keyword("negate")) return false;
        skip();
        Node inner;
        if (!factor(inner)) return back(begin);
        node = alone(Operator::negate, std::move(inner));
        return true;
    }
    bool test(Node& node) {
        if (!atom(node)) return false;
        const std::size_t end = at_;
        skip();
        if (keyword("empty")) {
            node = alone(Operator::empty, std::move(node));
        } else if (keyword("notempty")) {
            node = alone(Operator::notEmpty, std::move(node));
        } else {
            back(end);
        }
        return true;
    }
    Node alone(Operator op, Node operand) {
        if (isNull(operand)) refuse("unsupported-expression", "null", "null can only be compared with.");
        return operation(op, std::move(operand));
    }
    bool list(Node& node) {
        const std::size_t begin = at_;
        if (!symbol('[')) return false;
        node = {};
        node.kind = Node::Kind::list;
        sequence(node);
        return symbol(']') || back(begin);
    }
    /// What does not begin with a value has none at all: "[, 1]" is "[]".
    void sequence(Node& node) {
        Node item;
        const bool any = expression(item) && !isNull(item);
        if (any) put(node, std::move(item));
        for (;;) {
            const std::size_t end = at_;
            skip();
            item = {};
            if (!symbol(',') || !expression(item)) {
                back(end);
                return;
            }
            if (!any) continue;
            if (isNull(item)) refuse("unsupported-expression", "null", "null can only be compared with.");
            put(node, std::move(item));
        }
    }
    bool atom(Node& node) {
        const std::size_t begin = at_;
        skip();
        node = {};
        const std::string_view rest = std::string_view(text_).substr(at_);
        for (const std::string_view null : {"undefined", "null"}) {
            if (rest.substr(0, null.size()) != null) continue;
            at_ += null.size();
            return true;
        }
        if (keyword("true")) {
            node.constant = true;
        } else if (keyword("false")) {
            node.constant = false;
        } else if (!number(node.constant) && !bareWord(node.constant) && !quoted(node.constant) &&
                   !variable(node)) {
            return back(begin);
        }
        return true;
    }
    bool number(Value& value) {
        const std::size_t begin = at_;
        if (keyword("0x") && text_[begin + 1] == 'x' && isDigit(next())) {
            digits();
            value = writtenNumber(std::string_view(text_).substr(begin, at_ - begin));
            return true;
        }
        at_ = begin;
        symbol('-');
        const std::size_t first = at_;
        digits();
        if (at_ == first) return back(begin);
        const std::size_t whole = at_;
        if (!symbol('.') || !isDigit(next())) {
            at_ = text_[first] == '0' ? first + 1 : whole;
        } else {
            digits();
        }
        const std::string decimal = text_.substr(begin, at_ - begin);
        const char* end = nullptr;
        value = parseDecimal(decimal.c_str(), &end);
        return true;
    }
    bool bareWord(Value& value) {
        const std::string_view text = word();
        if (!text.empty()) value = text;
        return !text.empty();
    }
    bool quoted(Value& value) {
        const std::size_t begin = at_;
        const char quote = next();
        if (quote != '\'' && quote != '"') return false;
        std::string text;
        for (++at_; at_ < text_.size() && next() != '\'' && next() != '"'; ++at_) {
            const bool escape = next() == '\\' && at_ + 1 < text_.size();
            if (escape && (text_[at_ + 1] == '\'' || text_[at_ + 1] == '"')) ++at_;
            text += next();
        }
        if (!symbol(quote)) return back(begin);
        value = std::move(text);
        return true;
    }
    bool variable(Node& node) {
        const std::size_t begin = at_;
        if (!symbol('{')) return false;
        const std::size_t end = std::min(text_.find_first_of("{}", at_), text_.size());
        node.name = text_.substr(at_, end - at_);
        at_ = end;
        if (node.name.empty() || !symbol('}')) return back(begin);
        node.kind = Node::Kind::variable;
        const std::string_view bare = trimmed(node.name);
        if (bare[0] == '$')
            refuse("unsupported-expression", "{" + node.name + "}",
                   "{" + node.name + "}: properties of questions are not supported.");
        if (bare[0] == '"' && bare.find(':') != std::string_view::npos)
            refuse("unsupported-expression", "{" + node.name + "}",
                   "{" + node.name + "}: objects are not supported.");
        return true;
    }

    std::string text_;
    Problems refusals_;
    std::size_t at_ = 0, farthest_ = 0;
    int nesting_ = 0;
};

}  // namespace

Result<Node> parseExpression(std::string_view text) {
    return Parser(text).whole();
}

}  // namespace otklik
