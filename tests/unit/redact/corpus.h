#pragma once
// Sentences in which ⟦kind:text⟧ marks what must be found.

#include <sstream>
#include <string>
#include <vector>

#include "shared/redact/redact.h"
#include "tests/support.h"

namespace otklik::test {

inline constexpr std::string_view kOpen = "⟦", kClose = "⟧";

struct Sentence {
    std::string marked, text;
    std::vector<Finding> expected;
};

inline PersonalData kindOf(std::string_view name) {
    for (int kind = 0; kind <= static_cast<int>(kLastKind); ++kind)
        if (id(static_cast<PersonalData>(kind)) == name) return static_cast<PersonalData>(kind);
    FAIL("no such kind: ", std::string(name));
    return {};
}

inline Sentence parse(std::string line) {
    Sentence sentence{line, {}, {}};
    std::size_t from = 0;
    for (std::size_t open; (open = line.find(kOpen, from)) != std::string::npos;) {
        sentence.text.append(line, from, open - from);
        const std::size_t colon = line.find(':', open), close = line.find(kClose, open);
        REQUIRE_MESSAGE((colon != std::string::npos && close != std::string::npos && colon < close), line);
        const std::size_t begin = sentence.text.size();
        sentence.text.append(line, colon + 1, close - colon - 1);
        sentence.expected.push_back(
            {kindOf(std::string_view(line).substr(open + kOpen.size(), colon - open - kOpen.size())), begin,
             sentence.text.size()});
        from = close + kClose.size();
    }
    sentence.text.append(line, from);
    return sentence;
}

/// Of a file of this project; lines that begin with # are comments.
inline std::vector<Sentence> sentences(const std::string& file) {
    std::istringstream lines(sourceFile(file));
    std::vector<Sentence> read;
    for (std::string line; std::getline(lines, line);)
        if (!line.empty() && line[0] != '#') read.push_back(parse(line));
    return read;
}

}  // namespace otklik::test
