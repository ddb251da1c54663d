#include "shared/form/condition_words.h"

#include <algorithm>
#include <optional>

#include "shared/survey/types/choosing.h"

namespace otklik {
namespace {

using Node = Expression::Node;
using Operator = Expression::Operator;

class Saying {
  public:
    Saying(const Survey& survey, const Locale& locale)
        : survey_(survey), locale_(locale), names_(survey.names()) {}

    /// A clause, «в вопросе 1 Вы выбрали „Другое“»; nothing where there are no words for it.
    std::optional<std::string> clause(const Node& node) const {
        if (node.kind != Node::Kind::operation) return std::nullopt;
        if (node.op == Operator::both || node.op == Operator::either) return joined(node);
        if (node.op == Operator::empty || node.op == Operator::notEmpty)
            return about(node.operands[0], node.op == Operator::empty ? "form.if-blank" : "form.if-answered",
                         {});
        return node.operands.size() == 2 ? test(node) : std::nullopt;
    }

  private:
    std::optional<std::string> joined(const Node& node) const {
        std::string all;
        for (const Node& each : node.operands) {
            const auto words = clause(each);
            const bool isMixed = each.kind == Node::Kind::operation && node.op == Operator::both &&
                                 each.op == Operator::either;
            if (!words || isMixed) return std::nullopt;  // «и» and «или» in one sentence can be read two ways
            if (!all.empty()) all += locale_.text(node.op == Operator::both ? "form.if-and" : "form.if-or");
            all += *words;
        }
        return all;
    }

    std::optional<std::string> test(const Node& node) const {
        const Node &left = node.operands[0], &right = node.operands[1];
        const char* key =
            node.op == Operator::equal || node.op == Operator::contains || node.op == Operator::anyOf
                ? "form.if-chosen"
            : node.op == Operator::notEqual || node.op == Operator::notContains || node.op == Operator::noneOf
                ? "form.if-not-chosen"
            : node.op == Operator::greater        ? "form.if-above"
            : node.op == Operator::greaterOrEqual ? "form.if-from"
            : node.op == Operator::less           ? "form.if-below"
            : node.op == Operator::lessOrEqual    ? "form.if-to"
                                                  : nullptr;
        const Question* question = key ? asked(left) : nullptr;
        if (!question) return std::nullopt;
        std::vector<const Value*> values;
        if (right.kind == Node::Kind::constant) values.push_back(&right.constant);
        for (const Node& each : right.operands)
            if (each.kind == Node::Kind::constant) values.push_back(&each.constant);
        if (values.empty() || (right.kind == Node::Kind::list && values.size() != right.operands.size()) ||
            (right.kind != Node::Kind::constant && right.kind != Node::Kind::list))
            return std::nullopt;
        std::string words;
        for (const Value* value : values)
            words += (words.empty() ? "" : locale_.text("form.if-or")) +
                     locale_.text("form.if-value", {{"value", wordsOf(*question, *value)}});
        return about(left, key, words);
    }

    /// As the form writes the option; of what is measured, whose options are bins, as it is.
    std::string wordsOf(const Question& question, const Value& value) const {
        const bool isMeasured = question.bins != Question::Bins::none;
        for (const Choice& option : question.options)
            if (!isMeasured && areEqual(value, valueOf(option))) return option.text.in(locale_.language());
        return value.isText() ? value.text() : jsonOf(value);
    }

    const Question* asked(const Node& node) const {
        if (node.kind != Node::Kind::variable) return nullptr;
        const std::size_t at = nameRead(node.name, names_);
        if (at >= survey_.questions.size()) return nullptr;
        const Question& question = survey_.questions[at];
        const bool isWhole = node.name.size() == question.name.size();
        const bool isRow = std::any_of(question.rows.begin(), question.rows.end(), [&](const Choice& row) {
            return node.name == question.name + "." + row.value;
        });
        return isWhole || isRow ? &question : nullptr;  // a length, or a member of a list, has no words
    }

    std::optional<std::string> about(const Node& node, const char* key, const std::string& value) const {
        const Question* question = asked(node);
        if (!question) return std::nullopt;
        std::string number = std::to_string(survey_.number(*question));
        for (const Choice& row : question->rows)
            if (node.name == question->name + "." + row.value)
                number += " (" + row.text.in(locale_.language()) + ")";
        return locale_.text(key, {{"n", number}, {"value", value}});
    }

    const Survey& survey_;
    const Locale& locale_;
    std::vector<std::string> names_;
};

}  // namespace

std::string conditionWords(const Expression& condition, const Survey& survey, const Locale& locale) {
    if (condition.empty()) return {};
    const auto clause = Saying(survey, locale).clause(*condition.root());
    return clause ? locale.text("form.if", {{"condition", *clause}}) : locale.text("form.if-others");
}

}  // namespace otklik
