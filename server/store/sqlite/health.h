#pragma once
// What ails the store: kept once, said once a failure, and never again good once a sync has failed, since
// what SQLite and the disk then hold is unknown.

#include <functional>
#include <mutex>

#include "server/store/status.h"
#include "shared/base/json.h"

namespace otklik {

class Health {
  public:
    /// Of the data folder `folder`; `log` hears a line when writes begin to fail, and when they work again.
    Health(std::string folder, std::function<void(const Json& line)> log)
        : folder_(std::move(folder)), log_(std::move(log)) {}

    /// From any thread.
    Status status() const;

    // From the writer alone.

    /// Takes note of how a write went; hands it back.
    Status note(const Status& status);
    /// A write worked: what was passing has passed.
    void worked();

  private:
    Status withAdvice(const Status& status) const;

    const std::string folder_;
    const std::function<void(const Json& line)> log_;
    mutable std::mutex mutex_;  // guards what only the writer changes:
    Status status_;
};

}  // namespace otklik
