#include "shared/text/address.h"

namespace otklik {

std::string addressIn(const Locale& locale, std::string_view path) {
    std::string address(path);
    if (locale.language() == "ru") return address;
    const bool asks = address.find('?') != std::string::npos;
    return address + (asks ? "&lang=" : "?lang=") + locale.language();
}

std::string reportAddress(const Locale& locale, std::string_view wave) {
    return addressIn(locale, "/results/" + std::string(wave));
}

}  // namespace otklik
