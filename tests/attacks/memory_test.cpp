// A1b: the memory of a running server. Whatever has been mixed is gone from it: from requests, parsed values,
// stacks of threads, SQLite's pages.

#include <fcntl.h>
#include <unistd.h>

#include <set>
#include <thread>

#include "server/store/sqlite/rows.h"
#include "tests/server/sealed.h"
#include "tests/server/server_process.h"

using namespace otklik;
using test::ServerProcess;

namespace {

constexpr int kPeople = 1200, kSenders = 12;
const std::string kMark = "примета-";

/// Whose marks stand in `bytes`.
void addPeople(const std::string& bytes, std::set<int>& people) {
    for (std::size_t at = 0; (at = bytes.find(kMark, at)) != std::string::npos; at += kMark.size())
        people.insert(std::atoi(bytes.c_str() + at + kMark.size()));
}

/// All that a process has in memory. Empty where this one may not look.
std::vector<std::string> memoryOf(pid_t process) {
    std::vector<std::string> parts;
    const std::string folder = "/proc/" + std::to_string(process);
    const int memory = open((folder + "/mem").c_str(), O_RDONLY);
    std::istringstream maps(test::fileText(folder + "/maps"));
    for (std::string line; memory >= 0 && std::getline(maps, line);) {
        std::size_t from = 0, to = 0;
        char mode[5];
        if (std::sscanf(line.c_str(), "%zx-%zx %4s", &from, &to, mode) != 3 || mode[0] != 'r') continue;
        std::string bytes(to - from, '\0');
        if (pread(memory, bytes.data(), bytes.size(), static_cast<off_t>(from)) > 0)
            parts.push_back(std::move(bytes));
    }
    if (memory >= 0) close(memory);
    return parts;
}

/// Who still waits, read with the keys.
std::set<int> waiting(const ServerProcess& server) {
    const Survey survey = test::orderSurvey();
    const TallyLayout layout(survey, {"site", "vk", "ok", "kiosk"});
    std::set<int> people;
    SystemDisk disk;
    auto database = Database::read(server.database(), disk);
    REQUIRE(database);
    Statement pool = database->prepare("SELECT body FROM pool");
    while (pool.next())
        for (const auto& file : std::filesystem::directory_iterator(server.keys()))
            if (const auto key = SecretKey::fromBytes(test::fileText(file.path())))
                if (const auto response = openPooled("2026", *key, layout, pool.text(0)))
                    addPeople(response->record, people);
    return people;
}

}  // namespace

TEST_CASE("A1b: four seconds after load no mixed response is in the process's memory") {
    ServerProcess server(10);
    const std::string key =
        *fromBase64url(std::string(Json::parse(server.client().Get("/api/v1/survey")->body)["key"]));
    std::vector<std::thread> senders;
    std::vector<httplib::Client> idle;  // connections that stay
    for (int sender = 0; sender < kSenders; ++sender) idle.push_back(server.client());
    for (int sender = 0; sender < kSenders; ++sender)
        senders.emplace_back([&, sender] {
            for (int n = sender; n < kPeople; n += kSenders) {
                const std::string text = kMark + std::to_string(n) + "-слово";
                if (n % 3 == 0) {
                    httplib::Params fields = {{"id", test::numberedId(n)}, {"wave", "2026"}, {"q-seek", text}};
                    idle[static_cast<std::size_t>(sender)].Post("/", fields);
                } else {
                    Json body = {{"id", test::numberedId(n)},
                                 {"wave", "2026"},
                                 {"via", nullptr},
                                 {"answers", {{"seek", text}, {"demand", text}}}};
                    if (n % 3 == 1)
                        body["pad"] = std::string(2000, ' ');
                    else
                        body = test::sealed(body, key);
                    // White space, so that the answers lie at the end of what is received first.
                    idle[static_cast<std::size_t>(sender)].Post(
                        "/api/v1/responses", std::string(n % 2 ? 7700 : 0, ' ') + body.dump(),
                        "application/json");
                }
            }
        });
    for (std::thread& sender : senders) sender.join();
    server.waitForMix(29);
    std::this_thread::sleep_for(std::chrono::seconds(4));
    const std::set<int> waits = waiting(server);
    const std::vector<std::string> memory = memoryOf(server.process());
    std::set<int> found;
    for (const std::string& bytes : memory) addPeople(bytes, found);
    CHECK(server.number("SELECT mixed FROM turnout") + static_cast<std::int64_t>(waits.size()) == kPeople);
    if (memory.empty()) return test::skip("this process may not read another's memory");
    CHECK(found == waits);  // who waits is found, so that the others would be
}

TEST_CASE("A1b: four seconds after a closing the ballot key is nowhere in the server's memory") {
    ServerProcess server(10);
    auto client = server.client();
    const std::string key = test::fileText(server.keyFile());
    server.command("wave stop 2026 --key-file " + server.keyFile());
    server.command("wave close 2026 --key-file " + server.keyFile());
    CHECK(server.number("SELECT count(*) FROM release") == 1);
    std::this_thread::sleep_for(std::chrono::seconds(4));
    if (memoryOf(server.process()).empty()) return test::skip("this process may not read another's memory");
    std::string digits;
    for (const char c : key)
        if (c >= '0' && c <= '9') digits += c;
    REQUIRE(digits.size() == 48);
    for (const std::string& bytes : memoryOf(server.process())) {
        CHECK(bytes.find(key.substr(0, 13)) == std::string::npos);  // two groups
        CHECK(bytes.find(digits.substr(0, 12)) == std::string::npos);
        std::string random;  // without the check digits
        for (std::size_t i = 0; i < digits.size(); ++i)
            if (i % 6 != 5) random += digits[i];
        CHECK(bytes.find(random.substr(0, 12)) == std::string::npos);
    }
}
