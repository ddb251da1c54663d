#pragma once
// What an answer, or a part of an expression, is: as result JSON has it. Equality and emptiness are those of
// SurveyJS expressions, in which '5' is 5, 'Да' is 'да' and a list's order says nothing.

#include <string>
#include <string_view>
#include <vector>

namespace otklik {

/// Nested as deep as who makes it lets it be: parseJson() reads 32 levels, an expression adds 32 at most.
class Value {
  public:
    enum class Kind {
        undefined,  ///< what no JSON holds: the smallest of no numbers. An empty list equals it, but not null
        null,       ///< not answered
        boolean,
        number,
        text,
        list,
        object  ///< named items in their order
    };

    Value() = default;
    Value(bool truth) : kind_(Kind::boolean), number_(truth) {}
    Value(double number) : kind_(Kind::number), number_(number) {}
    Value(int number) : Value(static_cast<double>(number)) {}
    Value(std::string text);
    Value(std::string_view text);
    Value(const char* text) : Value(std::string_view(text)) {}

    // Not inline: these would be most of the code of every operator.
    Value(const Value& other);
    Value(Value&& other) noexcept;
    Value& operator=(const Value& other);
    Value& operator=(Value&& other) noexcept;
    ~Value();

    static Value undefined() { return Value(Kind::undefined); }
    static Value list() { return Value(Kind::list); }
    static Value list(std::vector<Value> items);
    static Value object() { return Value(Kind::object); }

    /// Of a list.
    void add(Value item);
    /// Of an object: replaces the member of that name, or comes after the others.
    void set(std::string_view name, Value value);

    Kind kind() const { return kind_; }
    bool isNothing() const { return kind_ <= Kind::null; }
    bool isText() const { return kind_ == Kind::text; }
    bool isList() const { return kind_ == Kind::list; }
    bool isObject() const { return kind_ == Kind::object; }
    /// Of a number; of a boolean 0 or 1.
    double number() const { return number_; }
    const std::string& text() const { return text_; }
    /// Of a list, and of an object's members.
    const std::vector<Value>& items() const { return items_; }
    /// Of an object's members, in the order of items().
    const std::vector<std::string>& names() const { return names_; }
    /// The member of exactly that name; null where there is none.
    const Value* find(std::string_view name) const;

  private:
    explicit Value(Kind kind);

    Kind kind_ = Kind::null;
    double number_ = 0;
    std::string text_;
    std::vector<Value> items_;
    std::vector<std::string> names_;
};

/// Compact JSON; undefined and what is no finite number are null.
std::string jsonOf(const Value& value);
/// A number as it is written there, and in values of options: 5, 0.5.
inline std::string numberText(double number) {
    return jsonOf(Value(number));
}

/// Nothing, NaN, no text, no items, or members that are all empty. Neither 0 nor false is.
bool isEmpty(const Value& value);

/// What "=" says: texts without the spaces around them and in any case, numbers as numbers, lists in any
/// order. The text "undefined" is nothing.
bool areEqual(const Value& a, const Value& b);

}  // namespace otklik
