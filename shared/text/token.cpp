#include "shared/text/token.h"

namespace otklik {

std::string token(std::string_view text) {
    static constexpr char kHex[] = "0123456789abcdef";
    std::string made;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool isWord =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
        const bool isBetween = c == '-' && i > 0 && i + 1 < text.size() && text[i - 1] != '-';
        const auto byte = static_cast<unsigned char>(c);
        if (isWord || isBetween || byte >= 0x80)
            made += c;
        else
            made.append({'.', kHex[byte / 16], kHex[byte % 16]});
    }
    return made;
}

}  // namespace otklik
