// Writing and reading name the same members in the same order.

#include "shared/report/report_lines.h"

#include <cmath>

#include "shared/text/typeset.h"

namespace otklik {
namespace {

bool isShown(const Section& section) {
    return (section.kind == Section::Kind::indices || section.kind == Section::Kind::question) &&
           !section.tables.empty();
}

class Writer : public LineWriter {
  public:
    void figure(const Figure& figure) {
        text(figure.text);
        number(static_cast<long>(figure.unit));
        decimal(figure.value);
        decimal(figure.low);
        decimal(figure.high);
        if (!figure.value) decimal(std::round(figure.drawn));  // no more than the report's JSON says
    }
    void section(const Section& section) {
        const bool isQuestion = section.kind == Section::Kind::question;
        flag(isQuestion);
        text(section.id);
        text(typeset(section.title));
        text(typeset(section.explanation));
        std::vector<const Table*> tables;
        for (const Table& each : section.tables)
            if (isQuestion ? each.drawing != Drawing::none : tables.empty()) tables.push_back(&each);
        number(static_cast<long>(tables.size()));
        for (const Table* each : tables) table(*each, each == tables.front() ? said(section) : Notes());
    }

  private:
    using Notes = std::vector<std::string>;

    /// What a question has besides its drawings: «Готовность рекомендовать: 42 (35–49)», «Среднее место: …».
    static Notes said(const Section& section) {
        Notes notes;
        if (section.kind != Section::Kind::question) return notes;
        for (const Table& table : section.tables) {
            if (table.drawing == Drawing::none) notes.push_back(table.says);
            for (std::size_t c = 0; c < table.columns.size(); ++c) {
                if (!table.columns[c].isTold) continue;
                std::string words;
                for (const Line& line : table.lines)
                    words += (words.empty() ? ": " : "; ") + line.label + " — " + line.figures[c].text;
                notes.push_back(table.columns[c].label + words);
            }
        }
        return notes;
    }

    void table(const Table& table, const Notes& more) {
        text(table.title);
        text(typeset(table.name));
        number(static_cast<long>(table.drawing));
        number(static_cast<long>(table.columns.size()));
        for (const Column& column : table.columns)
            text(column.id), text(typeset(column.label)), number(static_cast<long>(column.tone)),
                number(column.shade);
        number(static_cast<long>(table.lines.size()));
        for (const Line& line : table.lines) {
            text(line.id);
            text(typeset(line.label));
            for (const Figure& each : line.figures) figure(each);
        }
        number(static_cast<long>(table.notes.size() + more.size()));
        for (const Notes* notes : {&more, &table.notes})
            for (const std::string& note : *notes) text(note);
    }
};

class Reader {
  public:
    explicit Reader(LineReader& lines) : lines_(lines) {}

    Figure figure() {
        Figure figure;
        figure.text = lines_.text();
        figure.unit = static_cast<Unit>(lines_.number(0, static_cast<long>(Unit::own)));
        figure.value = lines_.decimal();
        figure.low = lines_.decimal();
        figure.high = lines_.decimal();
        figure.drawn = figure.value ? *figure.value : lines_.decimal().value_or(0);
        return figure;
    }
    Section section() {
        Section section;
        section.kind = lines_.flag() ? Section::Kind::question : Section::Kind::indices;
        section.id = lines_.text();
        section.title = lines_.text();
        section.explanation = lines_.text();
        const std::size_t tables = lines_.count();
        for (std::size_t i = 0; i < tables && !lines_.isBroken(); ++i) section.tables.push_back(table());
        if (section.tables.empty()) lines_.fail();
        return section;
    }

  private:
    Table table() {
        Table table;
        table.title = lines_.text();
        table.name = lines_.text();
        table.drawing = static_cast<Drawing>(lines_.number(0, static_cast<long>(Drawing::trend)));
        table.columns.resize(lines_.count());
        for (Column& column : table.columns) {
            column.id = lines_.text();
            column.label = lines_.text();
            column.tone = static_cast<Tone>(lines_.number(0, static_cast<long>(Tone::plain)));
            column.shade = static_cast<int>(lines_.number(0, kShades - 1));
        }
        const std::size_t count = lines_.count();
        for (std::size_t i = 0; i < count && !lines_.isBroken(); ++i) {
            Line& line = table.lines.emplace_back();
            line.id = lines_.text();
            line.label = lines_.text();
            for (std::size_t c = 0; c < table.columns.size(); ++c) line.figures.push_back(figure());
        }
        table.notes.resize(lines_.count());
        for (std::string& note : table.notes) note = lines_.text();
        if (table.columns.empty()) lines_.fail();  // a line shows at least one figure
        return table;
    }

    LineReader& lines_;
};

}  // namespace

std::string previewLines(const Report& report) {
    Writer lines;
    lines.text(report.wave);
    lines.text(report.day);
    lines.flag(report.final);
    long shown = 0;
    for (const Section& section : report.sections) shown += isShown(section);
    lines.number(shown);
    for (const Section& section : report.sections)
        if (isShown(section)) lines.section(section);
    return lines.take();
}

std::optional<Report> previewFromLines(LineReader& lines) {
    Reader reader(lines);
    Report report;
    report.wave = lines.text();
    report.day = lines.text();
    report.final = lines.flag();
    const std::size_t count = lines.count();
    for (std::size_t i = 0; i < count && !lines.isBroken(); ++i) report.sections.push_back(reader.section());
    if (lines.isBroken()) return std::nullopt;
    return report;
}

}  // namespace otklik
