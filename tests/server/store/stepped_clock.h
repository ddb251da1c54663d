#pragma once
// Time stands still until a test steps it.

#include "server/store/clock.h"
#include "server/store/store.h"

namespace otklik::test {

class SteppedClock : public Clock {
  public:
    std::string today() const override {
        std::lock_guard guard(mutex_);
        return day_;
    }
    int hour() const override {
        std::lock_guard guard(mutex_);
        return hour_;
    }
    Moment now() const override {
        std::lock_guard guard(mutex_);
        return now_;
    }
    /// Sleeps until it is notified: whoever steps the clock sees to that, see settle().
    void wait(std::condition_variable& wake, std::unique_lock<std::mutex>& lock, Moment until,
              const std::function<bool()>& ready) override {
        wake.wait(lock, [&] { return ready() || now() >= until; });
    }

    void setDay(const std::string& day, int hour = 12) {
        std::lock_guard guard(mutex_);
        day_ = day;
        hour_ = hour;
    }
    /// Lets time pass for `store`, and returns when everything is done that was then due.
    void step(Store& store, std::chrono::milliseconds time) {
        {
            std::lock_guard guard(mutex_);
            now_ += time;
        }
        settle(store);
    }
    /// Returns when the writer has nothing more to do at this moment: it takes up a request only when all
    /// that was due before is done, and what falls due with the first is done before the second.
    static void settle(Store& store) {
        for (int steps = 0; steps < 6; ++steps) store.accept({});  // a mix has four
    }

  private:
    mutable std::mutex mutex_;  // guards everything below
    Moment now_{std::chrono::hours(1)};
    std::string day_ = "2026-03-01";
    int hour_ = 12;
};

}  // namespace otklik::test
