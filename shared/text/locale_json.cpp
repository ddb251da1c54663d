// A locale file. Always holds: a parsed locale has only the members that locale.h names.

#include "shared/base/json.h"
#include "shared/base/pointer.h"
#include "shared/text/locale.h"

namespace otklik {

Result<Locale> Locale::parse(std::string_view text) {
    auto json = parseJson(text);
    if (!json) return json.problems();
    if (!json->is_object()) return Problem::of("wrong-type", "A locale file is an object.");
    Locale locale;
    Problems problems;
    const auto wrong = [&](std::string pointer, const char* code, const char* detail) {
        problems.push_back(Problem::at(std::move(pointer), code, detail));
    };
    locale.language_ = stringMember(*json, "language");
    locale.name_ = stringMember(*json, "name");
    const std::string rule = stringMember(*json, "plural");
    if (locale.language_.empty())
        wrong("/language", "missing-member", "A language code such as \"ru\" is expected.");
    if (locale.name_.empty()) wrong("/name", "missing-member", "The language's own name is expected.");
    if (const auto known = ruleNamed(rule))
        locale.rule_ = *known;
    else
        wrong("/plural", "wrong-value", "One of \"russian\", \"english\", \"none\" is expected.");
    for (const auto& [member, value] : json->items()) {
        const std::string pointer = "/" + pointerToken(member);
        if (member == "language" || member == "name" || member == "plural") continue;
        if (member != "texts") {
            wrong(pointer, "unknown-member", "A locale file has no such member.");
            continue;
        }
        if (!value.is_object()) {
            wrong(pointer, "wrong-type", "An object of texts is expected.");
            continue;
        }
        for (const auto& [key, entry] : value.items()) {
            const std::string place = pointer + "/" + pointerToken(key);
            if (entry.is_string()) {
                locale.texts_[key]["other"] = entry.get<std::string>();
            } else if (entry.is_object()) {
                for (const auto& [form, words] : entry.items()) {
                    const bool known = form == "one" || form == "few" || form == "many" || form == "other";
                    if (!known) {
                        wrong(place + "/" + pointerToken(form), "unknown-member", "No such plural form.");
                    } else if (!words.is_string()) {
                        wrong(place + "/" + form, "wrong-type", "A string is expected.");
                    } else {
                        locale.texts_[key][form] = words.get<std::string>();
                    }
                }
            } else {
                wrong(place, "wrong-type", "A string or an object of plural forms is expected.");
            }
        }
    }
    if (!json->contains("texts")) wrong("/texts", "missing-member", "An object of texts is expected.");
    if (!problems.empty()) return problems;
    return locale;
}

}  // namespace otklik
