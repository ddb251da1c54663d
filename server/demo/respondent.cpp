// A person has one mood, which their answers share; each resource is a little better or worse than the
// others. Some leave a question blank, some find it hard to say, a few write. Answers about the person follow
// the order of the choices: the first are the most frequent.

#include "server/demo/respondent.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "shared/survey/definition_object.h"
#include "shared/survey/reading.h"
#include "shared/survey/showing.h"
#include "shared/survey/types/types.h"

namespace otklik {
namespace {

constexpr double kBlank = 0.06, kHard = 0.08, kWrites = 0.45;

/// How much more content who gives the first answer is, by question about the person, so that a report has
/// groups that differ and groups that do not.
constexpr std::array kBearings = {0.6, 0.0, -0.9, 0.0};

constexpr std::array kWishes = {
    "Расписание приёма граждан",
    "График приёма министра и его заместителей",
    "Хочется найти расписание приёма и телефоны специалистов",
    "Где записаться на приём граждан?",
    "Больше новостей о мероприятиях в округе",
    "Новости района и анонсы мероприятий",
    "Нужны анонсы мероприятий заранее, а не после",
    "Информация о программах поддержки",
    "Программы поддержки для семей и предпринимателей",
    "Условия программ поддержки простыми словами",
    "Сроки и документы для участия в программах",
    "Какие документы нужны для субсидии",
    "Образцы документов и заявлений",
    "Новости на коми-пермяцком языке",
    "Материалы о коми-пермяцком языке и культуре",
    "Культура и праздники округа, фотографии мероприятий",
    "Поиск по сайту работает плохо",
    "Удобный поиск документов на сайте",
    "Сделайте поиск проще",
    "Чаще обновлять новости на сайте",
    "Отвечать на вопросы в комментариях",
    "Ответы на вопросы жителей",
    "Дороги и транспорт в районе",
    "Меньше отчётов, больше новостей для жителей",
    "Всё устраивает",
};

class Person {
  public:
    Person(double progress, Random& random) : random_(random), progress_(progress), mood_(normal()) {}

    std::string pickChannel(const std::vector<std::string>& channels) {
        // Some come by a link without a channel.
        return chance(0.1) ? "" : channels[weighted(channels.size())];
    }

    /// Who somebody is bears on what they think.
    void become(const Question& question, std::size_t place, const Answer& answer) {
        if (answer.chose(question.options.front().value)) mood_ += kBearings[place % kBearings.size()];
    }

    Answer answer(const Question& question) {
        Answer answer;
        if (question.isOpen()) {
            if (chance(kWrites)) answer.text = kWishes[random_.below(kWishes.size())];
            return answer;
        }
        if (chance(kBlank)) return answer;
        if (question.takesSeveral) {
            several(question, answer);
        } else if (question.takesTexts) {
            for (const Choice& row : question.rows)
                if (chance(kWrites)) write(kWishes[random_.below(kWishes.size())], row.value, answer);
        } else if (question.type == &kRanking) {
            rank(question, answer);
        } else if (question.bins != Question::Bins::none) {
            measure(question, answer);
        } else if (!question.rows.empty()) {
            for (std::size_t row = 0; row < question.rows.size(); ++row)
                if (!chance(kBlank))
                    answer.cells[question.rows[row].value] = mark(question, question.rows[row], row);
        } else {
            answer.choices = {question.isScale ? mark(question, question.lines()[0], 0)
                                               : plainChoice(question)};
        }
        return answer;
    }

  private:
    double uniform() { return static_cast<double>(random_.next() >> 11) * 0x1p-53; }
    bool chance(double probability) { return uniform() < probability; }
    double normal() {  // Irwin and Hall's sum of twelve
        double sum = -6;
        for (int i = 0; i < 12; ++i) sum += uniform();
        return sum;
    }

    static bool isPlain(const Choice& choice) { return choice.value != kOther && choice.value != kNone; }

    void several(const Question& question, Answer& answer) {
        for (std::size_t i = 0; i < question.options.size(); ++i) {
            const Choice& option = question.options[i];
            const bool isFull =
                question.most > 0 && answer.choices.size() >= static_cast<std::size_t>(question.most);
            if (isPlain(option) && !option.isExclusive && !isFull &&
                chance(0.75 / (1 + 0.6 * static_cast<double>(i))))
                answer.choices.push_back(option.value);
        }
        // Who names nothing says so where that can be said.
        for (const Choice& option : question.options)
            if (answer.choices.empty() && (option.isExclusive || option.value == kNone))
                answer.choices.push_back(option.value);
    }

