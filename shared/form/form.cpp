// One function a kind of question. Every control is inside the <label> that is its whole row, so that a tap
// anywhere on the row counts; a matrix's radios take their names from the row and column headers.
//
// A radio cannot be cleared without script, so every group that may stay empty ends in «Нет ответа», which
// sends an empty value.

#include "shared/form/form.h"

#include <string>

namespace otklik {
namespace {

std::string attribute(std::string_view name, std::string_view value) {
    return " " + std::string(name) + "=\"" + escapeHtml(value) + "\"";
}

std::string tag(std::string_view name, std::string_view text, std::string_view attributes = {}) {
    return "<" + std::string(name) + std::string(attributes) + ">" + escapeHtml(text) + "</" +
           std::string(name) + ">";
}

class FormWriter {
  public:
    FormWriter(const Survey& survey, const Locale& locale, const FormState& state)
        : survey_(survey), locale_(locale), state_(state) {}

    std::string write() {
        html_ = "<form method=\"post\" autocomplete=\"off\"" +
                attribute("action", addressIn(locale_, "/", {state_.via, state_.kiosk})) +
                " novalidate data-survey" + (state_.kiosk.empty() ? "" : " data-kiosk inert") +
                (state_.saveData ? " data-save-data" : "") +
                (state_.key.empty() ? "" : attribute("data-key", state_.key)) + ">";
        hidden("id", state_.id);
        hidden("wave", state_.wave);
        hidden("via", state_.via);
        html_ += "<header class=\"intro\">" + tag("h1", survey_.title.in(language()));
        html_ += tag("p", locale_.plural("form.introduction", static_cast<long>(survey_.questions.size())),
                     " class=\"soft\"");
        // A terminal shows the note over its form, and keeps it for that under its bare address.
        const Arrival arrival = {state_.kiosk.empty() ? state_.via : "", ""};
        html_ += "<p><a" + attribute("href", addressIn(locale_, "/privacy", arrival)) + ">" +
                 escapeHtml(locale_.text("form.privacy")) + "</a></p></header>";
        summary();
        for (const Question& question : survey_.questions) section(question);
        html_ += "<footer class=\"send\">" + tag("p", locale_.text("form.before-sending"), " class=\"soft\"");
        html_ += tag("button", locale_.text("form.send"), " class=\"primary\" type=\"submit\"") +
                 "</footer></form>";
        // What script shows instead of the form when the response waits on the device: no file has to come
        // for it.
        if (state_.kiosk.empty())
            html_ += "<template id=\"waiting\"><section class=\"note\">" +
                     tag("h1", locale_.text("app.thanks-waiting"), " tabindex=\"-1\"") +
                     tag("p", locale_.text("app.thanks-waiting-more")) + "</section></template>";
        return std::move(html_);
    }

  private:
    const std::string& language() const { return locale_.language(); }

    void hidden(std::string_view name, std::string_view value) {
        html_ += "<input type=\"hidden\"" + attribute("name", name) + attribute("value", value) + ">";
    }

    std::string problemText(const Problem& problem) const {
        return locale_.text("problem." + problem.code, {{"limit", std::to_string(problem.limit)}});
    }

    const Problem* problemOf(const Question& question) const {
        for (const Problem& problem : state_.problems)
            if (concerns(problem, question)) return &problem;
        return nullptr;
    }

    bool isCommentBad(const Question& question) const {
        for (const Problem& problem : state_.problems)
            if (concernsComment(problem, question)) return true;
        return false;
    }

    /// The control that the summary leads to, so that the keyboard is at the field at once.
    static std::string fieldOf(const Question& question, const Problem& problem) {
        const std::string pointer = "/answers/" + question.name;
        if (question.isOpen()) return controlId(question, "");
        if (concernsComment(problem, question)) return commentId(question);
        if (question.type != QuestionType::matrix) return controlId(question, question.choices.front().value);
        for (const Choice& row : question.rows)
            if (problem.pointer == pointer + "/" + row.value)
                return controlId(question, row.value, question.columns.front().value);
        return controlId(question, question.rows.front().value, question.columns.front().value);
    }

    void summary() {
        if (state_.problems.empty()) return;
        html_ += "<div class=\"errors\" role=\"alert\" id=\"errors\" tabindex=\"-1\">" +
                 tag("h2", locale_.text("form.errors")) + "<ul>";
        for (const Problem& problem : state_.problems) {
            const Question* found = nullptr;
            for (const Question& question : survey_.questions)
                if (concerns(problem, question)) found = &question;
            html_ += "<li>";
            if (found)
                html_ += "<a href=\"#" + fieldOf(*found, problem) + "\">" +
                         std::to_string(survey_.number(*found)) + ". " + escapeHtml(problemText(problem)) +
                         "</a>";
            else
                html_ += escapeHtml(problemText(problem));
            html_ += "</li>";
        }
        html_ += "</ul></div>";
    }

