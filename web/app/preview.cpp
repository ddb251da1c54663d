// Of the results the app shows the indices and this form's closed questions whose rows and answers are the
// same there: they may be of an earlier wave with another form.

#include <algorithm>
#include <set>

#include "shared/report/figures.h"
#include "shared/report/question_id.h"
#include "shared/report/stacked.h"
#include "web/app/describing.h"

namespace otklik {
namespace {

/// True where they are all of them, in any order where `isOrdered` is false.
bool areIds(std::span<const Choice> choices, std::vector<std::string> ids, bool isOrdered) {
    std::vector<std::string> own;
    for (const Choice& choice : choices) own.push_back(answerId(choice.value));
    if (!isOrdered) std::sort(own.begin(), own.end()), std::sort(ids.begin(), ids.end());
    return own == ids;
}

/// The value of the one that a report calls so, which has it.
const std::string& valueCalled(std::span<const Choice> choices, const std::string& id) {
    static const std::string kNone;
    for (const Choice& choice : choices)
        if (answerId(choice.value) == id) return choice.value;
    return kNone;
}

/// The rows of a question that its table of this number has: of cards one a card.
std::vector<Choice> rowsOf(const Question& question, std::size_t table) {
    if (question.cards.empty()) return question.rows;
    std::vector<Choice> rows;
    for (std::size_t at = table; at < question.rows.size(); at += question.columns.size())
        rows.push_back(question.rows[at]);
    return rows;
}

/// The question that a section is about, or nullptr.
const Question* asked(const Survey& survey, const Section& section) {
    for (const Question& question : survey.questions)
        if (reportId(question) == section.id) return &question;
    return nullptr;
}

/// True where the question has the rows and answers of its table of this number.
bool isAsked(const Question& question, const Table& table, std::size_t number) {
    std::vector<std::string> lines, columns;
    for (const Line& line : table.lines) lines.push_back(line.id);
    for (const Column& column : table.columns) columns.push_back(column.id);
    const bool isStacked = table.drawing == Drawing::stacked;
    if (!isStacked) return areIds(question.rows.empty() ? question.options : question.rows, lines, false);
    const std::vector<Choice> rows = rowsOf(question, number);
    const std::span<const Choice> options = question.optionsOf(rows.front());
    columns.resize(std::min(columns.size(), options.size()));
    return areIds(rows, lines, true) && areIds(options, columns, true);
}

/// True where the form asks what was published, with the same rows and answers.
bool isAsked(const Survey& survey, const Section& section) {
    const Question* question = section.kind == Section::Kind::question ? asked(survey, section) : nullptr;
    if (!question || question->isOpen()) return false;
    for (std::size_t i = 0; i < section.tables.size(); ++i)
        if (!isAsked(*question, section.tables[i], i)) return false;
    return section.tables.size() == std::max<std::size_t>(1, question->columns.size());
}

/// Without the indices of which the form asks a part otherwise.
Table indicesOf(const Survey& survey, Table table, const std::vector<const Section*>& asked) {
    std::set<std::string> changed;
    for (const Question& question : survey.questions)
        if (std::none_of(asked.begin(), asked.end(),
                         [&](const Section* each) { return each->id == reportId(question); }))
            changed.insert(question.index);
    std::erase_if(table.lines, [&](const Line& line) { return changed.contains(line.id); });
    return table;
}

Part::Index indexOf(const Line& line, const Locale& locale) {
    const Figure& figure = line.figures[0];
    return {line.label,
            figure.text,
            figure.value ? locale.text("results.index-interval", {{"interval", intervalText(figure, locale)}})
                         : "",
            figure.value,
            figure.low,
            figure.high};
}

class Previewing {
  public:
    Previewing(const Visit& visit, const Locale& locale) : visit_(visit), locale_(locale) {}

    std::vector<Item> items() {
        add(Words{Words::Role::soft, ""});  // known once the parts are
        std::vector<const Section*> asked;
        const Section* indices = nullptr;
        if (visit_.results())
            for (const Section& section : visit_.results()->sections) {
                if (isAsked(visit_.survey(), section)) asked.push_back(&section);
                if (section.kind == Section::Kind::indices) indices = &section;
            }
        if (indices) addIndices(*indices, indicesOf(visit_.survey(), indices->tables.front(), asked));
        for (const Section* section : asked) addQuestion(*section);
        if (items_.size() == 1) addOwnAnswers();
        std::get<Words>(items_.front()).text = note();
        return std::move(items_);
    }

  private:
    template <class T>
    void add(T item) {
        items_.push_back(std::move(item));
    }

