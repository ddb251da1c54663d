// A1: what the files of a real server say of visitors besides their answers: nothing.

#include <sodium.h>

#include <cmath>
#include <cstring>
#include <ctime>

#include "tests/server/server_process.h"

using namespace otklik;
using test::ServerProcess;

namespace {

constexpr int kResponses = 200;

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

/// A server that people have answered, and all files that it has written: database, log of writes, keys, a
/// copy, its output.
struct World {
    ServerProcess server{10};
    std::map<std::string, std::string> files;
    std::time_t began = std::time(nullptr), ended = 0;

    World() {
        REQUIRE(sodium_init() >= 0);
        auto client = server.client();
        for (int n = 0; n < kResponses; ++n) {
            const std::string mark = std::to_string(n);
            const httplib::Headers headers = {
                {"User-Agent", "mark-agent-" + mark}, {"X-Forwarded-For", "203.0.113." + mark},
                {"X-Real-IP", "203.0.113." + mark},   {"Referer", "http://mark-referrer/" + mark},
                {"Cookie", "mark-cookie=" + mark},    {"Accept-Language", "mark-language-" + mark}};
            const Json body = {{"id", idOf(n)},
                               {"wave", "2026"},
                               {"via", n % 2 ? "site" : "vk"},
                               {"answers", {{"seek", "слово " + mark}}}};
            auto answer = client.Post("/api/v1/responses", headers, body.dump(), "application/json");
            REQUIRE(answer);
            REQUIRE(answer->status == 201);
        }
        server.waitForMix(29);
        server.command("backup " + server.folder() + "/copy.db");
        ended = std::time(nullptr);
        for (const auto& file : std::filesystem::recursive_directory_iterator(server.folder()))
            if (file.is_regular_file()) files[file.path().string()] = test::fileText(file.path());
        for (const std::string& name :
             {server.database(), server.database() + "-wal", server.folder() + "/copy.db", server.log(),
              server.keys() + "/2026.wave"})
            REQUIRE(files.contains(name));
    }
};

World& world() {
    static World world;
    return world;
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
        // What is sealed looks like anything, a moment too, once in some hundred thousand places.
        if (path.ends_with(".db") || path.ends_with("-wal")) continue;
        CHECK(placeOfTime(bytes, taken.began, taken.ended) == std::string::npos);
    }
}

TEST_CASE("A1: no row of the database holds a time finer than a day") {
    World& taken = world();
    SystemDisk disk;
    auto database = Database::read(taken.server.database(), disk);
    REQUIRE(database);
    for (const std::string sql :
         {"SELECT id || state || opens || stops || closes || settings || survey FROM wave",
          "SELECT wave || ' ' || number || ' ' || begins || ' ' || counting FROM period",
          "SELECT wave || ' ' || mixed || ' ' || discarded || ' ' || lost FROM turnout"}) {
        Statement rows = database->prepare(sql);
        int count = 0;
        for (; rows.next(); ++count)
            CHECK(placeOfTime(rows.text(0), taken.began, taken.ended) == std::string::npos);
        CHECK(count == 1);
    }
    Statement columns = database->prepare(
        "SELECT group_concat(name || ' ' || type, ', ') FROM (SELECT DISTINCT p.name, p.type FROM "
        "sqlite_schema s, "
        "pragma_table_info(s.name) p WHERE s.name IN ('pool', 'bundle', 'seen') ORDER BY p.name)");
    REQUIRE(columns.next());
    CHECK(columns.text(0) == "body BLOB, hash BLOB, key BLOB, wave TEXT");  // sealed or random, but the wave
}

TEST_CASE("A1: the process leaves no core file") {
    const std::string limits =
        test::fileText("/proc/" + std::to_string(world().server.process()) + "/limits");
    const std::string line = limits.substr(limits.find("Max core file size"));
    CHECK(line.substr(0, line.find('\n')).find(" 0 ") != std::string::npos);
}
