#include "shared/report/chart_words.h"

#include <algorithm>

#include "shared/text/utf8.h"

namespace otklik {
namespace {

constexpr double kBold = 1.13;  // of the same words in the ordinary weight
constexpr std::string_view kMore = "…";
constexpr std::size_t kMostMarks = 8;  // that a letter takes along to the next line

bool isIn(std::u32string_view letters, char32_t point) {
    return letters.find(point) != std::u32string_view::npos;
}

/// What adds nothing to a line: marks over letters, joiners, directions, selectors.
bool isMark(char32_t point) {
    return (point >= 0x300 && point <= 0x36F) || (point >= 0x200B && point <= 0x200F) ||
           (point >= 0x202A && point <= 0x202E) || (point >= 0x2060 && point <= 0x206F) ||
           (point >= 0xFE00 && point <= 0xFE0F) || (point >= 0x1F3FB && point <= 0x1F3FF);
}

/// In parts of the font's size.
double widthOf(char32_t point) {
    if (isMark(point)) return 0;
    if (point == U' ' || point == 0xA0) return 0.32;
    if (isIn(U"il.,:;|!'Ii", point)) return 0.41;
    if (isIn(U"mMwW@%жшщюыфЖШЩЮЫМФѠ—…", point)) return 1.1;
    if (point < 0x80) return point >= 'A' && point <= 'Z' ? 0.79 : 0.64;
    if (point >= 0x410 && point <= 0x42F) return 0.79;
    if (point >= 0x400 && point <= 0x4FF) return 0.66;
    return point < 0x1100 ? 0.85 : 1.4;  // letters of other scripts; ideographs and pictures
}

class Wrapping {
  public:
    Wrapping(double width, int size, std::size_t most, bool isBold)
        : width_(width / size / (isBold ? kBold : 1)), most_(most) {}

    std::vector<std::string> wrap(std::string_view text) {
        for (std::size_t at = 0; at < text.size() && lines_.size() <= most_;) {
            const std::size_t end = std::min(text.find_first_of(" \n", at), text.size());
            if (end > at) word(text.substr(at, end - at));
            at = end + 1;
        }
        endLine();
        if (lines_.size() > most_) {
            lines_.resize(most_);
            shorten(lines_.back());
        }
        return std::move(lines_);
    }

  private:
    static double measured(std::string_view text) {
        double width = 0;
        for (std::size_t at = 0; at < text.size();) width += widthOf(nextCodePoint(text, at));
        return width;
    }

    void word(std::string_view word) {
        const double space = line_.empty() ? 0 : widthOf(U' '), width = measured(word);
        if (used_ + space + width <= width_) return add(word, space, width);
        endLine();
        if (width <= width_) return add(word, 0, width);
        // Letter by letter, each with its marks.
        std::size_t marks = 0;
        for (std::size_t at = 0; at < word.size() && lines_.size() <= most_;) {
            const std::size_t from = at;
            const char32_t point = nextCodePoint(word, at);
            const double wide = widthOf(point);
            marks = isMark(point) ? marks + 1 : 0;
            if (used_ + wide > width_ || marks > kMostMarks) endLine();
            line_ += word.substr(from, at - from);
            used_ += wide;
        }
    }

    void add(std::string_view word, double space, double width) {
        if (space > 0) line_ += ' ';
        line_ += word;
        used_ += space + width;
    }

    void endLine() {
        if (!line_.empty()) lines_.push_back(std::move(line_));
        line_.clear();
        used_ = 0;
    }

    void shorten(std::string& line) const {
        const double room = width_ - measured(kMore);
        std::size_t end = 0;
        double used = 0;
        for (std::size_t at = 0; at < line.size(); end = at) {
            used += widthOf(nextCodePoint(line, at));
            if (used > room) break;
        }
        line.resize(end);
        while (line.ends_with(' ')) line.pop_back();
        line += kMore;
    }

    const double width_;  // in parts of the font's size, as used_
    const std::size_t most_;
    std::vector<std::string> lines_;
    std::string line_;
    double used_ = 0;
};

}  // namespace

double widthOf(std::string_view text, int size, bool isBold) {
    double width = 0;
    for (std::size_t at = 0; at < text.size();) width += widthOf(nextCodePoint(text, at));
    return width * size * (isBold ? kBold : 1);
}

std::vector<std::string> wrapped(std::string_view text, double width, int size, std::size_t most,
                                 bool isBold) {
    return Wrapping(width, size, most, isBold).wrap(text);
}

}  // namespace otklik
