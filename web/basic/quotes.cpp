// No quotes of answers, in the place of those (shared/survey/quotes.cpp).

#include "shared/survey/quotes.h"

namespace otklik {

std::string quoting(std::string_view text, const Survey&, const Showing&, std::string_view) {
    return std::string(text);
}

}  // namespace otklik
