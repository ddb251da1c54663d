// The palettes come from assets/look.json at build time (web/CMakeLists.txt).

#include "web/paint/theme.h"

namespace otklik::paint {
namespace {

#include "look_tokens.inc"

Theme current{.palette = &k_light};

}  // namespace

const Theme& theme() {
    return current;
}

void setTheme(bool dark, float rootFontSize) {
    current.palette = dark ? &k_dark : &k_light;
    current.unit = rootFontSize / 16;
}

ImU32 packed(std::uint32_t rgb, float alpha) {
    return IM_COL32(rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255, static_cast<int>(alpha * 255 + 0.5f));
}

}  // namespace otklik::paint
