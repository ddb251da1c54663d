// The cache of shaped paragraphs and their painting, snapped to device pixels so that text stays crisp.

#include "web/paint/text.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <utility>

#include "web/paint/frame.h"
#include "web/paint/theme.h"

namespace otklik::paint {
namespace {

constexpr int kMaxLines = 1024;  // of one paragraph; 2,000 characters at 300 % on the smallest phone have 300

std::map<std::string, Paragraph> cache;  // by text and style
int paragraphs = 0;
bool ranFull = false;

float snapped(float value) {
    const float scale = ImGui::GetIO().DisplayFramebufferScale.x;
    return std::round(value * scale) / scale;
}

std::string cacheKey(std::string_view text, const TextStyle& style, float maxWidth) {
    const float numbers[] = {style.size, style.lines, maxWidth};
    const ImU32 words[] = {style.color, static_cast<ImU32>(style.weight)};
    std::string key(text);
    key.append(reinterpret_cast<const char*>(numbers), sizeof numbers);
    key.append(reinterpret_cast<const char*>(words), sizeof words);
    return key;
}

}  // namespace

const Paragraph& layoutText(std::string_view text, const TextStyle& style, float maxWidth) {
    maxWidth = std::floor(maxWidth);
    auto [entry, added] = cache.try_emplace(cacheKey(text, style, maxWidth));
    if (!added) return entry->second;

    static float widths[kMaxLines];
    Paragraph& paragraph = entry->second;
    paragraph.number = ++paragraphs;
    const int count =
        std::min(kMaxLines, otklik_text_layout(paragraph.number, text.data(), static_cast<int>(text.size()),
                                               style.size, static_cast<int>(style.weight), style.color,
                                               maxWidth, widths, kMaxLines));
    paragraph.widths.assign(widths, widths + count);
    for (const float width : paragraph.widths) paragraph.width = std::fmax(paragraph.width, width);
    paragraph.height =
        static_cast<float>(count) * snapped(style.size * (style.lines > 0 ? style.lines : theme().lines));
    return paragraph;
}

void drawText(const Paragraph& paragraph, ImVec2 position, float alignment, float width) {
    if (paragraph.widths.empty()) return;
    ImDrawList* list = ImGui::GetWindowDrawList();
    const float step = paragraph.height / static_cast<float>(paragraph.widths.size());
    noteText(paragraph, position, step, alignment, width);
    const float top = list->GetClipRectMin().y, bottom = list->GetClipRectMax().y;
    for (std::size_t i = 0; i < paragraph.widths.size(); ++i) {
        const float y = position.y + static_cast<float>(i) * step;
        if (y > bottom || y + step < top) continue;
        TextLine line;
        if (!otklik_text_line(paragraph.number, static_cast<int>(i), &line)) {
            ranFull = true;
            return;
        }
        const ImVec2 from{snapped(position.x + alignment * (width - line.width)),
                          snapped(y + (step - line.height) / 2)};
        list->AddImage(ImGui::GetIO().Fonts->TexID, from, ImVec2(from.x + line.width, from.y + line.height),
                       ImVec2(line.u0, line.v0), ImVec2(line.u1, line.v1));
    }
}

bool atlasRanFull() {
    return std::exchange(ranFull, false);
}

void forgetText() {
    cache.clear();
    paragraphs = 0;
}

}  // namespace otklik::paint
