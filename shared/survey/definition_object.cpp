#include "shared/survey/definition_object.h"

#include <algorithm>
#include <cmath>

#include "shared/base/decimal.h"
#include "shared/base/pointer.h"
#include "shared/survey/definition_members.h"
#include "shared/survey/value.h"
#include "shared/text/utf8.h"

namespace otklik {
namespace {

constexpr std::size_t kMaxOptions = 200, kMaxText = 2000, kMaxLanguage = 35, kMaxLanguages = 100;
constexpr double kMostNumber = 1e9;
constexpr const char* kLanguageExpected = "A language is named by its code, such as ru, en or pt-br.";

bool isLanguage(std::string_view text) {
    const auto isPart = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
    };
    return !text.empty() && text.size() <= kMaxLanguage && std::all_of(text.begin(), text.end(), isPart);
}

const Json& asObject(const Json& json) {
    static const Json empty = Json::object();
    return json.is_object() ? json : empty;
}

}  // namespace

OptionValue optionValue(const Json& json) {
    if (json.is_string()) return {json.get<std::string>(), Choice::Kind::text};
    if (json.is_boolean()) return {json.get<bool>() ? "true" : "false", Choice::Kind::flag};
    if (json.is_number()) return {numberText(json.get<double>()), Choice::Kind::number};
    return {};
}

DefinitionObject::DefinitionObject(const Json& json, std::string pointer, DefinitionFindings& findings)
    : json_(asObject(json)), pointer_(std::move(pointer)), findings_(&findings) {
    if (!json.is_object()) wrong("", "expects-object", "An object is expected.");
}

std::string DefinitionObject::at(std::string_view member) const {
    return member.empty() ? pointer_ : pointer_ + "/" + pointerToken(member);
}

void DefinitionObject::wrong(std::string_view member, const char* code, const char* detail, long limit) {
    findings_->problems.push_back(Problem::atLimit(at(member), code, detail, limit));
}
void DefinitionObject::refuse(std::string_view member, const char* code, std::string subject,
                              const char* detail, long limit) {
    findings_->problems.push_back(Problem::about(std::move(subject), at(member), code, detail));
    findings_->problems.back().limit = limit;
}
void DefinitionObject::warn(std::string_view member, const char* code, const char* detail,
                            std::string subject) {
    findings_->warnings.push_back(Problem::about(std::move(subject), at(member), code, detail));
}

const Json* DefinitionObject::take(const char* member) {
    const auto found = json_.find(member);
    if (found == json_.end()) return nullptr;
    taken_.insert(member);
    return &*found;
}

std::string DefinitionObject::string(const char* member, std::string_view fallback) {
    const Json* value = take(member);
    if (value && value->is_string()) return value->get<std::string>();
    if (value) refuse(member, "expects-text", member, "A string is expected.");
    return std::string(fallback);
}

void DefinitionObject::checkName(std::string_view member, const std::string& name) {
    if (isBlank(name) || countCodePoints(name) > kMaxName)
        wrong(member, "bad-name", "A name or value is a text of 1 to 200 characters.", kMaxName);
    else if (hasHiddenControl(name, false))
        wrong(member, "control-character",
              "The text holds a character that controls a device or the direction of writing: remove it.");
}

std::string DefinitionObject::name(const char* member) {
    std::string name = string(member);
    checkName(member, name);
    return name;
}

std::string DefinitionObject::optionalName(const char* member) {
    std::string name = string(member);
    if (!name.empty()) checkName(member, name);
    return name;
}

OptionValue DefinitionObject::value(const char* member, OptionValue fallback) {
    const Json* given = take(member);
    if (!given) return fallback;
    OptionValue value = optionValue(*given);
    checkName(member, value.text);
    return value;
}

std::string DefinitionObject::language(const char* member, std::string_view fallback) {
    const std::string language = string(member);
    if (language.empty()) return std::string(fallback);
    if (!isLanguage(language)) refuse(member, "wrong-language", language, kLanguageExpected, kMaxLanguage);
    return language;
}

LocalizedText DefinitionObject::text(const char* member, LocalizedText fallback) {
    const Json* value = take(member);
    LocalizedText text = value ? words(*value, at(member), false) : LocalizedText();
    return text.empty() ? std::move(fallback) : text;
}

LocalizedText DefinitionObject::label(const char* member, LocalizedText fallback) {
    const Json* value = take(member);
    return value ? words(*value, at(member), true) : std::move(fallback);
}

LocalizedText DefinitionObject::words(const Json& value, const std::string& at, bool isLabel) {
    LocalizedText text;
    const auto wrong = [&](const std::string& place, const char* code, const char* detail, long limit = 0) {
        findings_->problems.push_back(Problem::atLimit(place, code, detail, limit));
    };
    const auto put = [&](const std::string& language, const Json& words, const std::string& place) {
        if (!words.is_string()) return wrong(place, "expects-words", "A string is expected.");
        const auto& string = words.get_ref<const std::string&>();
        if (countCodePoints(string) > kMaxText)
            return wrong(place, "too-long", "A text has at most 2,000 characters.", kMaxText);
        if (hasHiddenControl(string, true))
            return wrong(place, "control-character",
                         "The text holds a character that controls a device or the direction of writing: "
                         "remove it.");
        if (!isBlank(string)) return text.set(language, string);
        if (isLabel)
            wrong(place, "empty-text", "A text says something: a control without a label helps nobody.");
    };
    if (!value.is_object()) {
        put("default", value, at);
    } else if (value.size() > kMaxLanguages) {
        wrong(at, "too-many-languages", "A text has at most 100 languages.", kMaxLanguages);
    } else {
        for (const auto& [language, words] : value.items()) {
            const std::string place = at + "/" + pointerToken(language);
            if (isLanguage(language)) {
                put(language, words, place);
                continue;
            }
            findings_->problems.push_back(
                Problem::about(language, place, "wrong-language", kLanguageExpected));
            findings_->problems.back().limit = kMaxLanguage;
        }
        if (value.empty() && isLabel) put("default", "", at);
    }
    return text;
}