    static void write(const std::string& text, const std::string& row, Answer& answer) {
        answer.texts[row] = text;
        answer.cells[row] = kWritten;
    }

    /// The first ones stand high most often.
    void rank(const Question& question, Answer& answer) {
        std::vector<const Choice*> left;
        for (const Choice& row : question.rows) left.push_back(&row);
        for (const Choice& place : question.options) {
            if (left.empty()) return;
            const auto next = left.begin() + static_cast<std::ptrdiff_t>(weighted(left.size()));
            answer.cells[(*next)->value] = place.value;
            left.erase(next);
        }
    }

    /// A text that the form itself would read into a bin; nothing where none of a few does.
    void measure(const Question& question, Answer& answer) {
        for (int tries = 0; tries < 20 && answer.choices.empty(); ++tries) {
            answer = {};
            Problems problems;
            AnswerReading reading(question, answer, problems);
            reading.write(measureOf(question));
            question.type->readWhole(reading);
            if (!problems.empty()) answer = {};
        }
    }

    std::string measureOf(const Question& question) {
        const auto digits = [](std::uint64_t number) {
            return (number < 10 ? "0" : "") + std::to_string(number);
        };
        const std::string year = std::to_string(
            question.lowest ? static_cast<int>(*question.lowest) / (question.type == &kMonth ? 100 : 10'000)
                            : 2026);
        const std::string month = digits(1 + random_.below(12));
        if (question.type == &kTime) return digits(7 + random_.below(14)) + ":" + digits(random_.below(60));
        if (question.type == &kMonth) return year + "-" + month;
        if (question.type == &kDate) return year + "-" + month + "-" + digits(1 + random_.below(28));
        // Few are near the most.
        const double low = question.lowest.value_or(0), high = question.highest.value_or(low + 100);
        const double step = question.step.value_or(high - low >= 10 ? 1 : (high - low) / 10);
        const double at = low + (high - low) * uniform() * uniform();
        return numberText(std::ceil(at / step) * step);
    }

    /// One of `size`, the first most often.
    std::size_t weighted(std::size_t size) {
        double sum = 0;
        for (std::size_t i = 0; i < size; ++i) sum += 1 / (1 + 0.5 * static_cast<double>(i));
        double at = uniform() * sum;
        std::size_t i = 0;
        for (; i + 1 < size && (at -= 1 / (1 + 0.5 * static_cast<double>(i))) > 0; ++i) {
        }
        return i;
    }

    std::string plainChoice(const Question& question) {
        std::vector<const Choice*> plain;
        for (const Choice& choice : question.options)
            if (isPlain(choice)) plain.push_back(&choice);
        return plain.empty() ? question.options.front().value : plain[weighted(plain.size())]->value;
    }

    /// The answer of this mood to one line, such as a resource: the steps of a scale rise, other answers
    /// begin with the best.
    std::string mark(const Question& question, const Choice& line, std::size_t resource) {
        const std::span<const Choice> answers = question.optionsOf(line);
        std::vector<const Choice*> sides;
        for (const Choice& answer : answers)
            if (answer.value != kHardToSay) sides.push_back(&answer);
        if (sides.empty() || (sides.size() < answers.size() && chance(kHard))) return answers.back().value;
        const double place =
            0.52 + 0.12 * progress_ - 0.06 * static_cast<double>(resource) + 0.12 * mood_ + 0.2 * normal();
        const auto steps = static_cast<double>(sides.size());
        const auto step = static_cast<std::size_t>(std::clamp(std::floor(place * steps), 0.0, steps - 1));
        return sides[question.isScale ? step : sides.size() - 1 - step]->value;
    }

    Random& random_;
    double progress_, mood_;
};

}  // namespace

Respondent imagine(const Survey& survey, const std::vector<std::string>& channels, double progress,
                   Random& random) {
    Person person(progress, random);
    Respondent respondent{person.pickChannel(channels), {}};
    const auto ask = [&](const Question& question) -> Answer {
        Answer answer = person.answer(question);
        if (!answer.empty()) respondent.answers[question.name] = answer;
        return answer;
    };
    std::size_t place = 0;
    for (const Question& question : survey.questions)
        if (question.breakdown) person.become(question, place++, ask(question));
    for (const Question& question : survey.questions)
        if (!question.breakdown) ask(question);
    // What the form would not have asked of them has no answer.
    respondent.answers = showingOf(survey, std::move(respondent.answers)).answers;
    return respondent;
}

}  // namespace otklik
