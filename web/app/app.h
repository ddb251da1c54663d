#pragma once
// The app without a browser: one visit, its keyboard, and the screen that both come to. The page tells it
// what the visitor did, and follows what that changed.

#include <optional>
#include <string>
#include <string_view>

#include "shared/survey/fields.h"
#include "web/app/screen.h"

namespace otklik {

/// What a call changed.
struct Effect {
    bool sends = false;  ///< the response should go out now
    bool moves = false;  ///< another screen, or another question, is shown
    std::optional<std::string>
        says{};  ///< what a screen reader is told; empty text ends what was told before
};

class App {
  public:
    /// Opens at a question (index into survey.questions). `isKiosk`: a terminal, with a keyboard on the
    /// screen.
    App(Survey survey, Locale locale, FormReading form, int openAt, bool isKiosk,
        Surroundings surroundings = {});
    App(const App&) = delete;  // the visit refers to the survey

    const Locale& locale() const { return locale_; }
    const Screen& screen() const { return screen_; }

    /// The form, urlencoded, after something in it changed. What cannot be read changes no answer.
    Effect setForm(std::string_view urlencoded);
    /// "next", "back", "forward" (where "next" was once: it never sends), "fold" (the questions without an
    /// answer), "goto:N", "move:" and what moveInOrder() takes, "finish" (send what is answered so far),
    /// "delivered:sent", "delivered:waiting", "delivered:refused:WHY", or "key:" and what Keyboard::act()
    /// does.
    Effect act(std::string_view act);
    /// What has been published; a report without sections is none.
    Effect setResults(Report results);

    /// The answers as they leave, as JSON.
    std::string outgoing() const;

  private:
    struct Where {
        Stage stage;
        const Question* question;
        bool operator==(const Where&) const = default;
    };
    Where where() const;
    std::string problem() const;
    /// Describes what the visit came to; what that is to a visitor who was at `before`.
    Effect changed(Where before, const std::string& problemBefore, Effect effect);
    /// Does what `act` says; what that changed but for where the visitor is.
    Effect doing(std::string_view act);
    void describe();

    const Survey survey_;
    const Locale locale_;
    const bool isKiosk_;
    Visit visit_;
    Keyboard keyboard_;
    Screen screen_;
};

/// Nothing where the form cannot be read, which is not the same as a form without answers.
/// `before`: the answers before somebody changed something in it.
std::optional<FormReading> readingOfForm(const Survey& survey, std::string_view urlencoded,
                                         const Answers* before = nullptr);

}  // namespace otklik
