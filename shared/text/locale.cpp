// Interface texts and plural forms. Always holds: a parsed locale has only the members that locale.h names.

#include "shared/text/locale.h"

#include <cmath>

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

std::optional<Locale::PluralRule> Locale::ruleNamed(std::string_view name) {
    if (name == "russian") return PluralRule::russian;
    if (name == "english") return PluralRule::english;
    return name == "none" ? std::optional(PluralRule::none) : std::nullopt;
}

std::optional<Locale> Locale::fromLines(LineReader& lines) {
    Locale locale;
    locale.language_ = lines.text();
    const auto rule = ruleNamed(lines.text());
    if (!rule) return std::nullopt;
    locale.rule_ = *rule;
    const std::size_t count = lines.count();
    for (std::size_t i = 0; i < count && !lines.isBroken(); ++i) {
        Forms& forms = locale.texts_[lines.text()];
        std::string form = lines.text();
        forms[std::move(form)] = lines.text();
    }
    return lines.isBroken() ? std::nullopt : std::optional(std::move(locale));
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

std::optional<Locale::Arguments> Locale::partsOf(std::string_view day) const {
    const bool iso = day.size() == 10 && day[4] == '-' && day[7] == '-';
    const std::string month = iso ? "report.month." + std::string(day.substr(5, 2)) : std::string();
    if (!has(month)) return std::nullopt;
    return Arguments{{"day", std::string(day.substr(day[8] == '0' ? 9 : 8, day[8] == '0' ? 1 : 2))},
                     {"month", text(month)},
                     {"year", std::string(day.substr(0, 4))}};
}

std::string Locale::date(std::string_view day) const {
    const auto parts = partsOf(day);
    return parts ? text("report.date", *parts) : std::string(day);
}

std::string Locale::dates(std::string_view from, std::string_view to) const {
    if (from == to) return date(to);
    const auto first = partsOf(from), last = partsOf(to);
    if (!first || !last) return date(from) + "\u2013" + date(to);
    Arguments both = *last;
    both.emplace_back("from", (*first)[0].second);
    both.emplace_back("from-month", (*first)[1].second);
    both.emplace_back("last", date(to));
    both.emplace_back("first", date(from));
    const bool isYear = from.substr(0, 4) == to.substr(0, 4), isMonth = from.substr(0, 7) == to.substr(0, 7);
    return text(isMonth ? "report.dates-month" : isYear ? "report.dates-year" : "report.dates", both);
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
