// What the office wrote in its file: within its bounds, every block has words and every link an address that
// a page may lead to; what is refused has a line of the file.

#include "server/report/office_text_file.h"

#include <algorithm>

#include "shared/text/utf8.h"
#include "tests/fuzz/fuzz.h"

using namespace otklik;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string file = fuzz::text(data, size);
    const auto blocks = readOfficeText(file, &fuzz::locale());
    if (!blocks) {
        const auto lines =
            1 + std::count_if(file.begin(), file.end(), [](char c) { return c == '\n' || c == '\r'; });
        for (const Problem& problem : blocks.problems()) {
            fuzz::require(!problem.detail.empty());
            if (problem.code == "too-large") continue;
            fuzz::require(problem.pointer.starts_with(":"));
            const long line = std::stol(problem.pointer.substr(1));
            fuzz::require(line >= 1 && line <= lines);
        }
        return 0;
    }
    fuzz::require(!blocks->empty());
    std::size_t bytes = 0;
    for (const TextBlock& block : *blocks) {
        std::string words;
        for (const Span& span : block.spans) {
            words += span.text;
            fuzz::require(span.link.empty() || span.link.starts_with("https://") ||
                          span.link.starts_with("mailto:"));
            fuzz::require(isUtf8(span.link));
        }
        fuzz::require(!isBlank(words) && isUtf8(words) && words.find('\n') == words.npos);
        fuzz::require(block.sign == TextBlock::Sign::none || block.kind == TextBlock::Kind::heading);
        bytes += words.size();
    }
    fuzz::require(bytes <= file.size());
    return 0;
}
