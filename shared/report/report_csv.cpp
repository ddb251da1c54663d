// Columns: section, table, line, column in words; the figure as it is published; value, interval and answers
// as numbers; and the figure's code, which stays the same in every language and year.

#include "shared/report/report_csv.h"

#include "shared/text/csv.h"

namespace otklik {
namespace {

class Writer {
  public:
    Writer(const Locale& locale, CsvDialect dialect)
        : locale_(locale),
          separator_(dialect == CsvDialect::excel ? ';' : ','),
          decimalMark_(dialect == CsvDialect::excel ? ',' : '.'),
          csv_(dialect == CsvDialect::excel ? "\xEF\xBB\xBF" : "") {}

    std::string write(const Report& report) {
        for (const char* column :
             {"section", "table", "line", "column", "text", "value", "low", "high", "count", "code"})
            field(csvText(locale_.text(std::string("results.csv.") + column)));
        end();
        if (report.kind != ResponseKind::real) words(report.title, "", markText(report.kind, locale_));
        words(report.title, "", report.survey);
        for (const Fact& fact : report.facts) words(report.title, fact.label, fact.text);
        for (const std::string& note : report.notes) words(report.title, "", note);
        for (const Section& section : report.sections) {
            if (!section.explanation.empty()) words(section.title, "", section.explanation);
            for (const Table& table : section.tables)
                for (const Line& line : table.lines)
                    for (std::size_t c = 0; c < line.figures.size(); ++c) figure(section, table, line, c);
            for (const std::string& note : section.notes) words(section.title, "", note);
        }
        return std::move(csv_);
    }

  private:
    void field(const std::string& text) {
        if (!first_) csv_ += separator_;
        csv_ += text;
        first_ = false;
    }
    void number(std::optional<double> value) { field(value ? csvNumber(*value, decimalMark_) : ""); }
    void end() {
        csv_ += "\r\n";
        first_ = true;
    }

    void words(const std::string& section, const std::string& line, const std::string& text) {
        for (const std::string& each : {section, std::string(), line, std::string(), text})
            field(csvText(each));
        for (int i = 0; i < 5; ++i) field("");
        end();
    }

    void figure(const Section& section, const Table& table, const Line& line, std::size_t column) {
        const Figure& figure = line.figures[column];
        for (const std::string& each : {section.title, table.title, line.label, table.columns[column].label})
            field(csvText(each));
        field(csvQuoted(figure.text));
        number(figure.value);
        number(figure.low);
        number(figure.high);
        field(figure.count ? csvNumber(static_cast<double>(*figure.count), decimalMark_) : "");
        field(csvText(table.id + "/" + line.id + "/" + table.columns[column].id));
        end();
    }

    const Locale& locale_;
    char separator_, decimalMark_;
    std::string csv_;
    bool first_ = true;
};

}  // namespace

std::string reportCsv(const Report& report, const Locale& locale, CsvDialect dialect) {
    return Writer(locale, dialect).write(report);
}

}  // namespace otklik
