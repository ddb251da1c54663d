// Each screen is a function; what all of them have in common stands in screenOf().

#include "web/app/screen.h"

#include "shared/form/ids.h"
#include "shared/redact/redact.h"
#include "shared/survey/types/type.h"
#include "shared/text/problem_text.h"
#include "web/app/describing.h"
#include "web/app/types/types.h"

namespace otklik {
namespace {

constexpr const char* kHeadingId = "app-heading";

Words title(std::string text) {
    return {Words::Role::title, std::move(text), kHeadingId};
}

Button button(const char* id, const char* act, std::string words) {
    return {id, act, std::move(words)};
}

class Describing {
  public:
    Describing(const Visit& visit, const Locale& locale, bool isKiosk)
        : visit_(visit), locale_(locale), isKiosk_(isKiosk) {
        screen_.survey = visit.survey().title.in(locale.language());
    }

    Screen describe() {
        switch (visit_.stage()) {
            case Stage::question:
                question();
                break;
            case Stage::review:
                review();
                break;
            case Stage::sending:
                sending();
                break;
            case Stage::thanks:
                thanks();
                break;
            case Stage::preview:
                preview();
                break;
        }
        screen_.title += " — " + screen_.survey;
        return std::move(screen_);
    }

  private:
    template <class T>
    void add(T item) {
        screen_.items.push_back(std::move(item));
    }
    std::string text(const char* key) const { return locale_.text(key); }

    /// Where the visitor is among all questions.
    void way(std::string words, int position) {
        const auto& questions = visit_.questions();
        screen_.title = screen_.progress = std::move(words);
        screen_.share = static_cast<double>(position + 1) / static_cast<double>(questions.size());
        for (int i = 0; i < static_cast<int>(questions.size()); ++i) {
            const Question& question = *questions[static_cast<std::size_t>(i)];
            const std::string n = std::to_string(i);
            screen_.jumps.push_back({{"app-jump-" + n, "goto:" + n, shortTitle(question, locale_.language())},
                                     i + 1,
                                     visit_.stage() == Stage::question && i == visit_.position(),
                                     visit_.answer(question) != nullptr});
        }
    }

    void question() {
        const Question& question = visit_.current();
        const std::string& language = locale_.language();
        const int position = visit_.position(), total = static_cast<int>(visit_.questions().size());
        way(locale_.text("app.progress",
                         {{"n", std::to_string(position + 1)}, {"total", std::to_string(total)}}),
            position);
        screen_.question = questionId(question);
        if (position == 0) {
            add(Words{Words::Role::lead, screen_.survey});
            add(Words{
                Words::Role::soft,
                locale_.plural("app.introduction", static_cast<long>(visit_.survey().questions.size()))});
            add(Link{"app-privacy", text("app.privacy")});
        }
        SplitTitle title = splitTitle(question.title.in(language));
        add(Words{Words::Role::title, std::move(title.question), screen_.question});
        if (!title.explanation.empty()) add(Words{Words::Role::body, std::move(title.explanation)});
        if (!question.description.empty()) add(Words{Words::Role::soft, question.description.in(language)});
        for (const Problem& problem : visit_.problems()) add(Notice{problemText(problem, locale_), true});
        static const Answer none;
        const Answer* answer = visit_.answer(question);
        addControls({question, answer ? *answer : none, !visit_.problems().empty(), locale_, screen_.items});
        if (answer && !question.isOpen()) add(Link{"app-clear", text("app.clear")});
        if (!isKiosk_) add(Link{"app-plain", text("app.plain")});
        if (position > 0) screen_.back = button("app-back", "back", text("app.back"));
        screen_.next =
            button("app-next", "next", text(visit_.returnsToReview() ? "app.to-review" : "app.next"));
    }

    void review() {
        way(text("app.review-title"), static_cast<int>(visit_.questions().size()) - 1);
        add(title(text("app.review-title")));
        add(Words{Words::Role::soft, text("app.review-hint")});
        if (visit_.delivery() == Delivery::refused)
            add(Notice{visit_.reason().empty() ? text("app.unsent")
                                               : locale_.text("app.refused", {{"reason", visit_.reason()}}),
                       true});
        for (const Jump& jump : screen_.jumps) {
            Answered answered =
                answeredTo(visit_, *visit_.questions()[static_cast<std::size_t>(jump.number - 1)], locale_);
            answered.number = jump.number;
            const std::string change = text("app.change");
            answered.change = {"app-change-" + std::to_string(jump.number - 1), jump.button.act, change,
                               change + ": " + answered.title};
            add(std::move(answered));
        }
        screen_.back = button("app-back", "back", text("app.back"));
        screen_.next = button("app-next", "next", text("app.send"));
    }

    void sending() {
        screen_.title = text("app.sending");
        add(title(screen_.title));
        add(Busy{});
    }

    void thanks() {
        screen_.title = text("app.thanks");
        const bool isSent = visit_.delivery() == Delivery::sent;
        const bool isRefused = visit_.delivery() == Delivery::refused;
        if (!isRefused) add(Done{isSent});
        add(Words{Words::Role::headline,
                  text(isSent      ? "app.thanks-sent"
                       : isRefused ? "app.refused-title"
                                   : "app.thanks-waiting"),
                  kHeadingId});
        add(Words{Words::Role::body, text(isSent      ? "app.thanks-more"
                                          : isRefused ? "app.refused-later"
                                                      : "app.thanks-waiting-more")});
        screen_.next = button("app-next", "next", text("app.show-preview"));
    }

    void preview() {
        screen_.title = text("app.preview-title");
        add(title(screen_.title));
        for (Item& item : previewItems(visit_, locale_)) add(std::move(item));
        screen_.back = button("app-back", "back", text("app.back"));
    }

    const Visit& visit_;
    const Locale& locale_;
    const bool isKiosk_;
    Screen screen_;
};

}  // namespace

std::string shortTitle(const Question& question, std::string_view language) {
    return splitTitle(question.title.in(language)).question;
}

Answered answeredTo(const Visit& visit, const Question& question, const Locale& locale) {
    Answered answered;
    answered.title = shortTitle(question, locale.language());
    const Answer* answer = visit.answer(question);
    if (!answer) {
        answered.nothing = locale.text("app.unanswered");
        return answered;
    }
    const Answer leaving = redacted(*answer);
    answered.lines = question.type->inWords(question, leaving, locale.language());
    if (leaving != *answer) answered.notice = locale.text("app.redacted");
    return answered;
}

Screen screenOf(const Visit& visit, const Keyboard& keyboard, const Locale& locale, bool isKiosk) {
    Screen screen = Describing(visit, locale, isKiosk).describe();
    if (keyboard.isShown()) screen.keys = keyboard.rows(locale);
    return screen;
}

}  // namespace otklik
