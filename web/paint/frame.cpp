// Dear ImGui's context, its two windows, and the way its triangles and our rectangles go to the page.

#include "web/paint/frame.h"

#include <imgui_internal.h>

#include <vector>

#include "web/paint/imports.h"
#include "web/paint/text.h"
#include "web/paint/theme.h"

namespace otklik::paint {
namespace {

constexpr ImGuiWindowFlags kBare = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoBackground |
                                   ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoInputs |
                                   ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoFocusOnAppearing |
                                   ImGuiWindowFlags_NoBringToFrontOnFocus;

Surface currentSurface;
Interaction currentInteraction;
std::vector<Placement> placements;
std::vector<Written> paragraphs;
float originY = 0;  // where the current window's coordinates begin on Dear ImGui's screen

// Dear ImGui wants a font to exist. Ours has no glyphs: all text is the browser's. ImFontAtlas::Build(),
// which would bring a rasteriser and a font of its own into the program, is never called.
void addEmptyFont(ImFontAtlas& atlas) {
    static unsigned char whitePixel[4] = {255, 255, 255, 255};
    static char noFontData[1];
    ImFontConfig config;
    config.FontData = noFontData;
    config.FontDataSize = 1;
    config.FontDataOwnedByAtlas = false;
    config.SizePixels = 16;
    ImFont* font = atlas.AddFont(&config);
    font->ContainerAtlas = &atlas;
    font->FontSize = config.SizePixels;
    font->ConfigData = &atlas.ConfigData[0];
    font->ConfigDataCount = 1;
    font->AddGlyph(nullptr, ' ', 0, 0, 0, 0, 0, 0, 0, 0, 8);
    font->BuildLookupTable();
    atlas.TexPixelsRGBA32 = reinterpret_cast<unsigned int*>(whitePixel);
    atlas.TexWidth = atlas.TexHeight = 1;
    // The host keeps the first texel of its atlas white; all filled shapes sample it.
    atlas.TexUvWhitePixel = ImVec2(0, 0);
    atlas.TexReady = true;
}

void createContext() {
    static ImFontAtlas atlas;
    addEmptyFont(atlas);
    ImGui::CreateContext(&atlas);
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
    ImGuiStyle& style = ImGui::GetStyle();
    style.WindowPadding = style.ItemSpacing = style.WindowMinSize = ImVec2(0, 0);
    style.WindowMinSize = ImVec2(1, 1);
    style.WindowBorderSize = 0;
    style.AntiAliasedLinesUseTex = false;
    style.CircleTessellationMaxError = 0.15f;
}

/// A window clips what it holds: the page ends where the canvas does, so that it never paints into the bar.
float paintWindow(const char* name, float y, float height, const std::function<void()>& content) {
    ImGui::SetNextWindowPos(ImVec2(0, y));
    ImGui::SetNextWindowSize(ImVec2(currentSurface.width, height));
    ImGui::Begin(name, nullptr, kBare);
    originY = y;
    content();
    const float used = ImGui::GetCursorScreenPos().y - y;
    ImGui::End();
    return used;
}

void sendTriangles() {
    static std::vector<ImDrawVert> vertices;
    static std::vector<std::uint32_t> indices;
    static std::vector<float> commands;
    const ImDrawData* data = ImGui::GetDrawData();
    // One buffer for both windows: their lists are small (a screen has a few hundred quads), and one upload
    // is cheaper than two.
    for (int n = 0; n < data->CmdListsCount; ++n) {
        const ImDrawList* list = data->CmdLists[n];
        for (const ImDrawCmd& command : list->CmdBuffer) {
            const ImVec4& clip = command.ClipRect;
            const auto first = indices.size();
            const auto base = vertices.size();
            for (unsigned i = 0; i < command.ElemCount; ++i)
                indices.push_back(static_cast<std::uint32_t>(
                    list->IdxBuffer[static_cast<int>(command.IdxOffset + i)] + command.VtxOffset + base));
            commands.insert(commands.end(), {static_cast<float>(command.ElemCount), static_cast<float>(first),
                                             clip.x, clip.y, clip.z, clip.w});
            if (&command == &list->CmdBuffer.back())
                vertices.insert(vertices.end(), list->VtxBuffer.begin(), list->VtxBuffer.end());
        }
    }
    otklik_draw(vertices.data(), static_cast<int>(vertices.size()), indices.data(),
                static_cast<int>(indices.size()), commands.data(), static_cast<int>(commands.size() / 6));
    vertices.clear();
    indices.clear();
    commands.clear();
}

}  // namespace

const Surface& surface() {
    return currentSurface;
}
const Interaction& interaction() {
    return currentInteraction;
}

int place(std::string_view id, ImVec2 from, ImVec2 to) {
    const int control = otklik_control(id.data(), static_cast<int>(id.size()));
    placements.push_back(
        {static_cast<float>(control), from.x, from.y - originY, to.x - from.x, to.y - from.y});
    return control;
}

void noteText(const Paragraph& paragraph, ImVec2 position, float step, float alignment, float width) {
    const float part = originY > 0 ? 1 : 0;  // the bar's window lies under the page's
    paragraphs.push_back({static_cast<float>(paragraph.number), part, position.x, position.y - originY, step,
                          alignment, width});
}

Extent paintFrame(const Surface& surface, const Interaction& interaction, const std::function<void()>& page,
                  const std::function<void()>& bar) {
    if (!ImGui::GetCurrentContext()) createContext();
    currentSurface = surface;
    currentInteraction = interaction;
    ImGuiIO& io = ImGui::GetIO();
    io.DisplayFramebufferScale = ImVec2(surface.scale, surface.scale);
    io.DeltaTime = 1.0f / 60;

    Extent extent{};
    // A second pass only where the atlas ran full of lines of which many are not shown any more.
    for (int pass = 0; pass < 2; ++pass) {
        placements.clear();
        paragraphs.clear();
        // The bar's share of the screen is not known before it is laid out; its clip is its own window.
        io.DisplaySize = ImVec2(surface.width, surface.canvasHeight + surface.viewport);
        ImGui::NewFrame();
        extent.page = paintWindow("page", -surface.canvasTop, surface.canvasTop + surface.canvasHeight, page);
        extent.bar = paintWindow("bar", surface.canvasHeight, surface.viewport, bar);
        ImGui::Render();
        extent.isComplete = !atlasRanFull();
        if (extent.isComplete) break;
        otklik_text_empty();
    }
    sendTriangles();
    otklik_place(placements.data(), static_cast<int>(placements.size()));
    otklik_written(paragraphs.data(), static_cast<int>(paragraphs.size()));
    return extent;
}

}  // namespace otklik::paint
