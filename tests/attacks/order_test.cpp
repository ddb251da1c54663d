// A2 to A4: whoever knows the order in which people came, has somebody's submission id, or recognises a way
// of writing.

#include <sodium.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "server/store/sqlite/bundle.h"
#include "tests/attacks/box.h"

using namespace otklik;
using attack::Box;

namespace {

constexpr int kPeople = 600;

/// One wave for all cases, closed at the end: making it is most of the time.
struct Closed {
    Box box;
    std::vector<Bundle> bundles;  // as the ballot key opens them, in the order of their rows' keys

    Closed() {
        box.answer(0, kPeople);
        const Wave wave = test::orderWave();
        const TallyLayout layout(*wave.survey, wave.channels);
        auto database = Database::read(box.store().file(), box.store().disk);
        Statement rows = database->prepare("SELECT body FROM bundle ORDER BY key");
        while (rows.next()) {
            const std::string body = rows.text(0);
            const auto plain =
                hpke::open(test::ballotKey(), std::string_view(body).substr(0, hpke::kPublicKeyBytes),
                           "otklik bundle 1", "2026", std::string_view(body).substr(hpke::kPublicKeyBytes));
            REQUIRE(plain);
            auto bundle = bundleFromJson(layout, *plain);
            REQUIRE(bundle);
            bundles.push_back(std::move(*bundle));
        }
        box.store().close();
    }
    std::string file() { return test::fileText(box.store().file()); }
    /// People in the order of the rows of a query whose first column is their text.
    std::vector<int> order(const std::string& sql) {
        auto database = Database::read(box.store().file(), box.store().disk);
        std::vector<int> people;
        Statement rows = database->prepare(sql);
        while (rows.next()) people.push_back(std::stoi(rows.text(0).substr(std::string("первое-").size())));
        return people;
    }
};

Closed& closed() {
    static Closed closed;
    return closed;
}

/// Of a rank correlation of n under chance, three standard errors.
double chance(std::size_t n) {
    return 3 / std::sqrt(static_cast<double>(n) - 1);
}

std::string hashOf(int n, const std::string& secret) {
    const std::string id = test::numberedId(n);
    std::string hash(16, '\0');
    crypto_generichash(reinterpret_cast<unsigned char*>(hash.data()), hash.size(),
                       reinterpret_cast<const unsigned char*>(id.data()), id.size(),
                       reinterpret_cast<const unsigned char*>(secret.data()), secret.size());
    return hash;
}

std::string secretOf(test::StoreOnDisk& store) {
    auto database = Database::read(store.file(), store.disk);
    Statement secret = database->prepare("SELECT value FROM secret WHERE name='seen'");
    REQUIRE(secret.next());
    return secret.text(0);
}

}  // namespace

TEST_CASE("A2: exported texts, and their places in the file, are in no order of arrival") {
    const auto rows = closed().order("SELECT text FROM text WHERE question='seek' ORDER BY key");
    REQUIRE(rows.size() == kPeople);
    CHECK(std::abs(attack::rankCorrelation(rows)) < chance(rows.size()));
    const std::string file = closed().file();
    std::vector<std::pair<std::size_t, int>> places;
    for (int n = 0; n < kPeople; ++n) places.emplace_back(file.find(attack::firstText(n)), n);
    std::sort(places.begin(), places.end());
    std::vector<int> order;
    for (const auto& [at, n] : places) order.push_back(n);
    CHECK(std::abs(attack::rankCorrelation(order)) < chance(order.size()));
    // Within a page rows are laid down one after the other: who lies behind whom is a coin's throw.
    int pairs = 0, agreeing = 0;
    for (std::size_t i = 0; i + 1 < places.size(); i += 2) {
        if (places[i].first / 4096 != places[i + 1].first / 4096) continue;
        ++pairs;
        agreeing += places[i].second < places[i + 1].second;
    }
    REQUIRE(pairs > 200);
    CHECK(std::abs(agreeing - pairs / 2.0) < 1.5 * std::sqrt(static_cast<double>(pairs)));
}

