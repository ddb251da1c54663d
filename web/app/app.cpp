// Whatever is called ends in a new description of the screen: what the visitor sees is always what the visit
// is.

#include "web/app/app.h"

#include <charconv>

#include "shared/redact/redact.h"
#include "shared/survey/fields.h"
#include "shared/text/problem_text.h"
#include "web/app/order.h"

namespace otklik {
namespace {

/// What follows `prefix` in `text`; nothing where it does not begin so.
std::optional<std::string_view> after(std::string_view prefix, std::string_view text) {
    return text.starts_with(prefix) ? std::optional(text.substr(prefix.size())) : std::nullopt;
}

Delivery deliveryNamed(std::string_view name) {
    return name == "sent" ? Delivery::sent : name == "waiting" ? Delivery::waiting : Delivery::refused;
}

}  // namespace

std::optional<FormReading> readingOfForm(const Survey& survey, std::string_view urlencoded,
                                         const Answers* before) {
    auto fields = parseUrlEncoded(urlencoded, kFormOnDevice);
    if (!fields) return std::nullopt;
    if (before) makeRoomInOrders(survey, *before, *fields);
    return answersFromForm(survey, *fields, LoneText::isGivenUp);
}

App::App(Survey survey, Locale locale, FormReading form, int openAt, bool isKiosk, Surroundings surroundings)
    : survey_(std::move(survey)),
      locale_(std::move(locale)),
      isKiosk_(isKiosk),
      visit_(survey_, std::move(form.answers), openAt, std::move(form.problems)) {
    visit_.setSurroundings(std::move(surroundings));
    describe();
}

void App::describe() {
    screen_ = screenOf(visit_, keyboard_, locale_, isKiosk_);
}

std::string App::problem() const {
    return visit_.problems().empty() ? "" : problemText(visit_.problems().front(), locale_);
}

App::Where App::where() const {
    return {visit_.stage(), &visit_.current()};
}

Effect App::changed(Where before, const std::string& problemBefore, Effect effect) {
    describe();
    effect.moves = where() != before;
    if (effect.moves)
        effect.says = !visit_.problems().empty()          ? problem()
                      : visit_.stage() == Stage::question ? screen_.progress
                                                          : "";
    else if (!effect.says && problem() != problemBefore)
        effect.says = problem();
    return effect;
}

Effect App::setForm(std::string_view urlencoded) {
    auto form = readingOfForm(survey_, urlencoded, &visit_.answers());
    if (!form) return {.says = locale_.text("problem.too-large")};
    const Where before = where();
    visit_.setAnswers(std::move(form->answers), std::move(form->problems));
    return changed(before, "", {.says = ""});
}

Effect App::act(std::string_view act) {
    const Where before = where();
    const std::string problemBefore = problem();
    return changed(before, problemBefore, doing(act));
}

Effect App::doing(std::string_view act) {
    if (act == "finish" || (act == "next" && visit_.stage() == Stage::review))
        return {.sends = visit_.finish()};
    if (act == "next" && visit_.stage() == Stage::thanks) {
        visit_.showPreview();
    } else if (act == "next") {
        if (!visit_.next()) return {.says = problem()};
    } else if (act == "forward") {
        visit_.next();
    } else if (act == "back") {
        visit_.back();
    } else if (act == "fold") {
        visit_.foldUnanswered();
    } else if (const auto move = after("move:", act)) {
        return {.says = moveInOrder(visit_, *move, locale_)};
    } else if (const auto key = after("key:", act)) {
        keyboard_.act(*key);
    } else if (const auto to = after("goto:", act)) {
        int position = 0;
        std::from_chars(to->data(), to->data() + to->size(), position);
        visit_.goTo(position);
    } else if (const auto end = after("delivered:", act)) {
        const std::size_t colon = end->find(':');
        visit_.delivered(deliveryNamed(end->substr(0, colon)),
                         colon == end->npos ? "" : std::string(end->substr(colon + 1)));
    }
    return {};
}

Effect App::setResults(Report results) {
    if (!results.sections.empty()) visit_.setResults(std::move(results));
    describe();
    return {};
}

std::string App::outgoing() const {
    return resultJson(survey_, visit_.outgoing());
}

}  // namespace otklik
