// Dear ImGui formats names of popups and tooltips, which we never open: instead of the C library's printf it
// gets the format itself (see also web/bridge/libc.cpp).

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cstring>

int ImFormatStringV(char* buffer, size_t size, const char* format, va_list) {
    const size_t length = std::strlen(format);
    if (!buffer || size == 0) return static_cast<int>(length);
    const size_t copied = std::min(length, size - 1);
    std::memcpy(buffer, format, copied);
    buffer[copied] = '\0';
    return static_cast<int>(copied);
}

int ImFormatString(char* buffer, size_t size, const char* format, ...) {
    va_list none;
    va_start(none, format);
    const int length = ImFormatStringV(buffer, size, format, none);
    va_end(none);
    return length;
}