TEST_CASE("A2: within a bundle, and among the keys of bundles, nothing tells who came first") {
    std::size_t together = 0, texts = 0;
    std::vector<int> firstOfBundle;
    double sum = 0;
    int mixes = 0;
    for (const Bundle& bundle : closed().bundles) {
        std::vector<int> order;
        for (std::size_t i = 0; i < bundle.texts.size(); ++i) {
            const std::string& text = bundle.texts[i].text;
            if (bundle.texts[i].question == "seek")
                order.push_back(std::stoi(text.substr(std::string("первое-").size())));
            ++texts;
            if (i > 0) {
                const auto number = [](const std::string& t) { return t.substr(t.find('-')); };
                together += number(text) == number(bundle.texts[i - 1].text);
            }
        }
        CHECK(order.size() >= static_cast<std::size_t>(attack::kThreshold));
        sum += attack::rankCorrelation(order) * std::sqrt(static_cast<double>(order.size()) - 1);
        ++mixes;
        firstOfBundle.push_back(*std::min_element(order.begin(), order.end()));
    }
    CHECK(std::abs(sum) < 3 * std::sqrt(mixes));
    CHECK(std::abs(attack::rankCorrelation(firstOfBundle)) < chance(firstOfBundle.size()));
    CHECK(together < texts / 8);  // the two texts of one person: by chance one neighbour in some thirty
}

TEST_CASE("A2: the pool's rows, after each mix, lie in no order of arrival, and some wait for many mixes") {
    Box box;
    double sum = 0;
    int times = 0, longest = 0;
    for (int people = 0; people < kPeople; people += 30) {
        box.answer(people, people + 30);
        std::vector<int> order;
        for (const std::string& record : attack::opened(box.data(), box.keys())) {
            const std::size_t at = record.find("первое-");
            order.push_back(std::stoi(record.substr(at + std::string("первое-").size())));
        }
        if (order.size() < 5) continue;
        sum += attack::rankCorrelation(order) * std::sqrt(static_cast<double>(order.size()) - 1);
        ++times;
        longest = std::max(longest, people + 30 - *std::min_element(order.begin(), order.end()));
    }
    CHECK(std::abs(sum) < 3 * std::sqrt(times));
    CHECK(longest > 60);  // who stays is drawn, so that whoever comes last does not leave last
}

TEST_CASE("A2: what waits in one wave lies in no order of arrival after a mix of another one") {
    Box box;
    REQUIRE(box.store().store->stopWave("2026").isGood());
    Wave next = test::orderWave(attack::kThreshold);
    next.id = "2027";
    next.ballotKey = hpke::KeyPair::generate().publicKey();
    REQUIRE(box.store().store->openWave(next).isGood());
    box.answer(0, 15);  // late ones
    double sum = 0;
    int mixes = 0, n = 1000;
    for (; mixes < 12; ++mixes) {
        for (int i = 0; i < 3 * attack::kThreshold; ++i, ++n) {
            Submission submission = test::submission(test::numberedId(n), {{"sex", "male"}});
            submission.wave = "2027";
            REQUIRE(box.store().store->accept({submission}).front() == Accepted::stored);
        }
        box.store().second();
        std::vector<int> order;
        for (const std::string& record : attack::opened(box.data(), box.keys()))
            if (const std::size_t at = record.find("первое-"); at != std::string::npos)
                order.push_back(std::stoi(record.substr(at + std::string("первое-").size())));
        REQUIRE(order.size() == 15);
        sum += attack::rankCorrelation(order) * std::sqrt(14.0);
    }
    CHECK(std::abs(sum) < 3 * std::sqrt(mixes));
}

TEST_CASE("A2: the seen ids lie in no order of arrival") {
    Box& box = closed().box;
    const std::string secret = secretOf(box.store()), file = closed().file();
    std::vector<std::pair<std::string, int>> byHash;
    std::vector<std::pair<std::size_t, int>> byPlace;
    for (int n = 0; n < kPeople; ++n) {
        const std::string hash = hashOf(n, secret);
        byHash.emplace_back(hash, n);
        byPlace.emplace_back(file.find(hash), n);
        REQUIRE(byPlace.back().first != std::string::npos);
    }
    std::sort(byHash.begin(), byHash.end());
    std::sort(byPlace.begin(), byPlace.end());
    std::vector<int> hashes, places;
    for (const auto& [hash, n] : byHash) hashes.push_back(n);
    for (const auto& [at, n] : byPlace) places.push_back(n);
    CHECK(std::abs(attack::rankCorrelation(hashes)) < chance(hashes.size()));
    CHECK(std::abs(attack::rankCorrelation(places)) < chance(places.size()));
}

