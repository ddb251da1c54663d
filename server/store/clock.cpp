#include "server/store/clock.h"

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>

namespace otklik {
namespace {

std::string iso(std::chrono::sys_days day) {
    const std::chrono::year_month_day date(day);
    char text[16];
    std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    return text;
}

LocalTime now() {
    return localTime(std::chrono::system_clock::to_time_t(std::chrono::system_clock::now()));
}

/// In the machine's table of zones.
bool isInTable(const std::string& name) {
    constexpr std::string_view kLetters =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/_+-";
    const bool isPlain =
        name.find_first_not_of(kLetters) == std::string::npos && !name.empty() && name.front() != '/';
    std::error_code none;
    return isPlain && std::filesystem::is_regular_file("/usr/share/zoneinfo/" + name, none);
}

}  // namespace

std::string SystemClock::today() const {
    return otklik::now().day;
}

int SystemClock::hour() const {
    return otklik::now().hour;
}

void SystemClock::wait(std::condition_variable& wake, std::unique_lock<std::mutex>& lock, Moment until,
                       const std::function<bool()>& ready) {
    wake.wait_until(lock, until, ready);
}

LocalTime localTime(std::time_t moment) {
    std::tm parts{};
    localtime_r(&moment, &parts);
    char day[32];
    std::strftime(day, sizeof day, "%Y-%m-%d", &parts);
    return {day, parts.tm_hour};
}

bool isTimeZone(const std::string& name) {
    return name == kTimeZone || isInTable(name);
}

bool useTimeZone(const std::string& name) {
    if (!isTimeZone(name)) return false;
    // A machine without the table of zones knows the ministry's: five hours, the whole year.
    setenv("TZ", isInTable(name) ? (":" + name).c_str() : "<+05>-5", 1);
    tzset();
    return true;
}

bool isDay(std::string_view day) {
    return day.size() == 10 && day.front() != '-' && daysLater(day, 0) == day && daysLater(day, 1) != day;
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
