// Which value {name} is. A name is a path whose steps are joined by dots and may end in a place in a list,
// "[0]" or, from the end, "[-1]". Names of questions may hold dots themselves, so at each step the longest
// name that there is wins. Case does not count.

#include <cmath>
#include <optional>

#include "shared/survey/expression/conversion.h"
#include "shared/survey/expression/parts.h"

namespace otklik {
namespace {

struct Step {
    std::string_view name;
    double place = NAN;  // in a list; NaN where the step is a name alone
};

std::string_view bare(std::string_view variable) {
    return variable.size() > 1 && variable[0] == '#' ? variable.substr(1) : variable;
}

Step stepOf(std::string_view name) {
    const std::size_t open = name.rfind('[');
    if (open == std::string_view::npos || name.back() != ']') return {name};
    const double place = writtenNumber(name.substr(open + 1, name.size() - open - 2));
    return place == place ? Step{name.substr(0, open), place} : Step{name};
}

std::vector<Step> pathOf(std::string_view variable) {
    std::vector<Step> path;
    for (std::size_t dot = 0; dot != std::string_view::npos;) {
        dot = variable.find('.');
        path.push_back(stepOf(variable.substr(0, dot)));
        if (dot != std::string_view::npos) variable.remove_prefix(dot + 1);
    }
    return path;
}

/// The last step that a name beginning at `from` can reach: behind a place in a list begins another.
std::size_t lastOf(const std::vector<Step>& path, std::size_t from) {
    while (from + 1 < path.size() && path[from].place != path[from].place) ++from;
    return from;
}

std::string joined(const std::vector<Step>& path, std::size_t from, std::size_t last) {
    std::string name(path[from].name);
    while (from++ < last) name.append(".").append(path[from].name);
    return lowered(name);
}

const Value* memberOf(const Value& of, const std::string& name) {
    if (name.empty()) return nullptr;
    for (std::size_t i = 0; i < of.items().size(); ++i)
        if (of.isObject() ? isLowered(of.names()[i], name) : std::to_string(i) == name) return &of.items()[i];
    return nullptr;
}

/// Of a list or a text, which alone is told in lower case.
std::optional<Value> lengthOf(const Value& of, const Step& step) {
    if (step.name != "length" || step.place == step.place) return std::nullopt;
    if (of.isList()) return Value(static_cast<double>(of.items().size()));
    if (of.isText() && !of.text().empty()) return Value(static_cast<double>(utf16Length(of.text())));
    return std::nullopt;
}

std::optional<Value> found(const std::vector<Step>& path, const Value& values) {
    const Value* at = &values;
    for (std::size_t from = 0; from < path.size(); ++from) {
        std::size_t last = lastOf(path, from);
        const Value* next = nullptr;
        while (!(next = memberOf(*at, joined(path, from, last))) && last > from) --last;
        // Nothing is in a number or behind the end of a path.
        if (!next && from + 1 == path.size()) return lengthOf(*at, path[from]);
        if (!next) return std::nullopt;
        if (path[last].place == path[last].place) {
            const auto size = static_cast<double>(next->items().size());
            const double place = path[last].place + (path[last].place < 0 ? size : 0);
            if (!next->isList() || !(place > -1 && place < size)) return std::nullopt;
            if (place != std::floor(place)) return Value::undefined();
            next = &next->items()[static_cast<std::size_t>(place)];
        }
        at = next;
        from = last;
    }
    return *at;
}

/// An answer that says a truth, a number or a quoted text is taken for it.
Value read(Value value) {
    if (!value.isText()) return value;
    const std::string& text = value.text();
    const std::string lower = lowered(text);
    if (lower == "true" || lower == "false") return lower == "true";
    const auto isQuote = [](char c) { return c == '\'' || c == '"'; };
    if (text.size() > 1 && isQuote(text.front()) && isQuote(text.back()))
        return text.substr(1, text.size() - 2);
    const double number = writtenNumber(value);
    // A code such as "007" stays what it is.
    const bool isCode =
        text.size() > 1 && text[0] == '0' && text[1] != '.' && text[1] != ',' && text[1] != 'x';
    return number == number && !isCode ? Value(number) : value;
}

}  // namespace

Value valueOfVariable(std::string_view variable, const Value& values) {
    const std::string_view name = bare(variable);
    constexpr std::string_view kLength = ".length";
    auto value = found(pathOf(name), values);
    if (!value) {
        const bool isLength =
            name.size() >= kLength.size() && name.substr(name.size() - kLength.size()) == kLength;
        return isLength ? Value(0) : Value();
    }
    return name.size() < variable.size() ? std::move(*value) : read(std::move(*value));
}

std::size_t nameRead(std::string_view variable, const std::vector<std::string>& names) {
    const auto path = pathOf(bare(variable));
    for (std::size_t last = lastOf(path, 0) + 1; last-- > 0;) {
        const std::string name = joined(path, 0, last);
        constexpr std::string_view kComment = "-comment";
        const bool isComment =
            name.size() > kComment.size() && name.substr(name.size() - kComment.size()) == kComment;
        for (const std::string& read :
             {name, isComment ? name.substr(0, name.size() - kComment.size()) : name})
            for (std::size_t i = 0; i < names.size(); ++i)
                if (isLowered(names[i], read)) return i;
    }
    return std::string::npos;
}

}  // namespace otklik
