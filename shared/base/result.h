#pragma once
// What can fail returns a Result; what went wrong is a list of Problems that a person can act on.
// Exceptions stay inside the libraries that throw them.

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace otklik {

/// One thing wrong with an input, with the place where it is wrong.
struct Problem {
    std::string pointer;    ///< RFC 6901 JSON pointer into the input; empty for the whole of it
    std::string code;       ///< stable key such as "too-long"; the locale text is "problem.<code>"
    std::string detail;     ///< one English sentence: what is wrong and what is expected
    long limit = 0;         ///< the number a text may name ({limit}), 0 where there is none
    std::string subject{};  ///< what a text may name ({subject}), such as a member; empty where there is none

    /// Of the input as a whole.
    static Problem of(std::string code, std::string detail) {
        return at("", std::move(code), std::move(detail));
    }
    static Problem at(std::string pointer, std::string code, std::string detail) {
        return atLimit(std::move(pointer), std::move(code), std::move(detail), 0);
    }
    /// Of something that may be `limit` at most.
    static Problem atLimit(std::string pointer, std::string code, std::string detail, long limit) {
        return {std::move(pointer), std::move(code), std::move(detail), limit, {}};
    }
    /// Of something that has a name.
    static Problem about(std::string subject, std::string pointer, std::string code, std::string detail) {
        return {std::move(pointer), std::move(code), std::move(detail), 0, std::move(subject)};
    }

    bool operator==(const Problem&) const = default;
};

using Problems = std::vector<Problem>;
inline constexpr std::size_t kMostProblems = 50;  ///< of one input; more would help nobody

/// Adds a problem of an input from outside, of which there may be very many.
inline void addProblem(Problems& problems, Problem problem) {
    if (problems.size() < kMostProblems) problems.push_back(std::move(problem));
}

/// Either a value or at least one problem.
template <class T>
class [[nodiscard]] Result {
  public:
    Result(T value) : value_(std::move(value)) {}
    Result(Problem problem) : problems_{std::move(problem)} {}
    Result(Problems problems) : problems_(std::move(problems)) {}

    explicit operator bool() const { return value_.has_value(); }
    T& operator*() { return *value_; }
    const T& operator*() const { return *value_; }
    T* operator->() { return &*value_; }
    const T* operator->() const { return &*value_; }

    /// Empty exactly when there is a value.
    const Problems& problems() const { return problems_; }

  private:
    std::optional<T> value_;
    Problems problems_;
};

}  // namespace otklik
