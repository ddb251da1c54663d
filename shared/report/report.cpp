// Bars are SVG rectangles in a unit of one percent, so that they need no style attribute.

#include "shared/report/report.h"

#include "shared/text/html.h"

namespace otklik {
namespace {

std::string paragraph(const std::string& text, std::string_view style = {}) {
    return (style.empty() ? "<p>" : "<p class=\"" + std::string(style) + "\">") + escapeHtml(text) + "</p>";
}

std::string countText(const PublishedCell& cell, const Locale& locale) {
    if (cell.shown != Shown::number) return locale.text("report.hidden");
    return locale.text("report.about", {{"n", std::to_string(cell.count)}});
}

const std::vector<Choice>& answersOf(const Question& question) {
    return question.type == QuestionType::matrix ? question.columns : question.choices;
}

/// A bar lies under its words, so that a table is as good on a phone as on a desk.
std::string barHtml(const PublishedCell& cell) {
    std::string html =
        "<svg viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect class=\"track\" "
        "width=\"100\" height=\"10\"/>";
    if (isMeasured(cell))
        html += "<rect class=\"fill\" width=\"" + std::to_string(cell.percent) + "\" height=\"10\"/>";
    return html + "</svg>";
}

std::string headerHtml(const Locale& locale, std::string_view key) {
    return "<th scope=\"col\">" + escapeHtml(locale.text(key)) + "</th>";
}

std::string rowHtml(const Question& question, const PublishedRow& row, const Locale& locale) {
    const std::string& language = locale.language();
    const Choice* line = question.row(row.row);
    std::string html =
        "<table><caption>" + escapeHtml(line ? line->text.in(language) : locale.text("report.answers")) +
        " · " + escapeHtml(locale.text("report.base", {{"n", countText(row.base, locale)}})) +
        "</caption><thead><tr>" + headerHtml(locale, "report.answer") + headerHtml(locale, "report.share") +
        headerHtml(locale, "report.count") + "</tr></thead><tbody>";
    for (const PublishedCell& cell : row.cells) {
        std::string words = cell.value;
        for (const Choice& answer : answersOf(question))
            if (answer.value == cell.value) words = answer.text.in(language);
        html += "<tr><th scope=\"row\">" + escapeHtml(words) + barHtml(cell) + "</th><td>" +
                escapeHtml(shareText(cell, locale)) + "</td><td>" +
                (cell.shown == Shown::number ? std::to_string(cell.count) : "—") + "</td></tr>";
    }
    return html + "</tbody></table>";
}

std::string questionHtml(const Survey& survey, const Question& question, const PublishedQuestion& published,
                         const Locale& locale) {
    const SplitTitle title = splitTitle(question.title.in(locale.language()));
    std::string html = "<section class=\"figure\" id=\"" + escapeHtml(question.name) + "\"><h2>" +
                       std::to_string(survey.number(question)) + ". " + escapeHtml(title.question) + "</h2>";
    if (!title.explanation.empty()) html += paragraph(title.explanation, "soft");
    for (const PublishedRow& row : published.rows)
        html += question.isOpen()
                    ? paragraph(locale.text("report.open", {{"n", countText(row.base, locale)}}))
                    : rowHtml(question, row, locale);
    return html + "</section>";
}

}  // namespace

bool isMeasured(const PublishedCell& cell) {
    return cell.shown == Shown::number || cell.shown == Shown::atLeast;
}

std::string shareText(const PublishedCell& cell, const Locale& locale) {
    const auto percent = [&](const char* key) {
        return locale.text(key, {{"percent", std::to_string(cell.percent)}});
    };
    switch (cell.shown) {
        case Shown::number:
            return percent("report.percent");
        case Shown::atMost:
            return percent("report.at-most");
        case Shown::atLeast:
            return percent("report.at-least");
        case Shown::hidden:
            return locale.text("report.hidden");
        case Shown::smallBase:
            break;
    }
    return locale.text("report.small-base");
}

std::string reportHtml(const ReportInput& input, const Locale& locale) {
    std::string html = "<h1>" + escapeHtml(locale.text("report.title")) + "</h1>" +
                       paragraph(input.survey.title.in(locale.language()));
    const Release* release = input.release;
    if (!release || release->number == 0) return html + paragraph(locale.text("report.early"));
    if (release->tooFew) return html + paragraph(locale.text("report.too-few"));
    html += "<ul class=\"facts\"><li><b>" + escapeHtml(countText(release->responses, locale)) + "</b> " +
            escapeHtml(locale.text("report.responses")) + "</li><li><b>" + escapeHtml(input.wave) + "</b> " +
            escapeHtml(locale.text("report.wave")) + "</li><li><b>" + escapeHtml(release->day) + "</b> " +
            escapeHtml(locale.text(release->final ? "report.day-final" : "report.day")) + "</li></ul>";
    html += paragraph(locale.text("report.method"), "soft");
    for (const PublishedQuestion& published : release->questions)
        if (const Question* question = input.survey.question(published.name))
            html += questionHtml(input.survey, *question, published, locale);
    return html;
}

}  // namespace otklik
