// The palettes come from assets/look.json at build time (web/CMakeLists.txt).

#include "web/paint/theme.h"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace otklik::paint {
namespace {

#include "look_tokens.inc"

Theme current{};

}  // namespace

const Theme& theme() {
    return current;
}

void setTheme(int scheme, bool isKiosk, float rootFontSize, float lines, float width) {
    current.palette = &kPalettes[std::clamp(scheme, 0, static_cast<int>(std::size(kPalettes)) - 1)];
    current.isKiosk = isKiosk;
    current.unit = rootFontSize / 16;
    current.lines = lines;
    current.width = width;
}

float Theme::heading(float size, float share) const {
    return std::fmax(body(), std::fmin(size * unit, share * width));
}

ImU32 packed(std::uint32_t rgb, float alpha) {
    return IM_COL32(rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255, static_cast<int>(alpha * 255 + 0.5f));
}

}  // namespace otklik::paint
