// main() of every test program. What it says comes a line at a time, so that whoever waits sees how far it
// has come.

#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>

#include <cstdio>
#include <limits>
#include <locale>

namespace {

/// libstdc++ fills a facet's table of narrowed characters as they are asked for, without a lock: two clients
/// whose first regular expressions meet there are a race to the sanitizer. Filled here, it is only read.
void fillNarrowed() {
    const auto& ctype = std::use_facet<std::ctype<char>>(std::locale::classic());
    for (int c = std::numeric_limits<char>::min(); c <= std::numeric_limits<char>::max(); ++c) {
        ctype.narrow(static_cast<char>(c), '\0');
    }
}

}  // namespace

int main(int argc, char** argv) {
    std::setvbuf(stdout, nullptr, _IOLBF, BUFSIZ);
    fillNarrowed();
    return doctest::Context(argc, argv).run();
}
