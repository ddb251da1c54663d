#pragma once
// What systemd is told of a service of Type=notify: that it is ready, that it is alive, that it stops. Where
// nobody asked for it (NOTIFY_SOCKET), nothing is said.

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

namespace otklik {

/// Tells `state`, such as "READY=1".
void notifyService(const std::string& state);

/// Says "WATCHDOG=1" as long as `isAlive` says so, twice in the time that WATCHDOG_USEC allows, until it is
/// destroyed.
class Watchdog {
  public:
    explicit Watchdog(std::function<bool()> isAlive);
    ~Watchdog();
    Watchdog(const Watchdog&) = delete;

  private:
    void watch(std::chrono::microseconds pause);

    const std::function<bool()> isAlive_;
    std::mutex mutex_;
    std::condition_variable wake_;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace otklik