bool DefinitionObject::flag(const char* member, bool fallback) {
    const Json* value = take(member);
    if (value && value->is_boolean()) return value->get<bool>();
    if (value) refuse(member, "expects-flag", member, "true or false is expected.");
    return fallback;
}

long DefinitionObject::whole(const char* member, long least, long most, long fallback) {
    const Json* value = take(member);
    if (!value) return fallback;
    if (value->is_number_integer() && *value >= least && *value <= most) return value->get<long>();
    refuse(member, "wrong-whole", member, "A whole number within the bounds is expected.", most);
    return fallback;
}

std::optional<double> DefinitionObject::number(const char* member) {
    const Json* value = take(member);
    if (!value) return std::nullopt;
    if (value->is_number() && std::abs(value->get<double>()) <= kMostNumber) return value->get<double>();
    if (value->is_string()) {  // as editors write bounds
        const std::string text = value->get<std::string>();
        const char* end = nullptr;
        const double read = parseDecimal(text.c_str(), &end);
        if (!text.empty() && *end == '\0' && std::abs(read) <= kMostNumber) return read;
    }
    refuse(member, "wrong-number", member, "A number below a thousand millions is expected.");
    return std::nullopt;
}

Expression DefinitionObject::condition(const char* member) {
    auto parsed = Expression::parse(string(member));
    if (parsed) return *parsed;
    for (Problem problem : parsed.problems()) {
        problem.pointer = at(member);
        findings_->problems.push_back(std::move(problem));
    }
    return {};
}

std::vector<Choice> DefinitionObject::choices(const char* member, bool haveTones) {
    std::vector<Choice> choices;
    const Json* list = take(member);
    if (!list) return choices;
    if (!list->is_array() || list->size() > kMaxOptions) {
        refuse(member, "wrong-options", member, "A list of at most 200 options is expected.", kMaxOptions);
        return choices;
    }
    std::set<std::string> values, alike;
    for (std::size_t i = 0; i < list->size(); ++i) {
        const Json& entry = (*list)[i];
        const bool isShort = !entry.is_object();  // its value alone
        static const Json none = Json::object();
        DefinitionObject option(isShort ? none : entry, at(member) + "/" + std::to_string(i), *findings_);
        const Json* value = isShort ? &entry : option.take("value");
        const Json* alone = value ? nullptr : option.take("text");  // which then is the value, too
        const OptionValue read = value ? optionValue(*value) : alone ? optionValue(*alone) : OptionValue();
        Choice choice;
        choice.value = read.text;
        choice.kind = read.kind;
        const std::size_t bar = choice.value.find('|');  // as editors write value and text in one
        std::string words = choice.value.substr(bar == choice.value.npos ? 0 : bar + 1);
        choice.value.resize(std::min(bar, choice.value.size()));
        option.checkName(isShort ? "" : "value", choice.value);
        choice.text = option.label("text", LocalizedText(std::move(words)));
        choice.visibleIf = option.condition("visibleIf");
        choice.isExclusive = option.flag("isExclusive");
        if (!values.insert(choice.value).second)
            option.refuse("", "duplicate-value", choice.value, "This value occurs twice.");
        else if (!alike.insert(folded(choice.value)).second)
            option.warn("", "alike-names",
                        "Two values differ in capital letters only: conditions take them for one.",
                        choice.value);
        if (haveTones)
            if (const long tone = option.whole("tone", 1, 5, 0)) choice.tone = static_cast<int>(tone);
        option.end();
        choices.push_back(std::move(choice));
    }
    return choices;
}

std::vector<DefinitionObject> DefinitionObject::objects(const char* member, const char* detail,
                                                        std::size_t most) {
    std::vector<DefinitionObject> objects;
    const Json* list = take(member);
    if (!list) return objects;
    if (!list->is_array()) {
        refuse(member, "expects-list", member, detail);
        return objects;
    }
    if (list->size() > most) {
        refuse(member, "too-many-entries", member, "The list is too long.", static_cast<long>(most));
        return objects;
    }
    for (std::size_t i = 0; i < list->size(); ++i)
        objects.emplace_back((*list)[i], at(member) + "/" + std::to_string(i), *findings_);
    return objects;
}

void DefinitionObject::end() {
    for (const auto& [member, value] : json_.items()) {
        if (taken_.contains(member) || saysNothing(member, value)) continue;
        if (concernsLooks(member))
            warn(member, "looks-only", "This member concerns looks or behaviour alone, and is left out.",
                 member);
        else
            refuse(member, "unsupported-member", member, adviceFor(member));
    }
}

}  // namespace otklik
