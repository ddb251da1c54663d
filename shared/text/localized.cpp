// Choosing a language of a definition's text. Always holds: the reference lives as long as the text.

#include "shared/text/localized.h"

namespace otklik {

const std::string& LocalizedText::in(std::string_view language) const {
    static const std::string kEmpty;
    auto found = texts_.find(language);
    if (found == texts_.end()) found = texts_.find("default");
    if (found == texts_.end()) found = texts_.begin();
    return found == texts_.end() ? kEmpty : found->second;
}

}  // namespace otklik
