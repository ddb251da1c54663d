#pragma once
// SurveyJS's expressions: visibleIf, requiredIf and what computes a value. They mean what they mean to
// survey-core 2.5.38 where its runners are given a plain object of values, in its oddities too. The grammar
// is in parser.cpp. What is otherwise:
//
// - Refused rather than guessed: functions but sum, avg, min, max, count, round, trunc and iif, whose names
//   count in their case (to survey-core an unknown one is null, also "not(...)"); properties of questions,
//   {$name}; objects, {"a": 1}; null where survey-core throws: after "!", before "empty", within a list.
// - A blank text is the empty expression, which does not hold.
// - What survey-core throws at while it runs ([0.5] + 1, sum('a', 0.5)) has some value.
// - Case is that of Latin and Cyrillic letters, not of Greek and others.
// - Powers that are neither whole nor halves, numbers of more than 15 digits in a text or in the expression,
//   and numbers beyond 1e300 may differ in their last digits.
// - Answers with members called "length" or "equals" are objects like others; texts such as "0b1" and "0o7"
//   equal the number that they are, and not 0 as well.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.h"
#include "shared/survey/value.h"

namespace otklik {

class Expression {
  public:
    enum class Operator {
        either,  ///< or
        both,    ///< and
        equal,
        notEqual,
        less,
        lessOrEqual,
        greater,
        greaterOrEqual,
        contains,
        notContains,
        anyOf,
        allOf,
        noneOf,
        plus,
        minus,
        times,
        over,
        modulo,
        power,
        empty,  ///< from here on of one operand
        notEmpty,
        negate
    };

    /// A part of the expression, for evaluation and for what makes a sentence of it.
    struct Node {
        enum class Kind {
            constant,   ///< `constant`, which is null where it says null, undefined, or nothing behind
                        ///< "contains"
            variable,   ///< {name}
            list,       ///< [operands]
            operation,  ///< `op` of the operands; of three and more as ((a op b) op c)
            call        ///< name(operands)
        };
        Kind kind = Kind::constant;
        Operator op = Operator::either;
        std::string name;  ///< of a variable as written in its braces, or of a function
        Value constant;
        std::vector<Node> operands;
        int height = 0;  ///< of the tree below, 32 at most

        Node();
        Node(Node&& other) noexcept;
        Node& operator=(Node&& other) noexcept;
        ~Node();
    };

    /// A blank text gives the empty expression. Bounds: 2,000 bytes, nesting 32. Problem codes:
    /// "bad-condition" (its limit is the character, from 1, that is not understood), "condition-too-long",
    /// "condition-too-deep", "unsupported-function", "unsupported-expression".
    static Result<Expression> parse(std::string_view text);

    bool empty() const { return root_ == nullptr; }
    /// As it was parsed.
    const std::string& text() const { return text_; }
    /// Null where it is empty.
    const Node* root() const { return root_.get(); }

    /// `values`: an object by names of questions. What has no value is null, and so is the empty expression.
    Value run(const Value& values) const;
    /// As a condition: whether the value `== true` in JavaScript, which true, 1 and '1' are. The empty
    /// expression does not hold.
    bool holds(const Value& values) const;

    /// As written in braces, each once.
    std::vector<std::string> variables() const;

  private:
    std::shared_ptr<const Node> root_;  // immutable, shared by copies
    std::string text_;
};

/// The place in `names` of the question that a variable reads: "m.row.column" reads "m", or "m.row" where
/// that is a name; "q-Comment" reads "q". npos where none.
std::size_t nameRead(std::string_view variable, const std::vector<std::string>& names);

}  // namespace otklik
