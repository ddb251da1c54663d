#pragma once
// The painted pieces. Each advances Dear ImGui's cursor by its height, and places the native control that
// belongs to it.

#include <imgui.h>

#include <string_view>

#include "web/app/screen.h"
#include "web/paint/text.h"
#include "web/paint/theme.h"

namespace otklik::paint {

/// A column to lay out in: everything below is `width` wide from the cursor on.
struct Column {
    float x, width;
};

TextStyle bodyText();
TextStyle softText();
TextStyle titleText();
TextStyle strongText();

/// A height at a terminal: `pixels` on a screen 1920 high, in proportion on a lower one, at least `least`.
float onTerminal(float pixels, float least);

/// The least height of what is touched: grows with the text; at a terminal with the screen.
float rowHeight();

void space(float pixels);

/// A paragraph at the cursor; with an id, the native element of that id lies over it.
void paragraph(const Column& column, std::string_view text, const TextStyle& style, std::string_view id = {});

enum class Mark { radio, checkbox };

/// An option: mark and text in a frame, at least 52 pixels high, selected or not; the whole row is the
/// control. `below`: so much room its frame has left under it, for what belongs to the option.
void choiceRow(const Column& column, std::string_view id, std::string_view text, Mark mark, bool selected,
               bool bad = false, float below = 0);

/// One cell of a table of radios: the mark alone, centred between `from` and `to`.
void choiceCell(std::string_view id, ImVec2 from, ImVec2 to, bool selected);

/// One step of a scale: a number in a frame.
void scaleStep(std::string_view id, ImVec2 from, ImVec2 to, std::string_view number, bool selected);

/// The frame round a native text field of `height`; the field itself stays visible and lies inside.
void textField(const Column& column, std::string_view id, float height, bool bad = false);

/// `layerKey`: of the keyboard, and types nothing.
enum class ButtonKind { primary, secondary, quiet, key, layerKey };

/// A button between `from` and `to`.
void button(std::string_view id, ImVec2 from, ImVec2 to, std::string_view text, ButtonKind kind);

/// Height of a button's row and width that fits `text`.
float buttonHeight();
float buttonWidth(std::string_view text, ButtonKind kind);

/// A quiet button at the cursor, as wide as its words.
void linkButton(const Column& column, std::string_view id, std::string_view text);

/// A thin bar filled to `share` (0 to 1).
void progressBar(const Column& column, float share);

/// A message with its icon.
void notice(const Column& column, std::string_view text, Notice::Kind kind);

/// A card's frame behind everything that `content` paints.
template <class Content>
void card(const Column& column, std::uint32_t color, Content content) {
    ImDrawList* list = ImGui::GetWindowDrawList();
    list->ChannelsSplit(2);
    list->ChannelsSetCurrent(1);
    const float top = ImGui::GetCursorScreenPos().y;
    const float edge = theme().room(16);
    space(edge);
    content(Column{column.x + edge, column.width - 2 * edge});
    space(edge);
    list->ChannelsSetCurrent(0);
    const ImVec2 from(column.x, top), to(column.x + column.width, ImGui::GetCursorScreenPos().y);
    list->AddRectFilled(from, to, packed(color), theme().isKiosk ? 16 : 10);
    list->ChannelsMerge();
}
template <class Content>
void card(const Column& column, Content content) {
    card(column, theme().palette->surface, content);
}

}  // namespace otklik::paint
