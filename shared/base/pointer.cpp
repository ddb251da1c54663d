#include "shared/base/pointer.h"

namespace otklik {

std::string pointerToken(std::string_view name) {
    std::string token;
    for (char c : name) {
        if (c == '~') {
            token += "~0";
        } else if (c == '/') {
            token += "~1";
        } else {
            token += c;
        }
    }
    return token;
}

}  // namespace otklik
