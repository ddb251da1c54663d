// Buttons carry data-act, which the host hands back to the app when they are pressed.

#include "web/app/markup.h"

#include <algorithm>
#include <set>

#include "shared/redact/redact.h"
#include "shared/report/figures.h"
#include "shared/text/html.h"

namespace otklik {
namespace {

std::string button(std::string_view id, std::string_view act, const std::string& words,
                   std::string_view label = {}) {
    std::string html =
        "<button type=\"button\" id=\"" + std::string(id) + "\" data-act=\"" + std::string(act) + "\"";
    if (!label.empty()) html += " aria-label=\"" + escapeHtml(label) + "\"";
    return html + ">" + escapeHtml(words) + "</button>";
}

std::string heading(const std::string& words) {
    return "<h2 id=\"app-heading\" tabindex=\"-1\">" + escapeHtml(words) + "</h2>";
}

std::string paragraph(const std::string& words) {
    return "<p>" + escapeHtml(words) + "</p>";
}

std::string reviewMarkup(const Visit& visit, const Locale& locale) {
    std::string html = heading(locale.text("app.review-title")) + paragraph(locale.text("app.review-hint"));
    if (const std::string refusal = refusalText(visit, locale); !refusal.empty())
        html += "<p role=\"alert\">" + escapeHtml(refusal) + "</p>";
    html += "<ol>";
    for (std::size_t i = 0; i < visit.questions().size(); ++i) {
        const Question& question = *visit.questions()[i];
        const std::string title = shortTitle(question, locale.language());
        html += "<li><h3>" + escapeHtml(title) + "</h3>";
        const Answer* answer = visit.answer(question);
        if (!answer) html += paragraph(locale.text("app.unanswered"));
        if (answer) {
            for (const std::string& line : describeAnswer(question, *answer, locale.language()))
                html += paragraph(line);
            if (hidesPersonalData(*answer)) html += paragraph(locale.text("app.redacted"));
        }
        const int position = static_cast<int>(i);
        const std::string change = locale.text("app.change");
        html +=
            button(changeId(position), "goto:" + std::to_string(i), change, change + ": " + title) + "</li>";
    }
    return html + "</ol>";
}

/// A table as lists: its lines by their words, each figure with its column's.
std::string tableMarkup(const Visit& visit, const std::string& name, const Table& table,
                        const Locale& locale) {
    const Question& question = *visit.survey().question(name);
    const bool matrix = table.drawing == Drawing::diverging;
    std::string html = table.title.empty() ? "" : paragraph(table.title);
    if (!matrix) html += "<ul>";
    for (const Line& line : table.lines) {
        if (matrix) html += "<h4>" + escapeHtml(line.label) + "</h4><ul>";
        for (std::size_t c = 0; c < line.figures.size(); ++c) {
            const bool own = matrix ? isOwn(visit, question, line.id, table.columns[c].id)
                                    : isOwn(visit, question, "", line.id);
            html += "<li>" +
                    escapeHtml((matrix ? table.columns[c].label : line.label) + ": " + line.figures[c].text +
                               (own ? " — " + locale.text("app.own") : "")) +
                    "</li>";
        }
        if (matrix) html += "</ul>";
    }
    return matrix ? html : html + "</ul>";
}

std::string indicesMarkup(const Table& table, const Locale& locale) {
    std::string html = "<ul>";
    for (const Line& line : table.lines) {
        const std::string interval = intervalWords(line.figures[0], locale);
        html +=
            "<li>" +
            escapeHtml(line.label + ": " + line.figures[0].text + (interval.empty() ? "" : ", " + interval)) +
            "</li>";
    }
    return html + "</ul>";
}

std::string previewMarkup(const Visit& visit, const Locale& locale) {
    std::string html = heading(locale.text("app.preview-title")) + paragraph(previewNote(visit, locale));
    const std::vector<Section> sections = previewSections(visit);
    if (sections.empty()) {
        for (const Question* question : visit.questions()) {
            const Answer* answer = visit.answer(*question);
            if (!answer || question->isOpen()) continue;
            html += "<h3>" + escapeHtml(shortTitle(*question, locale.language())) + "</h3>";
            for (const std::string& line : describeAnswer(*question, *answer, locale.language()))
                html += paragraph(line);
        }
        return html;
    }
    for (const Section& section : sections) {
        html += "<h3>" + escapeHtml(section.title) + "</h3>";
        if (!section.explanation.empty()) html += paragraph(section.explanation);
        for (const Table& table : section.tables)
            html += section.isQuestion ? tableMarkup(visit, section.id, table, locale)
                                       : indicesMarkup(table, locale);
    }
    return html;
}

bool areIds(const std::vector<Choice>& choices, std::vector<std::string> ids, bool isOrdered) {
    std::vector<std::string> values;
    for (const Choice& choice : choices) values.push_back(choice.value);
    if (!isOrdered) std::sort(values.begin(), values.end()), std::sort(ids.begin(), ids.end());
    return values == ids;
}

/// True where the form asks what was published, with the same rows and answers.
bool isAsked(const Survey& survey, const Section& section) {
    const Question* question = survey.question(section.id);
    if (!question || question->isOpen() || section.tables.size() != 1) return false;
    const Table& table = section.tables.front();
    std::vector<std::string> lines, columns;
    for (const Line& line : table.lines) lines.push_back(line.id);
    for (const Column& column : table.columns) columns.push_back(column.id);
    if (question->type != QuestionType::matrix) return areIds(question->choices, lines, false);
    columns.resize(std::min(columns.size(), question->columns.size()));
    return areIds(question->rows, lines, true) && areIds(question->columns, columns, true);
}

/// Without the indices of which the form asks a part otherwise.
Section indicesOf(const Survey& survey, Section section, const std::vector<Section>& asked) {
    std::set<std::string> changed;
    for (const Question& question : survey.questions)
        if (std::none_of(asked.begin(), asked.end(),
                         [&](const Section& each) { return each.id == question.name; }))
            changed.insert(question.index);
    section.tables.resize(1);
    std::erase_if(section.tables[0].lines, [&](const Line& line) { return changed.contains(line.id); });
    return section;
}

std::string keysMarkup(const Keyboard& keyboard, const Locale& locale) {
    std::string html =
        "<div role=\"group\" aria-label=\"" + escapeHtml(locale.text("kiosk.keyboard")) + "\">";
    for (const auto& row : keyboard.rows(locale))
        for (const Key& key : row) {
            html += "<button type=\"button\" tabindex=\"-1\" id=\"" + key.id + "\" aria-label=\"" +
                    escapeHtml(key.name);
            html +=
                key.does.empty() ? "\" data-types=\"" + escapeHtml(key.types) : "\" data-does=\"" + key.does;
            if (key.does == "shift") html += key.held ? "\" aria-pressed=\"true" : "\" aria-pressed=\"false";
            html += "\"></button>";
        }
    return html + "</div>";
}

}  // namespace

std::string shortTitle(const Question& question, std::string_view language) {
    return splitTitle(question.title.in(language)).question;
}

std::string introduction(const Survey& survey, const Locale& locale) {
    return locale.plural("app.introduction", static_cast<long>(survey.questions.size()));
}

std::string progressText(const Visit& visit, const Locale& locale) {
    if (visit.screen() == Screen::review) return locale.text("app.review-title");
    return locale.text("app.progress", {{"n", std::to_string(visit.position() + 1)},
                                        {"total", std::to_string(visit.questions().size())}});
}

std::string previewNote(const Visit& visit, const Locale& locale) {
    if (!visit.results()) return locale.text("app.preview-early");
    const Report& report = *visit.results();
    // The form is that of an open wave, so a final release is of an earlier one.
    return locale.text(report.final ? "app.preview-last" : "app.preview-note",
                       {{"day", locale.date(report.day)}, {"wave", report.wave}});
}

bool isOwn(const Visit& visit, const Question& question, std::string_view row, std::string_view value) {
    const Answer* answer = visit.answer(question);
    if (!answer) return false;
    if (row.empty()) return answer->chose(value);
    auto cell = answer->cells.find(row);
    return cell != answer->cells.end() && cell->second == value;
}

std::vector<Section> previewSections(const Visit& visit) {
    std::vector<Section> sections;
    if (!visit.results()) return sections;
    const Survey& survey = visit.survey();
    for (const Section& section : visit.results()->sections)
        if (isAsked(survey, section)) sections.push_back(section);
    for (const Section& section : visit.results()->sections)
        if (section.id == "indices" && !section.tables.empty())
            if (Section indices = indicesOf(survey, section, sections); !indices.tables[0].lines.empty())
                sections.insert(sections.begin(), std::move(indices));
    return sections;
}

std::string intervalWords(const Figure& figure, const Locale& locale) {
    return figure.value ? locale.text("results.index-interval", {{"interval", intervalText(figure, locale)}})
                        : "";
}

bool hidesPersonalData(const Answer& answer) {
    return !findPersonalData(answer.text).empty() || !findPersonalData(answer.comment).empty();
}

BarButtons barButtons(const Visit& visit) {
    switch (visit.screen()) {
        case Screen::question:
            return {visit.position() > 0 ? "app.back" : "",
                    visit.returnsToReview() ? "app.to-review" : "app.next"};
        case Screen::review:
            return {"app.back", "app.send"};
        case Screen::sending:
            return {};
        case Screen::thanks:
            return {"", "app.show-preview"};
        case Screen::preview:
            return {"app.back", ""};
    }
    return {};
}

Farewell farewell(const Visit& visit) {
    switch (visit.delivery()) {
        case Delivery::sent:
            return {"app.thanks-sent", "app.thanks-more"};
        case Delivery::refused:
            return {"app.refused-title", "app.refused-later"};
        case Delivery::waiting:
        case Delivery::none:
            break;
    }
    return {"app.thanks-waiting", "app.thanks-waiting-more"};
}

std::string refusalText(const Visit& visit, const Locale& locale) {
    if (visit.delivery() != Delivery::refused) return {};
    if (visit.reason().empty()) return locale.text("app.unsent");
    return locale.text("app.refused", {{"reason", visit.reason()}});
}

std::string jumpId(int position) {
    return "app-jump-" + std::to_string(position);
}
std::string changeId(int position) {
    return "app-change-" + std::to_string(position);
}

std::string chromeMarkup(const Visit& visit, const Locale& locale) {
    std::string html = "<p id=\"app-progress\">" + escapeHtml(progressText(visit, locale)) + "</p>";
    html += "<nav aria-label=\"" + escapeHtml(locale.text("app.questions")) + "\">";
    for (std::size_t i = 0; i < visit.questions().size(); ++i)
        html += button(jumpId(static_cast<int>(i)), "goto:" + std::to_string(i),
                       std::to_string(i + 1) + ". " + shortTitle(*visit.questions()[i], locale.language()));
    return html + "</nav>";
}

std::string panelMarkup(const Visit& visit, const Locale& locale) {
    switch (visit.screen()) {
        case Screen::question:
            return {};
        case Screen::review:
            return reviewMarkup(visit, locale);
        case Screen::sending:
            return heading(locale.text("app.sending"));
        case Screen::thanks:
            return heading(locale.text(farewell(visit).heading)) +
                   paragraph(locale.text(farewell(visit).more));
        case Screen::preview:
            return previewMarkup(visit, locale);
    }
    return {};
}

std::string barMarkup(const Visit& visit, const Keyboard& keyboard, const Locale& locale) {
    const BarButtons buttons = barButtons(visit);
    std::string html;
    if (keyboard.isShown()) html += keysMarkup(keyboard, locale);
    if (!buttons.back.empty()) html += button("app-back", "back", locale.text(buttons.back));
    if (!buttons.next.empty()) html += button("app-next", "next", locale.text(buttons.next));
    return html;
}

std::string documentTitle(const Visit& visit, const Locale& locale) {
    std::string first;
    switch (visit.screen()) {
        case Screen::question:
            first = progressText(visit, locale);
            break;
        case Screen::review:
            first = locale.text("app.review-title");
            break;
        case Screen::sending:
            first = locale.text("app.sending");
            break;
        case Screen::thanks:
            first = locale.text("app.thanks");
            break;
        case Screen::preview:
            first = locale.text("app.preview-title");
            break;
    }
    return first + " — " + visit.survey().title.in(locale.language());
}

}  // namespace otklik
