// A1 to A4: whoever takes the disk, a backup or the log, also knowing the order in which people came and the
// ids of their submissions. The responses still in the pool are exempt, as the README says.

#include <sodium.h>

#include <cmath>
#include <cstring>
#include <ctime>
#include <numeric>
#include <set>

#include "server/store/sqlite/record.h"
#include "shared/survey/response.h"
#include "tests/server/server_process.h"

using namespace otklik;
using test::ServerProcess;

namespace {

constexpr int kResponses = 500;
constexpr int kThreshold = 10;

std::string idOf(int n) {
    test::FixedRandom random(static_cast<std::uint64_t>(n) + 1000);
    char text[33];
    std::snprintf(text, sizeof text, "%016llx%016llx", static_cast<unsigned long long>(random.next()),
                  static_cast<unsigned long long>(random.next()));
    return text;
}

std::string raw(const std::string& hex) {
    std::string bytes(hex.size() / 2, '\0');
    sodium_hex2bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), hex.data(), hex.size(),
                   nullptr, nullptr, nullptr);
    return bytes;
}

/// The closed answers of person n: their number in base 5, so that an archived response can be recognised.
Json closedAnswers(int n) {
    Json answers;
    for (const char* question : {"ease", "satisfaction"})
        for (const char* row : {"ok", "site", "vk"})
            answers[question][row] = std::to_string(1 + n % 5), n /= 5;
    return answers;
}

/// The same as the file keeps them.
std::string closedMark(int n) {
    static const Survey survey = test::orderSurvey();
    return toRecord(survey, *answersFromJson(survey, closedAnswers(n)), "")["closed"].dump();
}

std::string textMark(int n, const char* which) {
    return std::string(which) + "-" + std::to_string(n) + "-конец";
}

/// The world after 500 people came, one after the other, in several mixes.
struct World {
    ServerProcess server{kThreshold};
    std::time_t began = std::time(nullptr), ended = 0;
    std::map<std::string, std::string> files;  // what the attacker holds: path to bytes
    std::vector<int> archived;                 // who is in the archive

    World() {
        REQUIRE(sodium_init() >= 0);
        auto client = server.client();
        for (int n = 0; n < kResponses; ++n) {
            Json answers = closedAnswers(n);
            answers["seek"] = textMark(n, "первое");
            answers["demand"] = textMark(n, "второе");
            const std::string mark = std::to_string(n);
            const httplib::Headers headers = {
                {"User-Agent", "mark-agent-" + mark}, {"X-Forwarded-For", "203.0.113." + mark},
                {"X-Real-IP", "203.0.113." + mark},   {"Referer", "http://mark-referrer/" + mark},
                {"Cookie", "mark-cookie=" + mark},    {"Accept-Language", "mark-language-" + mark}};
            const Json body = {
                {"id", idOf(n)}, {"wave", "2026"}, {"via", n % 2 ? "site" : "vk"}, {"answers", answers}};
            auto answer = client.Post("/api/v1/responses", headers, body.dump(), "application/json");
            REQUIRE(answer);
            REQUIRE(answer->status == 201);
            if (n % 125 == 124) server.waitForMix(2 * kThreshold - 1);
        }
        server.command("backup " + server.folder() + "/copy.db");
        ended = std::time(nullptr);
        read();
        for (int n = 0; n < kResponses; ++n)
            if (server.number("SELECT count(*) FROM pool WHERE body LIKE '%" + closedMark(n) + "%'") == 0)
                archived.push_back(n);
        REQUIRE(archived.size() >= kResponses - 2 * kThreshold);
    }
    void read() {
        for (const auto& file : std::filesystem::recursive_directory_iterator(server.folder()))
            if (file.is_regular_file()) files[file.path().string()] = test::fileText(file.path());
        REQUIRE(files.contains(server.database()));
        REQUIRE(files.contains(server.database() + "-wal"));
        REQUIRE(files.contains(server.folder() + "/copy.db"));
        REQUIRE(files.contains(server.log()));
    }
};

/// One world for all cases: making it is most of the time.
World& world() {
    static World world;
    return world;
}

