// The survey as one form: header, what is wrong, a section a question, the button.

#include "shared/form/form.h"

#include <algorithm>

#include "shared/form/condition_words.h"
#include "shared/form/facts.h"
#include "shared/form/types/types.h"
#include "shared/survey/basic.h"
#include "shared/survey/types/types.h"
#include "shared/text/passage.h"
#include "shared/text/problem_text.h"

namespace otklik {
namespace {

/// Where the keyboard goes that answers a question, or one of its rows.
std::string firstControlId(const Question& question, const Choice* row) {
    const Choice& line = row ? *row : question.lines().front();
    const bool isField =
        question.isOpen() || question.bins != Question::Bins::none || question.type == &kDropdown;
    const bool isFieldInRow =
        question.type == &kRanking || question.type == &kMatrixDropdown || question.type == &kMultipleText;
    return isField        ? fieldId(question)
           : isFieldInRow ? fieldId(question, line.value)
                          : controlId(question, line.value, question.options.front().value);
}

class FormWriter {
  public:
    FormWriter(const Survey& survey, const Locale& locale, const FormState& state)
        : survey_(survey),
          locale_(locale),
          state_(state),
          isKiosk_(!state.kiosk.empty()),
          words_{survey, locale, state.shown} {}

    std::string write() {
        html_.open("form", {{"method", "post"},
                            {"autocomplete", "off"},
                            {"action", addressIn(locale_, "/", {state_.via, state_.kiosk})},
                            {"novalidate", true},
                            {"data-survey", true},
                            {"data-all", !isBasic(survey_)},
                            {"data-kiosk", isKiosk_},
                            {"inert", isKiosk_},
                            {"data-save-data", state_.saveData},
                            {"data-key", state_.key, !state_.key.empty()}});
        hidden("id", state_.id);
        hidden("wave", state_.wave);
        hidden("via", state_.via);
        introduction();
        summary();
        questions();
        conclusion();
        // What script shows instead of the form when the response waits on the device: no file has to come
        // for it.
        if (!isKiosk_)
            html_.open("template", {{"id", "waiting"}})
                .open("section", {{"class", "note"}})
                .element("h1", locale_.text("app.thanks-waiting"), {{"tabindex", "-1"}})
                .element("p", locale_.text("app.thanks-waiting-more"))
                .element("p", locale_.text("app.thanks-next"))
                .element("p", locale_.text("app.thanks-anonymous"))
                .close()
                .close();
        return html_.take();
    }

  private:
    const std::string& language() const { return locale_.language(); }
    /// False of what is known to be hidden.
    bool isAsked(std::vector<bool> Showing::*parts, std::size_t at) const {
        return !state_.shown || (state_.shown->*parts)[at];
    }

    void hidden(std::string_view name, std::string_view value) {
        html_.empty("input", {{"type", "hidden"}, {"name", name}, {"value", value}});
    }

    void introduction() {
        html_.open("header", {{"class", "intro"}})
            .element("h1", words_(survey_.shortTitle.empty() ? survey_.title : survey_.shortTitle))
            .element("p", factsOf(survey_, locale_))
            .close();
    }

    /// What has to be known before sending: what is kept, and what the survey is called in full.
    void conclusion() {
        // A terminal shows the note over its form, and keeps it for that under its bare address.
        const Arrival arrival = {isKiosk_ ? "" : state_.via, ""};
        html_.open("footer", {{"class", "send"}})
            .element("p", locale_.text("form.before-sending"), {{"class", "soft"}})
            .open("p")
            .element("a", locale_.text("form.privacy"), {{"href", addressIn(locale_, "/privacy", arrival)}})
            .close()
            .element("button", locale_.text("form.send"), {{"class", "primary"}, {"type", "submit"}});
        if (!survey_.shortTitle.empty()) html_.element("p", words_(survey_.title), {{"class", "soft full"}});
        html_.close().close();
    }

    /// The control that the summary leads to, so that the keyboard is at the field at once.
    static std::string fieldOf(const Question& question, const Problem& problem) {
        if (concernsComment(problem, question)) return commentId(question);
        return firstControlId(question, rowOf(problem, question));
    }

    /// Questions and the words between them, each within its panels.
    void questions() {
        std::vector<int> open;
        const auto enter = [&](int innermost) {
            const std::vector<int> round = survey_.panelsRound(innermost);
            while (!open.empty() && (open.size() > round.size() || open.back() != round[open.size() - 1])) {
                html_.close();
                open.pop_back();
            }
            for (std::size_t i = open.size(); i < round.size(); ++i) {
                panel(survey_.panels[static_cast<std::size_t>(round[i])]);
                open.push_back(round[i]);
            }
        };
        auto passage = survey_.passages.begin();
        for (std::size_t i = 0; i <= survey_.questions.size(); ++i) {
            for (; passage != survey_.passages.end() && passage->before == i; ++passage) {
                enter(passage->panel);
                passageOf(*passage);
            }
            if (i == survey_.questions.size()) break;
            enter(survey_.questions[i].panel);
            section(survey_.questions[i]);
        }
        enter(-1);
    }

    /// Opens what a panel's questions stand in.
    void panel(const Panel& panel) {
        const auto at = static_cast<std::size_t>(&panel - survey_.panels.data());
        html_.open("div", {{"class", "panel"}, {"data-unasked", !isAsked(&Showing::panels, at)}});
        if (!panel.title.empty()) html_.element("h2", words_(panel.title));
        if (!panel.description.empty()) html_.element("p", words_(panel.description), {{"class", "soft"}});
        condition(panel.visibleIf);
    }

