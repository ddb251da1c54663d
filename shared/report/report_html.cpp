// Every table of the report is a table of the page, whatever is drawn beside it: what a chart says can always
// be read, copied and printed.

#include "shared/report/report_html.h"

#include "shared/report/charts.h"
#include "shared/report/figures.h"
#include "shared/text/address.h"
#include "shared/text/html.h"
#include "shared/text/typeset.h"
#include "shared/text/utf8.h"

namespace otklik {
namespace {

constexpr std::size_t kMostLetters = 60;  // of all column heads of a table beside its chart

/// Its id, and its mark where the page itself does not bear it.
std::string nameOf(const KnownWave& wave, ResponseKind page, const Locale& locale) {
    return wave.kind == page ? wave.id : markedTitle(wave.kind, wave.id, locale);
}

class ReportWriter {
  public:
    ReportWriter(const Report& report, const Locale& locale) : report_(report), locale_(locale) {}

    std::string write() {
        html_.markup(markHtml(report_.kind, locale_)).markup(chartPatterns());
        head();
        if (!report_.sections.empty()) contents();
        for (const Section& each : report_.sections) section(each);
        if (!report_.day.empty()) source();
        return html_.take();
    }

  private:
    void head() {
        html_.open("header", {{"class", "head"}})
            .element("h1", report_.title)
            .element("p", typeset(report_.survey), {{"class", "lead"}});
        if (!report_.facts.empty()) facts();
        ways();
        for (const std::string& note : report_.notes) html_.element("p", note);
        html_.close();
    }

    void facts() {
        html_.open("ul", {{"class", "facts"}});
        for (const Fact& fact : report_.facts)
            html_.open("li").element("b", fact.text).text(" ").text(fact.label).close();
        html_.close();
    }

    /// The other years, and the files of this one.
    void ways() {
        if (report_.waves.size() < 2 && report_.sections.empty()) return;
        html_.open("nav", {{"class", "ways"}, {"aria-label", locale_.text("results.ways")}});
        if (report_.waves.size() > 1) {
            html_.open("p").text(locale_.text("results.other-waves"));
            for (const KnownWave& wave : report_.waves)
                html_.text(" ").element("a", nameOf(wave, report_.kind, locale_),
                                        {{"href", reportAddress(locale_, wave.id)},
                                         {"aria-current", "page", wave.id == report_.wave}});
            html_.close();
        }
        if (!report_.sections.empty()) files();
        html_.close();
    }

    void files() {
        html_.open("p").text(locale_.text("results.download"));
        for (const std::string kind : {"csv", "xlsx", "json"})
            html_.text(" ").element(
                "a", locale_.text("results." + kind),
                {{"href", addressIn(locale_, "/results." + kind + "?wave=" + report_.wave)}});
        html_.close();
    }

    void contents() {
        html_.open("nav", {{"class", "contents"}, {"aria-label", locale_.text("results.contents")}})
            .open("ul");
        bool questions = false;
        for (const Section& each : report_.sections) {
            if (each.isQuestion && questions) continue;
            questions = questions || each.isQuestion;
            html_.open("li")
                .element("a", each.isQuestion ? locale_.text("results.questions") : each.title,
                         {{"href", "#" + each.id}})
                .close();
        }
        html_.close().close();
    }

    void section(const Section& section) {
        html_.open("section", {{"class", "part"}, {"id", section.id}}).element("h2", typeset(section.title));
        if (!section.explanation.empty())
            html_.element("p", typeset(section.explanation), {{"class", "soft"}});
        for (const Table& each : section.tables)
            figure(each, each.title != section.title && section.tables.size() > 1);
        for (const std::string& note : section.notes) html_.element("p", note);
        html_.close();
    }

    void source() {
        html_.open("footer", {{"class", "source"}})
            .element("p", locale_.text("results.source", {{"survey", report_.survey},
                                                          {"wave", report_.wave},
                                                          {"day", locale_.date(report_.day)}}))
            .close();
    }

    /// Chart and table stand side by side unless the answers are too long for that.
    static bool isWide(const Table& table) {
        std::size_t letters = 0;
        for (const Column& column : table.columns) letters += countCodePoints(column.label);
        return letters > kMostLetters;
    }