/// Rank correlation (Spearman) of a permutation with 0, 1, 2, …; under chance its SD is 1/sqrt(n-1) = 0.045
/// for 480.
double rankCorrelation(const std::vector<int>& order) {
    std::vector<int> ranks(order.size());
    std::iota(ranks.begin(), ranks.end(), 0);
    std::vector<int> sorted = order;
    std::sort(sorted.begin(), sorted.end());
    double squares = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        const auto rank = std::lower_bound(sorted.begin(), sorted.end(), order[i]) - sorted.begin();
        squares += std::pow(static_cast<double>(i) - static_cast<double>(rank), 2);
    }
    const auto n = static_cast<double>(order.size());
    return 1 - 6 * squares / (n * (n * n - 1));
}
constexpr double kChance = 0.225;  // five SD

std::size_t occurrences(const std::string& bytes, const std::string& mark) {
    std::size_t count = 0;
    for (std::size_t at = bytes.find(mark); at != std::string::npos; at = bytes.find(mark, at + 1)) ++count;
    return count;
}

/// People in the order in which their marks lie in the bytes.
template <typename Mark>
std::vector<int> orderInFile(const std::string& bytes, Mark mark) {
    std::vector<std::pair<std::size_t, int>> places;
    for (int n : world().archived) {
        const std::size_t at = bytes.find(mark(n));
        REQUIRE(at != std::string::npos);
        places.emplace_back(at, n);
    }
    std::sort(places.begin(), places.end());
    std::vector<int> order;
    for (const auto& [at, n] : places) order.push_back(n);
    return order;
}

/// People in the order of the rows of a query whose first column holds their marks.
template <typename Mark>
std::vector<int> orderOfRows(const std::string& sql, Mark mark) {
    SystemDisk disk;
    auto database = Database::read(world().server.database(), disk);
    REQUIRE(database);
    std::map<std::string, int> people;
    std::vector<int> order;
    std::vector<std::string> rows;
    Statement statement = database->prepare(sql);
    while (statement.next()) rows.push_back(statement.text(0));
    for (const std::string& row : rows)
        for (int n : world().archived)
            if (row.find(mark(n)) != std::string::npos) order.push_back(n);
    REQUIRE(order.size() == world().archived.size());
    return order;
}

/// Where `bytes` hold a moment of [began, ended], in any of the usual encodings; npos where nowhere.
std::size_t placeOfTime(const std::string& bytes, std::time_t began, std::time_t ended) {
    const auto within = [&](double seconds) {
        return seconds >= static_cast<double>(began) && seconds <= static_cast<double>(ended) + 1;
    };
    const auto number = [&](std::size_t at, std::size_t size, bool bigEndian) {
        std::uint64_t value = 0;
        for (std::size_t i = 0; i < size; ++i)
            value = value << 8 | static_cast<unsigned char>(bytes[at + (bigEndian ? i : size - 1 - i)]);
        return value;
    };
    for (std::size_t at = 0; at + 8 <= bytes.size(); ++at) {
        for (bool bigEndian : {false, true}) {
            if (within(static_cast<double>(number(at, 4, bigEndian)))) return at;
            for (double unit : {1e3, 1e6, 1e9})
                for (std::size_t size : {6, 8})  // SQLite stores whole numbers in 6 bytes where they fit
                    if (within(static_cast<double>(number(at, size, bigEndian)) / unit)) return at;
            const std::uint64_t bits = number(at, 8, bigEndian);
            double real;
            std::memcpy(&real, &bits, sizeof real);
            if (within(real) || within(real / 1000) || within((real - 2440587.5) * 86400)) return at;
        }
    }
    for (std::time_t second = began; second <= ended; ++second) {
        std::tm utc{}, local{};
        gmtime_r(&second, &utc), localtime_r(&second, &local);
        char clock[2][9];
        std::strftime(clock[0], sizeof clock[0], "%H:%M:%S", &utc);
        std::strftime(clock[1], sizeof clock[1], "%H:%M:%S", &local);
        for (const std::string& text : {std::string(clock[0]), std::string(clock[1]), std::to_string(second)})
            if (const std::size_t at = bytes.find(text); at != std::string::npos) return at;
    }
    return std::string::npos;
}

}  // namespace

