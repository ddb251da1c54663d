// Each table stands under its title, its chart at its right: without the ends of intervals, since the library
// draws no error bars of their own for each value. A column of estimates is followed by the ends of
// their intervals, a column of shares by the answers behind them. Where no number is published the cell has
// the words, which a chart leaves out.

#include "server/report/report_xlsx.h"

#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <ctime>
#include <filesystem>
#include <set>

#include "server/base/file.h"
#include "shared/report/stacked.h"
#include "shared/text/csv.h"
#include "shared/text/utf8.h"

namespace otklik {
namespace {

using namespace std::string_view_literals;

constexpr double kLabelWidth = 52, kColumnWidth = 16;  // characters
constexpr lxw_row_t kChartRows = 16;                   // that a chart of few lines covers
constexpr lxw_row_t kMostChartRows = 200;
constexpr std::size_t kChartLines = 8;          // that have room in it
constexpr std::size_t kSheetName = 31;          // UTF-16 units, Excel's limit
constexpr std::size_t kMostDescription = 2000;  // bytes of a chart's words for who cannot see it
constexpr lxw_color_t kAccent = 0x0D4CD3;
// By tone: worst to best, what stands apart, what is not said.
constexpr lxw_color_t kTones[] = {0xB3541E, 0xDDA684, 0xD9D9D6, 0x86A5E9, 0x0D4CD3, 0xF3F6FA, 0xB4C1CF};

/// A title as the name of a sheet, which may not have every character, in so many UTF-16 units.
std::string sheetName(const std::string& title, std::size_t most) {
    std::string name;
    std::size_t units = 0;
    for (std::size_t at = 0; at < title.size();) {
        const char32_t point = nextCodePoint(title, at);
        units += point < 0x10000 ? 1 : 2;
        if (units > most) break;
        const bool isForbidden = point < 0x20 || U"[]:*?/\\'"sv.find(point) != std::u32string_view::npos;
        appendUtf8(name, isForbidden ? U' ' : point);
    }
    return cleanedText(name);
}

/// As Excel compares names.
std::string lowered(const std::string& name) {
    std::string lower;
    for (std::size_t at = 0; at < name.size();) appendUtf8(lower, toLower(nextCodePoint(name, at)));
    return lower;
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
        for (const char* format : {"General", "0\" %\"", "0", "#,##0", "General"}) {
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
    /// The title, else the id; with a number where another sheet is called so.
    std::string freeName(const std::string& title, const std::string& id) {
        std::string name = sheetName(title, kSheetName);
        if (name.empty() || lowered(name) == "history") name = sheetName(id, kSheetName);  // Excel's own
        for (int n = 2; !names_.insert(lowered(name)).second; ++n) {
            const std::string number = " " + std::to_string(n);
            name = sheetName(title, kSheetName - number.size()) + number;
        }
        return name;
    }

    void open(const std::string& title, const std::string& id) {
        name_ = freeName(title, id);
        sheet_ = workbook_add_worksheet(book_, name_.c_str());
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
        words(report_.headline.text, strong_);
        for (const Bullet& bullet : report_.headline.bullets)
            words(bullet.lead + (bullet.lead.empty() ? "" : " ") + bullet.text, wrapped_);
        for (const Fact& fact : report_.facts) {
            cell(0, fact.label), cell(1, fact.text);
            ++row_;
        }
        for (const std::string& note : report_.notes) words(note, wrapped_);
        if (report_.source.empty()) return;
        words(locale_.text("report.cite") + " " + report_.source, wrapped_);
        if (report_.licence.name.empty()) return;
        words(locale_.text("report.licence", {{"licence", report_.licence.name}}), wrapped_);
        words(report_.licence.address, wrapped_);
    }

    void section(const Section& section) {
        open(section.title, section.id);
        for (const std::string& panel : section.panels) words(panel, strong_);
        words(section.wording, wrapped_);
        words(section.explanation, wrapped_);
        for (const OfficeStatement& each : section.statements) statement(each);
        for (const Table& each : section.tables) table(each);
        ++row_;
        for (const std::string& note : section.notes) words(note, wrapped_);
    }

    void statement(const OfficeStatement& statement) {
        static constexpr const char* kSigns[] = {"", "done", "doing", "declined"};
        ++row_;
        words(statement.title, strong_);
        words(statement.byline, wrapped_);
        for (const TextBlock& block : statement.blocks) {
            const std::string sign = kSigns[static_cast<std::size_t>(block.sign)];
            const std::string lead = block.kind == TextBlock::Kind::item ? "• "
                                     : sign.empty()                      ? ""
                                                    : locale_.text("report.change." + sign) + ": ";
            words(lead + plainText(block.spans), block.kind == TextBlock::Kind::heading ? strong_ : wrapped_);
        }
    }

    void table(const Table& table) {
        ++row_;
        words(table.name, strong_);
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
        if (table.drawing == Drawing::none || table.lines.empty()) return;
        const lxw_row_t rows = chartRows(table);
        chart(table, places, top, bottom, static_cast<lxw_col_t>(next + 1),
              static_cast<double>(rows) / kChartRows);
        row_ = std::max(row_, top + rows);
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

    /// Bars need a place each, waves do not.
    static lxw_row_t chartRows(const Table& table) {
        if (table.drawing == Drawing::trend || table.lines.size() <= kChartLines) return kChartRows;
        return std::min(kMostChartRows,
                        static_cast<lxw_row_t>(kChartRows * table.lines.size() / kChartLines));
    }

    /// Columns that are drawn, in the order of the page.
    static std::vector<std::size_t> drawnColumns(const Table& table) {
        return table.drawing == Drawing::stacked ? stackedColumns(table) : std::vector<std::size_t>{0};
    }

    /// `height` in those of a chart of few lines.
    void chart(const Table& table, const std::vector<lxw_col_t>& places, lxw_row_t top, lxw_row_t bottom,
               lxw_col_t at, double height) {
        const bool stacked = table.drawing == Drawing::stacked, trend = table.drawing == Drawing::trend;
        // Not of the kind that is stretched to 100 %: what is only bounded is left open.
        lxw_chart* chart = workbook_add_chart(book_, stacked ? LXW_CHART_BAR_STACKED
                                                     : trend ? LXW_CHART_LINE
                                                             : LXW_CHART_BAR);
        for (const std::size_t c : drawnColumns(table)) {
            lxw_chart_series* series = chart_add_series(chart, nullptr, nullptr);
            chart_series_set_categories(series, name_.c_str(), top + 1, 0, bottom, 0);
            chart_series_set_values(series, name_.c_str(), top + 1, places[c], bottom, places[c]);
            chart_series_set_name_range(series, name_.c_str(), top, places[c]);
            lxw_chart_fill fill{};
            lxw_chart_line line{};
            const auto tone = static_cast<std::size_t>(table.columns[c].tone);
            line.color = fill.color = stacked ? kTones[tone - 1] : kAccent;
            line.width = 2;
            trend ? chart_series_set_line(series, &line) : chart_series_set_fill(series, &fill);
            if (trend) chart_series_set_marker_type(series, LXW_CHART_MARKER_CIRCLE);
            chart_series_set_labels(series);
        }
        // Of bars the axis of values lies, and is the library's first. Their first line comes on top, with
        // the scale below the last.
        lxw_chart_axis *values = trend ? chart->y_axis : chart->x_axis, *lines = chart->y_axis;
        if (!trend) chart_axis_set_reverse(lines), chart_axis_set_crossing_max(lines);
        const bool hasAxis = trend || table.drawing == Drawing::groups;
        chart_axis_set_min(values, hasAxis ? table.axis.low : 0);
        chart_axis_set_max(values, hasAxis ? table.axis.high : 100);
        // The one text of the file that is a formula where it begins like one: a cell's is text by its type.
        chart_title_set_name(chart, formulaAsText(!table.name.empty()   ? table.name
                                                  : table.title.empty() ? name_
                                                                        : table.title)
                                        .c_str());
        stacked ? chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM)
                : chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
        std::string says = table.says;
        lxw_chart_options options{};
        options.x_scale = 1, options.y_scale = height;
        options.description = says.empty() || says.size() > kMostDescription ? nullptr : says.data();
        worksheet_insert_chart_opt(sheet_, top, at, chart, &options);
    }

    const Report& report_;
    const Locale& locale_;
    lxw_workbook* book_;  // freed by workbook_close
    lxw_worksheet* sheet_ = nullptr;
    lxw_format *heading_, *strong_, *wrapped_;
    std::vector<lxw_format*> numbers_;  // by unit
    std::string name_;                  // of the sheet
    std::set<std::string> names_;       // of all so far, as Excel compares them
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
