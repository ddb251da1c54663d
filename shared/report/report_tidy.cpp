// What a table's ids mean depends on its section, which is said here and nowhere else.

#include "shared/report/report_tidy.h"

#include <map>
#include <set>
#include <tuple>

namespace otklik {
namespace {

class Tidying {
  public:
    Tidying(const Report& report, const Locale& locale) : report_(report), locale_(locale) {
        for (const Section& section : report.sections) {
            if (section.kind == Section::Kind::question) questions_[section.question] = &section;
            if (section.kind != Section::Kind::indices) continue;
            for (const Line& line : section.tables.front().lines) indices_[line.index] = line.label;
            for (const Table& table : section.tables)
                if (!table.notes.empty() && !table.of.empty()) formulas_[table.of] = table.notes.front();
        }
    }

    std::vector<TidyFigure> write() {
        for (const Section& section : report_.sections)
            for (const Table& table : section.tables)
                for (const Line& line : table.lines)
                    for (std::size_t c = 0; c < line.figures.size(); ++c) add(section, table, line, c);
        return std::move(figures_);
    }

  private:
    void add(const Section& section, const Table& table, const Line& line, std::size_t c) {
        TidyFigure& made = figures_.emplace_back();
        made.section = {section.id, section.title};
        made.ofWave = wave(report_.wave);
        made.figure = &line.figures[c];
        made.code = table.id + "/" + line.id + "/" + table.columns[c].id;
        const Column& column = table.columns[c];
        switch (section.kind) {
            case Section::Kind::indices:
                return inIndices(made, table, line, column);
            case Section::Kind::question:
                return inQuestion(made, section, table, line, column);
            case Section::Kind::groups:
                return inGroups(made, table, line, c);
            case Section::Kind::years:
                return inYears(made, table, line, c);
            case Section::Kind::themes:
                return inThemes(made, table, line, column);
            case Section::Kind::changes:
            case Section::Kind::method:
            case Section::Kind::precision:
                return;  // which have no tables
        }
    }

    // ---- what the tables of each section hold

    /// The first is of whole indices, the others of one index each, by resource.
    void inIndices(TidyFigure& made, const Table& table, const Line& line, const Column& column) const {
        made.measure = column.id == "change"    ? "change"
                       : column.id == "answers" ? "answers"
                       : column.id == "blank"   ? "blank"
                                                : "index";
        if (column.id == "before") made.ofWave = wave(waveBefore());
        if (&table == &tablesOf(Section::Kind::indices)->front()) {
            made.index = index(line.index);
            return;
        }
        made.index = index(table.of);
        resource(made, line);
        if (column.value.empty()) return;  // else of one answer
        made.measure = "share";
        made.answer = {column.value, column.label};
    }

    /// Bars are answers, stacked ones rows of answers.
    void inQuestion(TidyFigure& made, const Section& section, const Table& table, const Line& line,
                    const Column& column) const {
        made.question = question(section.question);
        if (table.drawing == Drawing::none) {  // whose line is what is measured
            made.measure = line.id == "mean" ? "mean" : "recommendation";
            return;
        }
        const Coded coded{line.value, line.label + (table.name.empty() ? "" : ": " + table.name)};
        if (table.drawing != Drawing::stacked) {
            made.answer = coded;
            made.measure = column.id == "place" ? "place" : column.id == "ranked" ? "answered" : "share";
            return;
        }
        made.row = coded;
        if (column.tone != Tone::none)
            made.answer = {column.value, column.label}, made.measure = "share";
        else
            made.measure = column.id == "base" ? "answered" : "blank";
    }

    /// The last column is the group's size, those before it are indices.
    void inGroups(TidyFigure& made, const Table& table, const Line& line, std::size_t c) const {
        made.groupBy = {table.of, table.title};
        made.group = {line.value, line.label};
        const bool isSize = c + 1 == table.columns.size();
        made.measure = isSize ? "size" : "index";
        if (!isSize) made.index = index(table.columns[c].id);
    }