TEST_CASE("A1: no file holds who sent a response: no address, agent, referrer, cookie, language, id") {
    for (const auto& [path, bytes] : world().files) {
        INFO(path);
        for (const char* mark :
             {"mark-agent", "203.0.113.", "mark-referrer", "mark-cookie", "mark-language", "127.0.0.1, "})
            CHECK(bytes.find(mark) == std::string::npos);
        for (int n = 0; n < kResponses; ++n) {
            CHECK(bytes.find(idOf(n)) == std::string::npos);
            CHECK(bytes.find(raw(idOf(n))) == std::string::npos);
        }
    }
}

TEST_CASE("A1: no file holds a time of the run finer than a day") {
    World& taken = world();
    const std::string planted = "......" + std::to_string(taken.began) + "......";
    REQUIRE(placeOfTime(planted, taken.began, taken.ended) != std::string::npos);
    for (const auto& [path, bytes] : taken.files) {
        INFO(path);
        CHECK(placeOfTime(bytes, taken.began, taken.ended) == std::string::npos);
    }
}

TEST_CASE(
    "A1: nothing is left of a mixed response as it waited, whole: in pages, freed pages, log of writes") {
    World& taken = world();
    const std::string& database = taken.files[taken.server.database()];
    const std::string& log = taken.files[taken.server.database() + "-wal"];
    const std::string& copy = taken.files[taken.server.folder() + "/copy.db"];
    REQUIRE((database + log).find("],\"texts\"") != std::string::npos);  // nothing but the pool has this form
    for (int n : taken.archived) {
        const std::string whole = closedMark(n) + ",\"texts\"";
        for (const std::string* bytes : {&database, &log, &copy}) CHECK(occurrences(*bytes, whole) == 0);
        for (const std::string& mark : {closedMark(n), textMark(n, "первое"), textMark(n, "второе")}) {
            CHECK(occurrences(log, mark) == 0);
            CHECK(occurrences(copy, mark) == 1);
        }
    }
}

TEST_CASE("A1: the process leaves no core file") {
    const std::string limits =
        test::fileText("/proc/" + std::to_string(world().server.process()) + "/limits");
    const std::string line = limits.substr(limits.find("Max core file size"));
    CHECK(line.substr(0, line.find('\n')).find(" 0 ") != std::string::npos);
}

TEST_CASE("A2: the order of arrival is in no order of the file") {
    for (const char* name : {"/data/otklik.db", "/copy.db"}) {
        INFO(name);
        const std::string& bytes = world().files[world().server.folder() + name];
        CHECK(std::abs(rankCorrelation(orderInFile(bytes, closedMark))) < kChance);
        CHECK(std::abs(rankCorrelation(orderInFile(bytes, [](int n) { return textMark(n, "первое"); }))) <
              kChance);
    }
    CHECK(std::abs(rankCorrelation(orderOfRows("SELECT body FROM archive ORDER BY key", closedMark))) <
          kChance);
    CHECK(std::abs(rankCorrelation(orderOfRows("SELECT text FROM text WHERE question='seek' ORDER BY key",
                                               [](int n) { return textMark(n, "первое"); }))) < kChance);
    CHECK(std::abs(rankCorrelation(orderOfRows("SELECT body FROM archive", closedMark))) < kChance);
}

TEST_CASE("A2: within a page of a backup, rows do not lie in the order in which they came") {
    // Rows of one page are laid down one after the other; who lies behind whom must be a coin's throw.
    const std::string& bytes = world().files[world().server.folder() + "/copy.db"];
    std::map<std::size_t, std::vector<std::pair<std::size_t, int>>> pages;
    for (int n : world().archived) {
        const std::size_t at = bytes.find(closedMark(n));
        pages[at / 4096].emplace_back(at, n);
    }
    int pairs = 0, agreeing = 0;
    for (auto& [page, rows] : pages) {
        std::sort(rows.begin(), rows.end());
        for (std::size_t i = 0; i + 1 < rows.size(); i += 2, ++pairs)
            agreeing += rows[i].second < rows[i + 1].second;
    }
    REQUIRE(pairs > 200);
    CHECK(std::abs(agreeing - pairs / 2.0) < 2.5 * std::sqrt(static_cast<double>(pairs)));  // five SD
}

