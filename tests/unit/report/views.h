#pragma once
// What holds for every report in every view and in both languages.

#include <regex>
#include <set>

#include "shared/report/chart_file.h"
#include "shared/report/report_csv.h"
#include "shared/report/report_html.h"
#include "shared/report/report_json.h"
#include "shared/report/report_lines.h"
#include "shared/report/report_tidy.h"
#include "tests/unit/report/waves.h"

namespace otklik::test {

/// Every text that a view of the report shows.
inline std::string everything(const Report& report, const Locale& locale) {
    std::string all = reportHtml(report, locale) + reportJson(report).dump() +
                      reportCsv(report, locale, CsvDialect::rfc4180) +
                      tidyCsv(report, locale, CsvDialect::rfc4180) +
                      codebookCsv(report, locale, CsvDialect::rfc4180) + previewLines(report);
    for (const Chart& chart : chartsOf(report)) all += chartFile(report, chart, "", locale);
    return all;
}

/// Answers of a row that exclude each other are a hundred percent together, where all of them are told.
inline void checkAddsUp(const Table& table, const Line& line) {
    if (table.drawing != Drawing::stacked) return;
    double sum = 0;
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        if (table.columns[c].tone == Tone::none) continue;
        if (!line.figures[c].value && !line.figures[c].low) return;
        sum += line.figures[c].drawn;
    }
    CHECK_MESSAGE(std::abs(sum - 100) < 0.5, table.id << "/" << line.id << ": " << sum);
}

/// True where no text has a gap that was to be filled, nor the key of a text that no locale has, and no id of
/// the page stands twice.
inline void checkWhole(const Waves& waves) {
    for (const char* language : {"ru", "en"}) {
        const Locale locale = otklik::test::locale(language);
        const Report report = makeReport(waves.input, locale);
        const std::string all = everything(report, locale);
        std::smatch found;
        CHECK_MESSAGE(!std::regex_search(all, found, std::regex(R"(\{[^{}":;,]+\})")), found.str());
        CHECK_MESSAGE(
            !std::regex_search(
                all, found, std::regex(R"([>" ](report|results|files)\.(?!csv|json)[a-z-]+\.?[a-z-]*[<" ])")),
            found.str());
        CHECK_FALSE(report.headline.text.empty());
        std::set<std::string> ids;
        const std::string html = reportHtml(report, locale);
        for (std::size_t at = html.find(" id=\""); at != html.npos; at = html.find(" id=\"", at + 1)) {
            const std::string id = html.substr(at + 5, html.find('"', at + 5) - at - 5);
            CHECK_MESSAGE(ids.insert(id).second, id);
        }
        for (const Section& section : report.sections)
            for (const Table& table : section.tables)
                for (const Line& line : table.lines) {
                    checkAddsUp(table, line);
                    CHECK(line.figures.size() == table.columns.size());
                    for (const Figure& figure : line.figures) {
                        CHECK_FALSE(figure.text.empty());
                        if (!figure.value || !figure.low) continue;
                        CHECK(*figure.low <= *figure.value);
                        CHECK(*figure.high >= *figure.value);
                    }
                }
    }
}

}  // namespace otklik::test
