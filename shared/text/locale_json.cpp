// A locale file. Always holds: a parsed locale has only the members that locale.h names, and of a text all
// forms or none.

#include <algorithm>
#include <set>

#include "shared/base/json.h"
#include "shared/base/pointer.h"
#include "shared/text/locale.h"

namespace otklik {
namespace {

constexpr long kNumbers = 200;  // that a locale knows the forms of

const Json& languages() {
    static const Json kLanguages = Json::parse(
#include "languages.inc"
    );
    return kLanguages;
}

/// What "plurals" of languages.json says of `n`.
const std::string& formNamed(const Json& rule, long n) {
    for (const Json& each : rule) {
        if (each.size() == 1) return each[0].get_ref<const std::string&>();
        const long of = each[1].get<long>(), left = of == 0 ? n : n % of;
        if (left >= each[2].get<long>() && left <= each[3].get<long>())
            return each[0].get_ref<const std::string&>();
    }
    return rule.back()[0].get_ref<const std::string&>();
}

std::string pluralNames() {
    std::string names;
    for (const auto& [name, rule] : languages()["plurals"].items())
        names += (names.empty() ? "\"" : ", \"") + name + "\"";
    return names;
}

/// The names of a text's {placeholders}.
std::set<std::string> placeholdersIn(std::string_view text) {
    std::set<std::string> names;
    for (std::size_t at = 0; (at = text.find('{', at)) != text.npos; ++at) {
        const std::size_t end = text.find('}', at);
        if (end != text.npos) names.emplace(text.substr(at + 1, end - at - 1));
    }
    return names;
}

bool beginsWithOne(std::string_view key, const Json& beginnings) {
    return std::any_of(beginnings.begin(), beginnings.end(), [&](const Json& beginning) {
        return key.starts_with(beginning.get_ref<const std::string&>());
    });
}

/// "ru", "koi", "sr-latn".
bool isLanguageCode(std::string_view code) {
    const std::size_t first = std::min(code.find('-'), code.size());
    return first >= 2 && first <= 3 && code.size() <= 32 && code.back() != '-' &&
           std::all_of(code.begin(), code.end(),
                       [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

}  // namespace

Result<Locale> Locale::parse(std::string_view text) {
    auto json = parseJson(text);
    if (!json) return json.problems();
    if (!json->is_object()) return Problem::of("wrong-type", "A locale file is an object.");
    Locale locale;
    Problems problems;
    const auto wrong = [&](std::string pointer, const char* code, std::string detail) {
        problems.push_back(Problem::at(std::move(pointer), code, std::move(detail)));
    };
    locale.language_ = stringMember(*json, "language");
    locale.name_ = stringMember(*json, "name");
    if (!isLanguageCode(locale.language_))
        wrong("/language", "wrong-value", "A language code such as \"ru\" is expected, in small letters.");
    if (locale.name_.empty()) wrong("/name", "missing-member", "The language's own name is expected.");
    const Json& rules = languages()["plurals"];
    const auto rule = rules.find(stringMember(*json, "plural"));
    std::vector<std::string> names;  // of the forms, in the order of their digits
    if (rule == rules.end()) {
        wrong("/plural", "wrong-value", "One of " + pluralNames() + " is expected.");
    } else {
        for (long n = 0; n < kNumbers; ++n) {
            const std::string& form = formNamed(*rule, n);
            const auto at = std::find(names.begin(), names.end(), form) - names.begin();
            if (at == static_cast<long>(names.size())) names.push_back(form);
            locale.plurals_ += static_cast<char>('0' + at);
        }
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
                if (!entry.get_ref<const std::string&>().empty())
                    locale.texts_[key] = {entry.get<std::string>()};
            } else if (entry.is_object()) {
                Forms forms(names.size());
                for (const auto& [form, words] : entry.items()) {
                    const auto at = std::find(names.begin(), names.end(), form);
                    if (at == names.end() && !names.empty()) {
                        wrong(place + "/" + pointerToken(form), "unknown-member",
                              "The language has no such plural form.");
                    } else if (!words.is_string()) {
                        wrong(place + "/" + form, "wrong-type", "A string is expected.");
                    } else if (at != names.end()) {
                        forms[static_cast<std::size_t>(at - names.begin())] = words.get<std::string>();
                    }
                }
                const bool isWhole = std::none_of(forms.begin(), forms.end(),
                                                  [](const std::string& form) { return form.empty(); });
                if (isWhole && !forms.empty()) locale.texts_[key] = std::move(forms);
            } else {
                wrong(place, "wrong-type", "A string or an object of plural forms is expected.");
            }
        }
    }
    if (!json->contains("texts")) wrong("/texts", "missing-member", "An object of texts is expected.");
    if (!problems.empty()) return problems;
    return locale;
}

std::vector<std::string> Locale::fillGaps(const Locale& main) {
    std::vector<std::string> gaps;
    for (const auto& [key, forms] : main.texts_)
        if (!has(key)) gaps.push_back(key);
    if (gaps.empty()) return gaps;
    // A number takes a form of each language: which two, is what the forms of both are kept by from now on.
    std::vector<std::pair<std::size_t, std::size_t>> pairs;
    std::string both;
    for (std::size_t n = 0; n < plurals_.size(); ++n) {
        const std::pair<std::size_t, std::size_t> pair(plurals_[n] - '0', main.plurals_[n] - '0');
        const auto at = std::find(pairs.begin(), pairs.end(), pair) - pairs.begin();
        if (at == static_cast<long>(pairs.size())) pairs.push_back(pair);
        both += static_cast<char>('0' + at);
    }
    const auto spread = [&](const Forms& forms, auto which) {
        if (forms.size() == 1) return forms;
        Forms all;
        for (const auto& pair : pairs) all.push_back(forms[pair.*which]);
        return all;
    };
    using Pair = decltype(pairs)::value_type;
    for (auto& [key, forms] : texts_) forms = spread(forms, &Pair::first);
    for (const Json& beginnings : languages()["together"])
        if (std::any_of(gaps.begin(), gaps.end(),
                        [&](const std::string& key) { return beginsWithOne(key, beginnings); }))
            std::erase_if(texts_, [&](const auto& text) { return beginsWithOne(text.first, beginnings); });
    for (const auto& [key, forms] : main.texts_)
        if (!has(key)) texts_[key] = spread(forms, &Pair::second);
    plurals_ = std::move(both);
    return gaps;
}

Problems Locale::strangers(const Locale& main) const {
    Problems problems;
    for (const auto& [key, forms] : texts_) {
        const std::string place = "/texts/" + pointerToken(key);
        const auto model = main.texts_.find(key);
        if (model == main.texts_.end()) {
            problems.push_back(Problem::at(place, "unknown-member", "There is no such text."));
            continue;
        }
        std::set<std::string> known;
        for (const std::string& form : model->second) known.merge(placeholdersIn(form));
        if (model->second.size() > 1) known.insert("n");
        if (model->second.size() == 1 && forms.size() > 1)
            problems.push_back(
                Problem::at(place, "wrong-type", "This text has no plural forms: a string is expected."));
        for (const std::string& form : forms)
            for (const std::string& name : placeholdersIn(form))
                if (!known.contains(name))
                    problems.push_back(Problem::at(place, "unknown-placeholder",
                                                   "{" + name + "} is not known in this text."));
    }
    return problems;
}

}  // namespace otklik