    /// Lines of a trend are waves. The table of changes has two waves, the change, and what it is worth.
    void inYears(TidyFigure& made, const Table& table, const Line& line, std::size_t c) const {
        made.measure = "index";
        if (table.drawing == Drawing::trend) {
            made.index = index(table.of);
            made.ofWave = wave(line.value);
            return;
        }
        made.index = index(line.index);
        resource(made, line);
        if (c < 2)
            made.ofWave = wave(table.columns[c].value);
        else
            made.measure = c == 2 ? "change" : "verdict";
    }

    /// The first table says how many wrote, a line a question; each of the others is of one question's
    /// themes.
    void inThemes(TidyFigure& made, const Table& table, const Line& line, const Column& column) const {
        if (table.drawing == Drawing::none) {
            made.question = open(line.question);
            made.measure = "answered";
            return;
        }
        made.question = open(line.question);
        made.answer = {line.value, line.label};
        made.measure = column.id == "share" ? "share" : "answers";
    }

    // ---- codes

    /// A row of a question, or of one without rows an answer.
    void resource(TidyFigure& made, const Line& part) const {
        if (part.question.empty()) return;
        made.question = question(part.question);
        const auto found = questions_.find(part.question);
        if (part.value.empty() || found == questions_.end()) return;
        for (const Table& table : found->second->tables)
            for (const Line& line : table.lines)
                if (line.value == part.value)
                    (table.drawing == Drawing::stacked ? made.row : made.answer) = {line.value, line.label};
    }

    Coded question(const std::string& name) const {
        const auto found = questions_.find(name);
        if (found == questions_.end()) return {name, name};
        const Section& section = *found->second;
        return {name, section.title + (section.wording.empty() ? "" : ". " + section.wording)};
    }

    /// Of a question that may have no section of its own.
    Coded open(const std::string& name) const {
        if (questions_.contains(name)) return question(name);
        for (const Line& line : tablesOf(Section::Kind::themes)->front().lines)
            if (line.question == name) return {name, line.label};
        return {name, name};
    }

    Coded index(const std::string& name) const {
        const auto label = indices_.find(name), formula = formulas_.find(name);
        if (label == indices_.end()) return {name, name};
        return {name, label->second + (formula == formulas_.end() ? "" : ". " + formula->second)};
    }

    Coded wave(const std::string& id) const { return {id, locale_.text("report.wave") + " " + id}; }

    const std::vector<Table>* tablesOf(Section::Kind kind) const {
        for (const Section& section : report_.sections)
            if (section.kind == kind) return &section.tables;
        return nullptr;
    }

    /// The wave that the report's is compared with: the last but one of a trend.
    std::string waveBefore() const {
        if (const auto* years = tablesOf(Section::Kind::years))
            for (const Table& table : *years)
                if (table.drawing == Drawing::trend && table.lines.size() > 1)
                    return table.lines[table.lines.size() - 2].value;
        return "";
    }

    const Report& report_;
    const Locale& locale_;
    std::map<std::string, const Section*> questions_;
    std::map<std::string, std::string> indices_, formulas_;  // by name
    std::vector<TidyFigure> figures_;
};

constexpr const char* kUnits[] = {"", "percent", "points", "answers", "own"};
constexpr const char* kVerdicts[] = {"", "chance", "higher", "lower"};

const char* kindOf(const Figure& figure) {
    if (figure.value) return "value";
    if (!figure.low) return "words";
    return *figure.low > 0 ? "at_least" : "at_most";
}

struct ColumnOf {
    const char *name, *type, *unit;
};

constexpr ColumnOf kColumns[] = {
    {"wave", "text", ""},           {"day", "date", "YYYY-MM-DD"}, {"section", "code", ""},
    {"question", "code", ""},       {"row", "code", ""},           {"answer", "code", ""},
    {"group_by", "code", ""},       {"group", "code", ""},         {"index", "code", ""},
    {"of_wave", "code", ""},        {"measure", "code", ""},       {"value", "number", "unit"},
    {"low", "number", "unit"},      {"high", "number", "unit"},    {"unit", "code", ""},
    {"count", "number", "answers"}, {"kind", "code", ""},          {"text", "text", ""},
    {"verdict", "code", ""},        {"code", "text", ""}};

class Book {
  public:
    Book(const Report& report, const Locale& locale, CsvDialect dialect)
        : report_(report), locale_(locale), csv_(dialect) {}

