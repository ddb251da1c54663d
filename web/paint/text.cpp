// The cache of shaped paragraphs and their painting, snapped to device pixels so that text stays crisp.

#include "web/paint/text.h"

#include <cmath>
#include <string>
#include <unordered_map>

namespace otklik::paint {
namespace {

constexpr int kMaxLines =
    256;  // of one paragraph; a 2,000-character option at 300 % on a small phone has fewer
constexpr float kLineHeight = 1.45f;

std::unordered_map<std::string, Paragraph> cache;  // by text and style
bool emptied = false;

float snapped(float value) {
    const float scale = ImGui::GetIO().DisplayFramebufferScale.x;
    return std::round(value * scale) / scale;
}

std::string cacheKey(std::string_view text, const TextStyle& style, float maxWidth) {
    const float numbers[] = {style.size, maxWidth};
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

    static bridge::TextLine lines[kMaxLines];
    const auto layOut = [&] {
        return bridge::otklik_text_layout(text.data(), static_cast<int>(text.size()), style.size,
                                          static_cast<int>(style.weight), style.color, maxWidth, lines,
                                          kMaxLines);
    };
    int count = layOut();
    if (count < 0) {  // the atlas was full and is empty now: what was cached is gone with it
        forgetText();
        emptied = true;
        entry = cache.try_emplace(cacheKey(text, style, maxWidth)).first;
        count = layOut();
    }
    Paragraph& paragraph = entry->second;
    for (int i = 0; i < count; ++i) {
        paragraph.lines.push_back(lines[i]);
        paragraph.width = std::fmax(paragraph.width, lines[i].width);
    }
    paragraph.height = static_cast<float>(count) * snapped(style.size * kLineHeight);
    return paragraph;
}

void drawText(const Paragraph& paragraph, ImVec2 position, float alignment, float width) {
    if (paragraph.lines.empty()) return;
    ImDrawList* list = ImGui::GetWindowDrawList();
    const float step = paragraph.height / static_cast<float>(paragraph.lines.size());
    float y = position.y;
    for (const bridge::TextLine& line : paragraph.lines) {
        const ImVec2 from{snapped(position.x + alignment * (width - line.width)),
                          snapped(y + (step - line.height) / 2)};
        list->AddImage(ImGui::GetIO().Fonts->TexID, from, ImVec2(from.x + line.width, from.y + line.height),
                       ImVec2(line.u0, line.v0), ImVec2(line.u1, line.v1));
        y += step;
    }
}

bool atlasWasEmptied() {
    return std::exchange(emptied, false);
}

void forgetText() {
    cache.clear();
}

}  // namespace otklik::paint
