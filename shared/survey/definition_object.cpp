#include "shared/survey/definition_object.h"

#include <algorithm>
#include <array>

#include "shared/base/pointer.h"
#include "shared/text/utf8.h"

namespace otklik {
namespace {

constexpr std::size_t kMaxOptions = 200, kMaxText = 2000;

/// What changes no answer, only how a form looks in SurveyJS.
constexpr std::array<std::string_view, 16> kLooks = {"alternateRows",
                                                     "autoGrow",
                                                     "colCount",
                                                     "logo",
                                                     "logoPosition",
                                                     "maxWidth",
                                                     "minWidth",
                                                     "placeholder",
                                                     "rows",
                                                     "questionTitleLocation",
                                                     "showProgressBar",
                                                     "showQuestionNumbers",
                                                     "startWithNewLine",
                                                     "titleLocation",
                                                     "width",
                                                     "widthMode"};

const Json& asObject(const Json& json) {
    static const Json empty = Json::object();
    return json.is_object() ? json : empty;
}

}  // namespace

std::optional<std::string> optionValue(const Json& json) {
    if (json.is_string()) return json.get<std::string>();
    return json.is_number_integer() ? std::optional(json.dump()) : std::nullopt;
}

bool isDefinitionName(std::string_view name) {
    const auto fits = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
               c == '-';
    };
    return !name.empty() && name.size() <= 64 && std::all_of(name.begin(), name.end(), fits);
}

DefinitionObject::DefinitionObject(const Json& json, std::string pointer, DefinitionFindings& findings)
    : json_(asObject(json)), pointer_(std::move(pointer)), findings_(&findings) {
    if (!json.is_object()) wrong("", "wrong-type", "An object is expected.");
}

std::string DefinitionObject::at(std::string_view member) const {
    return member.empty() ? pointer_ : pointer_ + "/" + pointerToken(member);
}

void DefinitionObject::wrong(std::string_view member, const char* code, const char* detail, long limit) {
    findings_->problems.push_back(Problem::atLimit(at(member), code, detail, limit));
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
    if (value) wrong(member, "wrong-type", "A string is expected.");
    return std::string(fallback);
}

LocalizedText DefinitionObject::text(const char* member, LocalizedText fallback) {
    const Json* value = take(member);
    return value ? words(*value, at(member)) : std::move(fallback);
}

LocalizedText DefinitionObject::words(const Json& value, const std::string& at) {
    LocalizedText text;
    const auto put = [&](const std::string& language, const Json& words, const std::string& place) {
        if (!words.is_string()) {
            findings_->problems.push_back(Problem::at(place, "wrong-type", "A string is expected."));
            return;
        }
        const auto& string = words.get_ref<const std::string&>();
        if (countCodePoints(string) > kMaxText) {
            findings_->problems.push_back(
                Problem::atLimit(place, "too-long", "A text has at most 2,000 characters.", kMaxText));
            return;
        }
        text.set(language, string);
    };
    if (!value.is_object()) {
        put("default", value, at);
    } else {
        for (const auto& [language, words] : value.items())
            put(language, words, at + "/" + pointerToken(language));
    }
    return text;
}

bool DefinitionObject::flag(const char* member) {
    const Json* value = take(member);
    if (value && !value->is_boolean()) wrong(member, "wrong-type", "true or false is expected.");
    return value && value->is_boolean() && value->get<bool>();
}

long DefinitionObject::whole(const char* member, long least, long most, long fallback) {
    const Json* value = take(member);
    if (!value) return fallback;
    if (value->is_number_integer() && *value >= least && *value <= most) return value->get<long>();
    wrong(member, "wrong-value", "A whole number within the bounds is expected.");
    return fallback;
}

Condition DefinitionObject::condition(const char* member) {
    auto parsed = Condition::parse(string(member));
    if (parsed) {
        for (auto& name : parsed->names()) findings_->references.emplace_back(at(member), std::move(name));
        return *parsed;
    }
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
        wrong(member, "wrong-type", "A list of at most 200 options is expected.", kMaxOptions);
        return choices;
    }
    std::set<std::string> values;
    for (std::size_t i = 0; i < list->size(); ++i) {
        const Json& entry = (*list)[i];
        const bool isShort = !entry.is_object();  // its value alone
        static const Json none = Json::object();
        DefinitionObject option(isShort ? none : entry, at(member) + "/" + std::to_string(i), *findings_);
        const Json* value = isShort ? &entry : option.take("value");
        Choice choice{value ? optionValue(*value).value_or("") : "", {}};
        choice.text = option.text("text", LocalizedText(choice.value));
        if (!isDefinitionName(choice.value))
            option.wrong("", "bad-name", "A value consists of 1 to 64 of A-Z, a-z, 0-9, _ and -.");
        if (!values.insert(choice.value).second)
            option.wrong("", "duplicate-value", "This value occurs twice.");
        if (haveTones)
            if (const long tone = option.whole("tone", 1, 5, 0)) choice.tone = static_cast<int>(tone);
        option.end();
        choices.push_back(std::move(choice));
    }
    return choices;
}

std::vector<DefinitionObject> DefinitionObject::objects(const char* member, const char* detail) {
    std::vector<DefinitionObject> objects;
    const Json* list = take(member);
    if (list && !list->is_array()) wrong(member, "wrong-type", detail);
    for (std::size_t i = 0; list && list->is_array() && i < list->size(); ++i)
        objects.emplace_back((*list)[i], at(member) + "/" + std::to_string(i), *findings_);
    return objects;
}

void DefinitionObject::end() {
    for (const auto& [member, value] : json_.items()) {
        if (taken_.contains(member)) continue;
        if (std::find(kLooks.begin(), kLooks.end(), member) != kLooks.end())
            findings_->warnings.push_back(at(member));
        else
            wrong(member, "unsupported", "This member is not supported.");
    }
}

}  // namespace otklik
