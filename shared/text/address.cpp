#include "shared/text/address.h"

namespace otklik {
namespace {

std::string percentEncoded(std::string_view text) {
    static constexpr std::string_view kHex = "0123456789ABCDEF";
    std::string encoded;
    for (const char c : text) {
        const bool isPlain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                             std::string_view("-._~").find(c) != std::string_view::npos;
        const auto byte = static_cast<unsigned char>(c);
        if (isPlain)
            encoded += c;
        else
            encoded += {'%', kHex[byte >> 4], kHex[byte & 15]};
    }
    return encoded;
}

void add(std::string& address, std::string_view name, std::string_view value) {
    if (value.empty()) return;
    address += address.find('?') == std::string::npos ? '?' : '&';
    address += std::string(name) + '=' + percentEncoded(value);
}

std::string addressOf(std::string_view path, const Arrival& arrival, std::string_view language) {
    std::string address(path);
    add(address, "via", arrival.kiosk.empty() ? arrival.via : "");
    add(address, "kiosk", arrival.kiosk);
    add(address, "lang", language);
    return address;
}

/// What of an address names the language.
std::string_view markOf(std::string_view language) {
    return language == kMainLanguage ? "" : language;
}

}  // namespace

std::string addressIn(const Locale& locale, std::string_view path, const Arrival& arrival) {
    return addressOf(path, arrival, markOf(locale.language()));
}

std::string addressInOther(const Locale& other, std::string_view path, const Arrival& arrival) {
    return addressOf(path, arrival, other.language());
}

std::string reportAddress(const Locale& locale, std::string_view wave) {
    return reportAddress(locale.language(), wave);
}

std::string reportAddress(std::string_view language, std::string_view wave) {
    return addressOf("/results/" + std::string(wave), {}, markOf(language));
}

}  // namespace otklik
