// Each screen is a function; what all of them have in common stands in screenOf().

#include "web/app/screen.h"

#include <algorithm>

#include "shared/form/facts.h"
#include "shared/form/ids.h"
#include "shared/redact/redact.h"
#include "shared/survey/quotes.h"
#include "shared/survey/types/type.h"
#include "shared/text/passage.h"
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
        screen_.survey = visit.survey().name(locale.language());
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
        screen_.isKiosk = isKiosk_;
        if (isKiosk_) leave();
        return std::move(screen_);
    }

  private:
    template <class T>
    void add(T item) {
        screen_.items.push_back(std::move(item));
    }
    std::string text(const char* key) const { return locale_.text(key); }

    /// Where the visitor is among all questions.
    void way(std::string words, double share) {
        const auto& questions = visit_.questions();
        screen_.title = screen_.progress = std::move(words);
        screen_.facts = factsOf(visit_.survey(), locale_);
        screen_.share = share;
        for (int i = 0; i < static_cast<int>(questions.size()); ++i) {
            const Question& question = *questions[static_cast<std::size_t>(i)];
            const Jump::State state = stateOf(question);
            const std::string n = std::to_string(i);
            Button button{"app-jump-" + n, "goto:" + n,
                          quoting(shortTitleOf(question, locale_.language()), visit_.survey(),
                                  visit_.showing(), locale_.language())};
            if (state != Jump::State::untouched)
                button.name = std::to_string(i + 1) + ". " + button.words + ", " +
                              text(state == Jump::State::begun ? "app.jump-begun" : "app.jump-answered");
            screen_.jumps.push_back({std::move(button), i + 1, state,
                                     visit_.stage() == Stage::question && i == visit_.position()});
        }
    }

    void leave() {
        screen_.leave = WayOut{button("app-leave", "leave", text("kiosk.leave"))};
        screen_.leave->total = static_cast<int>(screen_.jumps.size());
        for (const Jump& jump : screen_.jumps)
            screen_.leave->answered += jump.state != Jump::State::untouched;
    }

    Jump::State stateOf(const Question& question) const {
        const Answer* answer = visit_.answer(question);
        if (!answer) return Jump::State::untouched;
        return isWhole(visit_.survey(), question, visit_.showing()) ? Jump::State::answered
                                                                    : Jump::State::begun;
    }

    /// How to answer, and that it need not be answered where that is not plain to see.
    std::string hint(const Question& question) const {
        const std::string hint = hintOf(question, locale_.language());
        return question.isOpen() && mayPass(question) && !hint.empty() ? hint + ", " + text("app.may-pass")
                                                                       : hint;
    }

    bool mayPass(const Question& question) const {
        return mayStayEmpty(visit_.survey(), question, visit_.showing());
    }

    /// A text of the survey, with the answers that it quotes.
    std::string said(const LocalizedText& text) const {
        return quoting(text.in(locale_.language()), visit_.survey(), visit_.showing(), locale_.language());
    }

    /// What the form says between the question that was shown before and this one: of which page and panel it
    /// is, and words.
    void around(const Question& question) {
        const Survey& survey = visit_.survey();
        const auto& shown = visit_.questions();
        const Question* before =
            visit_.position() > 0 ? shown[static_cast<std::size_t>(visit_.position()) - 1] : nullptr;
        const std::vector<int> left = survey.panelsRound(before ? before->panel : -1);
        const std::size_t from = before ? static_cast<std::size_t>(before - survey.questions.data()) + 1 : 0;
        const auto at = static_cast<std::size_t>(&question - survey.questions.data());
        for (const int round : survey.panelsRound(question.panel)) {
            const Panel& panel = survey.panels[static_cast<std::size_t>(round)];
            if (!panel.title.empty()) add(Words{Words::Role::panel, said(panel.title)});
            const bool isNew = std::find(left.begin(), left.end(), round) == left.end();
            if (isNew && !panel.description.empty()) add(Words{Words::Role::soft, said(panel.description)});
        }
        passages(from, at);
    }

    /// The words between the questions `from` and `to`.
    void passages(std::size_t from, std::size_t to) {
        const auto& all = visit_.survey().passages;
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (all[i].before < from || all[i].before > to || !visit_.showing().passages[i]) continue;
            std::string lines = said(all[i].text);
            if (!all[i].value.empty())
                lines += ": " + quoting("{" + all[i].value + "}", visit_.survey(), visit_.showing(),
                                        locale_.language());
            for (const PassageBlock& block : passageBlocks(lines)) {
                const bool isHeading = block.kind == PassageBlock::Kind::heading;
                const bool isEntry = block.kind == PassageBlock::Kind::entry;
                add(Words{isHeading ? Words::Role::lead : Words::Role::body,
                          (isEntry ? "• " : "") + block.text()});
            }
        }
    }

    void question() {
        const Question& question = visit_.current();
        const std::string& language = locale_.language();
        const int position = visit_.position(), total = static_cast<int>(visit_.questions().size());
        way(locale_.text("app.progress",
                         {{"n", std::to_string(position + 1)}, {"total", std::to_string(total)}}),
            static_cast<double>(position + 1) / total);
        screen_.question = questionId(question);
        if (position == 0 && !isKiosk_) {
            add(Words{Words::Role::lead, screen_.survey});
            add(Words{Words::Role::facts, screen_.facts});
        }
        around(question);
        add(Words{Words::Role::step, screen_.progress, "app-progress"});
        const std::string words = said(question.title);
        if (words != question.title.in(language)) screen_.quoting = splitTitle(words).question;
        SplitTitle title = splitTitle(words);
        add(Words{Words::Role::title, std::move(title.question), screen_.question});
        if (!title.explanation.empty()) add(Words{Words::Role::soft, std::move(title.explanation)});
        if (std::string words = hint(question); !words.empty())
            add(Words{Words::Role::body, std::move(words)});
        for (const Problem& problem : visit_.problems())
            add(Notice{problemText(problem, locale_), Notice::Kind::error});
        static const Answer none;
        const Answer* answer = visit_.answer(question);
        addControls({visit_.survey(), visit_.showing(), question, answer ? *answer : none,
                     !visit_.problems().empty(), locale_, screen_.items});
        if (answer && !question.isOpen())
            add(Link{"app-clear", text(question.rows.empty() ? "app.clear" : "app.clear-rows")});
        if (position == 0) add(Link{"app-privacy", text("app.privacy")});
        if (position > 0) screen_.back = button("app-back", "back", text("app.back"));
        const bool isPassing = !answer && !visit_.returnsToReview() && mayPass(question);
        screen_.next = button("app-next", "next",
                              text(visit_.returnsToReview() ? "app.to-review"
                                   : isPassing              ? "app.pass"
                                                            : "app.next"));
        screen_.next->isQuiet = isPassing;
    }

    void review() {
        way(text("app.review-title"), 1);
        std::vector<const Jump*> unanswered;
        for (const Jump& jump : screen_.jumps)
            if (jump.state == Jump::State::untouched) unanswered.push_back(&jump);
        const std::size_t total = screen_.jumps.size(), answered = total - unanswered.size();
        add(title(text("app.review-title")));
        add(Words{Words::Role::body, locale_.plural("app.review-count", static_cast<long>(answered),
                                                    {{"total", std::to_string(total)}})});
        if (!unanswered.empty() && answered > 0)
            add(Action{{"app-unanswered", unanswered.front()->button.act, text("app.review-unanswered")}});
        if (visit_.delivery() == Delivery::refused)
            add(Notice{visit_.reason().empty() ? text("app.unsent")
                                               : locale_.text("app.refused", {{"reason", visit_.reason()}}),
                       Notice::Kind::error});
        passages(visit_.survey().questions.size(), visit_.survey().questions.size());
        for (const Jump& jump : screen_.jumps)
            if (jump.state != Jump::State::untouched) entry(jump);
        if (!unanswered.empty()) {
            add(Folded{{"app-fold", "fold",
                        locale_.plural("app.review-folded", static_cast<long>(unanswered.size()))},
                       visit_.showsUnanswered()});
            if (visit_.showsUnanswered())
                for (const Jump* jump : unanswered) entry(*jump);
        }
        add(Words{Words::Role::soft, text("app.review-hint")});
        screen_.back = button("app-back", "back", text("app.back"));
        screen_.next = button("app-next", "next", text("app.send"));
    }

    /// What was answered to the question of `jump`, and the way back to it.
    void entry(const Jump& jump) {
        Answered answered =
            answeredTo(visit_, *visit_.questions()[static_cast<std::size_t>(jump.number - 1)], locale_);
        answered.number = jump.number;
        const std::string change = text(jump.state == Jump::State::untouched ? "app.answer" : "app.change");
        answered.change = {"app-change-" + std::to_string(jump.number - 1), jump.button.act, change,
                           change + ": " + answered.title};
        add(std::move(answered));
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
        if (!isSent)
            add(Words{Words::Role::body, text(isRefused ? "app.refused-later" : "app.thanks-waiting-more")});
        if (isRefused) return;
        add(Words{Words::Role::body, whatNext()});
        if (std::optional<Part> last = hasResults() ? lastResults(visit_, locale_) : std::nullopt) add(*last);
        add(Words{Words::Role::lead, text("app.thanks-answer")});
        whoAnswers();
        if (hasResults() || hasClosedAnswer())
            screen_.next =
                button("app-next", "next", text(hasResults() ? "app.show-preview" : "app.show-own"));
    }

    bool hasClosedAnswer() const {
        const auto& questions = visit_.questions();
        return std::any_of(questions.begin(), questions.end(),
                           [&](const Question* each) { return !each->isOpen() && visit_.answer(*each); });
    }

    bool hasResults() const { return visit_.results() && !visit_.results()->sections.empty(); }

    /// When there will be results, as far as that is known.
    std::string whatNext() const {
        if (hasResults() && !visit_.results()->final) return text("app.thanks-more");
        const std::string& closes = visit_.surroundings().closes;
        return closes.empty() ? text("app.thanks-next")
                              : locale_.text("app.thanks-next-day", {{"day", locale_.date(closes)}});
    }

    /// This survey answers nobody; a terminal leads nowhere, and names the address.
    void whoAnswers() {
        const std::string& reception = visit_.surroundings().reception;
        if (reception.empty()) {
            add(Words{Words::Role::soft, text("app.thanks-anonymous")});
        } else if (isKiosk_) {
            const std::size_t from = reception.find_first_not_of("/", reception.find(':') + 1);
            add(Words{Words::Role::soft,
                      locale_.text("app.thanks-write-to",
                                   {{"address", reception.substr(std::min(from, reception.size()))}})});
        } else {
            add(Words{Words::Role::soft, text("app.thanks-write")});
            add(Link{"app-reception", text("app.reception"), reception});
        }
    }

    void preview() {
        screen_.title = text(visit_.results() ? "app.preview-title" : "app.preview-own-title");
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

Answered answeredTo(const Visit& visit, const Question& question, const Locale& locale) {
    Answered answered;
    answered.title = quoting(shortTitleOf(question, locale.language()), visit.survey(), visit.showing(),
                             locale.language());
    const Answer* answer = visit.answer(question);
    if (!answer) return answered;
    const Answer leaving = redacted(*answer);
    answered.lines =
        question.type->inWords(question, leaving, locale.language(), locale.text("app.no-answer"));
    if (leaving != *answer) answered.notice = locale.text("app.redacted");
    return answered;
}

Screen screenOf(const Visit& visit, const Keyboard& keyboard, const Locale& locale, bool isKiosk) {
    Screen screen = Describing(visit, locale, isKiosk).describe();
    if (keyboard.isShown()) screen.keys = keyboard.rows(locale);
    return screen;
}

}  // namespace otklik
