// What is pressed here is written into the form by the page, so that the form stays the truth about answers.

#include "web/app/order.h"

#include <algorithm>
#include <cstdlib>

#include "shared/survey/quotes.h"
#include "shared/survey/types/types.h"
#include "web/app/markup.h"

namespace otklik {
namespace {

int placeIn(const Answer& answer, const Choice& row) {
    const auto cell = answer.cells.find(row.value);
    return cell == answer.cells.end() ? 0 : std::atoi(cell->second.c_str());
}

/// Which option has which place.
class Places {
  public:
    explicit Places(std::size_t count) : rows_(count + 1) {}

    /// Who stands in a place goes to the next one, and so on until one is free: towards the place that `row`
    /// left, else towards the end, else the beginning. Where all are taken the last one loses its own.
    void take(int place, const Choice* row, int left) {
        const bool isBack = left > 0 ? left < place : !isFreeFrom(place) && isFreeFrom(1);
        for (int at = place; row && at < static_cast<int>(rows_.size()); at += isBack ? -1 : 1)
            std::swap(rows_[static_cast<std::size_t>(at)], row);
    }
    int of(const Choice& row) const {
        const auto found = std::find(rows_.begin(), rows_.end(), &row);
        return found == rows_.end() ? 0 : static_cast<int>(found - rows_.begin());
    }

  private:
    bool isFreeFrom(int place) const {
        return std::find(rows_.begin() + place, rows_.end(), nullptr) != rows_.end();
    }

    std::vector<const Choice*> rows_;  // by place, from 1
};

/// What the form says of an option, and what it said before.
struct Chosen {
    const Choice* row;
    std::string* value;
    int before, now;
};

std::vector<Chosen> chosenIn(const Question& question, const Answer& before, FormFields& fields) {
    std::vector<Chosen> all;
    for (const Choice& row : question.rows)
        for (auto& [name, value] : fields)
            if (question.option(value) && name == fieldName(question, row.value))
                all.push_back({&row, &value, placeIn(before, row), std::atoi(value.c_str())});
    return all;
}

bool areApart(const std::vector<Chosen>& all) {
    std::vector<int> places;
    for (const Chosen& each : all) places.push_back(each.now);
    std::sort(places.begin(), places.end());
    return std::adjacent_find(places.begin(), places.end()) == places.end();
}

void makeRoom(const Question& question, const std::vector<Chosen>& all) {
    Places places(question.options.size());
    for (const bool isChanged : {false, true})
        for (const Chosen& each : all)
            if ((each.now != each.before) == isChanged)
                places.take(each.now, each.row, isChanged ? each.before : 0);
    for (const Chosen& each : all) {
        const int place = places.of(*each.row);
        *each.value = place > 0 ? std::to_string(place) : "";
    }
}

std::string told(const Visit& visit, const Choice& row, const Order& order, const Locale& locale) {
    const int place = order.placeOf(row);
    const std::string words =
        quoting(row.text.in(locale.language()), visit.survey(), visit.showing(), locale.language());
    return place == 0 ? locale.text("app.rank-out", {{"option", words}})
                      : locale.text("app.rank-at", {{"option", words},
                                                    {"n", std::to_string(place)},
                                                    {"total", std::to_string(order.room())}});
}

}  // namespace

Order::Order(const Survey& survey, const Showing& showing, const Question& question) : question_(question) {
    static const Answer none;
    const auto given = showing.answers.find(question.name);
    const Answer& answer = given == showing.answers.end() ? none : given->second;
    const auto at = static_cast<std::size_t>(&question - survey.questions.data());
    for (std::size_t i = 0; i < question.rows.size(); ++i)
        if (showing.hasRow(at, i)) lines_.push_back({&question.rows[i], placeIn(answer, question.rows[i])});
    std::stable_sort(lines_.begin(), lines_.end(), [](const Line& one, const Line& other) {
        return one.place > 0 && (other.place == 0 || one.place < other.place);
    });
    ranked_ = isOfAll() ? lines_.size()
                        : static_cast<std::size_t>(std::count_if(
                              lines_.begin(), lines_.end(), [](const Line& line) { return line.place > 0; }));
}

std::size_t Order::room() const {
    return isOfAll() ? lines_.size() : std::min(lines_.size(), static_cast<std::size_t>(question_.most));
}

int Order::placeOf(const Choice& row) const {
    const auto found =
        std::find_if(lines_.begin(), lines_.end(), [&](const Line& line) { return line.row == &row; });
    return found == lines_.end() ? 0 : found->place;
}

bool Order::canRise(std::size_t line) const {
    return line < ranked_ ? line > 0 : ranked_ < room();
}

bool Order::canSink(std::size_t line) const {
    return line < ranked_ && (!isOfAll() || line + 1 < ranked_);
}

void Order::rise(std::size_t line) {
    if (!canRise(line)) return;
    const std::size_t to = line < ranked_ ? line - 1 : ranked_++;
    const auto at = lines_.begin();
    std::rotate(at + static_cast<long>(to), at + static_cast<long>(line), at + static_cast<long>(line) + 1);
    renumber();
}

void Order::sink(std::size_t line) {
    if (!canSink(line)) return;
    if (line + 1 < ranked_)
        std::swap(lines_[line], lines_[line + 1]);
    else
        --ranked_;
    renumber();
}

void Order::renumber() {
    for (std::size_t i = 0; i < lines_.size(); ++i)
        lines_[i].place = i < ranked_ ? static_cast<int>(i) + 1 : 0;
}

Answer Order::answer() const {
    Answer answer;
    for (const Line& line : lines_)
        if (line.place > 0) answer.cells[line.row->value] = std::to_string(line.place);
    return answer;
}

std::string moveInOrder(Visit& visit, std::string_view move, const Locale& locale) {
    const Question& question = visit.current();
    const std::size_t colon = std::min(move.find(':'), move.size() - 1);
    const Choice* row = question.row(move.substr(colon + 1));
    Order order(visit.survey(), visit.showing(), question);
    const auto& lines = order.lines();
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (lines[i].row != row) continue;
        move.starts_with("up") ? order.rise(i) : order.sink(i);
        visit.setAnswer(question, order.answer());
        return told(visit, *row, order, locale);
    }
    return {};
}

void makeRoomInOrders(const Survey& survey, const Answers& before, FormFields& fields) {
    static const Answer none;
    for (const Question& question : survey.questions) {
        if (question.type != &kRanking) continue;
        const auto given = before.find(question.name);
        const auto all = chosenIn(question, given == before.end() ? none : given->second, fields);
        const bool isChanged =
            std::any_of(all.begin(), all.end(), [](const Chosen& each) { return each.now != each.before; });
        if (isChanged && !areApart(all)) makeRoom(question, all);
    }
}

std::string orderMarkup(const Screen& screen) {
    HtmlWriter html;
    for (const Item& item : screen.items)
        if (const auto* line = std::get_if<RankedLine>(&item)) {
            html.open("div", {{"data-of", line->field.id}, {"data-place", line->place}});
            writeButton(html, line->up);
            writeButton(html, line->down);
            html.close();
        }
    return html.take();
}

}  // namespace otklik
