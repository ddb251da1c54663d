// Each table stands under its title, its chart at its right. A column of estimates is followed by the ends of
// their intervals, a column of shares by the answers behind them. Where no number is published the cell has
// the words, which a chart leaves out.

#include "server/report/report_xlsx.h"

#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <ctime>
#include <filesystem>

#include "server/base/file.h"
#include "shared/text/csv.h"
#include "shared/text/utf8.h"

namespace otklik {
namespace {

constexpr double kLabelWidth = 52, kColumnWidth = 16;  // characters
constexpr lxw_row_t kChartRows = 16;                   // that a chart covers
constexpr std::size_t kSheetName = 31;                 // code points, Excel's limit
constexpr lxw_color_t kAccent = 0x0D4CD3;
constexpr lxw_color_t kTones[] = {0xB3541E, 0xDDA684, 0xD9D9D6, 0x86A5E9, 0x0D4CD3};

/// A title as the name of a sheet, which may not have every character.
std::string sheetName(const std::string& title) {
    std::string name;
    std::size_t points = 0;
    for (std::size_t at = 0; at < title.size() && points < kSheetName; ++points) {
        const char32_t point = nextCodePoint(title, at);
        if (point < 0x80 &&
            std::string_view("[]:*?/\\'").find(static_cast<char>(point)) != std::string_view::npos)
            appendUtf8(name, U' ');
        else
            appendUtf8(name, point);
    }
    return cleanedText(name);
}

class Workbook {
  public:
    Workbook(const std::string& path, const Report& report, const Locale& locale)
        : report_(report), locale_(locale), book_(workbook_new(path.c_str())) {
        heading_ = workbook_add_format(book_), strong_ = workbook_add_format(book_),
        wrapped_ = workbook_add_format(book_);
        format_set_bold(heading_), format_set_font_size(heading_, 14);
        format_set_bold(strong_), format_set_text_wrap(strong_), format_set_bottom(strong_, LXW_BORDER_THIN);
        format_set_text_wrap(wrapped_), format_set_align(wrapped_, LXW_ALIGN_VERTICAL_TOP);
        for (const char* format : {"General", "0\" %\"", "0.0", "#,##0"}) {
            numbers_.push_back(workbook_add_format(book_));
            format_set_num_format(numbers_.back(), format);
        }
    }

    /// Writes the file; true where that worked.
    bool write() {
        lxw_doc_properties properties{};
        std::string title = report_.title + " — " + report_.wave;
        properties.title = title.data();
        // Nothing tells when a file was made, only the day of what is in it.
        std::tm day{};
        strptime(report_.day.empty() ? "2000-01-01" : report_.day.c_str(), "%Y-%m-%d", &day);
        properties.created = timegm(&day);
        workbook_set_properties(book_, &properties);
        front();
        for (const Section& section : report_.sections) this->section(section);
        return workbook_close(book_) == LXW_NO_ERROR;
    }

  private:
    void open(const std::string& title, const std::string& id) {
        name_ = sheetName(title);
        sheet_ = workbook_add_worksheet(book_, name_.c_str());
        if (!sheet_) name_ = id.substr(0, kSheetName), sheet_ = workbook_add_worksheet(book_, name_.c_str());
        worksheet_set_column(sheet_, 0, 0, kLabelWidth, wrapped_);
        worksheet_set_column(sheet_, 1, 40, kColumnWidth, nullptr);
        worksheet_set_landscape(sheet_), worksheet_set_paper(sheet_, 9);  // A4
        worksheet_fit_to_pages(sheet_, 1, 0);
        row_ = 0;
        words(markText(report_.kind, locale_), strong_);
        words(title, heading_);
    }
    void cell(lxw_col_t column, const std::string& text, lxw_format* format = nullptr) {
        worksheet_write_string(sheet_, row_, column, text.c_str(), format);
    }
    void words(const std::string& text, lxw_format* format = nullptr) {
        if (!text.empty()) cell(0, text, format), ++row_;
    }

    void front() {
        open(report_.title, "report");
        words(report_.survey, wrapped_);
        for (const Fact& fact : report_.facts) {
            cell(0, fact.label), cell(1, fact.text);
            ++row_;
        }
        for (const std::string& note : report_.notes) words(note, wrapped_);
    }

    void section(const Section& section) {
        open(section.title, section.id);
        words(section.explanation, wrapped_);
        for (const Table& each : section.tables) table(each);
        ++row_;
        for (const std::string& note : section.notes) words(note, wrapped_);
    }

