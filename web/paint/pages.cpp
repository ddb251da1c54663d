// A phone shows one column; from 900 px on, title, progress and the list of questions stand in a left column
// of 320 px.

#include "web/paint/pages.h"

#include <algorithm>
#include <cmath>

#include "shared/form/form.h"
#include "shared/redact/redact.h"
#include "web/app/markup.h"
#include "web/paint/charts.h"
#include "web/paint/frame.h"
#include "web/paint/keyboard.h"
#include "web/paint/question.h"
#include "web/paint/widgets.h"

namespace otklik::paint {
namespace {

constexpr float kWide = 900, kSide = 320, kGutter = 48, kMeasure = 720;

bool isWide() {
    return surface().width >= kWide * theme().unit;
}

struct Columns {
    Column side, main;  // side.width is 0 on a phone
};

Columns columns() {
    const float width = surface().width;
    if (!isWide()) {
        const float inner = std::fmin(width - 32, kMeasure);
        return {{0, 0}, {(width - inner) / 2, inner}};
    }
    const float side = kSide * theme().unit;
    const float measure = std::fmin(kMeasure * theme().unit, width - side - 3 * kGutter);
    const float left = std::fmax(kGutter, (width - side - kGutter - measure) / 2);
    return {{left, side}, {left + side + kGutter, measure}};
}

void paintProgress(const Column& column, const Visit& visit, const Locale& locale) {
    const float total = static_cast<float>(visit.questions().size());
    paragraph(column, progressText(visit, locale), softText(), "app-progress");
    space(4);
    progressBar(column, static_cast<float>(visit.position() + 1) / total);
}

void paintSide(const Column& column, const Visit& visit, const Locale& locale) {
    space(24);
    paragraph(column, visit.survey().title.in(locale.language()),
              {theme().strong(), Weight::semibold, theme().palette->ink});
    space(16);
    paintProgress(column, visit, locale);
    space(16);
    for (std::size_t i = 0; i < visit.questions().size(); ++i) {
        const Question& question = *visit.questions()[i];
        const bool here = visit.screen() == Screen::question && static_cast<int>(i) == visit.position();
        const bool answered = visit.answer(question) != nullptr;
        const TextStyle style{theme().soft(), here ? Weight::semibold : Weight::regular,
                              here       ? theme().palette->accent
                              : answered ? theme().palette->ink
                                         : theme().palette->ink_soft};
        const ImVec2 from(column.x, ImGui::GetCursorScreenPos().y);
        const Paragraph& number = layoutText(std::to_string(i + 1), style, 40);
        const Paragraph& words =
            layoutText(shortTitle(question, locale.language()), style, column.width - 60);
        const float height = std::fmax(44, words.height + 12);
        const ImVec2 to(column.x + column.width, from.y + height);
        button(jumpId(static_cast<int>(i)), from, to, "", ButtonKind::quiet);
        drawText(number, ImVec2(from.x + 8, from.y + (height - number.height) / 2));
        drawText(words, ImVec2(from.x + 36, from.y + (height - words.height) / 2));
        if (answered)
            ImGui::GetWindowDrawList()->AddCircleFilled(ImVec2(to.x - 12, from.y + height / 2), 4,
                                                        packed(theme().palette->accent));
        space(height);
    }
}

void paintReview(const Column& column, const Visit& visit, const Locale& locale) {
    paragraph(column, locale.text("app.review-title"), titleText(), "app-heading");
    space(8);
    paragraph(column, locale.text("app.review-hint"), softText());
    space(16);
    if (const std::string refusal = refusalText(visit, locale); !refusal.empty()) {
        notice(column, refusal, true);
        space(16);
    }
    for (std::size_t i = 0; i < visit.questions().size(); ++i) {
        const Question& question = *visit.questions()[i];
        card(column, [&](const Column& inner) {
            const std::string change = locale.text("app.change");
            const float changeWidth =
                std::fmin(buttonWidth(change, ButtonKind::quiet) - 16, inner.width + 16);
            const bool isBeside = changeWidth < inner.width / 2;
            const float side = isBeside ? changeWidth : 0, top = ImGui::GetCursorScreenPos().y;
            const float right = inner.x + inner.width + 8;
            button(changeId(static_cast<int>(i)), ImVec2(right - changeWidth, top - 12),
                   ImVec2(right, top - 12 + std::fmax(44, 24 * theme().unit)), change, ButtonKind::quiet);
            if (!isBeside) space(24 * theme().unit);
            const Column words{inner.x, inner.width - side};
            paragraph(words, std::to_string(i + 1) + ". " + shortTitle(question, locale.language()),
                      softText());
            space(4);
            const Answer* answer = visit.answer(question);
            if (!answer) paragraph(words, locale.text("app.unanswered"), softText());
            if (!answer) return;
            for (const std::string& line : describeAnswer(question, *answer, locale.language()))
                paragraph(inner, line, bodyText());
            if (hidesPersonalData(*answer)) {
                space(4);
                notice(inner, locale.text("app.redacted"), false);
            }
        });
        space(8);
    }
}

// A ring with a tick: the one ornament of the app, and it carries the meaning.
void paintDone(const Column& column, bool sent) {
    const float radius = 36;
    const ImVec2 centre(column.x + column.width / 2, ImGui::GetCursorScreenPos().y + radius);
    ImDrawList* list = ImGui::GetWindowDrawList();
    const ImU32 color = packed(sent ? theme().palette->good : theme().palette->accent);
    list->AddCircle(centre, radius - 2, color, 0, 4);
    const ImVec2 tick[] = {
        {centre.x - 16, centre.y + 1}, {centre.x - 5, centre.y + 12}, {centre.x + 17, centre.y - 11}};
    list->AddPolyline(tick, 3, color, 0, 5);
    space(2 * radius);
}

void paintThanks(const Column& column, const Visit& visit, const Locale& locale) {
    const Farewell words = farewell(visit);
    space(32);
    if (visit.delivery() != Delivery::refused) paintDone(column, visit.delivery() == Delivery::sent);
    space(24);
    paragraph(column, locale.text(words.heading),
              {theme().headline(), Weight::semibold, theme().palette->ink}, "app-heading");
    space(12);
    paragraph(column, locale.text(words.more), bodyText());
}

void paintMain(const Column& column, const Visit& visit, const Locale& locale) {
    switch (visit.screen()) {
        case Screen::question:
            paintQuestion(column, visit, locale, !isWide());
            break;
        case Screen::review:
            paintReview(column, visit, locale);
            break;
        case Screen::sending:
            paragraph(column, locale.text("app.sending"), titleText(), "app-heading");
            space(16);
            progressBar(column, 0.6f);
            break;
        case Screen::thanks:
            paintThanks(column, visit, locale);
            break;
        case Screen::preview:
            paintPreview(column, visit, locale);
            break;
    }
}

}  // namespace

void paintPage(const Visit& visit, const Locale& locale, bool offersPlainForm) {
    const Columns at = columns();
    const bool onTheWay = visit.screen() == Screen::question || visit.screen() == Screen::review;
    const float top = ImGui::GetCursorScreenPos().y;
    float sideBottom = top;
    if (at.side.width > 0 && onTheWay) {
        paintSide(at.side, visit, locale);
        sideBottom = ImGui::GetCursorScreenPos().y;
        ImGui::SetCursorScreenPos(ImVec2(0, top));
    } else if (visit.screen() == Screen::question) {
        space(16);
        paintProgress(at.main, visit, locale);
    }
    space(24);
    paintMain(at.main, visit, locale);
    space(8);
    if (visit.screen() == Screen::question && offersPlainForm)
        linkButton(at.main, "app-plain", locale.text("app.plain"));
    space(24);
    const float bottom = std::fmax(sideBottom, ImGui::GetCursorScreenPos().y);
    ImGui::SetCursorScreenPos(ImVec2(0, bottom));
}

void paintBar(const Visit& visit, const Keyboard& keyboard, const Locale& locale) {
    if (keyboard.isShown()) paintKeyboard(keyboard, locale);
    const Column column = columns().main;
    const BarButtons buttons = barButtons(visit);
    if (buttons.back.empty() && buttons.next.empty()) return;
    const std::string back = buttons.back.empty() ? "" : locale.text(buttons.back);
    const std::string next = buttons.next.empty() ? "" : locale.text(buttons.next);
    const float backWidth = back.empty() ? 0 : buttonWidth(back, ButtonKind::secondary);
    const float nextWidth = next.empty() ? 0 : buttonWidth(next, ButtonKind::primary);
    const bool areStacked = !back.empty() && !next.empty() && backWidth + 12 + nextWidth > column.width;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float height = (areStacked ? 2 * buttonHeight() + 12 : buttonHeight()) + 24;
    ImDrawList* list = ImGui::GetWindowDrawList();
    list->AddRectFilled(at, ImVec2(at.x + surface().width, at.y + height), packed(theme().palette->paper));
    list->AddLine(ImVec2(0, at.y), ImVec2(surface().width, at.y), packed(theme().palette->line, 0.5f));
    const float right = column.x + column.width, bottom = at.y + height - 12;
    float nextFrom = column.x;
    if (!back.empty()) {
        const float to = areStacked || next.empty() ? right : column.x + backWidth;
        button("app-back", ImVec2(column.x, at.y + 12), ImVec2(to, at.y + 12 + buttonHeight()), back,
               ButtonKind::secondary);
        if (!areStacked) nextFrom = to + 12;
    }
    if (!next.empty()) {
        if (isWide()) nextFrom = std::fmax(nextFrom, right - std::fmax(180, nextWidth));
        button("app-next", ImVec2(nextFrom, bottom - buttonHeight()), ImVec2(right, bottom), next,
               ButtonKind::primary);
    }
    space(height);
}

}  // namespace otklik::paint
