// Conditions: a recursive-descent parser into an immutable tree, and its evaluation.
//
//   or      = and { "or" and } .        and = unary { "and" unary } .
//   unary   = ( "not" | "!" ) unary | "(" or ")" | test .
//   test    = name ( "empty" | "notempty" | compare value ) .
//   compare = "=" | "==" | "<>" | "!=" | "<" | "<=" | ">" | ">=" | "contains" | "notcontains" | "anyof" .
//   value   = 'text' | "text" | number | true | false | "[" [ value { "," value } ] "]" .
//   name    = "{" question [ "." row ] "}" .
//
// Always holds: a node's tree is at most 32 deep, and an unanswered question is the empty set of values.

#include "shared/survey/condition.h"

#include <algorithm>

#include "shared/base/decimal.h"

namespace otklik {

struct Condition::Node {
    enum class Kind { either, both, negated, test };
    Kind kind = Kind::test;
    std::shared_ptr<const Node> left, right;
    std::string question, row, op;
    std::vector<std::string> values;
};

namespace {

using Node = Condition::Node;
using Link = std::shared_ptr<const Node>;

constexpr int kMaxNesting = 32;
constexpr std::size_t kMaxBytes = 2000;

bool isWord(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || c == '.';
}

class Parser {
  public:
    explicit Parser(std::string_view text) : text_(text) {}

    Link whole() {
        Link node = either(0);
        skip();
        return node && at_ == text_.size() ? node : nullptr;
    }
    std::size_t at() const { return at_; }

