#pragma once
// How storage went, in one type from the disk to the administrator's screen. What is wrong with an input is a
// Problem (shared/base/result.h); what is wrong with the store, or stands against what was asked of it, is a
// Status.

#include <optional>
#include <string>
#include <utility>

namespace otklik {

class [[nodiscard]] Status {
  public:
    enum class Kind {
        good,
        refused,  ///< the store is well, but what was asked cannot be done so
        passing,  ///< may pass by itself: a full or read-only disk, another program that holds the file
        lasting,  ///< what the disk holds is unknown: nothing is stored until the process starts anew
        damaged,  ///< what was read is not what was written: a backup is needed
    };

    Status() = default;
    static Status refused(std::string detail) { return {Kind::refused, std::move(detail)}; }
    static Status passing(std::string detail) { return {Kind::passing, std::move(detail)}; }
    static Status lasting(std::string detail) { return {Kind::lasting, std::move(detail)}; }
    static Status damaged(std::string detail) { return {Kind::damaged, std::move(detail)}; }

    bool isGood() const { return kind_ == Kind::good; }
    /// True where no write may be tried again in this process.
    bool isFinal() const { return kind_ == Kind::lasting || kind_ == Kind::damaged; }
    Kind kind() const { return kind_; }
    /// What is wrong and what to do, in English; empty where all is well.
    const std::string& detail() const { return detail_; }
    /// The same status of a larger whole: `before` and `after` stand around the detail.
    Status within(const std::string& before, const std::string& after = "") const {
        return isGood() ? *this : Status(kind_, before + detail_ + after);
    }

  private:
    Status(Kind kind, std::string detail) : kind_(kind), detail_(std::move(detail)) {}

    Kind kind_ = Kind::good;
    std::string detail_;
};

/// Either a value or a status that is not good.
template <class T>
class [[nodiscard]] StatusOr {
  public:
    StatusOr(T value) : value_(std::move(value)) {}
    StatusOr(Status status) : status_(std::move(status)) {}

    explicit operator bool() const { return value_.has_value(); }
    T& operator*() { return *value_; }
    const T& operator*() const { return *value_; }
    T* operator->() { return &*value_; }
    const T* operator->() const { return &*value_; }
    const Status& status() const { return status_; }

  private:
    std::optional<T> value_;
    Status status_;
};

}  // namespace otklik