    std::string write() {
        for (const char* column : {"entry", "column", "of", "code", "type", "unit", "meaning"})
            csv_.text(column);
        csv_.end();
        for (const ColumnOf& column : kColumns)
            row("column", column.name, "", "", column.type, column.unit,
                locale_.text("files.column." + std::string(column.name)));
        for (const TidyFigure& each : tidyFigures(report_, locale_)) figure(each);
        for (const char* column : {"section", "question", "row", "answer", "group_by", "group", "index",
                                   "of_wave", "measure", "unit", "kind", "verdict"})
            for (const auto& [of, coded] : codes_[column])
                row("code", column, of, coded.code, "", "", coded.meaning);
        for (const Section& section : report_.sections)
            if (section.kind == Section::Kind::method)
                for (const std::string& note : section.notes) row("method", "", "", "", "", "", note);
        if (!report_.source.empty()) row("cite", "", "", "", "", "", report_.source);
        if (!report_.licence.name.empty())
            row("licence", "", "", report_.licence.name, "", "", report_.licence.address);
        return csv_.take();
    }

  private:
    void figure(const TidyFigure& each) {
        code("section", "", each.section);
        code("question", "", each.question);
        code("row", each.question.code, each.row);
        code("answer", each.question.code, each.answer);
        code("group_by", "", each.groupBy);
        code("group", each.groupBy.code, each.group);
        code("index", "", each.index);
        code("of_wave", "", each.ofWave);
        said("measure", each.measure);
        said("unit", kUnits[static_cast<std::size_t>(each.figure->unit)]);
        said("kind", kindOf(*each.figure));
        said("verdict", kVerdicts[static_cast<std::size_t>(each.figure->verdict)]);
    }

    /// In the order in which they come first.
    void code(const std::string& column, const std::string& of, const Coded& coded) {
        if (!coded.code.empty() && known_.emplace(column, of, coded.code).second)
            codes_[column].emplace_back(of, coded);
    }
    /// One of the program's own.
    void said(const std::string& column, const std::string& word) {
        code(column, "", {word, locale_.text("files." + column + "." + word)});
    }

    void row(std::string_view entry, std::string_view column, std::string_view of, std::string_view code,
             std::string_view type, std::string_view unit, std::string_view meaning) {
        csv_.text(entry).text(column).text(of).text(code).text(type).text(unit).text(meaning).end();
    }

    const Report& report_;
    const Locale& locale_;
    CsvWriter csv_;
    std::map<std::string, std::vector<std::pair<std::string, Coded>>> codes_;  // by column; of, code
    std::set<std::tuple<std::string, std::string, std::string>> known_;
};

}  // namespace

std::vector<TidyFigure> tidyFigures(const Report& report, const Locale& locale) {
    return Tidying(report, locale).write();
}

std::string tidyCsv(const Report& report, const Locale& locale, CsvDialect dialect) {
    CsvWriter csv(dialect);
    for (const ColumnOf& column : kColumns) csv.text(column.name);
    csv.end();
    for (const TidyFigure& each : tidyFigures(report, locale)) {
        const Figure& figure = *each.figure;
        csv.text(report.wave).text(report.day);
        for (const Coded* coded : {&each.section, &each.question, &each.row, &each.answer, &each.groupBy,
                                   &each.group, &each.index, &each.ofWave})
            csv.text(coded->code);
        csv.text(each.measure).number(figure.value).number(figure.low).number(figure.high);
        csv.text(kUnits[static_cast<std::size_t>(figure.unit)]);
        csv.number(figure.count ? std::optional<double>(*figure.count) : std::nullopt);
        csv.text(kindOf(figure)).own(figure.text);
        csv.text(kVerdicts[static_cast<std::size_t>(figure.verdict)]).text(each.code).end();
    }
    return csv.take();
}

std::string codebookCsv(const Report& report, const Locale& locale, CsvDialect dialect) {
    return Book(report, locale, dialect).write();
}

}  // namespace otklik
