// The page from top to bottom. What a phone has no room for is folded, each fold saying what it holds or
// finds; a wide screen and paper show everything (report.css). No script is needed.

#include "shared/report/report_html.h"

#include <algorithm>

#include "shared/report/chart_html.h"
#include "shared/report/charts.h"
#include "shared/report/figures.h"
#include "shared/report/table_html.h"
#include "shared/text/address.h"
#include "shared/text/html.h"
#include "shared/text/typeset.h"

namespace otklik {
namespace {

constexpr std::size_t kThemesShown = 3;

/// As an address has it.
std::string encoded(const std::string& id) {
    static constexpr char kHex[] = "0123456789ABCDEF";
    std::string made;
    for (const char c : id) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80)
            made += c;  // ids have no ASCII that would say something there
        else
            made.append({'%', kHex[byte / 16], kHex[byte % 16]});
    }
    return made;
}

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
        for (std::size_t at = 0; at < report_.sections.size();) at = part(at);
        if (!report_.sections.empty()) files();
        otherWaves();
        return html_.take();
    }

  private:
    using Kind = Section::Kind;

    // ---- the beginning

    void head() {
        html_.open("header", {{"class", "head"}})
            .element("p", typeset(report_.office), {{"class", "cover"}})
            .element("p", typeset(report_.name) + ", " + report_.wave, {{"class", "survey"}})
            .element("h1", typeset(report_.headline.text));
        if (!report_.headline.bullets.empty()) {
            html_.open("ul", {{"class", "bullets"}});
            for (const Bullet& bullet : report_.headline.bullets) {
                html_.open("li");
                if (!bullet.lead.empty()) html_.element("b", typeset(bullet.lead)).text(" ");
                html_.text(typeset(bullet.text)).close();
            }
            html_.close();
        }
        facts();
        for (const std::string& note : report_.notes) html_.element("p", note);
        html_.close();
    }

    const std::string* fact(std::string_view id) const {
        for (const Fact& each : report_.facts)
            if (each.id == id) return &each.text;
        return nullptr;
    }

    void facts() {
        if (report_.facts.empty()) return;
        html_.open("div", {{"class", "facts"}}).open("p");
        if (const auto* responses = fact("responses")) html_.element("b", *responses);
        if (const auto* days = fact("days")) html_.text(", " + *days);
        html_.close();
        if (const auto* ways = fact("ways")) html_.element("p", *ways, {{"class", "soft"}});
        if (const auto* who = fact("who")) html_.element("p", *who);
        if (const auto* day = fact("day"))
            html_.element("p", locale_.text("report.issued", {{"day", *day}}), {{"class", "cover"}});
        html_.close();
    }

    void contents() {
        html_.open("nav", {{"class", "contents"}, {"aria-label", locale_.text("results.contents")}})
            .element("h2", locale_.text("results.contents"))
            .open("ul");
        bool isQuestionNamed = false;
        for (const Section& each : report_.sections) {
            if (each.kind == Kind::precision) continue;
            const bool isQuestion = each.kind == Kind::question;
            if (isQuestion && isQuestionNamed) continue;
            isQuestionNamed = isQuestionNamed || isQuestion;
            html_.open("li").element("a", isQuestion ? locale_.text("results.questions") : each.title,
                                     {{"href", isQuestion ? "#questions" : "#" + each.id}});
            if (isQuestion) contentsOfQuestions();
            html_.close();
        }
        html_.open("li", {{"class", "screen"}})
            .element("a", locale_.text("results.download"), {{"href", "#files"}})
            .close();
        html_.close().close();
    }

    /// The pages of the form that have titles.
    void contentsOfQuestions() {
        bool isOpen = false;
        for (const Section& each : report_.sections) {
            if (each.headings == 0 || each.headings < each.panels.size()) continue;
            if (!isOpen) html_.open("ul");
            isOpen = true;
            html_.open("li")
                .element("a", typeset(each.panels.front()), {{"href", "#" + each.headingId}})
                .close();
        }
        if (isOpen) html_.close();
    }

    // ---- its parts

    /// Writes the part that begins with this section; returns where the next one does.
    std::size_t part(std::size_t at) {
        const Section& first = report_.sections[at];
        if (first.kind == Kind::precision) return at + 1;  // in the part of the method
        const bool isQuestion = first.kind == Kind::question;
        html_.open("section", {{"class", "part"}, {"id", isQuestion ? "questions" : first.id}});
        if (isQuestion) {
            html_.element("h2", locale_.text("results.questions"))
                .element("p", locale_.text("results.questions-note"), {{"class", "soft"}});
            at = questions(at);
        } else {
            html_.element("h2", typeset(first.title));
            if (!first.explanation.empty())
                html_.element("p", typeset(first.explanation), {{"class", "soft"}});
            section(first);
            ++at;
        }
        html_.close();
        return at;
    }

    void section(const Section& section) {
        switch (section.kind) {
            case Kind::indices:
                return indices(section);
            case Kind::groups:
                return groups(section);
            case Kind::years:
                return years(section);
            case Kind::themes:
                return themes(section);
            case Kind::changes:
                return statements(section);
            case Kind::method:
                return method(section);
            case Kind::question:
            case Kind::precision:
                break;
        }
    }

    /// A line that unfolds on a phone; a wide screen and paper show what is in it at once.
    void openFold(const std::string& words, std::string_view kind = "fold") {
        html_.open("details", {{"class", kind}}).element("summary", typeset(words));
    }

    void notes(const Table& table) {
        for (const std::string& note : table.notes) html_.element("p", typeset(note), {{"class", "soft"}});
    }

    void indices(const Section& section) {
        const Table& table = section.tables.front();
        writeIndicesKey(html_, table, locale_);
        std::vector<std::string> meanings;
        for (const Line& line : table.lines) meanings.push_back(locale_.text("results.index-of." + line.id));
        writeCards(html_, table, meanings, locale_);
        openFold(locale_.text("report.fold-indices"), "fold closed");
        for (const Table& each : section.tables) {
            html_.open("div", {{"class", "written"}});
            writeTable(html_, each, locale_);
            notes(each);
            html_.close();
        }
        pictures({&table});
        html_.close();
    }

    /// Questions in form order; those that are not up front are folded together.
    std::size_t questions(std::size_t at) {
        const auto isAt = [&](std::size_t i, bool upFront) {
            return i < report_.sections.size() && report_.sections[i].kind == Kind::question &&
                   report_.sections[i].isUpFront == upFront;
        };
        while (isAt(at, true) || isAt(at, false)) {
            while (isAt(at, true)) question(report_.sections[at++]);
            std::size_t end = at;
            while (isAt(end, false)) ++end;
            if (end == at) continue;
            std::string named;
            for (std::size_t i = at; i < end; ++i)
                named += (named.empty() ? "" : "; ") + report_.sections[i].title;
            openFold(locale_.plural("report.fold-questions", static_cast<long>(end - at)), "fold more");
            html_.element("p", typeset(named), {{"class", "soft named"}});
            while (at < end) question(report_.sections[at++]);
            html_.close();
        }
        return at;
    }

    /// Of a heading so deep among the questions, as h3 has the first.
    static std::string levelOf(std::size_t depth) {
        return std::to_string(3 + std::min<std::size_t>(depth, 3));
    }

    /// «Готовность рекомендовать: 42», softly «35–49», and what that is.
    void said(const Table& table) {
        for (const Line& line : table.lines) {
            const Figure& figure = line.figures.front();
            html_.open("p", {{"class", "says"}}).text(line.label + ": ").element("b", figure.text);
            if (figure.value && figure.low)
                html_.text(" ").element("small", intervalText(figure, locale_), {{"class", "range"}});
            html_.close();
        }
        notes(table);
    }

    void question(const Section& section) {
        for (std::size_t i = section.panels.size() - section.headings; i < section.panels.size(); ++i)
            html_.element("h3", typeset(section.panels[i]),
                          {{"class", "panel"},
                           {"id", section.headingId, i + section.headings == section.panels.size()},
                           {"aria-level", levelOf(i), i > 0}});
        html_.open("section", {{"class", "question"}, {"id", section.id}})
            .element("h3", typeset(section.title),
                     {{"aria-level", levelOf(section.panels.size()), !section.panels.empty()}});
        if (!section.wording.empty()) html_.element("p", typeset(section.wording), {{"class", "wording"}});
        for (const Table& table : section.tables) {
            if (!table.name.empty())
                html_.element("h4", typeset(table.name),
                              {{"aria-level", levelOf(section.panels.size() + 1), !section.panels.empty()}});
            if (table.drawing == Drawing::none) {
                said(table);
                continue;
            }
            const std::string hint = &table == &section.tables.front() ? hintOf(section, table) : table.title;
            if (!hint.empty()) html_.element("p", typeset(hint), {{"class", "soft"}});
            html_.open("div", {{"class", "chart"}});
            writeChart(html_, table, locale_);
            html_.close();
            written(table, locale_.text("report.fold-numbers", {{"n", std::to_string(section.number)}}),
                    section.notes);
        }
        html_.close();
    }

    /// The numbers of a drawing. A bar has its own beside it, so that only who wants more unfolds these.
    void written(const Table& table, const std::string& words, const std::vector<std::string>& notes) {
        openFold(words, table.drawing == Drawing::bars ? "fold closed repeats" : "fold");
        for (const std::string& note : notes) html_.element("p", typeset(note), {{"class", "soft"}});
        writeTable(html_, table, locale_);
        this->notes(table);
        pictures({&table});
        html_.close();
    }

    /// Each drawing as a file of its own.
    void pictures(const std::vector<const Table*>& tables) {
        html_.open("p", {{"class", "soft pictures"}}).text(locale_.text("results.pictures"));
        for (const Table* table : tables) {
            if (tables.size() > 1) html_.text(" " + typeset(table->title));
            for (const std::string kind : {"svg", "png"})
                html_.text(" ").element(
                    "a", locale_.text("results." + kind),
                    {{"href", addressIn(locale_, "/results." + kind + "?wave=" + report_.wave +
                                                     "&chart=" + encoded(table->id))},
                     {"aria-label", locale_.text("results." + kind) + ": " + typeset(table->title),
                      !table->title.empty()}});
        }
        html_.close();
    }

    static std::vector<const Table*> drawn(const Section& section) {
        std::vector<const Table*> tables;
        for (const Table& table : section.tables)
            if (table.drawing != Drawing::none) tables.push_back(&table);
        return tables;
    }

    static bool hasFinding(const Table& table) {
        return std::any_of(table.lines.begin(), table.lines.end(),
                           [](const Line& line) { return isNotable(line.figures.front().verdict); });
    }

    void groups(const Section& section) {
        writeGroupsKey(html_, section.tables.front(), locale_);
        axis(section.tables.front());
        // Before unfolding a phone shows the breakdown that found something.
        const auto found = std::find_if(section.tables.begin(), section.tables.end(), hasFinding);
        const Table* first = found == section.tables.end() ? &section.tables.front() : &*found;
        html_.open("div", {{"class", "breakdowns"}});
        for (const Table& table : section.tables) {
            const bool isOpen = &table == first;
            if (!isOpen)
                openFold(
                    locale_.text("report.fold-finding", {{"what", table.title}, {"finding", table.says}}));
            html_.open("section", {{"class", isOpen ? "breakdown" : "breakdown later"}})
                .element("h3", typeset(table.title))
                .element("p", typeset(table.says), {{"class", "soft finding"}});
            writeChart(html_, table, locale_);
            html_.close();
            if (!isOpen) html_.close();
        }
        html_.close();
        openFold(locale_.text("report.fold-groups"), "fold closed repeats");
        for (const Table& table : section.tables) writeTable(html_, table, locale_);
        pictures(drawn(section));
        html_.close();
    }

    /// An axis that does not show everything says so.
    void axis(const Table& table) {
        const std::string said = axisText(table.axis, locale_);
        if (!said.empty()) html_.element("p", said, {{"class", "soft"}});
    }

    void trend(const Table& table) {
        html_.open("section", {{"class", "year"}}).element("h3", table.title);
        writeChart(html_, table, locale_);
        notes(table);
        html_.close();
    }

    void years(const Section& section) {
        axis(section.tables.front());
        std::vector<const Table*> later;
        const Table* changes = nullptr;
        for (const Table& table : section.tables) {
            if (table.drawing != Drawing::trend)
                changes = &table;
            else if (&table != &section.tables.front())
                later.push_back(&table);
        }
        html_.open("div", {{"class", "panels"}});
        if (section.tables.front().drawing == Drawing::trend) trend(section.tables.front());
        if (!later.empty()) {
            openFold(locale_.plural("report.fold-years", static_cast<long>(later.size())), "fold more");
            for (const Table* table : later) trend(*table);
            html_.close();
        }
        html_.close();
        openFold(locale_.text("report.fold-years-numbers"), "fold closed");
        html_.open("div", {{"class", "side"}});
        for (const Table& table : section.tables)
            if (&table != changes) writeTable(html_, table, locale_);
        html_.close();
        if (changes) {
            writeTable(html_, *changes, locale_);
            notes(*changes);
        }
        pictures(drawn(section));
        html_.close();
    }

    /// How many wrote, a question each, and of what where themes were counted.
    void themes(const Section& section) {
        const Table& counts = section.tables.front();
        for (const Line& line : counts.lines) {
            html_.open("section", {{"class", "question"}, {"id", line.id}})
                .element("h3", typeset(line.label))
                .element("p", locale_.text("report.wrote", {{"answers", line.figures[0].text}}),
                         {{"class", "soft"}});
            const auto themes = std::find_if(section.tables.begin() + 1, section.tables.end(),
                                             [&](const Table& table) { return table.id == line.id; });
            if (themes != section.tables.end())
                themesOf(*themes);
            else if (section.tables.size() > 1)
                html_.element("p", locale_.text("report.no-themes"), {{"class", "soft"}});
            html_.close();
        }
        openFold(counts.title, "fold closed repeats");
        writeTable(html_, counts, locale_);
        html_.close();
    }

    void themesOf(const Table& table) {
        Table first = table, rest = table;
        const std::size_t shown = std::min(kThemesShown, table.lines.size());
        first.lines.resize(shown);
        rest.lines.erase(rest.lines.begin(), rest.lines.begin() + static_cast<std::ptrdiff_t>(shown));
        writeChart(html_, first, locale_);
        if (!rest.lines.empty()) {
            openFold(locale_.plural("report.fold-themes", static_cast<long>(rest.lines.size())), "fold more");
            writeChart(html_, rest, locale_);
            html_.close();
        }
        written(table, table.title, {});
    }

    // ---- the office's own words

    void statements(const Section& section) {
        for (const OfficeStatement& each : section.statements) {
            if (!each.title.empty()) {
                openFold(each.title);
                html_.element("h3", each.title, {{"class", "later-title"}});
            }
            statement(each);
            if (!each.title.empty()) html_.close();
        }
    }

    void statement(const OfficeStatement& statement) {
        html_.element("p", statement.byline, {{"class", "soft"}});
        html_.open("div", {{"class", "statement"},
                           {"lang", statement.language, statement.language != report_.language}});
        bool isPart = false, isList = false;
        const auto end = [&](bool& isOpen) {
            if (isOpen) html_.close();
            isOpen = false;
        };
        for (const TextBlock& block : statement.blocks) {
            if (block.kind != TextBlock::Kind::item) end(isList);
            if (block.kind == TextBlock::Kind::heading || !isPart) {
                end(isPart);
                html_.open("div", {{"class", "did"}});
                isPart = true;
            }
            if (block.kind == TextBlock::Kind::item && !isList) {
                html_.open("ul");
                isList = true;
            }
            write(block);
        }
        end(isList);
        end(isPart);
        html_.close();
    }

    void write(const TextBlock& block) {
        static constexpr const char* kSigns[] = {"", "done", "doing", "declined"};
        static constexpr const char* kTags[] = {"h3", "p", "li", "p"};
        const bool isFigure = block.kind == TextBlock::Kind::figure;
        const std::string sign = kSigns[static_cast<std::size_t>(block.sign)];
        html_.open(kTags[static_cast<std::size_t>(block.kind)],
                   {{"class", isFigure ? std::string("answers") : sign, isFigure || !sign.empty()}});
        for (const Span& span : block.spans) write(span);
        html_.close();
    }

    void write(const Span& span) {
        int opened = 0;
        if (!span.link.empty()) html_.open("a", {{"href", span.link}, {"rel", "noopener"}}), ++opened;
        if (span.isStrong) html_.open("strong"), ++opened;
        if (span.isEmphasised) html_.open("em"), ++opened;
        html_.text(typeset(span.text));
        while (opened-- > 0) html_.close();
    }

    // ---- how it came about, and what to take along

    void method(const Section& section) {
        for (const std::string& note : section.notes) html_.element("p", note);
        citation();
        for (const Section& each : report_.sections) {
            if (each.kind != Kind::precision) continue;
            openFold(each.title, "fold closed");
            html_.open("div", {{"id", each.id}});
            for (const std::string& note : each.notes) html_.element("p", note);
            html_.close().close();
        }
    }

    void citation() {
        html_.open("p", {{"class", "soft"}})
            .element("b", locale_.text("report.cite"))
            .text(" " + typeset(report_.source));
        const Licence& licence = report_.licence;
        const std::string words =
            licence.name.empty() ? "" : locale_.text("report.licence", {{"licence", licence.name}});
        html_.text(" ");
        if (licence.address.empty())
            html_.text(words);
        else if (!words.empty())
            html_.element("a", words, {{"href", licence.address}, {"rel", "license"}});
        html_.close();
    }

    void files() {
        html_.open("section", {{"class", "part"}, {"id", "files"}})
            .element("h2", locale_.text("results.download"))
            .open("div", {{"class", "files"}});
        for (const std::string kind : {"xlsx", "csv", "json"})
            html_.element("a", locale_.text("results." + kind),
                          {{"href", addressIn(locale_, "/results." + kind + "?wave=" + report_.wave)},
                           {"class", kind == "xlsx" ? "file main" : "file"}});
        html_
            .element("button", locale_.text("results.print"),
                     {{"type", "button"}, {"id", "print"}, {"class", "file"}, {"hidden", true}})
            .close();
        const std::string wave = "wave=" + report_.wave;
        html_.open("p", {{"class", "soft programs"}})
            .text(locale_.text("results.for-programs") + " ")
            .element("a", locale_.text("results.tidy"),
                     {{"href", addressIn(locale_, "/results.csv?layout=tidy&" + wave)}})
            .text(", ")
            .element("a", locale_.text("results.codebook"),
                     {{"href", addressIn(locale_, "/results.codebook.csv?" + wave)}})
            .close()
            .close();
    }

    void otherWaves() {
        if (report_.waves.size() < 2) return;
        html_.open("nav", {{"class", "waves"}, {"aria-label", locale_.text("results.other-waves")}})
            .open("p")
            .text(locale_.text("results.other-waves"));
        for (const KnownWave& wave : report_.waves)
            html_.text(" ").element("a", nameOf(wave, report_.kind, locale_),
                                    {{"href", reportAddress(locale_, wave.id)},
                                     {"aria-current", "page", wave.id == report_.wave}});
        html_.close().close();
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
