// Interface texts and plural forms. Always holds: a parsed locale has only the members that locale.h names.

#include "shared/text/locale.h"

#include <cmath>

#include "shared/base/json.h"
#include "shared/base/pointer.h"

namespace otklik {
namespace {

std::string filled(const std::string& text, const Locale::Arguments& arguments) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t close = text[at] == '{' ? text.find('}', at) : std::string::npos;
        const std::string* value = nullptr;
        if (close != std::string::npos) {
            const auto name = std::string_view(text).substr(at + 1, close - at - 1);
            for (const auto& argument : arguments) {
                if (argument.first == name) value = &argument.second;
            }
        }
        if (value) {
            out += *value;
            at = close + 1;
        } else {
            out += text[at++];
        }
    }
    return out;
}

}  // namespace

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
    if (rule == "russian") {
        locale.rule_ = PluralRule::russian;
    } else if (rule == "english") {
        locale.rule_ = PluralRule::english;
    } else if (rule != "none") {
        wrong("/plural", "wrong-value", "One of \"russian\", \"english\", \"none\" is expected.");
    }
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

std::string Locale::text(std::string_view key, const Arguments& arguments) const {
    const auto found = texts_.find(key);
    if (found == texts_.end() || found->second.empty()) return std::string(key);
    const auto other = found->second.find("other");
    return filled(other != found->second.end() ? other->second : found->second.begin()->second, arguments);
}

std::string Locale::plural(std::string_view key, long n, const Arguments& arguments) const {
    const auto found = texts_.find(key);
    if (found == texts_.end() || found->second.empty()) return std::string(key);
    const long tens = (n < 0 ? -(n % 100) : n % 100), ones = tens % 10;
    const char* form = "other";
    if (rule_ == PluralRule::english) {
        form = n == 1 ? "one" : "other";
    } else if (rule_ == PluralRule::russian) {
        const bool teen = tens >= 11 && tens <= 14;
        form = !teen && ones == 1 ? "one" : !teen && ones >= 2 && ones <= 4 ? "few" : "many";
    }
    auto words = found->second.find(form);
    if (words == found->second.end()) words = found->second.find("other");
    if (words == found->second.end()) words = found->second.begin();
    Arguments all = arguments;
    all.emplace_back("n", number(static_cast<double>(n)));
    return filled(words->second, all);
}

std::string Locale::number(double value, int decimals) const {
    long scale = 1;
    for (int i = 0; i < decimals; ++i) scale *= 10;
    const long scaled = std::lround(std::fabs(value) * static_cast<double>(scale));
    std::string digits = std::to_string(scaled / scale);
    for (int at = static_cast<int>(digits.size()) - 3; at > 0; at -= 3)
        digits.insert(static_cast<std::size_t>(at), "\u00A0");
    if (decimals > 0)
        digits += text("report.decimal-mark") + std::to_string(scale + scaled % scale).substr(1);
    return (value < 0 && scaled != 0 ? "\u2212" : "") + digits;
}

std::string Locale::date(std::string_view day) const {
    const bool iso = day.size() == 10 && day[4] == '-' && day[7] == '-';
    const std::string month = iso ? "report.month." + std::string(day.substr(5, 2)) : std::string();
    if (!has(month)) return std::string(day);
    return text("report.date",
                {{"day", std::string(day.substr(day[8] == '0' ? 9 : 8, day[8] == '0' ? 1 : 2))},
                 {"month", text(month)},
                 {"year", std::string(day.substr(0, 4))}});
}

std::vector<std::string> Locale::missing(const Locale& reference) const {
    std::vector<std::string> keys;
    for (const auto& [key, forms] : reference.texts_) {
        if (!has(key)) keys.push_back(key);
    }
    for (const auto& [key, forms] : texts_) {
        const bool plain = forms.size() == 1 && forms.count("other") == 1;
        if (plain) continue;
        bool whole = forms.count("other") == 1;
        if (rule_ == PluralRule::russian)
            whole = forms.count("one") && forms.count("few") && forms.count("many");
        if (rule_ == PluralRule::english) whole = forms.count("one") && forms.count("other");
        if (!whole) keys.push_back(key);
    }
    return keys;
}

}  // namespace otklik
