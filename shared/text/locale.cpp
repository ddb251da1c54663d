// Interface texts and plural forms. Always holds: each text has at least one form.

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

std::optional<Locale> Locale::fromLines(LineReader& lines) {
    Locale locale;
    locale.language_ = lines.text();
    locale.plurals_ = lines.text();
    const std::size_t count = lines.count();
    for (std::size_t i = 0; i < count && !lines.isBroken(); ++i) {
        Forms& forms = locale.texts_[lines.text()];
        forms.push_back(lines.text());
    }
    return lines.isBroken() ? std::nullopt : std::optional(std::move(locale));
}

std::string Locale::text(std::string_view key, const Arguments& arguments) const {
    const auto found = texts_.find(key);
    return found == texts_.end() ? std::string(key) : filled(found->second.front(), arguments);
}

const std::string& Locale::formOf(const Forms& forms, long n) const {
    const auto number = static_cast<std::size_t>(n < 0 ? -n : n);
    const std::size_t at = number < 100 ? number : 100 + number % 100;
    const std::size_t form = at < plurals_.size() ? static_cast<unsigned char>(plurals_[at]) - '0' : 0;
    return form < forms.size() ? forms[form] : forms.front();
}

std::string Locale::plural(std::string_view key, long n, const Arguments& arguments) const {
    const auto found = texts_.find(key);
    if (found == texts_.end()) return std::string(key);
    Arguments all = arguments;
    all.emplace_back("n", number(static_cast<double>(n)));
    return filled(formOf(found->second, n), all);
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

}  // namespace otklik