    void section(const Question& question) {
        const Problem* problem = problemOf(question);
        html_ += "<section class=\"question\"" + attribute("id", questionId(question)) +
                 attribute("data-question", question.name);
        // Words for a script that has no rules, and can tell so much of them alone.
        if (question.isRequired && question.visibleIf.empty())
            html_ += attribute("data-required", locale_.text("problem.required"));
        html_ += ">";
        html_ +=
            "<fieldset" + (problem ? attribute("aria-describedby", errorId(question)) : std::string()) + ">";
        html_ += "<legend><span class=\"number\">" + std::to_string(survey_.number(question)) + ".</span> " +
                 titleHtml(question.title.in(language()));
        if (!question.description.empty())
            html_ += " " + tag("span", question.description.in(language()), " class=\"hint\"");
        html_ += "</legend>";
        if (problem) {
            html_ += "<div" + attribute("id", errorId(question)) + ">";
            for (const Problem& each : state_.problems)
                if (concerns(each, question))
                    html_ += "<p class=\"error\"><span aria-hidden=\"true\">!</span> " +
                             escapeHtml(problemText(each)) + "</p>";
            html_ += "</div>";
        }
        controls(question, problem != nullptr);
        html_ += "</fieldset></section>";
    }

    /// The question itself is the heading; how to answer follows it in plain type.
    static std::string titleHtml(const std::string& title) {
        const SplitTitle split = splitTitle(title);
        if (split.explanation.empty()) return escapeHtml(title);
        return escapeHtml(split.question) + " " + tag("span", split.explanation, " class=\"how\"");
    }

    void controls(const Question& question, bool bad) {
        const auto found = state_.answers.find(question.name);
        static const Answer none;
        const Answer& answer = found == state_.answers.end() ? none : found->second;
        switch (question.type) {
            case QuestionType::checkbox:
            case QuestionType::radiogroup:
                choices(question, answer);
                break;
            case QuestionType::rating:
                rating(question, answer);
                break;
            case QuestionType::matrix:
                matrix(question, answer);
                break;
            case QuestionType::comment:
                openAnswer(question, answer, bad);
                break;
            case QuestionType::text:
                openAnswer(question, answer, bad);
                break;
        }
    }

    void row(std::string_view type, std::string_view id, std::string_view name, std::string_view value,
             bool checked, std::string_view text, std::string_view extraClass = {}) {
        html_ += "<label class=\"row" + std::string(extraClass) + "\"><input" + attribute("type", type) +
                 attribute("id", id) + attribute("name", name) + attribute("value", value) +
                 (checked ? " checked" : "") + ">" + tag("span", text) + "</label>";
    }

    void noAnswer(const Question& question, std::string_view id) {
        if (!question.isRequired)
            row("radio", id, fieldName(question), "", false, locale_.text("form.no-answer"), " none");
    }

    void choices(const Question& question, const Answer& answer) {
        const bool single = question.type == QuestionType::radiogroup;
        for (const Choice& choice : question.choices) {
            row(single ? "radio" : "checkbox", controlId(question, choice.value), fieldName(question),
                choice.value, answer.chose(choice.value), choice.text.in(language()));
            if (question.takesText(choice))
                html_ += "<input class=\"other\" type=\"text\"" + attribute("id", commentId(question)) +
                         attribute("name", otherFieldName(question)) +
                         attribute("maxlength", std::to_string(kMaxOtherLength)) +
                         attribute("aria-label", choice.text.in(language())) +
                         attribute("value", answer.comment) +
                         (isCommentBad(question)
                              ? " aria-invalid=\"true\"" + attribute("aria-describedby", errorId(question))
                              : std::string()) +
                         " autocomplete=\"off\">";
        }
        if (single) noAnswer(question, controlId(question, ""));
    }

    void ends(const Question& question) {
        const auto [low, high] = scaleEnds(question, language());
        if (low.empty() && high.empty()) return;
        html_ +=
            "<p class=\"ends\"><span>" + escapeHtml(low) + "</span><span>" + escapeHtml(high) + "</span></p>";
    }

    void rating(const Question& question, const Answer& answer) {
        ends(question);
        html_ += "<div class=\"steps\">";
        for (const Choice& step : question.choices)
            row("radio", controlId(question, step.value), fieldName(question), step.value,
                answer.chose(step.value), step.text.in(language()));
        html_ += "</div>";
        noAnswer(question, controlId(question, ""));
    }

