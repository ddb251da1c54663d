// A day, a month or a time of day, written as people write them («25.03.2026», «14:30») or as SurveyJS does
// («2026-03-25»). Counted is what of it the author asks for, and never the day. Bounds are kept as numbers
// that rise as time does: 20260325, 202603, 1430.

#include <array>

#include "shared/survey/types/measured.h"
#include "shared/survey/types/types.h"

namespace otklik {
namespace {

struct Moment {
    int year = 0, month = 0, day = 0, hour = 0, minute = 0;
};
enum class Form { day, month, time };

int daysIn(int year, int month) {
    constexpr std::array<int, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return kDays[static_cast<std::size_t>(month - 1)] + (month == 2 && isLeap ? 1 : 0);
}

/// 1 on Mondays. Sakamoto's rule.
int weekdayOf(const Moment& at) {
    constexpr std::array<int, 12> kShift = {0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4};
    const int year = at.month < 3 ? at.year - 1 : at.year;
    const int day = (year + year / 4 - year / 100 + year / 400 +
                     kShift[static_cast<std::size_t>(at.month - 1)] + at.day) %
                    7;
    return day == 0 ? 7 : day;
}

/// Numbers of a text and what stands between them, such as {25, 3, 2026} and "..".
bool takeApart(const std::string& text, std::vector<int>& numbers, std::string& marks) {
    for (std::size_t i = 0; i < text.size();) {
        int number = 0;
        std::size_t digits = 0;
        for (; i < text.size() && text[i] >= '0' && text[i] <= '9' && digits < 4; ++i, ++digits)
            number = number * 10 + (text[i] - '0');
        if (digits == 0) return false;
        numbers.push_back(number);
        if (i < text.size()) marks += text[i++];
    }
    return !text.empty() && marks.size() + 1 == numbers.size();
}

std::optional<Moment> momentIn(const std::string& text, Form form) {
    std::vector<int> n;
    std::string marks;
    if (!takeApart(text, n, marks)) return std::nullopt;
    const auto are = [&](std::string_view wanted) { return marks == wanted; };
    Moment at{2000, 1, 1};
    if (form == Form::time) {
        if (!are(":") && !are(".") && !are("::")) return std::nullopt;
        at.hour = n[0], at.minute = n[1];
        if (at.hour > 23 || at.minute > 59) return std::nullopt;
        return at;
    }
    if (form == Form::day && are("--"))
        at = {n[0], n[1], n[2]};
    else if (form == Form::day && (are("..") || are("//")))
        at = {n[2], n[1], n[0]};
    else if (form == Form::month && are("-"))
        at = {n[0], n[1], 1};
    else if (form == Form::month && (are(".") || are("/")))
        at = {n[1], n[0], 1};
    else
        return std::nullopt;
    const bool isDay = at.year >= 1900 && at.year <= 2200 && at.month >= 1 && at.month <= 12 && at.day >= 1 &&
                       at.day <= daysIn(at.year, at.month);
    return isDay ? std::optional(at) : std::nullopt;
}

double numberOf(const Moment& at, Form form) {
    return form == Form::day     ? at.year * 10000 + at.month * 100 + at.day
           : form == Form::month ? at.year * 100 + at.month
                                 : at.hour * 100 + at.minute;
}

std::string digits(int number, int width) {
    std::string text = std::to_string(number);
    while (static_cast<int>(text.size()) < width) text.insert(text.begin(), '0');
    return text;
}

Moment momentOf(double number, Form form) {
    const int whole = static_cast<int>(number);
    if (form == Form::day) return {whole / 10000, whole / 100 % 100, whole % 100};
    if (form == Form::month) return {whole / 100, whole % 100, 1};
    return {2000, 1, 1, whole / 100, whole % 100};
}

class Date final : public MeasuredType {
  public:
    constexpr Date(std::string_view name, Form form) : MeasuredType(name), form(form) {}
    const Form form;
    Value value(const Question&, const Answer& answer) const override {
        return answer.text.empty() ? Value() : Value(answer.text);
    }

