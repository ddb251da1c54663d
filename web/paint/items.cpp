#include "web/paint/items.h"

#include <cmath>

namespace otklik::paint {
namespace {

TextStyle styleOf(Words::Role role) {
    switch (role) {
        case Words::Role::lead:
            return {theme().soft(), Weight::semibold, theme().palette->ink_soft};
        case Words::Role::title:
            return titleText();
        case Words::Role::headline:
            return {theme().headline(), Weight::semibold, theme().palette->ink};
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

void paintEnds(const Column& column, const ScaleEndWords& ends) {
    // Beside each other, or below where the words would be broken.
    const bool isNarrow = column.width < 260 * theme().unit;
    const float half = isNarrow ? column.width : column.width / 2 - 8, y = ImGui::GetCursorScreenPos().y;
    const Paragraph& low = layoutText(ends.low, softText(), half);
    const Paragraph& high = layoutText(ends.high, softText(), half);
    drawText(low, ImVec2(column.x, y));
    drawText(high, ImVec2(column.x + column.width - half, isNarrow ? y + low.height : y), isNarrow ? 0 : 1,
             half);
    space(isNarrow ? low.height + high.height : std::fmax(low.height, high.height));
}

class Painter {
  public:
    explicit Painter(const Column& column) : column_(column) {}

    void operator()(const Words& words) { paragraph(column_, words.text, styleOf(words.role), words.id); }
    void operator()(const Notice& words) { notice(column_, words.text, words.isBad); }
    void operator()(const Link& link) { linkButton(column_, link.id, link.words); }
    void operator()(const Option& option) {
        choiceRow(column_, option.control.id, option.control.words,
                  option.isOneOfSeveral ? Mark::checkbox : Mark::radio, option.control.isChosen,
                  option.isWrong);
    }
    void operator()(const ScaleSteps& scale) { paintSteps(column_, scale.steps); }
    void operator()(const ScaleEndWords& ends) { paintEnds(column_, ends); }
    void operator()(const TextField& field) {
        textField(column_, field.id, (field.isTall ? 168 : 52) * theme().unit, field.isWrong);
    }
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
    if (is<Link>(before) || (is<Words>(before) && is<Words>(after))) return 8;
    if (is<Words>(before)) return is<Link>(after) ? 0 : 16;
    if (is<Done>(before)) return 24;
    if (is<TextField>(before) && is<Notice>(after)) return 8;
    if (is<TextField>(before)) return is<Option>(after) ? 12 : 0;
    if (is<Notice, ScaleEndWords, Part>(before)) return 12;
    return is<Answered>(before) ? 8 : 0;  // options, steps and rows bring their own
}

}  // namespace

void paintItems(const Column& column, const std::vector<Item>& items, bool hasSide) {
    const Item* before = nullptr;
    for (const Item& item : items) {
        const auto* words = std::get_if<Words>(&item);
        if (hasSide && words && words->role == Words::Role::lead) continue;
        if (before) space(gap(*before, item));
        std::visit(Painter(column), item);
        before = &item;
    }
}

void paintSteps(const Column& column, const std::vector<Control>& steps) {
    const float gap = 8, y = ImGui::GetCursorScreenPos().y, height = rowHeight();
    const float count = static_cast<float>(steps.size());
    const float width = (column.width - gap * (count - 1)) / count;
    float x = column.x;
    for (const Control& step : steps) {
        scaleStep(step.id, ImVec2(x, y), ImVec2(x + width, y + height), step.words, step.isChosen);
        x += width + gap;
    }
    space(height);
}

void paintAnswered(const Column& column, const Answered& answered) {
    card(column, [&](const Column& inner) {
        float side = 0;
        if (answered.change) {
            const std::string& change = answered.change->words;
            const float width = std::fmin(buttonWidth(change, ButtonKind::quiet) - 16, inner.width + 16);
            const bool isBeside = width < inner.width / 2;
            const float top = ImGui::GetCursorScreenPos().y, right = inner.x + inner.width + 8;
            button(answered.change->id, ImVec2(right - width, top - 12),
                   ImVec2(right, top - 12 + std::fmax(44, 24 * theme().unit)), change, ButtonKind::quiet);
            if (!isBeside) space(24 * theme().unit);
            if (isBeside) side = width;
        }
        const Column words{inner.x, inner.width - side};
        const bool isNumbered = answered.number > 0;
        paragraph(words,
                  (isNumbered ? std::to_string(answered.number) + ". " : std::string()) + answered.title,
                  isNumbered ? softText() : strongText());
        space(isNumbered ? 4 : 8);
        paragraph(words, answered.nothing, softText());
        for (const std::string& line : answered.lines) {
            paragraph(inner, line, bodyText());
            if (!isNumbered) space(4);
        }
        if (answered.notice.empty()) return;
        space(4);
        notice(inner, answered.notice, false);
    });
}

}  // namespace otklik::paint
