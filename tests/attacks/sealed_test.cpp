// A14: who carries or keeps a sealed submission, reads, alters and replays it, or has keys of before or
// after.

#include "tests/server/sealed.h"
#include "server/intake/intake.h"
#include "tests/attacks/box.h"
#include "tests/server/redactor.h"

using namespace otklik;
using attack::Box;
using attack::Taken;

namespace {

const std::string kId = test::numberedId(7);

std::string plainOf(int n) {
    return padded(Json{{"via", "site"}, {"answers", {{"seek", attack::firstText(n)}}}}.dump());
}

/// "stored", or the code of what was wrong with a sealed text that came for `wave` as submission `id`.
std::string said(Store& store, const std::string& sealed, const std::string& id = kId,
                 const std::string& wave = "2026") {
    auto envelope = openEnvelope({{"id", id}, {"wave", wave}, {"sealed", sealed}});
    if (!envelope) return envelope.problems()[0].code;
    const auto snapshot = store.snapshot();
    auto submission = intake(store, test::redactor(), *snapshot->wave(wave), std::move(*envelope));
    if (!submission) return submission.problems()[0].code;
    return store.accept({std::move(*submission)})[0] == Accepted::stored ? "stored" : "not stored";
}

}  // namespace

TEST_CASE(
    "A14: a sealed submission that was altered or cut at any byte is not taken, and nothing is stored") {
    Box box;
    Store& store = *box.store().store;
    const std::string sealed = test::sealedText(test::sealingKey(store), "2026", kId, plainOf(7)),
                      bytes = *fromBase64url(sealed);
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        std::string altered = bytes;
        altered[at] ^= 1;
        CHECK(said(store, toBase64url(altered)) == (at < 8 ? "key-unknown" : "not-sealed-so"));
        if (at % 8 == 0) CHECK(said(store, toBase64url(bytes.substr(0, at))) == "not-sealed-so");
    }
    CHECK(said(store, toBase64url(bytes + bytes)) == "not-sealed-so");
    CHECK(box.store().waiting() == 0);
    CHECK(said(store, sealed) == "stored");
}

TEST_CASE("A14: it counts once, for its own wave under its own id, whoever replays it") {
    Box box;
    Store& store = *box.store().store;
    const std::string key = test::sealingKey(store), sealed = test::sealedText(key, "2026", kId, plainOf(7));
    CHECK(said(store, sealed) == "stored");
    CHECK(said(store, sealed) == "not stored");
    CHECK(said(store, sealed, test::numberedId(8)) == "not-sealed-so");
    REQUIRE(store.stopWave("2026").isGood());
    Wave next = test::orderWave();
    next.id = "2027";
    next.ballotKey = hpke::KeyPair::generate().publicKey();
    REQUIRE(store.openWave(next).isGood());
    CHECK(said(store, sealed, kId, "2027") == "key-unknown");
    // Nor by somebody who takes the other wave's key for it, or this one's for the other.
    const std::string other = test::sealingKey(store, "2027");
    CHECK(said(store, test::sealedText(other, "2026", kId, plainOf(7)), kId, "2027") == "not-sealed-so");
    CHECK(said(store, test::sealedText(key, "2027", kId, plainOf(7)), kId, "2027") == "key-unknown");
    CHECK(box.store().waiting() == 1);
}

TEST_CASE("A14: what was sealed tells nothing of the answers, and two of the same have nothing in common") {
    Box box;
    const std::string key = test::sealingKey(*box.store().store);
    const std::string one = test::sealedText(key, "2026", kId, plainOf(7)),
                      other = test::sealedText(key, "2026", kId, plainOf(7));
    CHECK(one.size() == test::sealedText(key, "2026", kId, plainOf(123456)).size());
    CHECK(one.substr(0, 10) == other.substr(0, 10));  // of the key id, which all of a wave have
    for (std::size_t at = 12; at + 16 <= one.size(); at += 16)
        CHECK(other.find(one.substr(at, 16)) == std::string::npos);
    CHECK(fromBase64url(one)->find(attack::firstText(7)) == std::string::npos);
}

TEST_CASE("A14: nothing of what was sealed is kept") {
    Box box;
    Store& store = *box.store().store;
    const std::string key = test::sealingKey(store);
    std::vector<std::string> sent;
    for (int n = 0; n < 40; ++n) {
        sent.push_back(test::sealedText(key, "2026", test::numberedId(n), plainOf(n)));
        REQUIRE(said(store, sent.back(), test::numberedId(n)) == "stored");
        box.store().second();
    }
    for (const Taken& taken : {box.data(), box.keys(), box.backup()})
        for (const auto& [name, file] : taken)
            for (const std::string& sealed : sent) {
                INFO(name);
                const std::string bytes = *fromBase64url(sealed);
                CHECK(file.find(sealed.substr(12, 32)) == std::string::npos);
                CHECK(file.find(bytes.substr(8, 32)) == std::string::npos);
                CHECK(file.find(bytes.substr(bytes.size() - 32)) == std::string::npos);
            }
}

TEST_CASE("A14: once the wave is closed, no key that is left opens what was recorded of its submissions") {
    Box box;
    Store& store = *box.store().store;
    const auto sealed = hpke::seal(test::sealingKey(store), "otklik response 1", "2026/" + kId, plainOf(7));
    const auto openable = [&](const Taken& taken) {
        int count = 0;
        for (const auto& [name, bytes] : taken)
            for (std::size_t at = 0; at + hpke::kPrivateKeyBytes <= bytes.size(); ++at)
                if (const auto pair = hpke::KeyPair::fromPrivate(bytes.substr(at, hpke::kPrivateKeyBytes));
                    pair && pair->publicKey() == test::sealingKey(store))
                    count += hpke::open(*pair, sealed->encapsulated, "otklik response 1", "2026/" + kId,
                                        sealed->text) == plainOf(7);
        return count;
    };
    CHECK(openable(box.keys()) == 1);  // who holds the keys folder reads what comes: not promised otherwise
    box.store().close();
    CHECK(openable(box.keys()) == 0);
    CHECK_FALSE(store.unseal("2026", *sealed, "otklik response 1", "2026/" + kId));
}

TEST_CASE(
    "A14: a copy that is restored with new keys does not open what was sealed to the old: key-unknown") {
    Box box;
    const std::string sealed =
        test::sealedText(test::sealingKey(*box.store().store), "2026", kId, plainOf(7));
    const std::string copy = box.store().folder.path() + "/copy.db",
                      data = box.store().folder.path() + "/new";
    REQUIRE(box.store().store->backup(copy).isGood());
    std::filesystem::create_directory(data);
    auto reader = readCopy(copy, box.store().disk);
    REQUIRE(reader);
    REQUIRE(restoreStore(**reader, data, data + "-keys", box.store().disk,
                         [](const std::string&) -> StatusOr<bool> { return false; }));
    auto restored = openStore({.folder = data,
                               .keys = data + "-keys",
                               .random = box.store().random,
                               .clock = box.store().clock,
                               .disk = box.store().disk});
    REQUIRE(restored);
    Store& store = **restored;
    CHECK(said(store, sealed) == "key-unknown");
    CHECK(said(store, test::sealedText(test::sealingKey(store), "2026", kId, plainOf(7))) == "stored");
    // As ever where the keys were kept.
    CHECK(said(*box.store().store, sealed) == "stored");
}
