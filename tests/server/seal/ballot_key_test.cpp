#include "server/seal/ballot_key.h"

#include <doctest/doctest.h>

using namespace otklik;

namespace {

BallotKey some() {
    SeededRandom random(5);
    return BallotKey::generate(random);
}

}  // namespace

TEST_CASE("A ballot key is 8 groups of 6 digits, and reads back however it is typed") {
    const std::string text = some().text();
    CHECK(text.size() == 8 * 6 + 7);
    std::string bare, lines;
    for (char c : text) {
        if (c != ' ') bare += c;
        lines += c == ' ' ? std::string("\r\n - ") : std::string(1, c);
    }
    const std::string halves = bare.substr(0, 24) + "\n" + bare.substr(24);
    for (const std::string& typed : {text, bare, halves, lines, " " + text + "\n"}) {
        const auto read = BallotKey::read(typed);
        REQUIRE(read);
        CHECK(read->text() == text);
        CHECK(read->keys().publicKey() == some().keys().publicKey());
    }
}

TEST_CASE("The check digit is Damm's") {
    // 5724 is the example that everybody has; a group of five begins with zeros, which change nothing.
    CHECK(BallotKey::read("005724 005724 005724 005724 005724 005724 005724 005724"));
}

TEST_CASE("Every wrong digit, every swap of neighbours and every digit too few or too many names its group") {
    const std::string text = some().text();
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == ' ') continue;
        const long group = static_cast<long>(at / 7 + 1);
        for (char digit = '0'; digit <= '9'; ++digit) {
            std::string wrong = text;
            wrong[at] = digit;
            const auto read = BallotKey::read(wrong);
            CHECK(static_cast<bool>(read) == (digit == text[at]));
            if (!read) CHECK(read.problems().front().limit == group);
        }
        std::string swapped = text, shorter = text, longer = text;
        if (at + 1 < text.size() && text[at + 1] != ' ' && text[at] != text[at + 1]) {
            std::swap(swapped[at], swapped[at + 1]);
            CHECK_FALSE(BallotKey::read(swapped));
        }
        CHECK(BallotKey::read(shorter.erase(at, 1)).problems().front().limit == group);
        CHECK(BallotKey::read(longer.insert(at, "0")).problems().front().limit == group);
    }
}

TEST_CASE("Too few and too many groups are said to be") {
    const std::string text = some().text();
    for (const std::string& wrong :
         {std::string(), std::string("слово"), text.substr(0, 6), text + " 005724"})
        CHECK(BallotKey::read(wrong).problems().front().code == "groups");
}

TEST_CASE("Another key has nothing in common with it") {
    SeededRandom random(6);
    CHECK(BallotKey::generate(random).keys().publicKey() != some().keys().publicKey());
}
