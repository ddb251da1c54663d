#pragma once
// What the office says it did about a wave's figures: its own words, signed and dated, which a view shows
// beside the figures and never mixes with them. How they are written: server/report/office_text_file.h.

#include <string>
#include <vector>

namespace otklik {

/// A stretch of words in one manner.
struct Span {
    std::string text;  ///< plain, without line ends
    bool isStrong = false, isEmphasised = false;
    std::string link;  ///< https: or mailto:; empty: none

    bool operator==(const Span&) const = default;
};
using Spans = std::vector<Span>;

struct TextBlock {
    enum class Kind {
        heading,
        paragraph,
        item,   ///< of a list; items that follow each other are one list
        figure  ///< names the figure that the blocks after it answer
    };
    /// What a heading says of what stands under it.
    enum class Sign { none, done, doing, declined };

    Kind kind = Kind::paragraph;
    Sign sign = Sign::none;  ///< of a heading alone
    Spans spans;             ///< with words to be seen

    bool operator==(const TextBlock&) const = default;
};

/// The words alone.
inline std::string plainText(const Spans& spans) {
    std::string text;
    for (const Span& span : spans) text += span.text;
    return text;
}

struct OfficeText {
    std::string language;   ///< of the words, such as "ru"
    std::string signature;  ///< who says it
    std::string day;        ///< ISO
    std::vector<TextBlock> blocks;
};

}  // namespace otklik
