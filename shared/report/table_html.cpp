#include "shared/report/table_html.h"

#include <algorithm>

#include "shared/report/figures.h"
#include "shared/text/typeset.h"
#include "shared/text/utf8.h"

namespace otklik {
namespace {

class Writing {
  public:
    Writing(HtmlWriter& html, const Table& table, const Locale& locale)
        : html_(html), table_(table), locale_(locale) {}

    void write() {
        if (isTooWide()) html_.open("div", {{"class", "narrowed"}});
        html_.open("table",
                   {{"id", "table-" + table_.id},
                    {"class", std::string(isWide() ? "wide" : "narrow") + (hasLongWord() ? " long" : "")}});
        if (!table_.title.empty()) html_.element("caption", typeset(table_.title));
        html_.open("thead").open("tr");
        columnHead(table_.head);
        for (const Column& column : table_.columns) columnHead(typeset(column.label));
        if (hasCounts()) columnHead(locale_.text("report.count"));
        html_.close().close().open("tbody");
        for (const Line& line : table_.lines) row(line);
        html_.close().close();
        if (isTooWide()) html_.close();
    }

  private:
    /// Where a phone has no room for the columns beside each other, each row is a block of its own.
    bool isWide() const { return table_.columns.size() + hasCounts() > 2; }

    /// Neither a desk nor paper has room for all columns: each row is a block there too.
    bool isTooWide() const { return table_.columns.size() > 9; }

    /// A column is as wide as its longest word, but no screen is as wide as any word.
    bool hasLongWord() const {
        return std::any_of(table_.lines.begin(), table_.lines.end(),
                           [](const Line& line) { return isLong(line.label); }) ||
               std::any_of(table_.columns.begin(), table_.columns.end(),
                           [](const Column& column) { return isLong(column.label); });
    }

    static bool isLong(const std::string& text) {
        constexpr std::size_t kMostLetters = 25;
        std::size_t letters = 0;
        for (std::size_t at = 0; at < text.size();) {
            letters = nextCodePoint(text, at) == U' ' ? 0 : letters + 1;
            if (letters > kMostLetters) return true;
        }
        return false;
    }

    /// A share has the answers behind it beside it: in a column of its own where there is one share a line,
    /// else in small type under it.
    bool hasCounts() const { return table_.drawing == Drawing::bars && table_.columns.size() == 1; }

    void columnHead(const std::string& text) { html_.element("th", text, {{"scope", "col"}}); }

    /// A wave's name is its id, which stays as it is.
    void row(const Line& line) {
        html_.open("tr").element("th", table_.drawing == Drawing::trend ? line.label : typeset(line.label),
                                 {{"scope", "row"}});
        for (std::size_t c = 0; c < line.figures.size(); ++c) cell(table_.columns[c], line.figures[c]);
        if (hasCounts())
            html_.element("td", line.figures[0].count ? countText(line.figures[0]) : "—",
                          {{"data-label", locale_.text("report.count")}});
        html_.close();
    }

    std::string countText(const Figure& figure) const {
        return locale_.number(static_cast<double>(*figure.count));
    }

    void cell(const Column& column, const Figure& figure) {
        html_.open("td", {{"data-label", typeset(column.label)}, {"class", "words", !figure.value}})
            .text(figure.text);
        if (figure.value && figure.low)
            html_.text(" ").element("small", intervalText(figure, locale_));
        else if (figure.count && !hasCounts())
            html_.text(" ").element("small", countText(figure));
        html_.close();
    }

    HtmlWriter& html_;
    const Table& table_;
    const Locale& locale_;
};

}  // namespace

void writeTable(HtmlWriter& html, const Table& table, const Locale& locale) {
    Writing(html, table, locale).write();
}

}  // namespace otklik