TEST_CASE("A3: whoever has a submission's id, and the database with its secret, finds no response by it") {
    SystemDisk disk;
    auto database = Database::read(world().server.database(), disk);
    REQUIRE(database);
    Statement secret = database->prepare("SELECT value FROM secret WHERE name='seen'");
    REQUIRE(secret.next());
    const std::string key = secret.text(0);
    std::set<std::string> known;  // every 8 bytes of what belongs to an id
    std::vector<std::pair<std::string, int>> hashes;
    for (int n : world().archived) {
        const std::string id = idOf(n);
        std::string hash(16, '\0');
        crypto_generichash(reinterpret_cast<unsigned char*>(hash.data()), hash.size(),
                           reinterpret_cast<const unsigned char*>(id.data()), id.size(),
                           reinterpret_cast<const unsigned char*>(key.data()), key.size());
        Statement seen = database->prepare("SELECT count(*) FROM seen WHERE hash=?1");
        REQUIRE(seen.bindBlob(1, hash).next());
        REQUIRE(seen.number(0) == 1);  // the attacker does know the hash
        for (const std::string& bytes : {hash, raw(id)})
            for (std::size_t at = 0; at + 8 <= bytes.size(); ++at) known.insert(bytes.substr(at, 8));
        hashes.emplace_back(hash, n);
    }
    for (const char* table : {"archive", "text"}) {
        Statement keys = database->prepare(std::string("SELECT key FROM ") + table);
        while (keys.next()) {
            const std::string one = keys.text(0);
            REQUIRE(one.size() == 16);
            for (std::size_t at = 0; at + 8 <= one.size(); ++at)
                CHECK_FALSE(known.contains(one.substr(at, 8)));
        }
    }
    // By position: the order of the hashes against the order of the archive.
    std::sort(hashes.begin(), hashes.end());
    std::map<int, int> place;
    for (std::size_t i = 0; i < hashes.size(); ++i) place[hashes[i].second] = static_cast<int>(i);
    std::vector<int> order;
    for (int n : orderOfRows("SELECT body FROM archive ORDER BY key", closedMark)) order.push_back(place[n]);
    CHECK(std::abs(rankCorrelation(order)) < kChance);
}

TEST_CASE("A4: an archived text is tied to nothing but its wave and question") {
    SystemDisk disk;
    auto database = Database::read(world().server.database(), disk);
    REQUIRE(database);
    const auto columns = [&](const std::string& table) {
        std::string names;
        Statement info = database->prepare("SELECT name FROM pragma_table_info('" + table + "')");
        while (info.next()) names += info.text(0) + " ";
        return names;
    };
    CHECK(columns("text") == "key wave question text ");
    CHECK(columns("archive") == "key wave body ");
    Statement bodies = database->prepare("SELECT body FROM archive");
    while (bodies.next()) {
        const Json body = Json::parse(bodies.text(0));
        for (const auto& [name, value] : body.items()) CHECK((name == "closed" || name == "via"));
        const auto archived = fromRecord(test::orderSurvey(), bodies.text(0));
        REQUIRE(archived);
        for (const auto& [name, answer] : archived->answers)
            CHECK((name == "ease" || name == "satisfaction"));
    }
    // By position: the two texts of one person, and a text and the closed answers of its person.
    const auto places = [](const std::vector<int>& order) {
        std::map<int, int> place;
        for (std::size_t i = 0; i < order.size(); ++i) place[order[i]] = static_cast<int>(i);
        return place;
    };
    const auto first = orderOfRows("SELECT text FROM text WHERE question='seek' ORDER BY key",
                                   [](int n) { return textMark(n, "первое"); });
    auto second = places(orderOfRows("SELECT text FROM text WHERE question='demand' ORDER BY key",
                                     [](int n) { return textMark(n, "второе"); }));
    auto closed = places(orderOfRows("SELECT body FROM archive ORDER BY key", closedMark));
    std::vector<int> texts, answers;
    for (int n : first) texts.push_back(second[n]), answers.push_back(closed[n]);
    CHECK(std::abs(rankCorrelation(texts)) < kChance);
    CHECK(std::abs(rankCorrelation(answers)) < kChance);
    // By neighbourhood: two texts of one person lie beside each other no more often than chance has it.
    const auto offsets = [&](const char* which) {
        return places(
            orderInFile(world().files[world().server.database()], [&](int n) { return textMark(n, which); }));
    };
    auto one = offsets("первое"), other = offsets("второе");
    int near = 0;
    for (int n : world().archived) near += std::abs(one[n] - other[n]) <= 2;
    CHECK(near < 20);  // 5 of 480 expected
}
