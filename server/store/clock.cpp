#include "server/store/clock.h"

#include <cstdio>

namespace otklik {
namespace {

std::string iso(std::chrono::sys_days day) {
    const std::chrono::year_month_day date(day);
    char text[16];
    std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    return text;
}

}  // namespace

std::string SystemClock::today() const {
    return iso(std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()));
}

void SystemClock::wait(std::condition_variable& wake, std::unique_lock<std::mutex>& lock, Moment until,
                       const std::function<bool()>& ready) {
    wake.wait_until(lock, until, ready);
}

std::string daysLater(std::string_view day, int days) {
    int year = 0;
    unsigned month = 0, dayOfMonth = 0;
    if (std::sscanf(std::string(day).c_str(), "%4d-%2u-%2u", &year, &month, &dayOfMonth) != 3)
        return std::string(day);
    const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month),
                                           std::chrono::day(dayOfMonth)};
    return date.ok() ? iso(std::chrono::sys_days(date) + std::chrono::days(days)) : std::string(day);
}

}  // namespace otklik