  private:
    void skip() {
        while (at_ < text_.size() &&
               (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\t' || text_[at_] == '\r'))
            ++at_;
    }
    bool symbol(std::string_view s) {
        skip();
        if (text_.substr(at_, s.size()) != s) return false;
        at_ += s.size();
        return true;
    }
    bool word(std::string_view w) {
        skip();
        const std::size_t end = at_ + w.size();
        if (text_.substr(at_, w.size()) != w || (end < text_.size() && isWord(text_[end]))) return false;
        at_ = end;
        return true;
    }
    static Link join(Node::Kind kind, Link left, Link right) {
        auto node = std::make_shared<Node>();
        node->kind = kind;
        node->left = std::move(left);
        node->right = std::move(right);
        return node;
    }
    // A chain of "or" or "and" deepens the tree too, so it counts as nesting.
    Link either(int depth) {
        Link node = both(depth);
        for (int links = depth; node && word("or"); ++links) {
            Link right = links < kMaxNesting ? both(depth) : nullptr;
            node = right ? join(Node::Kind::either, node, right) : nullptr;
        }
        return node;
    }
    Link both(int depth) {
        Link node = unary(depth);
        for (int links = depth; node && word("and"); ++links) {
            Link right = links < kMaxNesting ? unary(depth) : nullptr;
            node = right ? join(Node::Kind::both, node, right) : nullptr;
        }
        return node;
    }
    Link unary(int depth) {
        if (depth >= kMaxNesting) return nullptr;
        if (word("not") || symbol("!")) {
            Link inner = unary(depth + 1);
            return inner ? join(Node::Kind::negated, inner, nullptr) : nullptr;
        }
        if (symbol("(")) {
            Link inner = either(depth + 1);
            return inner && symbol(")") ? inner : nullptr;
        }
        return test();
    }
    Link test() {
        if (!symbol("{")) return nullptr;
        const std::size_t close = text_.find('}', at_);
        if (close == std::string_view::npos) return nullptr;
        auto node = std::make_shared<Node>();
        const std::string_view name = text_.substr(at_, close - at_);
        const std::size_t dot = name.find('.');
        node->question = std::string(name.substr(0, dot));
        if (dot != std::string_view::npos) node->row = std::string(name.substr(dot + 1));
        if (node->question.empty() || (dot != std::string_view::npos && node->row.empty())) return nullptr;
        at_ = close + 1;
        for (const char* op : {"empty", "notempty"}) {
            if (word(op)) {
                node->op = op;
                return node;
            }
        }
        for (const char* op : {"contains", "notcontains", "anyof"}) {
            if (node->op.empty() && word(op)) node->op = op;
        }
        for (const char* op : {"<=", ">=", "<>", "!=", "==", "=", "<", ">"}) {
            if (node->op.empty() && symbol(op)) node->op = op;
        }
        if (node->op == "==") node->op = "=";
        if (node->op == "!=") node->op = "<>";
        return !node->op.empty() && value(node->values) ? node : nullptr;
    }
    bool value(std::vector<std::string>& values) {
        if (!symbol("[")) return scalar(values);
        if (symbol("]")) return true;
        do {
            if (!scalar(values)) return false;
        } while (symbol(","));
        return symbol("]");
    }
    bool scalar(std::vector<std::string>& values) {
        skip();
        if (at_ >= text_.size()) return false;
        const char quote = text_[at_];
        if (quote == '\'' || quote == '"') {
            const std::size_t close = text_.find(quote, at_ + 1);
            if (close == std::string_view::npos) return false;
            values.emplace_back(text_.substr(at_ + 1, close - at_ - 1));
            at_ = close + 1;
            return true;
        }
        const std::size_t begin = at_;
        while (at_ < text_.size() && isWord(text_[at_])) ++at_;
        const std::string bare(text_.substr(begin, at_ - begin));
        const char* end = nullptr;
        parseDecimal(bare.c_str(), &end);
        if (bare.empty() || (*end != '\0' && bare != "true" && bare != "false")) return false;
        values.push_back(bare);
        return true;
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

std::vector<std::string> valuesOf(const Node& node, const Answers& answers) {
    const auto found = answers.find(node.question);
    if (found == answers.end()) return {};
    const Answer& answer = found->second;
    if (!node.row.empty()) {
        const auto cell = answer.cells.find(node.row);
        return cell == answer.cells.end() ? std::vector<std::string>{}
                                          : std::vector<std::string>{cell->second};
    }
    if (!answer.choices.empty()) return answer.choices;
    std::vector<std::string> values;
    if (!answer.text.empty()) values.push_back(answer.text);
    for (const auto& cell : answer.cells) values.push_back(cell.second);
    return values;
}

// Numbers compare as numbers, everything else byte by byte.
int compare(const std::string& a, const std::string& b) {
    const char *endA = nullptr, *endB = nullptr;
    const double x = parseDecimal(a.c_str(), &endA), y = parseDecimal(b.c_str(), &endB);
    if (!a.empty() && !b.empty() && *endA == '\0' && *endB == '\0') return x < y ? -1 : x > y ? 1 : 0;
    return a.compare(b);
}

bool testHolds(const Node& node, const Answers& answers) {
    const auto actual = valuesOf(node, answers);
    const auto& wanted = node.values;
    const auto in = [&](const std::string& value) {
        return std::find(actual.begin(), actual.end(), value) != actual.end();
    };
    if (node.op == "empty") return actual.empty();
    if (node.op == "notempty") return !actual.empty();
    if (node.op == "anyof") return std::any_of(wanted.begin(), wanted.end(), in);
    if (node.op == "contains") return !wanted.empty() && std::all_of(wanted.begin(), wanted.end(), in);
    if (node.op == "notcontains") return std::none_of(wanted.begin(), wanted.end(), in);
    if (node.op == "=" || node.op == "<>") {
        bool same = actual.size() == wanted.size();
        if (same && actual.size() == 1) {
            same = compare(actual[0], wanted[0]) == 0;
        } else if (same) {
            same = std::all_of(wanted.begin(), wanted.end(), in);
        }
        return same == (node.op == "=");
    }
    if (actual.size() != 1 || wanted.size() != 1) return false;
    const int order = compare(actual[0], wanted[0]);
    if (node.op == "<") return order < 0;
    if (node.op == "<=") return order <= 0;
    return node.op == ">" ? order > 0 : order >= 0;
}

bool nodeHolds(const Node& node, const Answers& answers) {
    switch (node.kind) {
        case Node::Kind::either:
            return nodeHolds(*node.left, answers) || nodeHolds(*node.right, answers);
        case Node::Kind::both:
            return nodeHolds(*node.left, answers) && nodeHolds(*node.right, answers);
        case Node::Kind::negated:
            return !nodeHolds(*node.left, answers);
        case Node::Kind::test:
            break;
    }
    return testHolds(node, answers);
}

void collect(const Node& node, std::vector<std::string>& names) {
    if (node.left) collect(*node.left, names);
    if (node.right) collect(*node.right, names);
    if (node.question.empty() || std::find(names.begin(), names.end(), node.question) != names.end()) return;
    names.push_back(node.question);
}

}  // namespace

Result<Condition> Condition::parse(std::string_view expression) {
    Condition condition;
    if (expression.find_first_not_of(" \t\r\n") == std::string_view::npos) return condition;
    if (expression.size() > kMaxBytes)
        return Problem::atLimit("", "bad-condition", "The expression is longer than 2,000 bytes.", 2000);
    Parser parser(expression);
    condition.root_ = parser.whole();
    condition.expression_ = expression;
    if (condition.root_) return condition;
    return Problem::of("bad-condition",
                       "The expression cannot be understood at byte " + std::to_string(parser.at()) + ".");
}

bool Condition::holds(const Answers& answers) const {
    return root_ && nodeHolds(*root_, answers);
}

std::vector<std::string> Condition::names() const {
    std::vector<std::string> names;
    if (root_) collect(*root_, names);
    return names;
}

}  // namespace otklik
