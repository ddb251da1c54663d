#pragma once
// A list of values as text, one a line: what the server has loaded and checked goes to the client so, which
// therefore needs neither a JSON library nor the rules of definitions. Backslash and newline within a value
// are written "\\" and "\n". What the values mean follows from their order.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace otklik {

class LineWriter {
  public:
    void text(std::string_view value);
    void number(long value);
    void flag(bool value) { number(value); }
    /// To six places. Nothing is an empty line.
    void decimal(std::optional<double> value);
    std::string take();

  private:
    std::string lines_;
};

/// Reads what LineWriter wrote, from wherever it comes: after the first value that is missing or is none of
/// its kind, everything is read as empty, 0 and nothing, so that no loop goes on.
class LineReader {
  public:
    explicit LineReader(std::string_view lines) : left_(lines) {}

    std::string text();
    long number(long least, long most);
    bool flag() { return number(0, 1) == 1; }
    /// Within a thousand millions, so that what is computed from it stays in range.
    std::optional<double> decimal();
    /// How many things of at least one line each follow.
    std::size_t count();

    /// True once a value was wrong.
    bool isBroken() const { return isBroken_; }
    void fail() { isBroken_ = true; }
    /// What has not been read yet.
    std::string_view left() const { return left_; }

  private:
    std::string_view line();

    std::string_view left_;
    bool isBroken_ = false;
};

}  // namespace otklik