    void matrix(const Question& question, const Answer& answer) {
        if (question.isScale()) ends(question);
        html_ += std::string("<table class=\"matrix") + (question.isScale() ? " scale" : "") +
                 "\"><thead><tr><th scope=\"col\">" + escapeHtml(locale_.text("form.row")) + "</th>";
        for (const Choice& column : question.columns)
            html_ += "<th scope=\"col\"" + attribute("id", columnId(question, column.value)) + ">" +
                     escapeHtml(column.text.in(language())) + "</th>";
        const bool clearable = !question.isRequired;
        if (clearable)
            html_ += "<th scope=\"col\"" + attribute("id", columnId(question, "")) + " class=\"none\">" +
                     escapeHtml(locale_.text("form.no-answer")) + "</th>";
        html_ += "</tr></thead><tbody>";
        for (const Choice& line : question.rows) {
            const auto cell = answer.cells.find(line.value);
            html_ += "<tr><th scope=\"row\"" + attribute("id", rowId(question, line.value)) + ">" +
                     escapeHtml(line.text.in(language())) + "</th>";
            for (const Choice& column : question.columns)
                matrixCell(question, line, column.value, column.text.in(language()),
                           cell != answer.cells.end() && cell->second == column.value);
            if (clearable) matrixCell(question, line, "", locale_.text("form.no-answer"), false);
            html_ += "</tr>";
        }
        html_ += "</tbody></table>";
    }

    void matrixCell(const Question& question, const Choice& line, std::string_view value,
                    std::string_view text, bool checked) {
        html_ += value.empty() ? "<td class=\"none\">" : "<td>";
        html_ += "<label class=\"row\"><input type=\"radio\"" +
                 attribute("id", controlId(question, line.value, value)) +
                 attribute("name", fieldName(question, line.value)) + attribute("value", value) +
                 (checked ? " checked" : "") +
                 attribute("aria-labelledby", rowId(question, line.value) + " " + columnId(question, value)) +
                 "><span aria-hidden=\"true\">" + escapeHtml(text) + "</span></label></td>";
    }

    void openAnswer(const Question& question, const Answer& answer, bool bad) {
        const std::string hint = questionId(question) + "-hint", id = controlId(question, "");
        const std::string common = attribute("id", id) + attribute("name", fieldName(question)) +
                                   attribute("maxlength", std::to_string(question.maxLength)) +
                                   attribute("aria-label", question.title.in(language())) +
                                   (bad ? " aria-invalid=\"true\"" : "") +
                                   attribute("aria-describedby", hint + (bad ? " " + errorId(question) : ""));
        if (question.type == QuestionType::comment)
            html_ += "<textarea rows=\"5\"" + common + ">" + escapeHtml(answer.text) + "</textarea>";
        else
            html_ +=
                "<input type=\"text\"" + common + attribute("value", answer.text) + " autocomplete=\"off\">";
        html_ += "<p class=\"soft\"" + attribute("id", hint) + ">" +
                 escapeHtml(locale_.text("form.open-hint")) + "</p>";
    }

    static std::string rowId(const Question& question, std::string_view row) {
        return controlId(question, row) + "-row";
    }
    static std::string columnId(const Question& question, std::string_view column) {
        return controlId(question, column) + "-column";
    }

    const Survey& survey_;
    const Locale& locale_;
    const FormState& state_;
    std::string html_;
};

}  // namespace

std::string questionId(const Question& question) {
    return "q-" + question.name;
}

std::string controlId(const Question& question, std::string_view value) {
    return questionId(question) + "-" + (value.empty() ? "answer" : std::string(value));
}

std::string controlId(const Question& question, std::string_view row, std::string_view column) {
    return questionId(question) + "-" + std::string(row) + "-" +
           (column.empty() ? "answer" : std::string(column));
}

std::string commentId(const Question& question) {
    return questionId(question) + "-Comment";
}
std::string errorId(const Question& question) {
    return questionId(question) + "-error";
}

std::string formHtml(const Survey& survey, const Locale& locale, const FormState& state) {
    return FormWriter(survey, locale, state).write();
}

std::string pageHtml(const PageParts& parts) {
    return "<!doctype html><html lang=\"" + escapeHtml(parts.language) +
           "\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, "
           "initial-scale=1, "
           "interactive-widget=resizes-content\"><meta name=\"color-scheme\" content=\"light dark\"><title>" +
           escapeHtml(parts.title) + "</title><style>" + parts.style + "</style>" + parts.head +
           "</head><body>" + parts.body + "</body></html>";
}

}  // namespace otklik