  protected:
    std::optional<Measure> measure(const Question&, const std::string& text) const override {
        const auto at = momentIn(text, form);
        if (!at) return std::nullopt;
        std::string kept = form == Form::time ? digits(at->hour, 2) + ":" + digits(at->minute, 2)
                                              : digits(at->year, 4) + "-" + digits(at->month, 2);
        if (form == Form::day) kept += "-" + digits(at->day, 2);
        return Measure{std::move(kept), numberOf(*at, form)};
    }
    std::size_t binOf(const Question& question, const Measure& measure) const override {
        const Moment at = momentOf(measure.value, form);
        const int low = question.lowest ? momentOf(*question.lowest, form).year : 0;
        const int bin = question.bins == Question::Bins::year      ? at.year - low
                        : question.bins == Question::Bins::month   ? at.month - 1
                        : question.bins == Question::Bins::weekday ? weekdayOf(at) - 1
                                                                   : at.hour;
        return static_cast<std::size_t>(bin);
    }
    const char* wrongCode(const Question&) const override {
        return form == Form::day ? "not-a-date" : form == Form::month ? "not-a-month" : "not-a-time";
    }
    std::string words(const Question&, double bound) const override {
        const Moment at = momentOf(bound, form);
        if (form == Form::time) return digits(at.hour, 2) + ":" + digits(at.minute, 2);
        return (form == Form::day ? digits(at.day, 2) + "." : "") + digits(at.month, 2) + "." +
               digits(at.year, 4);
    }
};
constexpr Date kDayType{"date", Form::day}, kMonthType{"month", Form::month}, kTimeType{"time", Form::time};

Form formOf(const Question& question) {
    return static_cast<const Date*>(question.type)->form;
}

void addBin(Question& question, int value, const char* russian, const char* english) {
    Choice bin{std::to_string(value), LocalizedText(russian)};
    bin.kind = Choice::Kind::number;
    bin.text.set("en", english);
    question.options.push_back(std::move(bin));
}

void takeBins(DefinitionObject& object, Question& question) {
    const Form form = formOf(question);
    const bool isSaid = object.has("bins");
    const std::string bins = object.string("bins", form == Form::time ? "hour" : "month");
    if (!isSaid)
        object.warn("", "bins-chosen", "Without bins a date is counted by its month, a time by its hour.",
                    bins);
    using Bins = Question::Bins;
    question.bins = bins == "hour"      ? Bins::hour
                    : bins == "year"    ? Bins::year
                    : bins == "month"   ? Bins::month
                    : bins == "weekday" ? Bins::weekday
                                        : Bins::none;
    const bool fits = form == Form::time    ? question.bins == Bins::hour
                      : form == Form::month ? question.bins == Bins::year || question.bins == Bins::month
                                            : question.bins != Bins::hour && question.bins != Bins::none;
    if (!fits)
        return object.wrong("bins", "wrong-date-bins",
                            "One of year, month, weekday and hour is expected that the date has.");
    if (question.bins == Bins::hour)
        for (int hour = 0; hour < 24; ++hour) {
            const std::string words = digits(hour, 2) + ":00–" + digits(hour, 2) + ":59";
            addBin(question, hour, words.c_str(), words.c_str());
        }
    constexpr std::array<std::pair<const char*, const char*>, 12> kMonths = {{{"январь", "January"},
                                                                              {"февраль", "February"},
                                                                              {"март", "March"},
                                                                              {"апрель", "April"},
                                                                              {"май", "May"},
                                                                              {"июнь", "June"},
                                                                              {"июль", "July"},
                                                                              {"август", "August"},
                                                                              {"сентябрь", "September"},
                                                                              {"октябрь", "October"},
                                                                              {"ноябрь", "November"},
                                                                              {"декабрь", "December"}}};
    constexpr std::array<std::pair<const char*, const char*>, 7> kDays = {{{"понедельник", "Monday"},
                                                                           {"вторник", "Tuesday"},
                                                                           {"среда", "Wednesday"},
                                                                           {"четверг", "Thursday"},
                                                                           {"пятница", "Friday"},
                                                                           {"суббота", "Saturday"},
                                                                           {"воскресенье", "Sunday"}}};
    int number = 0;
    if (question.bins == Bins::month)
        for (const auto& [russian, english] : kMonths) addBin(question, ++number, russian, english);
    if (question.bins == Bins::weekday)
        for (const auto& [russian, english] : kDays) addBin(question, ++number, russian, english);
    if (question.bins != Bins::year) return;
    if (!question.lowest || !question.highest)
        return object.wrong("bins", "years-without-bounds",
                            "Years are counted between min and max: give both.");
    const int low = momentOf(*question.lowest, form).year, high = momentOf(*question.highest, form).year;
    if (high - low >= 200) return object.wrong("max", "too-many-years", "There are at most 200 years.", 200);
    for (int year = low; year <= high; ++year)
        addBin(question, year, std::to_string(year).c_str(), std::to_string(year).c_str());
}

std::optional<double> bound(DefinitionObject& object, const char* member, Form form) {
    const std::string text = object.string(member);
    if (text.empty()) return std::nullopt;
    const auto at = momentIn(text, form);
    if (!at)
        object.refuse(member, "wrong-date", member,
                      "A bound is a date as 2026-03-25, a month as 2026-03 or a time as 14:30.");
    return at ? std::optional(numberOf(*at, form)) : std::nullopt;
}

void takeMembers(DefinitionObject& object, Question& question) {
    const Form form = formOf(question);
    question.lowest = bound(object, "min", form);
    question.highest = bound(object, "max", form);
    object.take("step");
    if (question.lowest && question.highest && *question.lowest > *question.highest)
        return object.refuse("max", "least-above-most", "min", "The most is before the least.");
    takeBins(object, question);
    question.breakdown = object.flag("breakdown");
}

void readAnswer(AnswerReading& reading, const Json& value) {
    if (value.is_string())
        reading.write(value.get_ref<const std::string&>());
    else
        reading.wrongType();
}

}  // namespace

constinit const QuestionType &kDate = kDayType, &kMonth = kMonthType, &kTime = kTimeType;
constinit const JsonType kDateJson{kDayType, takeMembers, readAnswer},
    kMonthJson{kMonthType, takeMembers, readAnswer}, kTimeJson{kTimeType, takeMembers, readAnswer};

}  // namespace otklik
