// Every table of the report is a table of the page, whatever is drawn beside it: what a chart says can always
// be read, copied and printed.

#include "shared/report/report_html.h"

#include "shared/report/charts.h"
#include "shared/report/figures.h"
#include "shared/text/address.h"
#include "shared/text/html.h"
#include "shared/text/utf8.h"

namespace otklik {
namespace {

constexpr std::size_t kMostLetters = 60;  // of all column heads of a table beside its chart

/// Its id, and its mark where the page itself does not bear it.
std::string nameHtml(const KnownWave& wave, ResponseKind page, const Locale& locale) {
    return escapeHtml(wave.kind == page ? wave.id : markedTitle(wave.kind, wave.id, locale));
}

class Writer {
  public:
    Writer(const Report& report, const Locale& locale) : report_(report), locale_(locale) {}

    std::string write() {
        html_ = markHtml(report_.kind, locale_) + chartPatterns() + "<header class=\"head\"><h1>" +
                escapeHtml(report_.title) + "</h1>" + paragraph(report_.survey, "lead");
        facts();
        waves();
        for (const std::string& note : report_.notes) html_ += paragraph(note);
        html_ += "</header>";
        if (!report_.sections.empty()) contents();
        for (const Section& each : report_.sections) section(each);
        if (!report_.day.empty())
            html_ += "<footer class=\"source\">" +
                     paragraph(locale_.text("results.source", {{"survey", report_.survey},
                                                               {"wave", report_.wave},
                                                               {"day", locale_.date(report_.day)}})) +
                     "</footer>";
        return std::move(html_);
    }

  private:
    static std::string paragraph(const std::string& text, std::string_view kind = {}) {
        return (kind.empty() ? "<p>" : "<p class=\"" + std::string(kind) + "\">") + escapeHtml(text) + "</p>";
    }

    void facts() {
        if (report_.facts.empty()) return;
        html_ += "<ul class=\"facts\">";
        for (const Fact& fact : report_.facts)
            html_ += "<li><b>" + escapeHtml(fact.text) + "</b> " + escapeHtml(fact.label) + "</li>";
        html_ += "</ul>";
    }

    /// The other years, and the files of this one.
    void waves() {
        html_ += "<nav class=\"ways\" aria-label=\"" + escapeHtml(locale_.text("results.ways")) + "\">";
        if (report_.waves.size() > 1) {
            html_ += "<p>" + escapeHtml(locale_.text("results.other-waves"));
            for (const KnownWave& wave : report_.waves)
                html_ += " <a href=\"" + reportAddress(locale_, wave.id) + "\"" +
                         (wave.id == report_.wave ? " aria-current=\"page\"" : "") + ">" +
                         nameHtml(wave, report_.kind, locale_) + "</a>";
            html_ += "</p>";
        }
        html_ += "<p>" + escapeHtml(locale_.text("results.download"));
        for (const char* kind : {"csv", "xlsx", "json"})
            html_ +=
                " <a href=\"" +
                escapeHtml(addressIn(locale_, std::string("/results.") + kind + "?wave=" + report_.wave)) +
                "\">" + escapeHtml(locale_.text(std::string("results.") + kind)) + "</a>";
        html_ += "</p></nav>";
    }

    void contents() {
        html_ += "<nav class=\"contents\" aria-label=\"" + escapeHtml(locale_.text("results.contents")) +
                 "\"><ul>";
        bool questions = false;
        for (const Section& each : report_.sections) {
            if (each.isQuestion && questions) continue;
            questions = questions || each.isQuestion;
            html_ += "<li><a href=\"#" + escapeHtml(each.id) + "\">" +
                     escapeHtml(each.isQuestion ? locale_.text("results.questions") : each.title) +
                     "</a></li>";
        }
        html_ += "</ul></nav>";
    }

    void section(const Section& section) {
        html_ += "<section class=\"part\" id=\"" + escapeHtml(section.id) + "\"><h2>" +
                 escapeHtml(section.title) + "</h2>";
        if (!section.explanation.empty()) html_ += paragraph(section.explanation, "soft");
        for (const Table& each : section.tables)
            figure(each, each.title != section.title && section.tables.size() > 1);
        for (const std::string& note : section.notes) html_ += paragraph(note);
        html_ += "</section>";
    }

    /// Chart and table stand side by side unless the answers are too long for that.
    static bool isWide(const Table& table) {
        std::size_t letters = 0;
        for (const Column& column : table.columns) letters += countCodePoints(column.label);
        return letters > kMostLetters;
    }