    void figure(const Table& table, bool titled) {
        static constexpr const char* kKinds[] = {"plain", "bars", "pair", "intervals", "pair trend", "list"};
        const char* kind = table.id == "indices" ? "cards" : kKinds[static_cast<std::size_t>(table.drawing)];
        html_.open("div", {{"class", std::string("figure ") + kind + (isWide(table) ? " wide" : "")}});
        if (titled && !table.title.empty()) html_.element("h3", table.title);
        if (table.drawing == Drawing::bars && !table.says.empty())
            html_.element("p", table.says, {{"class", "says"}});
        if (table.drawing == Drawing::diverging || table.drawing == Drawing::trend) chart(table);
        written(table, titled);
        for (const std::string& note : table.notes) html_.element("p", note, {{"class", "soft"}});
        html_.close();
    }

    void chart(const Table& table) {
        html_.open("div", {{"class", "chart"}, {"role", "img"}, {"aria-label", table.says}});
        if (table.drawing == Drawing::trend)
            html_.markup(trendSvg(table));
        else
            diverging(table);
        html_.close();
    }

    void diverging(const Table& table) {
        html_.open("ul", {{"class", "key"}});
        for (std::size_t c : drawnColumns(table))
            html_.open("li")
                .markup(toneSvg(table.columns[c].tone))
                .text(typeset(table.columns[c].label))
                .close();
        html_.close();
        const Extent extent = extentOf(table);
        for (const Line& line : table.lines)
            html_.element("p", typeset(line.label), {{"class", "label"}})
                .markup(divergingSvg(table, line, extent));
    }

    /// The table itself. A share has its count beside it: in a column of its own where there is one share a
    /// line, else in small type under it.
    void written(const Table& table, bool titled) {
        html_.open("table", {{"id", "table-" + table.id}});
        if (!table.title.empty()) html_.element("caption", table.title, {{"class", "unseen", titled}});
        html_.open("thead").open("tr");
        columnHead(table.head);
        for (const Column& column : table.columns) columnHead(typeset(column.label));
        if (table.drawing == Drawing::bars) columnHead(locale_.text("report.count"));
        html_.close().close().open("tbody");
        for (const Line& line : table.lines) row(table, line);
        html_.close().close();
    }

    void columnHead(const std::string& text) { html_.element("th", text, {{"scope", "col"}}); }

    /// A wave's name is its id, which stays as it is.
    void row(const Table& table, const Line& line) {
        const bool bars = table.drawing == Drawing::bars;
        const Figure& first = line.figures[0];
        html_.open("tr")
            .open("th", {{"scope", "row"}})
            .text(table.drawing == Drawing::trend ? line.label : typeset(line.label));
        if (bars) html_.markup(barSvg(first));
        if (table.drawing == Drawing::intervals) html_.markup(intervalSvg(first, before(table, line)));
        html_.close();
        for (std::size_t c = 0; c < line.figures.size(); ++c) cell(table.columns[c], line.figures[c], bars);
        if (bars) html_.element("td", first.count ? countText(first) : "—");
        html_.close();
    }

    static const Figure* before(const Table& table, const Line& line) {
        for (std::size_t c = 0; c < table.columns.size(); ++c)
            if (table.columns[c].id == "before") return &line.figures[c];
        return nullptr;
    }

    std::string countText(const Figure& figure) const {
        return locale_.number(static_cast<double>(*figure.count));
    }

    void cell(const Column& column, const Figure& figure, bool bars) {
        html_.open("td", {{"data-label", typeset(column.label)}, {"class", "words", !figure.value}})
            .text(figure.text);
        if (figure.value && figure.low)
            html_.text(" ").element("small", intervalText(figure, locale_));
        else if (figure.count && !bars)
            html_.text(" ").element("small", countText(figure));
        html_.close();
    }

    const Report& report_;
    const Locale& locale_;
    HtmlWriter html_;
};

}  // namespace

std::string reportHtml(const Report& report, const Locale& locale) {
    return ReportWriter(report, locale).write();
}

std::string unknownWaveHtml(const std::vector<KnownWave>& waves, const Locale& locale) {
    HtmlWriter html;
    html.open("article", {{"class", "note"}})
        .element("h1", locale.text("results.unknown-wave"))
        .element("p", locale.text(waves.empty() ? "results.no-wave" : "results.known-waves"))
        .open("ul");
    for (const KnownWave& wave : waves)
        html.open("li")
            .element("a", nameOf(wave, ResponseKind::real, locale),
                     {{"href", reportAddress(locale, wave.id)}})
            .close();
    return html.close().close().take();
}

}  // namespace otklik