    void table(const Table& table) {
        ++row_;
        words(table.title, strong_);
        const lxw_row_t top = row_;
        // Where each column of the table stands in the sheet.
        std::vector<lxw_col_t> places;
        lxw_col_t next = 1;
        cell(0, table.head, strong_);
        for (std::size_t c = 0; c < table.columns.size(); ++c) {
            places.push_back(next);
            cell(next++, table.columns[c].label, strong_);
            if (has(table, c, [](const Figure& figure) { return figure.value && figure.low; })) {
                cell(next++, locale_.text("results.csv.low"), strong_);
                cell(next++, locale_.text("results.csv.high"), strong_);
            }
            if (has(table, c, [](const Figure& figure) { return figure.count.has_value(); }))
                cell(next++, locale_.text("results.csv.count"), strong_);
        }
        ++row_;
        for (const Line& line : table.lines) {
            cell(0, line.label, wrapped_);
            for (std::size_t c = 0; c < line.figures.size(); ++c)
                figure(table, c, places[c], line.figures[c]);
            ++row_;
        }
        const lxw_row_t bottom = row_ - 1;
        for (const std::string& note : table.notes) words(note, wrapped_);
        if (table.drawing == Drawing::none || table.drawing == Drawing::list || table.lines.empty()) return;
        chart(table, places, top, bottom, static_cast<lxw_col_t>(next + 1));
        row_ = std::max(row_, top + kChartRows);
    }

    template <class Test>
    static bool has(const Table& table, std::size_t column, Test test) {
        return std::any_of(table.lines.begin(), table.lines.end(),
                           [&](const Line& line) { return test(line.figures[column]); });
    }

    void figure(const Table& table, std::size_t column, lxw_col_t place, const Figure& figure) {
        lxw_format* format = numbers_[static_cast<std::size_t>(figure.unit)];
        if (!figure.value) return cell(place, figure.text);
        worksheet_write_number(sheet_, row_, place, *figure.value, format);
        if (has(table, column, [](const Figure& each) { return each.value && each.low; })) {
            if (figure.low)
                worksheet_write_number(sheet_, row_, static_cast<lxw_col_t>(place + 1), *figure.low, format);
            if (figure.high)
                worksheet_write_number(sheet_, row_, static_cast<lxw_col_t>(place + 2), *figure.high, format);
            place = static_cast<lxw_col_t>(place + 2);
        }
        if (figure.count)
            worksheet_write_number(sheet_, row_, static_cast<lxw_col_t>(place + 1),
                                   static_cast<double>(*figure.count),
                                   numbers_[static_cast<std::size_t>(Unit::answers)]);
    }

    void chart(const Table& table, const std::vector<lxw_col_t>& places, lxw_row_t top, lxw_row_t bottom,
               lxw_col_t at) {
        const bool stacked = table.drawing == Drawing::diverging, trend = table.drawing == Drawing::trend;
        lxw_chart* chart = workbook_add_chart(book_, stacked ? LXW_CHART_BAR_STACKED
                                                     : trend ? LXW_CHART_LINE
                                                             : LXW_CHART_BAR);
        for (std::size_t c = 0; c < table.columns.size(); ++c) {
            const int tone = table.columns[c].tone;
            if (stacked ? tone == 0 : c > 0) continue;
            lxw_chart_series* series = chart_add_series(chart, nullptr, nullptr);
            chart_series_set_categories(series, name_.c_str(), top + 1, 0, bottom, 0);
            chart_series_set_values(series, name_.c_str(), top + 1, places[c], bottom, places[c]);
            chart_series_set_name_range(series, name_.c_str(), top, places[c]);
            lxw_chart_fill fill{};
            lxw_chart_line line{};
            line.color = fill.color = stacked ? kTones[tone - 1] : kAccent;
            line.width = 2;
            trend ? chart_series_set_line(series, &line) : chart_series_set_fill(series, &fill);
            if (trend) chart_series_set_marker_type(series, LXW_CHART_MARKER_CIRCLE);
            chart_series_set_labels(series);
        }
        if (!trend)
            chart_axis_set_reverse(chart->x_axis);  // the first line on top; of a bar chart x is upright
        // The one text of the file that is a formula where it begins like one: a cell's is text by its type.
        chart_title_set_name(chart, formulaAsText(table.title.empty() ? name_ : table.title).c_str());
        stacked ? chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM)
                : chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
        worksheet_insert_chart(sheet_, top, at, chart);
    }

    const Report& report_;
    const Locale& locale_;
    lxw_workbook* book_;  // freed by workbook_close
    lxw_worksheet* sheet_ = nullptr;
    lxw_format *heading_, *strong_, *wrapped_;
    std::vector<lxw_format*> numbers_;  // by unit
    std::string name_;                  // of the sheet
    lxw_row_t row_ = 0;                 // the next free one
};

}  // namespace

Result<std::string> reportXlsx(const Report& report, const Locale& locale) {
    std::error_code error;
    std::string path = (std::filesystem::temp_directory_path(error) / "otklik-report-XXXXXX").string();
    const int file = mkstemp(path.data());
    if (file < 0) return Problem::of("file", path + ": the temporary folder cannot be written.");
    close(file);
    const bool written = Workbook(path, report, locale).write();
    auto bytes = readFile(path);
    unlink(path.c_str());
    if (!written) return Problem::of("file", path + ": the workbook could not be written.");
    return bytes;
}

}  // namespace otklik
