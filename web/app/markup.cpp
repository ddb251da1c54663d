// Buttons carry data-act, which the page hands back to the app when they are pressed.

#include "web/app/markup.h"

namespace otklik {
namespace {

void open(HtmlWriter& html, const Button& button, bool isHere = false) {
    html.open("button", {{"type", "button"},
                         {"id", button.id},
                         {"data-act", button.act},
                         {"aria-current", "step", isHere},
                         {"disabled", button.isDisabled},
                         {"aria-label", button.name, !button.name.empty()}});
}

/// One function an item; those that only a question has, whose markup is the form's, have none.
class ItemWriter {
  public:
    explicit ItemWriter(HtmlWriter& html) : html_(html) {}

    void operator()(const Words& words) {
        const bool isTitle = words.role == Words::Role::title || words.role == Words::Role::headline;
        html_.element(isTitle ? "h2" : "p", words.text,
                      {{"id", words.id, isTitle}, {"tabindex", "-1", isTitle}});
    }
    void operator()(const Notice& notice) {
        html_.element("p", notice.text, {{"role", "alert", notice.kind == Notice::Kind::error}});
    }
    void operator()(const Link& link) {
        if (!link.address.empty()) html_.element("a", link.words, {{"id", link.id}, {"href", link.address}});
    }
    void operator()(const Action& action) { writeButton(html_, action.button); }
    void operator()(const Folded& folded) {
        html_.element("button", folded.button.words,
                      {{"type", "button"},
                       {"id", folded.button.id},
                       {"data-act", folded.button.act},
                       {"aria-expanded", folded.isOpen ? "true" : "false"}});
    }
    void operator()(const Answered& answered) {
        if (answered.number > 0) html_.open("li");
        html_.element("h3", answered.title);
        for (const std::string& line : answered.lines) html_.element("p", line);
        if (!answered.notice.empty()) html_.element("p", answered.notice);
        if (answered.change) writeButton(html_, *answered.change);
        if (answered.number > 0) html_.close();
    }
    void operator()(const Part& part) {
        html_.element("h3", part.title);
        for (const std::string* words : {&part.explanation, &part.counted})
            if (!words->empty()) html_.element("p", *words);
        for (const std::string& note : part.notes) html_.element("p", note);
        if (!part.indices.empty()) html_.open("ul");
        for (const Part::Index& index : part.indices)
            html_.element("li", index.label + ": " + index.text +
                                    (index.interval.empty() ? "" : ", " + index.interval));
        if (!part.indices.empty()) html_.close();
        if (!part.bars.empty()) html_.open("ul");
        for (const Part::Bar& bar : part.bars)
            html_.element("li", bar.label + ": " + bar.text + (bar.own.empty() ? "" : " — " + bar.own));
        if (!part.bars.empty()) html_.close();
        for (const Part::Stack& stack : part.stacks) {
            html_.element("h4", stack.label).open("ul");
            for (const Part::Segment& each : stack.figures)
                html_.element("li",
                              each.label + ": " + each.text + (each.own.empty() ? "" : " — " + each.own));
            html_.close();
        }
    }
    template <class Other>
    void operator()(const Other&) {}

  private:
    HtmlWriter& html_;
};

}  // namespace

void writeButton(HtmlWriter& html, const Button& button) {
    open(html, button);
    html.text(button.words).close();
}

std::string progressMarkup(const Screen& screen) {
    HtmlWriter html;
    // The review's title says it.
    if (screen.question.empty()) return {};
    // What stands over the question is nowhere else in the page.
    for (const Item& item : screen.items) {
        const auto* words = std::get_if<Words>(&item);
        if (words && words->role == Words::Role::step) break;
        if (words && words->role != Words::Role::facts && words->text != screen.survey)
            html.element("p", words->text);
    }
    html.element("p", screen.progress, {{"id", "app-progress"}});
    return html.take();
}

std::string jumpsMarkup(const Screen& screen, const Locale& locale) {
    if (screen.jumps.empty()) return {};
    HtmlWriter html;
    html.open("nav", {{"aria-label", locale.text("app.questions")}});
    for (const Jump& jump : screen.jumps) {
        open(html, jump.button, jump.isHere);
        html.text(std::to_string(jump.number) + ". ").element("span", jump.button.words).close();
    }
    html.close();
    return html.take();
}

std::string panelMarkup(const Screen& screen) {
    if (!screen.question.empty()) return {};
    HtmlWriter html;
    bool isList = false;  // the numbered answers are one
    for (const Item& item : screen.items) {
        const auto* answered = std::get_if<Answered>(&item);
        const bool isEntry = answered && answered->number > 0;
        if (isEntry && !isList) html.open("ol");
        if (!isEntry && isList) html.close();
        isList = isEntry;
        std::visit(ItemWriter(html), item);
    }
    if (isList) html.close();
    return html.take();
}

std::string barMarkup(const Screen& screen, const Locale& locale) {
    HtmlWriter html;
    if (!screen.keys.empty())
        html.open("div", {{"role", "group"}, {"aria-label", locale.text("kiosk.keyboard")}});
    for (const auto& row : screen.keys)
        for (const Key& key : row)
            html.element("button", "",
                         {{"type", "button"},
                          {"tabindex", "-1"},
                          {"id", key.id},
                          {"aria-label", key.name},
                          {"data-types", key.types, key.does.empty()},
                          {"data-does", key.does, !key.does.empty()},
                          {"aria-pressed", key.held ? "true" : "false", key.does == "shift"}});
    if (!screen.keys.empty()) html.close();
    if (screen.leave)
        html.element("button", screen.leave->button.words,
                     {{"type", "button"},
                      {"id", screen.leave->button.id},
                      {"data-act", screen.leave->button.act},
                      {"data-answered", screen.leave->answered},
                      {"data-total", screen.leave->total}});
    for (const auto* button : {&screen.back, &screen.next})
        if (*button) writeButton(html, **button);
    return html.take();
}

}  // namespace otklik
