// Against the vectors of RFC 9180, A.3.1, and against everything that may be done to a sealed text.

#include "server/seal/hpke.h"

#include <doctest/doctest.h>

using namespace otklik;

namespace {

std::string unhex(std::string_view digits) {
    std::string bytes;
    for (std::size_t i = 0; i < digits.size(); i += 2)
        bytes += static_cast<char>(std::stoi(std::string(digits.substr(i, 2)), nullptr, 16));
    return bytes;
}

const std::string kInfo = unhex("4f6465206f6e2061204772656369616e2055726e"), kAad = unhex("436f756e742d30"),
                  kPlain = unhex("4265617574792069732074727574682c20747275746820626561757479");

hpke::KeyPair receiver() {
    return hpke::KeyPair::derive(unhex("668b37171f1072f3cf12ea8a236a45df23fc13b82af3609ad1e354f6ef817550"));
}
hpke::KeyPair sender() {
    return hpke::KeyPair::derive(unhex("4270e54ffd08d79d5928020af4686d8f6b7d35dbe470265f1f5aa22816ce860e"));
}

}  // namespace

TEST_CASE("Keys are derived as RFC 9180 says, A.3.1") {
    CHECK(receiver().privateKey() ==
          unhex("f3ce7fdae57e1a310d87f1ebbde6f328be0a99cdbcadf4d6589cf29de4b8ffd2"));
    CHECK(receiver().publicKey() == unhex("04fe8c19ce0905191ebc298a9245792531f26f0cece2460639e8bc39cb7f706a82"
                                          "6a779b4cf969b8a0e539c7f62fb3d30ad6aa8f80"
                                          "e30f1d128aafd68a2ce72ea0"));
    CHECK(sender().privateKey() == unhex("4995788ef4b9d6132b249ce59a77281493eb39af373d236a1fe415cb0c2d7beb"));
}

TEST_CASE("A text is sealed and opened as RFC 9180 says, A.3.1.1") {
    const auto sealed = hpke::seal(receiver().publicKey(), kInfo, kAad, kPlain, sender());
    REQUIRE(sealed);
    CHECK(sealed->encapsulated == sender().publicKey());
    CHECK(
        sealed->text ==
        unhex("5ad590bb8baa577f8619db35a36311226a896e7342a6d836d8b7bcd2f20b6c7f9076ac232e3ab2523f39513434"));
    CHECK(hpke::open(receiver(), sealed->encapsulated, kInfo, kAad, sealed->text) == kPlain);
}

TEST_CASE("What was altered anywhere, cut, or sealed for another, is not opened") {
    const hpke::KeyPair key = hpke::KeyPair::generate();
    const auto sealed = hpke::seal(key.publicKey(), "info", "aad", "слово");
    REQUIRE(sealed);
    const auto& [encapsulated, text] = *sealed;
    CHECK(hpke::open(key, encapsulated, "info", "aad", text) == "слово");
    for (std::size_t i = 0; i < text.size(); ++i) {
        std::string other = text;
        other[i] ^= 1;
        CHECK_FALSE(hpke::open(key, encapsulated, "info", "aad", other));
        CHECK_FALSE(hpke::open(key, encapsulated, "info", "aad", text.substr(0, i)));
    }
    for (std::size_t i = 0; i < encapsulated.size(); ++i) {
        std::string other = encapsulated;
        other[i] ^= 1;
        CHECK_FALSE(hpke::open(key, other, "info", "aad", text));
        CHECK_FALSE(hpke::open(key, encapsulated.substr(0, i), "info", "aad", text));
    }
    CHECK_FALSE(hpke::open(key, encapsulated, "other", "aad", text));
    CHECK_FALSE(hpke::open(key, encapsulated, "info", "other", text));
    CHECK_FALSE(hpke::open(hpke::KeyPair::generate(), encapsulated, "info", "aad", text));
}

TEST_CASE("Nothing is sealed to what is no point of the curve, and no number outside it is a key") {
    CHECK_FALSE(hpke::seal("", "", "", "x"));
    CHECK_FALSE(hpke::seal(std::string(65, '\0'), "", "", "x"));
    CHECK_FALSE(hpke::seal("\x04" + std::string(64, '\x01'), "", "", "x"));
    CHECK_FALSE(hpke::KeyPair::fromPrivate(std::string(32, '\0')));
    CHECK_FALSE(hpke::KeyPair::fromPrivate(std::string(32, '\xff')));
    CHECK_FALSE(hpke::KeyPair::fromPrivate("short"));
}

TEST_CASE("Two sealed texts of the same have nothing in common, and an empty one can be sealed") {
    const hpke::KeyPair key = hpke::KeyPair::generate();
    const auto one = hpke::seal(key.publicKey(), "", "", ""), other = hpke::seal(key.publicKey(), "", "", "");
    REQUIRE(one);
    REQUIRE(other);
    CHECK(one->encapsulated != other->encapsulated);
    CHECK(one->text != other->text);
    CHECK(hpke::open(key, one->encapsulated, "", "", one->text) == "");
    CHECK(hpke::KeyPair::fromPrivate(key.privateKey())->publicKey() == key.publicKey());
}