    void figure(const Table& table, bool titled) {
        static constexpr const char* kKinds[] = {"plain", "bars", "pair", "intervals", "pair trend", "list"};
        const bool cards = table.id == "indices";
        html_ += std::string("<div class=\"figure ") +
                 (cards ? "cards" : kKinds[static_cast<std::size_t>(table.drawing)]) +
                 (isWide(table) ? " wide\">" : "\">");
        if (titled && !table.title.empty()) html_ += "<h3>" + escapeHtml(table.title) + "</h3>";
        if (table.drawing == Drawing::bars && !table.says.empty()) html_ += paragraph(table.says, "says");
        if (table.drawing == Drawing::diverging) diverging(table);
        if (table.drawing == Drawing::trend) chart(table, trendSvg(table));
        written(table, titled);
        for (const std::string& note : table.notes) html_ += paragraph(note, "soft");
        html_ += "</div>";
    }

    void chart(const Table& table, const std::string& content) {
        html_ += "<div class=\"chart\" role=\"img\" aria-label=\"" + escapeHtml(table.says) + "\">" +
                 content + "</div>";
    }

    void diverging(const Table& table) {
        std::string content = "<ul class=\"key\">";
        for (std::size_t c : drawnColumns(table))
            content += "<li>" + toneSvg(table.columns[c].tone) + escapeHtml(table.columns[c].label) + "</li>";
        content += "</ul>";
        const Extent extent = extentOf(table);
        for (const Line& line : table.lines)
            content += paragraph(line.label, "label") + divergingSvg(table, line, extent);
        chart(table, content);
    }

    /// The table itself. A share has its count beside it: in a column of its own where there is one share a
    /// line, else in small type under it.
    void written(const Table& table, bool titled) {
        const bool bars = table.drawing == Drawing::bars;
        html_ += "<table id=\"table-" + escapeHtml(table.id) + "\">";
        if (!table.title.empty())
            html_ += (titled ? "<caption class=\"unseen\">" : "<caption>") + escapeHtml(table.title) +
                     "</caption>";
        html_ += "<thead><tr>" + header("col", table.head);
        for (const Column& column : table.columns) html_ += header("col", column.label);
        if (bars) html_ += header("col", locale_.text("report.count"));
        html_ += "</tr></thead><tbody>";
        for (const Line& line : table.lines) {
            html_ += "<tr><th scope=\"row\">" + escapeHtml(line.label);
            if (bars) html_ += barSvg(line.figures[0]);
            if (table.drawing == Drawing::intervals)
                html_ += intervalSvg(line.figures[0], before(table, line));
            html_ += "</th>";
            for (std::size_t c = 0; c < line.figures.size(); ++c)
                cell(table.columns[c], line.figures[c], bars);
            if (bars)
                html_ += "<td>" +
                         (line.figures[0].count ? locale_.number(static_cast<double>(*line.figures[0].count))
                                                : "—") +
                         "</td>";
            html_ += "</tr>";
        }
        html_ += "</tbody></table>";
    }

    static const Figure* before(const Table& table, const Line& line) {
        for (std::size_t c = 0; c < table.columns.size(); ++c)
            if (table.columns[c].id == "before") return &line.figures[c];
        return nullptr;
    }

    static std::string header(const char* scope, const std::string& text) {
        return std::string("<th scope=\"") + scope + "\">" + escapeHtml(text) + "</th>";
    }

    void cell(const Column& column, const Figure& figure, bool bars) {
        html_ += "<td data-label=\"" + escapeHtml(column.label) + "\"" +
                 (figure.value ? "" : " class=\"words\"") + ">" + escapeHtml(figure.text);
        if (figure.value && figure.low)
            html_ += " <small>" + escapeHtml(intervalText(figure, locale_)) + "</small>";
        else if (figure.count && !bars)
            html_ += " <small>" + escapeHtml(locale_.number(static_cast<double>(*figure.count))) + "</small>";
        html_ += "</td>";
    }

    const Report& report_;
    const Locale& locale_;
    std::string html_;
};

}  // namespace

std::string reportHtml(const Report& report, const Locale& locale) {
    return Writer(report, locale).write();
}

std::string unknownWaveHtml(const std::vector<KnownWave>& waves, const Locale& locale) {
    std::string html =
        "<article class=\"note\"><h1>" + escapeHtml(locale.text("results.unknown-wave")) + "</h1><p>" +
        escapeHtml(locale.text(waves.empty() ? "results.no-wave" : "results.known-waves")) + "</p><ul>";
    for (const KnownWave& wave : waves)
        html += "<li><a href=\"" + reportAddress(locale, wave.id) + "\">" +
                nameHtml(wave, ResponseKind::real, locale) + "</a></li>";
    return html + "</ul></article>";
}

}  // namespace otklik