    void passageOf(const Passage& passage) {
        const auto at = static_cast<std::size_t>(&passage - survey_.passages.data());
        html_.open("div", {{"class", "passage"}, {"data-unasked", !isAsked(&Showing::passages, at)}});
        condition(passage.visibleIf);
        bool isList = false;
        std::string text = passage.text.in(language());
        if (!passage.value.empty()) text += state_.shown ? ": {" + passage.value + "}" : ": …";
        for (const PassageBlock& block : passageBlocks(words_(text))) {
            const bool isEntry = block.kind == PassageBlock::Kind::entry;
            if (isEntry != isList) isEntry ? html_.open("ul") : html_.close();
            isList = isEntry;
            html_.open(isEntry ? "li" : block.kind == PassageBlock::Kind::heading ? "h3" : "p");
            for (const PassageBlock::Run& run : block.runs)
                run.isStrong ? html_.element("strong", run.text) : html_.text(run.text);
            html_.close();
        }
        if (isList) html_.close();
        html_.close();
    }

    /// Where nothing is hidden it says whom it is for.
    void condition(const Expression& condition) {
        if (!condition.empty() && !state_.shown)
            html_.element("p", typeset(conditionWords(condition, survey_, locale_)),
                          {{"class", "condition"}});
    }

    void summary() {
        if (state_.problems.empty()) return;
        html_.open("div", {{"class", "errors"}, {"role", "alert"}, {"id", "errors"}, {"tabindex", "-1"}})
            .element("h2", locale_.text("form.errors"))
            .open("ul");
        for (const Problem& problem : state_.problems) {
            const auto found = std::find_if(survey_.questions.begin(), survey_.questions.end(),
                                            [&](const Question& each) { return concerns(problem, each); });
            const std::string words = problemText(problem, locale_);
            html_.open("li");
            if (found == survey_.questions.end())
                html_.text(words);
            else
                html_.element("a", std::to_string(survey_.number(*found)) + ". " + words,
                              {{"href", "#" + fieldOf(*found, problem)}});
            html_.close();
        }
        html_.close().close();
    }

    void section(const Question& question) {
        std::vector<const Problem*> problems;
        bool isCommentWrong = false;
        for (const Problem& each : state_.problems) {
            if (concerns(each, question)) problems.push_back(&each);
            isCommentWrong = isCommentWrong || concernsComment(each, question);
        }
        const bool isWrong = !problems.empty();
        const auto at = static_cast<std::size_t>(&question - survey_.questions.data());
        // Words for a script that has no rules, and can tell so much of them alone.
        const bool mustBeAnswered = question.isRequired && question.visibleIf.empty();
        html_.open("section", {{"class", "question"},
                               {"id", questionId(question)},
                               {"data-question", question.name},
                               {"data-unasked", !isAsked(&Showing::questions, at)},
                               {"data-required", locale_.text("problem.required"), mustBeAnswered}});
        html_.open("fieldset", {{"aria-describedby", errorId(question), isWrong}});
        legend(question);
        condition(question.visibleIf);
        if (isWrong) html_.open("div", {{"id", errorId(question)}});
        for (const Problem* each : problems)
            html_.open("p", {{"class", "error"}})
                .element("span", "!", {{"aria-hidden", "true"}})
                .text(" " + problemText(*each, locale_))
                .close();
        if (isWrong) html_.close();
        static const Answer none;
        const auto found = state_.answers.find(question.name);
        const Answer& answer = found == state_.answers.end() ? none : found->second;
        writeControls({question, answer, isWrong, isCommentWrong, words_, html_});
        html_.close().close();
    }

    /// The question itself is the heading; how to answer follows it in plain type. Paper has the order's own
    /// words for that, a screen shorter ones where there are some.
    void legend(const Question& question) {
        const SplitTitle title = splitTitle(words_(question.title));
        html_.open("legend")
            .element("span", std::to_string(survey_.number(question)) + ".", {{"class", "number"}})
            .text(" ");
        const bool isQuoting = question.title.in(language()).find('{') != std::string::npos;
        isQuoting ? html_.element("span", title.question, {{"data-quotes", true}})
                  : html_.text(title.question);
        hint(title.explanation, "how");
        const bool isShorter = !question.shortDescription.empty();
        hint(words_(hintOf(question, language())), isShorter ? "hint screen" : "hint");
        if (isShorter) hint(words_(question.description), "hint paper");
        html_.close();
    }

    void hint(const std::string& words, const char* kind) {
        if (!words.empty()) html_.text(" ").element("span", words, {{"class", kind}});
    }

    const Survey& survey_;
    const Locale& locale_;
    const FormState& state_;
    const bool isKiosk_;
    const FormWords words_;
    HtmlWriter html_;
};

}  // namespace

std::string formHtml(const Survey& survey, const Locale& locale, const FormState& state) {
    return FormWriter(survey, locale, state).write();
}

std::string pageHtml(const PageParts& parts) {
    HtmlWriter html;
    html.markup("<!doctype html>").open("html", {{"lang", parts.language}}).open("head");
    html.empty("meta", {{"charset", "utf-8"}})
        .empty("meta",
               {{"name", "viewport"},
                {"content", "width=device-width, initial-scale=1, interactive-widget=resizes-content"}})
        .empty("meta", {{"name", "color-scheme"}, {"content", "light dark"}})
        .element("title", parts.title)
        .open("style")
        .markup(parts.style)
        .close()
        .markup(parts.head)
        .close();
    html.open("body").markup(parts.body).close().close();
    return html.take();
}

}  // namespace otklik
