// Columns: section, table, line, column in words; the figure as it is published; value, interval and answers
// as numbers; and the figure's code, which stays the same in every language and year.

#include "shared/report/report_csv.h"

namespace otklik {
namespace {

class Writer {
  public:
    Writer(const Locale& locale, CsvDialect dialect) : locale_(locale), csv_(dialect) {}

    std::string write(const Report& report) {
        for (const char* column :
             {"section", "table", "line", "column", "text", "value", "low", "high", "count", "code"})
            csv_.text(locale_.text(std::string("results.csv.") + column));
        csv_.end();
        top(report);
        for (const Section& each : report.sections) section(each);
        words(report.title, locale_.text("report.cite"), report.source);
        if (!report.licence.name.empty())
            words(report.title, locale_.text("report.licence", {{"licence", report.licence.name}}),
                  report.licence.address);
        return csv_.take();
    }

  private:
    void top(const Report& report) {
        words(report.title, "", markText(report.kind, locale_));
        words(report.title, "", report.survey);
        words(report.title, "", report.headline.text);
        for (const Bullet& bullet : report.headline.bullets) words(report.title, bullet.lead, bullet.text);
        for (const Fact& fact : report.facts) words(report.title, fact.label, fact.text);
        for (const std::string& note : report.notes) words(report.title, "", note);
    }

    void section(const Section& section) {
        for (std::size_t i = section.panels.size() - section.headings; i < section.panels.size(); ++i)
            words(section.panels[i], "", locale_.text("report.panel"));
        words(section.title, "", section.wording);
        words(section.title, "", section.explanation);
        for (const Table& table : section.tables) {
            for (const Line& line : table.lines)
                for (std::size_t c = 0; c < line.figures.size(); ++c) figure(section, table, line, c);
            for (const std::string& note : table.notes) words(section.title, "", note);
        }
        for (const OfficeStatement& statement : section.statements) {
            words(section.title, statement.title, statement.byline);
            for (const TextBlock& block : statement.blocks)
                words(section.title, statement.title, plainText(block.spans));
        }
        for (const std::string& note : section.notes) words(section.title, "", note);
    }

    /// Nothing where there are none.
    void words(const std::string& section, const std::string& line, const std::string& text) {
        if (line.empty() && text.empty()) return;
        csv_.text(section).text("").text(line).text("").text(text);
        for (int i = 0; i < 5; ++i) csv_.number(std::nullopt);
        csv_.end();
    }

    void figure(const Section& section, const Table& table, const Line& line, std::size_t column) {
        const Figure& figure = line.figures[column];
        csv_.text(section.title)
            .text(table.name + (table.name.empty() || table.title.empty() ? "" : ". ") + table.title)
            .text(line.label)
            .text(table.columns[column].label);
        csv_.own(figure.text).number(figure.value).number(figure.low).number(figure.high);
        csv_.number(figure.count ? std::optional<double>(*figure.count) : std::nullopt);
        csv_.text(table.id + "/" + line.id + "/" + table.columns[column].id).end();
    }

    const Locale& locale_;
    CsvWriter csv_;
};

}  // namespace

std::string reportCsv(const Report& report, const Locale& locale, CsvDialect dialect) {
    return Writer(locale, dialect).write(report);
}

}  // namespace otklik