TEST_CASE("A3: a submission's id joins to nothing: not to a row that waits, a bundle or a text") {
    Box box;
    box.answer(0, 60);
    const std::string secret = secretOf(box.store());
    std::set<std::string> known;  // every 8 bytes of what belongs to an id
    for (int n = 0; n < 60; ++n) {
        std::string raw(16, '\0');
        const std::string id = test::numberedId(n), hash = hashOf(n, secret);
        sodium_hex2bin(reinterpret_cast<unsigned char*>(raw.data()), raw.size(), id.data(), id.size(),
                       nullptr, nullptr, nullptr);
        for (const std::string& bytes : {raw, hash, id})
            for (std::size_t at = 0; at + 8 <= bytes.size(); ++at) known.insert(bytes.substr(at, 8));
    }
    const auto checkKeys = [&](const std::string& table) {
        auto database = Database::read(box.store().file(), box.store().disk);
        Statement rows = database->prepare("SELECT key FROM " + table);
        int count = 0;
        for (; rows.next(); ++count)
            for (std::size_t at = 0; at + 8 <= rows.text(0).size(); ++at)
                CHECK_FALSE(known.contains(rows.text(0).substr(at, 8)));
        CHECK(count > 0);
    };
    checkKeys("pool");
    checkKeys("bundle");
    box.store().close();
    checkKeys("text");
    // By position: the order of the hashes against the order of the texts.
    std::map<std::string, int> places;
    for (int n = 0; n < 60; ++n) places[hashOf(n, secret)] = n;
    std::vector<int> place(60), order;
    int at = 0;
    for (const auto& [hash, n] : places) place[static_cast<std::size_t>(n)] = at++;
    auto database = Database::read(box.store().file(), box.store().disk);
    Statement texts = database->prepare("SELECT text FROM text WHERE question='seek' ORDER BY key");
    while (texts.next())
        order.push_back(
            place[static_cast<std::size_t>(std::stoi(texts.text(0).substr(std::string("первое-").size())))]);
    CHECK(std::abs(attack::rankCorrelation(order)) < chance(order.size()));
}

TEST_CASE("A4: a text is tied to nothing but its wave and question, and no closed answer is anywhere") {
    Box& box = closed().box;
    auto database = Database::read(box.store().file(), box.store().disk);
    const auto columns = [&](const std::string& table) {
        std::string names;
        Statement info = database->prepare("SELECT name FROM pragma_table_info('" + table + "')");
        while (info.next()) names += info.text(0) + " ";
        return names;
    };
    CHECK(columns("text") == "key wave question text ");
    // Tables with a row a person: texts, and the ids, which say nothing of a wave.
    Statement tables = database->prepare("SELECT name FROM sqlite_schema WHERE type='table' ORDER BY name");
    while (tables.next()) {
        Statement count = database->prepare("SELECT count(*) FROM " + tables.text(0));
        REQUIRE(count.next());
        INFO(tables.text(0));
        if (tables.text(0) != "text" && tables.text(0) != "seen") CHECK(count.number(0) <= 2);
    }
    CHECK(columns("seen") == "hash ");
    // By neighbourhood: two texts of one person lie beside each other no more often than chance has it.
    const auto first = closed().order("SELECT text FROM text WHERE question='seek' ORDER BY key"),
               second = closed().order("SELECT text FROM text WHERE question='demand' ORDER BY key");
    std::vector<int> place(kPeople), places;
    for (std::size_t i = 0; i < second.size(); ++i)
        place[static_cast<std::size_t>(second[i])] = static_cast<int>(i);
    for (const int n : first) places.push_back(place[static_cast<std::size_t>(n)]);
    CHECK(std::abs(attack::rankCorrelation(places)) < chance(places.size()));
    const std::string file = closed().file();
    int near = 0;
    for (int n = 0; n < kPeople; ++n) {
        const auto one = static_cast<double>(file.find(attack::firstText(n))),
                   other = static_cast<double>(file.find(attack::secondText(n)));
        near += std::abs(one - other) < 200;  // a row or two away
    }
    CHECK(near < 20);
}
