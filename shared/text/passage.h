#pragma once
// Words between questions, which definitions write as HTML: a small, safe part of it, as lines.

#include <string>
#include <string_view>
#include <vector>

namespace otklik {

/// A paragraph, a heading or an entry of a list.
struct PassageBlock {
    enum class Kind { paragraph, heading, entry };
    struct Run {
        std::string text;
        bool isStrong = false;
    };
    Kind kind = Kind::paragraph;
    std::vector<Run> runs;

    std::string text() const;  ///< of all runs
};

/// HTML as lines, a block each: headings, paragraphs, lists and bold stay; of a link its words and its
/// address; everything else leaves its text, scripts and styles nothing. `leftOut` gets the names of elements
/// of which more than looks was lost, each once.
std::string passageLines(std::string_view html, std::vector<std::string>& leftOut);

std::vector<PassageBlock> passageBlocks(std::string_view lines);

}  // namespace otklik