    std::string note() const {
        if (!visit_.results()) return locale_.text("app.preview-early");
        const Report& report = *visit_.results();
        // The form is that of an open wave, so a final release is of an earlier one.
        return locale_.text(report.final ? "app.preview-last" : "app.preview-note",
                            {{"day", locale_.date(report.day)}, {"wave", report.wave}}) +
               (isOwnShown_ ? " " + locale_.text("app.preview-own") : "");
    }

    void addOwnAnswers() {
        for (const Question* question : visit_.questions())
            if (visit_.answer(*question) && !question->isOpen()) add(answeredTo(visit_, *question, locale_));
    }

    void addIndices(const Section& section, const Table& table) {
        if (table.lines.empty()) return;
        Part part{section.title, section.explanation};
        for (const Line& line : table.lines) part.indices.push_back(indexOf(line, locale_));
        add(std::move(part));
    }

    void addQuestion(const Section& section) {
        const Question& question = *asked(visit_.survey(), section);
        for (std::size_t i = 0; i < section.tables.size(); ++i) {
            const Table& table = section.tables[i];
            std::string title = section.title;
            if (!table.name.empty()) title += ": " + table.name;
            Part part{std::move(title), section.explanation, table.title};
            part.notes = table.notes;
            if (table.drawing == Drawing::stacked)
                addStacks(part, question, table, rowsOf(question, i));
            else
                addBars(part, question, table);
            add(std::move(part));
        }
    }

    bool isOwn(const Question& question, std::string_view row, std::string_view option) {
        const Answer* answer = visit_.answer(question);
        const bool is = answer && answer->choseIn(row, option);
        isOwnShown_ = isOwnShown_ || is;
        return is;
    }

    /// A bar is an answer, or a row: of several texts, or of a ranking, where one's own place is said.
    std::string ownOf(const Question& question, const std::string& id) {
        const std::string own = locale_.text("app.own");
        if (question.rows.empty()) return isOwn(question, "", valueCalled(question.options, id)) ? own : "";
        const std::string& row = valueCalled(question.rows, id);
        for (const Choice& option : question.options)
            if (isOwn(question, row, option.value))
                return question.takesTexts ? own : own + ": " + option.text.in(locale_.language());
        return "";
    }

    void addBars(Part& part, const Question& question, const Table& table) {
        for (const Line& line : table.lines) {
            const Figure& figure = line.figures[0];
            part.bars.push_back(
                {line.label, figure.text, ownOf(question, line.id), figure.value, figure.low, figure.high});
        }
    }

    void addStacks(Part& part, const Question& question, const Table& table,
                   const std::vector<Choice>& rows) {
        const std::vector<std::size_t> drawn = stackedColumns(table);
        for (const std::size_t c : drawn)
            part.keys.push_back({table.columns[c].tone, table.columns[c].shade, table.columns[c].label});
        for (const Line& line : table.lines) {
            Part::Stack stack;
            stack.label = line.label;
            stack.scale = stackScale(table, line);
            for (std::size_t c = 0; c < table.columns.size(); ++c) {
                const Column& column = table.columns[c];
                const Figure& figure = line.figures[c];
                const std::string own = isOwn(question, valueCalled(rows, line.id),
                                              valueCalled(question.optionsOf(rows.front()), column.id))
                                            ? locale_.text("app.own")
                                            : "";
                if (!own.empty()) stack.own = own + ": " + column.label + " (" + figure.text + ")";
                stack.figures.push_back({column.tone, column.shade, figure.drawn, figure.value.has_value(),
                                         column.label, figure.text, own});
            }
            // Boxes that only share a width evenly say nothing: the line says why there is no figure.
            const bool saysSomething = std::any_of(drawn.begin(), drawn.end(), [&](std::size_t c) {
                return line.figures[c].low || line.figures[c].value;
            });
            if (saysSomething)
                for (const std::size_t c : drawn) stack.drawn.push_back(stack.figures[c]);
            else if (!drawn.empty())
                stack.instead = line.figures[drawn.front()].text;
            part.stacks.push_back(std::move(stack));
        }
    }

    const Visit& visit_;
    const Locale& locale_;
    std::vector<Item> items_;
    bool isOwnShown_ = false;
};

}  // namespace

std::vector<Item> previewItems(const Visit& visit, const Locale& locale) {
    return Previewing(visit, locale).items();
}

std::optional<Part> lastResults(const Visit& visit, const Locale& locale) {
    const std::optional<Report>& results = visit.results();
    if (!results || !results->final) return std::nullopt;
    for (const Section& section : results->sections)
        if (section.kind == Section::Kind::indices && !section.tables.front().lines.empty()) {
            Part part{locale.text("app.thanks-last", {{"wave", results->wave}}), ""};
            part.indices.push_back(indexOf(section.tables.front().lines.front(), locale));
            return part;
        }
    return std::nullopt;
}

}  // namespace otklik
