// The key that both seals and opens.

#include "server/seal/secret_key.h"

#include "tests/support.h"

using namespace otklik;

TEST_CASE("What was sealed is opened by its key, for its purpose, and by nothing else") {
    const SecretKey key = SecretKey::generate();
    std::string sealed = key.seal("pool 2026", "ответ");
    CHECK(sealed.find("ответ") == std::string::npos);
    CHECK(key.open("pool 2026", sealed) == "ответ");
    CHECK(SecretKey::fromBytes(key.bytes())->open("pool 2026", sealed) == "ответ");
    CHECK_FALSE(key.open("pool 2025", sealed));
    CHECK_FALSE(SecretKey::generate().open("pool 2026", sealed));
    for (std::size_t at = 0; at < sealed.size(); ++at) {
        ++sealed[at];
        CHECK_FALSE(key.open("pool 2026", sealed));
        --sealed[at];
    }
    CHECK_FALSE(key.open("pool 2026", sealed.substr(0, 39)));
}

TEST_CASE("The same text sealed twice looks different") {
    const SecretKey key = SecretKey::generate();
    CHECK(key.seal("", "да") != key.seal("", "да"));
}

TEST_CASE("Padding hides the length in steps of 4,096 bytes") {
    CHECK(padded("{}").size() == 4096);
    CHECK(padded(std::string(4096, 'x')).size() == 4096);
    CHECK(padded(std::string(4097, 'x')).size() == 8192);
    CHECK(padded("{}").starts_with("{} "));
}

TEST_CASE("A key has as many bytes as it must") {
    CHECK_FALSE(SecretKey::fromBytes(""));
    CHECK_FALSE(SecretKey::fromBytes(std::string(31, 'k')));
    CHECK_FALSE(SecretKey::fromBytes(std::string(33, 'k')));
}
