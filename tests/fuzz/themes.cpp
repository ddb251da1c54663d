// A table of themes that somebody made in a spreadsheet: within its bounds, and each is found by its own
// words.

#include "server/store/themes.h"

#include <algorithm>

#include "tests/fuzz/fuzz.h"

using namespace otklik;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Survey survey = fuzz::survey();
    const auto themes = readThemes(survey, fuzz::text(data, size));
    if (!themes) return 0;
    const ThemeFinder finder(*themes);
    for (std::size_t i = 0; i < themes->size(); ++i) {
        const Theme& theme = (*themes)[i];
        std::string word = theme.words.front();
        if (word.ends_with('*')) word.pop_back();
        const auto found = finder.find(theme.question, word, themes->size());
        fuzz::require(std::find(found.begin(), found.end(), i) != found.end());
    }
    return 0;
}
