#include "web/paint/items.h"

#include <cmath>

#include "web/paint/frame.h"

namespace otklik::paint {
namespace {

TextStyle styleOf(Words::Role role) {
    switch (role) {
        case Words::Role::lead:
            return {theme().strong(), Weight::semibold, theme().palette->ink, theme().headingLines()};
        case Words::Role::title:
            return titleText();
        case Words::Role::headline:
            return {theme().headline(), Weight::semibold, theme().palette->ink, theme().headingLines()};
        case Words::Role::panel:
            return {theme().body(), Weight::semibold, theme().palette->ink_soft};
        case Words::Role::step:
        case Words::Role::facts:
            return {theme().body(), Weight::regular, theme().palette->ink_soft};
        case Words::Role::soft:
            return softText();
        case Words::Role::body:
            break;
    }
    return bodyText();
}

// A ring with a tick: the one ornament of the app, and it carries the meaning.
void paintDone(const Column& column, bool isSent) {
    const float radius = 36;
    const ImVec2 centre(column.x + column.width / 2, ImGui::GetCursorScreenPos().y + radius);
    ImDrawList* list = ImGui::GetWindowDrawList();
    const ImU32 color = packed(isSent ? theme().palette->good : theme().palette->accent);
    list->AddCircle(centre, radius - 2, color, 0, 4);
    const ImVec2 tick[] = {
        {centre.x - 16, centre.y + 1}, {centre.x - 5, centre.y + 12}, {centre.x + 17, centre.y - 11}};
    list->AddPolyline(tick, 3, color, 0, 5);
    space(2 * radius);
}

/// Words on the left, a figure on the right.
void paintCounter(const Column& column, const Counter& counter) {
    const float y = ImGui::GetCursorScreenPos().y;
    const Paragraph& figure = layoutText(counter.figure, strongText(), column.width / 2);
    const Paragraph& words = layoutText(counter.words, softText(), column.width - figure.width - 16);
    drawText(words, ImVec2(column.x, y + figure.height - words.height));
    drawText(figure, ImVec2(column.x + column.width - figure.width, y));
    space(std::fmax(words.height, figure.height));
}

/// A hairline over the whole column.
void paintLine(const Column& column) {
    const float y = ImGui::GetCursorScreenPos().y;
    ImGui::GetWindowDrawList()->AddLine(ImVec2(column.x, y), ImVec2(column.x + column.width, y),
                                        packed(theme().palette->line, 0.5f));
}

/// «›», or turned down where what it leads to is open.
void paintChevron(ImVec2 centre, bool isOpen) {
    const float scale = std::fmax(1, theme().body() / 16);  // grows with the words beside it
    const float half = 5 * scale, depth = 2.5f * scale;
    const ImVec2 side[] = {{centre.x - depth, centre.y - half},
                           {centre.x + depth, centre.y},
                           {centre.x - depth, centre.y + half}};
    const ImVec2 down[] = {{centre.x - half, centre.y - depth},
                           {centre.x, centre.y + depth},
                           {centre.x + half, centre.y - depth}};
    ImGui::GetWindowDrawList()->AddPolyline(isOpen ? down : side, 3, packed(theme().palette->accent), 0,
                                            2 * scale);
}

void paintFolded(const Column& column, const Folded& folded) {
    const TextStyle style{theme().body(), Weight::semibold, theme().palette->accent};
    const Paragraph& words = layoutText(folded.button.words, style, column.width - 32);
    const ImVec2 from(column.x, ImGui::GetCursorScreenPos().y);
    const ImVec2 to(column.x + column.width, from.y + std::fmax(52, words.height + 24));
    paintLine(column);
    button(folded.button.id, from, to, "", ButtonKind::quiet);
    drawText(words, ImVec2(from.x, (from.y + to.y - words.height) / 2));
    paintChevron(ImVec2(to.x - 10, (from.y + to.y) / 2), folded.isOpen);
    space(to.y - from.y);
    paintLine(column);
}

}  // namespace

/// A tall field takes its share of a terminal's screen: what the keyboard leaves is room for it.
float heightOf(const TextField& field) {
    if (!field.isTall) return std::fmax(rowHeight(), 52 * theme().unit);
    const float line = theme().body() * theme().lines;
    return theme().isKiosk ? std::fmax(0.3f * surface().viewport, 2 * line + 56) : 168 * theme().unit;
}

/// Its label, where it has one, and the field.
void paintField(const Column& column, const TextField& field) {
    paragraph(column, field.label, bodyText());
    if (!field.label.empty()) space(4);
    const float height = heightOf(field);
    textField(column, field.id, height, field.isWrong);
    if (field.isList)
        paintChevron(
            ImVec2(column.x + column.width - 22 * theme().unit, ImGui::GetCursorScreenPos().y - height / 2),
            true);
}

namespace {

void paintOption(const Column& column, const Option& option, float below) {
    choiceRow(column, option.control.id, option.control.words,
              option.isOneOfSeveral ? Mark::checkbox : Mark::radio, option.control.isChosen, option.isWrong,
              below);
}

/// In one frame: what is typed there belongs to the option.
void paintOptionWithField(const Column& column, const Option& option, const TextField& field) {
    const float edge = theme().room(14);
    const Column inner{column.x + edge, column.width - 2 * edge};
    const float label = field.label.empty() ? 0 : layoutText(field.label, bodyText(), inner.width).height + 4;
    paintOption(column, option, label + heightOf(field) + edge);
    paintField(inner, field);
    space(edge + theme().room(8));
}

class Painter {
  public:
    explicit Painter(const Column& column) : column_(column) {}

