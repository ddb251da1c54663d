// main() of every test program. What it says comes a line at a time, so that whoever waits sees how far it
// has come.

#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>

#include <cstdio>

int main(int argc, char** argv) {
    std::setvbuf(stdout, nullptr, _IOLBF, BUFSIZ);
    return doctest::Context(argc, argv).run();
}
