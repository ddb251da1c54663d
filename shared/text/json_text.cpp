#include "shared/text/json_text.h"

namespace otklik {

std::string jsonText(std::string_view text) {
    static constexpr char kDigits[] = "0123456789abcdef";
    std::string json = "\"";
    for (const char c : text) {
        const auto code = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            json += '\\';
            json += c;
        } else if (code < 0x20) {
            json += "\\u00";
            json += kDigits[code >> 4];
            json += kDigits[code & 15];
        } else {
            json += c;
        }
    }
    return json + '"';
}

}  // namespace otklik
