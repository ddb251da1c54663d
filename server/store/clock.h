#pragma once
// Time as the store knows it: days and hours of the office's time zone, and moments, which tell how long ago
// something was. It is passed in, so that a test steps through a year without sleeping.

#include <chrono>
#include <condition_variable>
#include <ctime>
#include <functional>
#include <mutex>
#include <string>

namespace otklik {

class Clock {
  public:
    using Moment = std::chrono::steady_clock::time_point;
    virtual ~Clock() = default;

    /// The current day, "2026-11-24". It may be set back; moments never go back.
    virtual std::string today() const = 0;
    /// Of that day, 0 to 23.
    virtual int hour() const = 0;
    virtual Moment now() const = 0;
    /// Sleeps until `wake` is notified and `ready` holds, or until the moment `until`. `lock` is held
    /// whenever `ready` is asked, and afterwards.
    virtual void wait(std::condition_variable& wake, std::unique_lock<std::mutex>& lock, Moment until,
                      const std::function<bool()>& ready) = 0;
};

/// The machine's clock, in the process's time zone.
class SystemClock : public Clock {
  public:
    std::string today() const override;
    int hour() const override;
    Moment now() const override { return std::chrono::steady_clock::now(); }
    void wait(std::condition_variable& wake, std::unique_lock<std::mutex>& lock, Moment until,
              const std::function<bool()>& ready) override;
};

inline constexpr const char* kTimeZone = "Asia/Yekaterinburg";  ///< where the ministry is

/// Day and hour of a moment in the process's time zone.
struct LocalTime {
    std::string day;  ///< ISO
    int hour = 0;     ///< 0 to 23
};
LocalTime localTime(std::time_t moment);

/// Makes the zone the process's, before any thread starts. False where the machine knows no zone of this
/// name.
bool useTimeZone(const std::string& name);
/// Whether useTimeZone() would take it.
bool isTimeZone(const std::string& name);

/// True for a day of the calendar, written as "2026-11-24".
bool isDay(std::string_view day);

/// `day` and `days` later; `day` itself where it is not a date.
std::string daysLater(std::string_view day, int days);

}  // namespace otklik