    void operator()(const Words& words) { paragraph(column_, words.text, styleOf(words.role), words.id); }
    void operator()(const Notice& words) { notice(column_, words.text, words.kind); }
    void operator()(const Counter& counter) { paintCounter(column_, counter); }
    void operator()(const Action& action) { linkButton(column_, action.button.id, action.button.words); }
    void operator()(const Folded& folded) { paintFolded(column_, folded); }
    void operator()(const Link& link) { linkButton(column_, link.id, link.words); }
    void operator()(const Option& option) { paintOption(column_, option, 0); }
    void operator()(const ScaleSteps& scale) { paintSteps(column_, scale); }
    void operator()(const TextField& field) { paintField(column_, field); }
    void operator()(const RankedLine& line) { paintRankedLine(column_, line); }
    void operator()(const Grid& grid) { paintGrid(column_, grid); }
    void operator()(const Answered& answered) { paintAnswered(column_, answered); }
    void operator()(const Busy&) { progressBar(column_, 0.6f); }
    void operator()(const Done& done) { paintDone(column_, done.isSent); }
    void operator()(const Part& part) { paintPart(column_, part); }

  private:
    const Column& column_;
};

template <class... Kinds>
bool is(const Item& item) {
    return (std::holds_alternative<Kinds>(item) || ...);
}

/// The room between two items.
float gap(const Item& before, const Item& after) {
    if (const auto* words = std::get_if<Words>(&before)) {
        if (is<Link, Action>(after)) return 0;
        const auto* next = std::get_if<Words>(&after);
        if (!next) return words->role == Words::Role::lead ? 8 : 16;
        // What was said so far is told apart from a question that begins, and from a heading within it.
        const bool beginsAnew = next->role == Words::Role::step || next->role == Words::Role::lead;
        if (beginsAnew && words->role != Words::Role::panel) return 16;
        return words->role == Words::Role::step || words->role == Words::Role::lead ? 4 : 8;
    }
    if (is<TextField>(before) && is<TextField, Words>(after)) return 16;
    if (is<Link, Action, TextField, Counter>(before)) return is<Option>(after) ? 12 : 8;
    if (is<Done>(before)) return 24;
    const auto* answered = std::get_if<Answered>(&before);
    if (answered && answered->number == 0) return 12;
    if (is<Answered>(before) || is<Folded>(before)) return is<Answered, Folded>(after) ? 0 : 16;
    if (is<Notice, Part>(before)) return 12;
    return 0;  // options, steps and rows bring their own
}

}  // namespace

void paintItems(const Column& column, const std::vector<Item>& items, bool hasSide) {
    const Item* before = nullptr;
    for (std::size_t i = 0; i < items.size(); ++i) {
        const Item& item = items[i];
        const auto* words = std::get_if<Words>(&item);
        if (hasSide && words && (words->role == Words::Role::lead || words->role == Words::Role::facts))
            continue;
        if (before) space(theme().room(gap(*before, item)));
        const auto* field = i + 1 < items.size() ? std::get_if<TextField>(&items[i + 1]) : nullptr;
        if (field && field->isWithin)
            paintOptionWithField(column, std::get<Option>(item), *field), ++i;
        else
            std::visit(Painter(column), item);
        before = &item;
    }
}

void paintSteps(const Column& column, const ScaleSteps& scale) {
    const float gap = theme().room(8), least = theme().isKiosk ? onTerminal(88, 64) : 44 * theme().unit;
    const auto steps = static_cast<float>(scale.steps.size());
    // So many rows that each step can be touched, as even as they come.
    const float most = std::fmax(1, std::floor((column.width + gap) / (least + gap)));
    const float count = std::ceil(steps / std::ceil(steps / most));
    if (!scale.low.empty() || !scale.high.empty()) {
        // Over the ends, or below each other where the words would be broken.
        const bool isNarrow = column.width < 240 * theme().unit;
        const float half = isNarrow ? column.width : column.width / 2 - 8, y = ImGui::GetCursorScreenPos().y;
        const Paragraph& low = layoutText(scale.low, softText(), half);
        const Paragraph& high = layoutText(scale.high, softText(), half);
        const float height = isNarrow ? low.height + high.height : std::fmax(low.height, high.height);
        drawText(low, ImVec2(column.x, isNarrow ? y : y + height - low.height));
        drawText(high, ImVec2(column.x + column.width - half, y + height - high.height), 1, half);
        space(height + 4);
    }
    const float y = ImGui::GetCursorScreenPos().y, height = rowHeight();
    const float width = (column.width - gap * (count - 1)) / count;
    float at = 0;
    for (const Control& step : scale.steps) {
        const float x = column.x + std::fmod(at, count) * (width + gap),
                    top = y + std::floor(at / count) * (height + gap);
        scaleStep(step.id, ImVec2(x, top), ImVec2(x + width, top + height), step.words, step.isChosen);
        ++at;
    }
    space(std::ceil(steps / count) * (height + gap) - gap);
}

namespace {

/// Number, title and answers below each other, with the way back on the right of the title, or below where
/// there is no room.
void paintEntry(const Column& column, const Answered& answered) {
    paintLine(column);
    space(14);
    const float numbers = 32 * theme().unit, line = theme().body() * theme().lines;
    const float change = answered.change ? buttonWidth(answered.change->words, ButtonKind::quiet) - 24 : 0;
    const bool isBeside = change < column.width / 2;
    const auto paintChange = [&] {
        const float right = column.x + column.width + 8, height = std::fmax(44, line);
        const float middle = ImGui::GetCursorScreenPos().y + (isBeside ? line : height) / 2;
        button(answered.change->id, ImVec2(right - change, middle - height / 2),
               ImVec2(right, middle + height / 2), answered.change->words, ButtonKind::quiet);
        if (!isBeside) space(height);
    };
    if (answered.change && isBeside) paintChange();
    const Column inner{column.x + numbers, column.width - numbers};
    const Paragraph& number =
        layoutText(std::to_string(answered.number),
                   {theme().body(), Weight::semibold, theme().palette->ink_soft}, numbers);
    drawText(number, ImVec2(column.x, ImGui::GetCursorScreenPos().y));
    paragraph({inner.x, inner.width - (isBeside ? change : 0)}, answered.title, strongText());
    for (const std::string& each : answered.lines) {
        space(2);
        paragraph(inner, each, bodyText());
    }
    if (!answered.notice.empty()) {
        space(4);
        notice(inner, answered.notice, Notice::Kind::information);
    }
    if (answered.change && !isBeside) paintChange();
    space(14);
}

}  // namespace

void paintAnswered(const Column& column, const Answered& answered) {
    if (answered.number > 0) return paintEntry(column, answered);
    card(column, [&](const Column& inner) {
        paragraph(inner, answered.title, strongText());
        space(8);
        for (const std::string& line : answered.lines) {
            paragraph(inner, line, bodyText());
            space(4);
        }
    });
}

}  // namespace otklik::paint
