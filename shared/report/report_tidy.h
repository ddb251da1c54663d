#pragma once
// The report for programs that compute: one figure a row, plain columns of codes, and a book that says what
// every column and code means. Both name the same codes, since both are made of the same rows.

#include <string>
#include <vector>

#include "shared/report/report.h"
#include "shared/text/csv.h"

namespace otklik {

/// A code and what it means in the report's language; both empty where a figure has none.
struct Coded {
    std::string code, meaning;
};

/// Where a figure belongs. Points into the report.
struct TidyFigure {
    Coded section, question, row, answer, groupBy, group, index, ofWave;
    const char* measure = "";  ///< share, answered, blank, index, change, verdict, answers, size, mean,
                               ///< place or recommendation
    const Figure* figure = nullptr;
    std::string code;  ///< table/line/column
};

/// Every figure of the report, once, in its order.
std::vector<TidyFigure> tidyFigures(const Report& report, const Locale& locale);

/// Names of columns are English in every language, as codes are.
std::string tidyCsv(const Report& report, const Locale& locale, CsvDialect dialect);

/// A row a column, then a row for each code that the tidy file of this report has, then the method, how to
/// cite it, and the licence.
std::string codebookCsv(const Report& report, const Locale& locale, CsvDialect dialect);

}  // namespace otklik
