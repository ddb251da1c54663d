#include "shared/survey/value.h"

#include <algorithm>

#include "shared/survey/expression/conversion.h"
#include "shared/text/json_text.h"

namespace otklik {
namespace {

using Kind = Value::Kind;

bool isComposed(const Value& value) {
    return value.kind() >= Kind::list;
}

/// Lists are compared in the order of their items' texts, undefined last.
std::vector<const Value*> sorted(const std::vector<Value>& items) {
    const auto keyOf = [](const Value& item) {
        return item.kind() == Kind::undefined ? std::string("\xFF") : textOf(item);
    };
    std::vector<const Value*> order;
    for (const Value& item : items) {
        const std::string key = keyOf(item);
        std::size_t first = 0, last = order.size();
        while (first < last) {
            const std::size_t middle = (first + last) / 2;
            isBefore(key, keyOf(*order[middle])) ? last = middle : first = middle + 1;
        }
        order.push_back(&item);
        for (std::size_t i = order.size() - 1; i > first; --i) std::swap(order[i], order[i - 1]);
    }
    return order;
}

bool areSame(const Value& a, const Value& b);

/// Two lists, two objects, or a list as the object whose names are its places.
bool areComposedSame(const Value& a, const Value& b) {
    if (a.items().size() != b.items().size()) return false;
    if (a.isList() && b.isList()) {
        const auto left = sorted(a.items()), right = sorted(b.items());
        for (std::size_t i = 0; i < left.size(); ++i)
            if (!areSame(*left[i], *right[i])) return false;
        return true;
    }
    const auto nameAt = [](const Value& value, std::size_t i) {
        return value.isList() ? std::to_string(i) : value.names()[i];
    };
    for (std::size_t i = 0; i < a.items().size(); ++i) {
        std::size_t j = 0;
        while (j < b.items().size() && nameAt(a, i) != nameAt(b, j)) ++j;
        if (j == b.items().size() || !areSame(a.items()[i], b.items()[j])) return false;
    }
    return true;
}

bool areSame(const Value& a, const Value& b) {
    if (a.isNothing() && b.isNothing()) return true;
    if (isComposed(a) && isComposed(b)) return isEmpty(a) == isEmpty(b) && areComposedSame(a, b);
    const auto isNoItems = [](const Value& value) { return value.isList() && value.items().empty(); };
    if (a.kind() == Kind::undefined || b.kind() == Kind::undefined) {
        const Value& other = a.kind() == Kind::undefined ? b : a;
        return isNoItems(other) || (other.isText() && other.text().empty());
    }
    if (isComposed(a) || isComposed(b)) return false;
    if (a.isText() && b.isText()) return lowered(trimmed(a.text())) == lowered(trimmed(b.text()));
    if (isEmpty(a) != isEmpty(b)) return false;
    if (a.isNothing() || b.isNothing()) return a.isText() || b.isText();
    if (a.kind() == Kind::boolean && b.isText()) return lowered(b.text()) == textOf(a);
    if (b.kind() == Kind::boolean && a.isText()) return lowered(a.text()) == textOf(b);
    return numberOf(a) == numberOf(b);
}

}  // namespace

Value::Value(Kind kind) : kind_(kind) {}
Value::Value(std::string text) : kind_(Kind::text), text_(std::move(text)) {}
Value::Value(std::string_view text) : kind_(Kind::text), text_(text) {}
Value::Value(const Value& other) = default;
Value::Value(Value&& other) noexcept = default;
Value& Value::operator=(const Value& other) = default;
Value& Value::operator=(Value&& other) noexcept = default;
Value::~Value() = default;

void Value::add(Value item) {
    items_.push_back(std::move(item));
}

Value Value::list(std::vector<Value> items) {
    Value list(Kind::list);
    list.items_ = std::move(items);
    return list;
}

void Value::set(std::string_view name, Value value) {
    const auto found = std::find(names_.begin(), names_.end(), name);
    if (found != names_.end()) {
        items_[static_cast<std::size_t>(found - names_.begin())] = std::move(value);
        return;
    }
    names_.emplace_back(name);
    items_.push_back(std::move(value));
}

const Value* Value::find(std::string_view name) const {
    const auto found = std::find(names_.begin(), names_.end(), name);
    return found == names_.end() ? nullptr : &items_[static_cast<std::size_t>(found - names_.begin())];
}

std::string jsonOf(const Value& value) {
    if (value.isText()) return jsonText(value.text());
    if (value.kind() == Kind::boolean) return textOf(value);
    if (value.kind() == Kind::number && value.number() - value.number() == 0) return textOf(value);
    if (!isComposed(value)) return "null";
    std::string json;
    for (std::size_t i = 0; i < value.items().size(); ++i) {
        if (i > 0) json += ',';
        if (value.isObject()) json += jsonText(value.names()[i]) + ':';
        json += jsonOf(value.items()[i]);
    }
    return value.isList() ? '[' + json + ']' : '{' + json + '}';
}

bool isEmpty(const Value& value) {
    switch (value.kind()) {
        case Kind::boolean:
            return false;
        case Kind::number:
            return value.number() != value.number();
        case Kind::text:
            return value.text().empty();
        case Kind::list:
            return value.items().empty();
        case Kind::object:
            return std::all_of(value.items().begin(), value.items().end(), isEmpty);
        default:
            return true;
    }
}

bool areEqual(const Value& a, const Value& b) {
    const auto isSaid = [](const Value& value) { return value.isText() && value.text() == "undefined"; };
    return areSame(isSaid(a) ? Value::undefined() : a, isSaid(b) ? Value::undefined() : b);
}

}  // namespace otklik
