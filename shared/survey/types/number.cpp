// A number, counted by bins: the author's own edges, else ten between its bounds.

#include <algorithm>
#include <cmath>

#include "shared/base/decimal.h"
#include "shared/survey/types/measured.h"
#include "shared/survey/types/types.h"

namespace otklik {
namespace {

/// The number that a whole text is, as people write it: «1 500,5».
std::optional<double> numberIn(std::string text) {
    for (const std::string_view space : {" ", "\u00a0", "\u202f"})
        for (std::size_t at = text.find(space); at != text.npos; at = text.find(space))
            text.erase(at, space.size());
    if (std::count(text.begin(), text.end(), ',') == 1) text[text.find(',')] = '.';
    const char* end = nullptr;
    const double number = parseDecimal(text.c_str(), &end);
    if (text.empty() || *end != '\0' || std::abs(number) > 1e12) return std::nullopt;
    return number;
}

class Number final : public MeasuredType {
  public:
    using MeasuredType::MeasuredType;
    Value value(const Question&, const Answer& answer) const override {
        const auto number = numberIn(answer.text);
        return number ? Value(*number) : answer.text.empty() ? Value() : Value(answer.text);
    }

  protected:
    std::optional<Measure> measure(const Question&, const std::string& text) const override {
        const auto number = numberIn(text);
        if (!number) return std::nullopt;
        return Measure{numberText(*number), *number};
    }
    /// The last bin that begins at the number or below; the first begins nowhere.
    std::size_t binOf(const Question& question, const Measure& measure) const override {
        std::size_t bin = 0;
        for (std::size_t i = 1; i < question.options.size(); ++i) {
            const char* end = nullptr;
            if (parseDecimal(question.options[i].value.c_str(), &end) <= measure.value) bin = i;
        }
        return bin;
    }
    const char* wrongCode(const Question&) const override { return "not-a-number"; }
    std::string words(const Question&, double bound) const override { return numberText(bound); }
};
constexpr Number kType{"number"};

bool isWhole(double number) {
    return number == std::floor(number);
}

/// From each edge to the next; before the first and behind the last, where nothing bounds them.
void takeBins(const std::vector<double>& edges, Question& question) {
    const bool areWhole =
        (!question.step || isWhole(*question.step)) && std::all_of(edges.begin(), edges.end(), isWhole);
    const auto add = [&](const std::string& value, std::string russian, std::string english) {
        Choice bin{value, LocalizedText(std::move(russian))};
        bin.kind = Choice::Kind::number;
        bin.text.set("en", std::move(english));
        question.options.push_back(std::move(bin));
    };
    const auto comma = [](std::string text) {
        std::replace(text.begin(), text.end(), '.', ',');
        return text;
    };
    const std::string first = numberText(edges.front());
    if (!question.lowest || *question.lowest < edges.front())
        add("<" + first, "меньше " + comma(first), "below " + first);
    for (std::size_t i = 0; i + 1 < edges.size(); ++i) {
        const std::string low = numberText(edges[i]), next = numberText(edges[i + 1]),
                          last = numberText(edges[i + 1] - 1);
        if (areWhole)
            add(low, low == last ? low : low + "–" + last, low == last ? low : low + "–" + last);
        else
            add(low, "от " + comma(low) + " до " + comma(next), low + " to " + next);
    }
    const std::string last = numberText(edges.back());
    const bool isEnd =
        question.highest && (areWhole ? *question.highest < edges.back() : *question.highest <= edges.back());
    if (!isEnd) add(last, comma(last) + " и больше", last + " and over");
}

/// Ten bins, or one a number where these are few. Whole numbers stay whole.
std::vector<double> edgesBetween(double low, double high, bool areWhole) {
    constexpr double kBins = 10;
    double width = (high - low) / kBins;
    if (areWhole) width = std::max(1.0, std::ceil((high - low + 1) / kBins - 0.2));
    std::vector<double> edges;
    const double end = areWhole ? high + 1 : high;
    for (int i = 0; low + i * width < end - 1e-9; ++i) edges.push_back(low + i * width);
    edges.push_back(areWhole ? edges.back() + width : high);
    return edges;
}

void takeMembers(DefinitionObject& object, Question& question) {
    question.lowest = object.number("min");
    question.highest = object.number("max");
    question.step = object.number("step");
    if (question.step && *question.step <= 0) question.step.reset();
    if (question.lowest && question.highest && *question.lowest >= *question.highest)
        return object.refuse("max", "least-above-most", "min", "The most is not greater than the least.");
    std::vector<double> edges;
    if (const Json* bins = object.take("bins")) {
        const bool areNumbers =
            bins->is_array() && !bins->empty() && bins->size() <= 100 &&
            std::all_of(bins->begin(), bins->end(), [](const Json& edge) { return edge.is_number(); });
        if (areNumbers) edges = bins->get<std::vector<double>>();
        if (!areNumbers || !std::is_sorted(edges.begin(), edges.end(), std::less_equal<>()))
            return object.wrong("bins", "wrong-bins",
                                "Bins are rising numbers, 100 at most: the edges between them.", 100);
        std::erase_if(edges, [&](double edge) { return question.highest && edge > *question.highest; });
        if (question.lowest && (edges.empty() || edges.front() > *question.lowest))
            edges.insert(edges.begin(), *question.lowest);
        std::erase_if(edges, [&](double edge) { return question.lowest && edge < *question.lowest; });
    } else if (question.lowest && question.highest) {
        const bool areWhole = isWhole(*question.lowest) && isWhole(*question.highest) &&
                              (!question.step || isWhole(*question.step));
        edges = edgesBetween(*question.lowest, *question.highest, areWhole);
    }
    if (!edges.empty()) {
        question.bins = Question::Bins::edges;
        takeBins(edges, question);
    } else {
        object.warn("", "no-bins",
                    "Without bins or bounds a number is an open answer: give min and max, or bins.");
    }
    question.breakdown = object.flag("breakdown");
}

void readAnswer(AnswerReading& reading, const Json& value) {
    if (value.is_number())
        reading.write(numberText(value.get<double>()));
    else if (value.is_string())
        reading.write(value.get_ref<const std::string&>());
    else
        reading.wrongType();
}

}  // namespace

constinit const QuestionType& kNumber = kType;
constinit const JsonType kNumberJson{kType, takeMembers, readAnswer};

}  // namespace otklik
