// A1, A1b: whoever takes the data folder and every copy of a whole wave, without the keys; and with the keys,
// once.

#include <set>

#include "server/store/sqlite/bundle.h"
#include "server/store/sqlite/rows.h"
#include "tests/attacks/box.h"

using namespace otklik;
using attack::Box;
using attack::Taken;

namespace {

constexpr int kPeople = 600;

/// No word of anybody's stands there, in no usual encoding.
void checkTellsNothing(const Taken& taken) {
    for (const auto& [name, bytes] : taken) {
        INFO(name);
        for (const char* mark : {"первое-", "второе-", "\"closed\"", "\"texts\"", "\"counts\"", "female\"]"})
            CHECK(bytes.find(mark) == std::string::npos);
    }
}

std::int64_t numberIn(const Taken& data, const std::string& sql) {
    test::TemporaryFolder folder;
    for (const auto& [name, bytes] : data)
        std::ofstream(folder.path() + "/" + (name == "copy.db" ? "otklik.db" : name)) << bytes;
    SystemDisk disk;
    return test::numberIn(folder.path() + "/otklik.db", disk, sql);
}

}  // namespace

TEST_CASE(
    "A1: a year of copies, hourly too, and the folder itself tell nothing of anybody before the count") {
    for (const int aDay : {5, 20, 100}) {
        INFO(aDay, " responses a day");
        Box box;
        int answered = 0;
        // 24 copies a day; where nobody came between two of them, one stands for all.
        const int between = std::max(1, aDay / 24);
        while (answered < kPeople) {
            box.answer(answered, answered + between);
            answered += between;
            checkTellsNothing(box.backup());
            if (answered % 20 == 0) checkTellsNothing(box.data());
        }
        const Taken copy = box.backup();
        CHECK(numberIn(copy, "SELECT count(*) FROM pool") == 0);
        CHECK(numberIn(copy, "SELECT count(*) FROM text") == 0);
        CHECK(numberIn(copy, "SELECT sum(length(tally)) FROM period") == 0);
        CHECK(numberIn(copy, "SELECT mixed + lost FROM turnout") ==
              answered);  // turnout is visible, and said
        CHECK(attack::opened(box.data(), {}).empty());
    }
}

TEST_CASE("A1: no key lies in the data folder or in a copy, at any time") {
    Box box;
    std::set<std::string> keys;
    for (int people = 0; people < 200; people += 10) {
        box.answer(people, people + 10);
        for (const auto& [name, bytes] : box.keys())
            if (bytes.size() == SecretKey::kBytes && name != "database") keys.insert(bytes);
        for (const Taken& taken : {box.data(), box.backup()})
            for (const auto& [name, bytes] : taken)
                for (const std::string& key : keys) CHECK(bytes.find(key) == std::string::npos);
    }
    CHECK(keys.size() > 8);  // one a mix
}

TEST_CASE("A1: who flooded a mix with forgeries, and has a copy from before and after, learns no answer") {
    // Two worlds that differ in what one person says, among forgeries of which the attacker knows everything.
    const auto seen = [](const std::string& sex) {
        Box box;
        box.answer(0, 40);  // earlier people, and a mix
        const Taken before = box.backup();
        box.answer(40, 41, sex);
        box.answer(41, 41 + 3 * attack::kThreshold);
        const Taken after = box.backup();
        std::vector<std::int64_t> figures;
        for (const Taken& taken : {before, after})
            for (const char* sql :
                 {"SELECT count(*) FROM bundle", "SELECT sum(length(body)) FROM bundle",
                  "SELECT count(*) FROM seen", "SELECT mixed FROM turnout", "SELECT number FROM period",
                  "SELECT count(*) FROM noisy", "SELECT count(*) FROM release"})
                figures.push_back(numberIn(taken, sql));
        checkTellsNothing(after);
        figures.push_back(static_cast<std::int64_t>(after.at("copy.db").size()));
        return figures;
    };
    CHECK(seen("male") == seen("female"));
}

TEST_CASE("A1b: the folders taken once tell of fewer than 3B people, and of nobody who was counted before") {
    Box box;
    std::vector<Taken> hourly;
    for (int people = 0; people < kPeople; people += 4) {
        box.answer(people, people + 4);
        if (people % 20 == 0) hourly.push_back(box.data());
    }
    const Taken keys = box.keys();
    const auto now = attack::opened(box.data(), keys);
    CHECK(now.size() == static_cast<std::size_t>(box.store().waiting()));
    CHECK(now.size() < 3 * attack::kThreshold);
    // What was taken before was sealed with keys that are nowhere any more, also what still waits.
    hourly.pop_back();
    for (const Taken& data : hourly)
        for (const std::string& record : attack::opened(data, keys)) {
            const bool stillWaits = std::find(now.begin(), now.end(), record) != now.end();
            CHECK(stillWaits);
        }
    // The period's sums have noise in them: who forged all others does not read the answer of the one.
    for (const auto& [name, bytes] : keys)
        if (const auto key = SecretKey::fromBytes(bytes)) {
            const Wave wave = test::orderWave();
            const TallyLayout layout(*wave.survey, wave.channels);
            const auto database = Database::read(box.store().file(), box.store().disk);
            const auto period = readPeriod(*database, "2026", layout, *key);
            if (!period) continue;
            const auto at = [&](const char* cell) {
                return period->tally[static_cast<std::size_t>(layout.position(cell))];
            };
            int off = 0;
            for (const char* cell : {"", "seek//", "channel//site"}) off += at(cell) != box.store().mixed();
            CHECK(off >= 2);  // each is right by chance in one of 28
        }
    // Nor does any key of the folder open what was mixed: that takes the ballot key, which is on paper.
    auto database = Database::read(box.store().file(), box.store().disk);
    const Wave wave = test::orderWave();
    const TallyLayout layout(*wave.survey, wave.channels);
    for (const auto& [name, bytes] : keys)
        if (const auto pair = hpke::KeyPair::fromPrivate(bytes))
            CHECK_FALSE(BundleSum(layout, "2026", *pair).add(*database).isGood());
}

TEST_CASE(
    "A1: nothing of the responses is left in the folder once the wave is closed, but figures and texts") {
    Box box;
    box.answer(0, 200);
    const std::size_t bundles = static_cast<std::size_t>(box.store().number("SELECT count(*) FROM bundle"));
    std::vector<std::string> sealed;
    {
        auto database = Database::read(box.store().file(), box.store().disk);
        Statement rows = database->prepare("SELECT body FROM bundle");
        while (rows.next()) sealed.push_back(rows.text(0));
    }
    CHECK(sealed.size() == bundles);
    box.store().close();
    const Taken data = box.data();
    for (const auto& [name, bytes] : data)
        for (const std::string& body : sealed)
            for (std::size_t at = 0; at + 64 <= body.size(); at += 512)
                CHECK(bytes.find(body.substr(at, 64)) == std::string::npos);
    const std::string& file = data.at("otklik.db");
    for (int n = 0; n < 200; ++n) {
        const std::size_t at = file.find(attack::firstText(n));
        CHECK(at != std::string::npos);
        CHECK(file.find(attack::firstText(n), at + 1) == std::string::npos);  // and in one place
    }
    CHECK(box.keys().size() == 3);  // the database's name, the lock, and what was published
}
