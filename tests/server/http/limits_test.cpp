// What one connection, one address and one request may cost, tried with raw sockets.

#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <deque>
#include <thread>

#include "server/http/connections.h"
#include "server/http/metrics.h"
#include "server/http/submission_counts.h"
#include "tests/server/http/raw_client.h"
#include "tests/server/http/running_server.h"
#include "tests/server/store/memory_disk.h"

using namespace otklik;
using namespace std::chrono_literals;
using test::eventually;
using test::post;
using test::RawClient;
using test::RunningServer;
using test::submission;
using Stopwatch = std::chrono::steady_clock;

namespace {

/// Resident memory of this process, which holds the server, in MiB.
long residentMebibytes() {
    std::istringstream words(test::fileText("/proc/self/statm"));
    long all = 0, resident = 0;
    words >> all >> resident;
    return resident * sysconf(_SC_PAGESIZE) / (1024 * 1024);
}

}  // namespace

TEST_CASE("Requests that come together on one connection are all answered") {
    RunningServer running;
    RawClient client(running.port);
    client.send(post(submission(1).dump()) + post(submission(2).dump()) +
                post(submission(3).dump(), "Connection: close\r\n"));
    const std::string answers = client.read(5s);
    std::size_t created = 0;
    for (std::size_t at = answers.find("HTTP/1.1 201"); at != std::string::npos;
         at = answers.find("HTTP/1.1 201", at + 1))
        ++created;
    CHECK(created == 3);
    CHECK(running.stored() == 3);
}

TEST_CASE(
    "An address may hold only so many connections; another one is still served, and so is the first when it "
    "lets go") {
    RunningServer running({4, 448, 600});
    std::vector<std::unique_ptr<RawClient>> held;
    for (int i = 0; i < 4; ++i) {
        held.push_back(std::make_unique<RawClient>(running.port, "127.0.0.2"));
        held.back()->send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
        CHECK(held.back()->read(5s, "ok\n").find("200") != std::string::npos);
    }
    RawClient fifth(running.port, "127.0.0.2");
    const std::string refused = fifth.read(5s);
    CHECK(refused.find("HTTP/1.1 503") == 0);
    CHECK(refused.find("Retry-After: 5") != std::string::npos);
    CHECK(Json::parse(refused.substr(refused.find("\r\n\r\n")))["status"] == 503);
    CHECK(running.client().Get("/healthz")->status == 200);  // from 127.0.0.1
    held.clear();
    CHECK(eventually([&] {
        RawClient client(running.port, "127.0.0.2");
        client.send("GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        return client.read(5s).find("HTTP/1.1 200") == 0;
    }));
}

TEST_CASE("An address that is refused again and again keeps nobody else from being served") {
    RunningServer running({4, 32, 600});
    std::atomic<bool> stop{false};
    std::atomic<int> came{0};
    std::vector<std::thread> crowd;
    for (int i = 0; i < 2; ++i)
        crowd.emplace_back([&] {
            std::deque<int> held;  // who does not read why it was refused, nor lets go
            for (; !stop; ++came) {
                held.push_back(test::connectedFrom("127.0.0.2", running.port));
                for (; held.size() > 300; held.pop_front()) close(held.front());
            }
            for (int socket : held) close(socket);
        });
    CHECK(eventually([&] { return came > 1000; }));  // more than may be open, or refused at once
    int asked = 0, served = 0;
    for (const int before = came; asked < 40 || came < before + 1000; ++asked) {
        auto answer = running.client().Get("/healthz");  // from 127.0.0.1, a new connection each time
        served += answer && answer->status == 200;
    }
    stop = true;
    for (std::thread& one : crowd) one.join();
    CHECK(served >= asked * 9 / 10);  // on a busy machine some may still wait for their connections to end
}

TEST_CASE(
    "A connection that cannot be accepted is not the end of serving, nor do those that are open hold it up") {
    const RunningServer other;
    ServerOptions options = test::serverOptions();
    std::vector<std::string> events;
    options.pace.listenPause = 1ms;
    options.log = [&](const Json& line) { events.push_back(line["event"]); };
    auto running = std::make_unique<test::ServerOver>(*other.store, options);
    std::atomic<bool> stop{false};
    std::atomic<int> answered{0};
    std::thread busy([&] {
        auto client = running->client();
        client.set_keep_alive(true);
        for (; !stop; ++answered) client.Get("/healthz");
    });
    CHECK(eventually([&] { return answered > 0; }));
    for (int fd = 3; fd < 1024; ++fd) {  // the socket that listens fails
        sockaddr_in address{};
        socklen_t size = sizeof address;
        int listens = 0;
        socklen_t one = sizeof listens;
        if (getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &listens, &one) != 0 || !listens) continue;
        if (getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size) == 0 &&
            ntohs(address.sin_port) == running->port)
            shutdown(fd, SHUT_RDWR);
    }
    CHECK(eventually([&] {
        const auto answer = running->client().Get("/healthz");
        return answer && answer->status == 200;
    }));
    stop = true;
    busy.join();
    running.reset();
    CHECK(events == std::vector<std::string>{"error", "recovered"});
}

TEST_CASE("A thread that cannot be started is one connection refused, not the end of the process") {
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        ConnectionThreads threads(
            1, 2, [] {}, [] {});
        const rlimit none{0, 0};
        setrlimit(RLIMIT_NPROC, &none);
        if (getuid() == 0 && setuid(65534) != 0) _exit(2);  // root has no limits
        _exit(threads.enqueue([] {}) ? 1 : 0);
    }
    int status = 0;
    REQUIRE(waitpid(child, &status, 0) == child);
    CHECK(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) == 0);
}

TEST_CASE("All addresses together may hold only so many connections; one that lets go makes room") {
    RunningServer running({2, 6, 600});
    const auto address = [](int n) { return "127.0.0." + std::to_string(10 + n); };
    std::vector<std::unique_ptr<RawClient>> held;
    for (int i = 0; i < 6; ++i) {  // no address holds more than its two
        held.push_back(std::make_unique<RawClient>(running.port, address(i / 2)));
        held.back()->send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
        CHECK(held.back()->read(5s, "ok\n").find("200") != std::string::npos);
    }
    const std::string refused = RawClient(running.port, address(7)).read(5s);
    CHECK(refused.find("HTTP/1.1 503") == 0);
    CHECK(refused.find("Retry-After: 5") != std::string::npos);
    held.pop_back();
    CHECK(eventually([&] {
        RawClient client(running.port, address(7));
        client.send("GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        return client.read(5s).find("HTTP/1.1 200") == 0;
    }));
}

TEST_CASE("An address may send only so many responses an hour, the items of an array counted") {
    RunningServer running({64, 448, 5});
    auto client = running.client();
    CHECK(client.Post("/api/v1/responses", submission(1).dump(), "application/json")->status == 201);
    CHECK(client
              .Post("/api/v1/responses", Json{submission(2), submission(3), submission(4)}.dump(),
                    "application/json")
              ->status == 200);
    auto many =
        client.Post("/api/v1/responses", Json{submission(5), submission(6)}.dump(), "application/json");
    CHECK(many->status == 200);  // as many as may come
    const Json results = Json::parse(many->body)["results"];
    CHECK(results[0]["status"] == 201);
    CHECK(results[1]["status"] == 429);
    CHECK(results[1]["problem"]["detail"].get<std::string>().find("later") != std::string::npos);
    CHECK(std::stoi(many->get_header_value("Retry-After")) > 700);
    CHECK(client.Post("/api/v1/responses", Json{submission(6)}.dump(), "application/json")->status == 429);
    CHECK(client.Post("/api/v1/responses", submission(6).dump(), "application/json")->status == 429);
    auto form = client.Post(
        "/", httplib::Params{{"id", std::string(32, 'b')}, {"wave", "2026"}, {"q-sex", "female"}});
    CHECK(form->status == 429);
    CHECK(form->body.find("подождите несколько минут") != std::string::npos);
    CHECK(form->body.find("value=\"female\" checked") != std::string::npos);  // nothing is lost
    CHECK(running.stored() == 5);
    RawClient other(running.port, "127.0.0.3");
    other.send(post(submission(7).dump(), "Connection: close\r\n"));
    CHECK(other.read(5s).find("HTTP/1.1 201") == 0);
}

TEST_CASE("A13: sixteen networks that send all they can store no more at once than what is around them may") {
    std::vector<Json> told;
    const RunningServer other;
    ServerOptions options = test::serverOptions();
    options.behindProxy = true;
    options.log = [&](const Json& line) { told.push_back(line); };
    const test::ServerOver running(*other.store, options);
    int stored = 0, n = 0;
    for (int network = 0; network < 16; ++network)
        for (int i = 0; i < 6; ++i) {
            Json items = Json::array();
            for (int item = 0; item < 100; ++item) items.push_back(submission(++n));
            const auto answer = running.client().Post(
                "/api/v1/responses", {{"X-Real-IP", "2001:db8:0:" + std::to_string(network) + "::1"}},
                items.dump(), "application/json");
            REQUIRE(answer);
            const Json body = Json::parse(answer->body);
            if (body.contains("results"))
                for (const Json& result : body["results"]) stored += result["status"] == 201;
        }
    CHECK(stored >= 240);
    CHECK(stored < 260);  // what an hour allows for runs on meanwhile
    CHECK(other.stored() == stored);
    REQUIRE(told.size() == 2);
    CHECK(told[0]["event"] == "limit");
    CHECK(told[0]["limit"] == "address");
    CHECK(told[1]["limit"] == "network");
    for (const Json& line : told) CHECK(line.dump().find("db8") == std::string::npos);
}

TEST_CASE(
    "A13: what is refused anyway spends nobody's limit, and comes with the longest wait of its answer") {
    const RunningServer other;
    ServerOptions options = test::serverOptions();
    options.limits = {.responsesPerHour = 60, .everybodyPerHour = 100};
    options.behindProxy = true;
    const test::ServerOver running(*other.store, options);
    const auto post = [&](const std::string& from, const Json& body) {
        return running.client().Post("/api/v1/responses", {{"X-Real-IP", from}}, body.dump(),
                                     "application/json");
    };
    Json unknown = submission(1);
    unknown["wave"] = "1999";
    REQUIRE(post("192.0.2.9", submission(1))->status == 201);
    for (int network = 0; network < 5; ++network)
        for (const Json& wrong : {Json(0), Json(submission(1)), Json(unknown)})  // no response, a repeat, 503
            CHECK(post("10." + std::to_string(network) + ".0.1", Json(60, wrong))->status == 200);
    Json good = Json::array({unknown});
    for (int n = 2; n < 62; ++n) good.push_back(submission(n));
    const auto answer = post("198.51.100.1", good);
    CHECK(answer->status == 200);
    const Json results = Json::parse(answer->body)["results"];
    CHECK(results[1]["status"] == 201);
    CHECK(results[60]["status"] == 429);
    CHECK(std::stoi(answer->get_header_value("Retry-After")) >= 59);  // not the 30 seconds of the first
}

TEST_CASE("Behind the proxy the limit holds for each of its clients; nobody else may name an address") {
    const auto statuses = [](RunningServer& running) {
        std::string all;
        for (int n = 0; n < 4; ++n) {
            const httplib::Headers headers = {{"X-Real-IP", n < 2 ? "203.0.113.1" : "203.0.113.2"}};
            all += std::to_string(
                       running.client()
                           .Post("/api/v1/responses", headers, submission(n).dump(), "application/json")
                           ->status) +
                   " ";
        }
        return all;
    };
    RunningServer proxied({64, 448, 2}, true);
    CHECK(statuses(proxied) == "201 201 201 201 ");
    RunningServer plain({64, 448, 2}, false);
    CHECK(statuses(plain) == "201 201 429 429 ");
}

namespace {

struct SteppedVisitors {
    Visitors::Time now = std::chrono::steady_clock::now();
    std::vector<std::string> told;
    Visitors visitors;

    explicit SteppedVisitors(VisitorLimits limits = {})
        : visitors(
              limits, [this] { return now; },
              [this](const LimitReached& reached) {
                  told.push_back(std::string(reached.limit) + " " + std::to_string(reached.most) + ": " +
                                 std::to_string(reached.refused));
              }) {}
    /// How many of so many responses that come together are admitted.
    int admits(const std::string& address, int responses = 1'000) {
        return visitors.take(address, responses).admitted;
    }
    /// How many are admitted in an hour of somebody who sends all the time.
    int inAnHour(const std::function<std::string(int)>& addressOf) {
        int all = 0;
        for (int second = 0; second < 3600; ++second, now += 1s) all += admits(addressOf(second), 10);
        return all;
    }
};

std::string inHex(const char* format, int number) {
    char text[64];
    std::snprintf(text, sizeof text, format, static_cast<unsigned>(number));
    return text;
}

}  // namespace

TEST_CASE("An address sends 60 responses at once and then 600 an hour; so does a household's /64") {
    SteppedVisitors stepped;
    Visitors& visitors = stepped.visitors;
    CHECK(stepped.admits("192.0.2.1") == 60);
    CHECK(visitors.take("192.0.2.1", 1).wait == 6);
    CHECK(visitors.take("192.0.2.1", 40).wait == 240);   // when all of them may come,
    CHECK(visitors.take("192.0.2.1", 100).wait == 360);  // or as many as ever may at once
    CHECK(stepped.admits("192.0.2.2") == 60);
    CHECK(stepped.admits("2001:db8::1") == 60);
    CHECK(stepped.admits("2001:db8::ffff:ffff:ffff:ffff") == 0);
    CHECK(stepped.admits("::ffff:192.0.2.2") == 0);   // as an IPv6 socket names it,
    CHECK(stepped.admits("64:ff9b::c000:202") == 0);  // and a translator
    stepped.now += 6s;
    CHECK(stepped.admits("192.0.2.1") == 1);
    CHECK(stepped.inAnHour([](int) { return "198.51.100.1"; }) == 60 + 599);
    CHECK(stepped.admits("nonsense") == 60);
}

TEST_CASE("Thirty phones behind one address within ten minutes pass, also when all of them send at once") {
    for (const auto pause : {0s, 20s}) {
        SteppedVisitors stepped;
        for (int phone = 0; phone < 30; ++phone, stepped.now += pause)
            CHECK(stepped.admits("203.0.113.7", 1) == 1);
    }
}

TEST_CASE("Who has many addresses is held by their network, and who has many networks by what all may send") {
    const auto burst = [](const std::function<std::string(int)>& addressOf) {
        SteppedVisitors stepped;
        int all = 0;
        for (int i = 0; i < 256; ++i) all += stepped.admits(addressOf(i));
        return all;
    };
    CHECK(burst([](int i) { return "192.0.2." + std::to_string(i); }) == 240);
    CHECK(burst([](int i) { return inHex("2001:db8:0:%x::1", i); }) == 240);    // /64s of a /56
    CHECK(burst([](int i) { return inHex("2001:db8:0:%x00::1", i); }) == 480);  // /56s of a /48
    CHECK(burst([](int i) { return inHex("2001:db8:%x::1", i); }) == 2'000);    // /48s
    CHECK(burst([](int i) { return "10." + std::to_string(i) + ".0.1"; }) == 2'000);
    const auto inAnHour = [](const std::function<std::string(int)>& addressOf) {
        return SteppedVisitors().inAnHour(addressOf);
    };
    CHECK(inAnHour([](int i) { return "192.0.2." + std::to_string(i % 256); }) == 240 + 2'399);
    CHECK(inAnHour([](int i) { return inHex("2001:db8:0:%x00::1", i % 256); }) == 480 + 4'798);
    CHECK(inAnHour([](int i) { return inHex("2001:db8:%x::1", i); }) == 2'000 + 19'994);
}

TEST_CASE("A network is allowed no less than an address of it, and a small limit may come at once") {
    SteppedVisitors wide({.responsesPerHour = 1'000'000}), narrow({.responsesPerHour = 5});
    CHECK(wide.admits("192.0.2.1", 1'000'000) == 100'000);
    CHECK(narrow.admits("192.0.2.1") == 5);
    CHECK(narrow.admits("192.0.2.2") == 5);
    CHECK(narrow.visitors.take("192.0.2.1", 1).wait == 720);
}

TEST_CASE("Nobody's count is forgotten early, however many others come; and what is remembered is bounded") {
    SteppedVisitors stepped({.responsesPerHour = 60, .everybodyPerHour = 1'000'000'000});
    CHECK(stepped.admits("192.0.2.1") == 60);
    for (int i = 0; i < 0x30000; ++i)
        stepped.admits(inHex("2001:%x:", i >> 16) + inHex("%x::1", i & 0xffff), 1);
    CHECK(stepped.visitors.remembered() <= 200'000);
    CHECK(stepped.admits("192.0.2.1") == 0);
    const auto late = stepped.visitors.take("2a02::1", 1);  // there is no room to count it
    CHECK(late.admitted == 0);
    CHECK(late.wait == 30);
    CHECK(stepped.told.back().starts_with("remembered 200000: "));
    stepped.now += 2min;
    CHECK(stepped.admits("2a02::1", 1) == 1);
    CHECK(stepped.admits("192.0.2.1") == 2);
}

TEST_CASE("With the limits as they are, what is remembered of a flood stays small without being cut") {
    SteppedVisitors stepped;
    std::size_t most = 0;
    for (int i = 0; i < 100'000; ++i, stepped.now += 36ms) {
        stepped.admits(inHex("2001:%x:", i >> 16) + inHex("%x::1", i & 0xffff), 1);
        if (i % 100 == 0) most = std::max(most, stepped.visitors.remembered());
    }
    CHECK(most > 0);
    CHECK(most < 10'000);
}

TEST_CASE("What was counted is forgotten when it has run off, also when nobody comes any more") {
    SteppedVisitors stepped;
    stepped.admits("192.0.2.1");
    CHECK(stepped.visitors.remembered() == 2);  // the address, its network
    stepped.now += 359s;
    stepped.visitors.forget();
    CHECK(stepped.visitors.remembered() == 1);
    stepped.now += 1s;
    stepped.visitors.forget();
    CHECK(stepped.visitors.remembered() == 0);
    CHECK(stepped.admits("192.0.2.1") == 60);
}

TEST_CASE(
    "What is given back is not counted, as far as it has not run off, and is forgotten where nothing is "
    "left") {
    SteppedVisitors stepped;
    Visitors& visitors = stepped.visitors;
    Visitors::Admission admission = visitors.take("192.0.2.1", 60);
    visitors.giveBack("192.0.2.1", admission, 7);
    CHECK(stepped.admits("192.0.2.1") == 7);
    visitors.giveBack("192.0.2.1", admission, 60);
    visitors.giveBack("192.0.2.1", admission, 60);
    CHECK(stepped.admits("192.0.2.1") == 60);  // nobody saves up more than that
    admission = visitors.take("198.51.100.1", 60);
    stepped.now += 5min;
    CHECK(stepped.admits("198.51.100.1") == 50);
    visitors.giveBack("198.51.100.1", admission, 60);  // a store that hung for minutes, and failed
    CHECK(stepped.admits("198.51.100.1") == 10);
    stepped.now += 1h;
    visitors.forget();
    admission = visitors.take("2001:db8::1", 1);
    CHECK(visitors.remembered() == 3);
    visitors.giveBack("2001:db8::1", admission, 1);
    CHECK(visitors.remembered() == 0);
}

TEST_CASE("What is no address shares one count, and the interface of a link-local one is no part of it") {
    SteppedVisitors stepped;
    CHECK(stepped.admits("abcd") == 60);  // and not 97.98.99.100
    CHECK(stepped.admits("97.98.99.100") == 60);
    for (const char* text : {"", "1.2.3.4:80", "[2001:db8::1]", "sixteen letters.", "nonsense"})
        CHECK(stepped.admits(text) == 0);
    CHECK(stepped.admits("fe80::1%eth0") == 60);
    CHECK(stepped.admits("fe80::1%eth1") == 0);
}

TEST_CASE("A limit that is reached is told of once an hour, with how many were refused, and of no address") {
    SteppedVisitors stepped({.everybodyPerHour = 1'000});
    CHECK(stepped.admits("192.0.2.1", 61) == 60);
    CHECK(stepped.told == std::vector<std::string>{"address 600: 1"});
    for (int i = 0; i < 59; ++i) stepped.admits("192.0.2.1", 21), stepped.now += 1min;
    CHECK(stepped.told.size() == 1);
    stepped.now += 1min;
    stepped.visitors.forget();  // also when the flood is over
    REQUIRE(stepped.told.size() == 2);
    CHECK(stepped.told[1] == "address 600: 659");
    stepped.now += 5h;
    stepped.visitors.forget();
    CHECK(stepped.told.size() == 2);
    stepped.admits("198.51.100.1", 50), stepped.admits("203.0.113.1", 60);
    CHECK(stepped.told.back() == "everybody 1000: 10");
}

TEST_CASE("An address holds so many connections at once, and all together hold so many") {
    SteppedVisitors stepped({2, 3, 10});
    Visitors& visitors = stepped.visitors;
    const Visitors::Connection one(visitors, "192.0.2.1"), two(visitors, "192.0.2.1"),
        three(visitors, "192.0.2.1");
    CHECK(one);
    CHECK(two);
    CHECK_FALSE(three);
    const Visitors::Connection other(visitors, "192.0.2.2"), full(visitors, "192.0.2.3");
    CHECK(other);
    CHECK_FALSE(full);  // three in all
}

TEST_CASE("The server forgets by itself while it waits for a connection") {
    std::atomic<std::int64_t> hours{0}, looks{0};
    Visitors visitors({}, [&] {
        ++looks;
        return Visitors::Time() + std::chrono::hours(1 + hours);
    });
    BoundedServer server(visitors, {.quiet = 1ms});
    REQUIRE(server.listenAt("127.0.0.1", 0, "--port"));
    std::thread thread([&] { server.serve([](bool) {}); });
    visitors.take("192.0.2.1", 1);
    CHECK(eventually([&, before = looks.load()] { return looks > before + 2; }));
    CHECK(visitors.remembered() == 2);  // the address, its network
    hours = 1;
    CHECK(eventually([&] { return visitors.remembered() == 0; }));
    server.finish();
    thread.join();
}

TEST_CASE(
    "The key is replaced when nothing is counted under it, and a connection that is open is counted to its "
    "end") {
    SteppedVisitors stepped({1, 3, 10});
    Visitors& visitors = stepped.visitors;
    auto open = std::make_unique<Visitors::Connection>(visitors, "192.0.2.1");
    CHECK(*open);
    stepped.now += 61min;
    visitors.forget();
    CHECK_FALSE(bool(Visitors::Connection(visitors, "192.0.2.1")));
    open.reset();
    visitors.forget();
    CHECK(bool(Visitors::Connection(visitors, "192.0.2.1")));
    const Visitors::Connection a(visitors, "192.0.2.1"), b(visitors, "192.0.2.2"), c(visitors, "192.0.2.3");
    CHECK(a);
    CHECK(b);
    CHECK(c);  // of all that have been, none is left in the count of three
}

TEST_CASE("A connection carries a thousand requests and no more") {
    RunningServer running;
    RawClient client(running.port);
    std::string requests;
    for (int i = 0; i < 1010; ++i) requests += "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n";
    std::thread sender([&] { client.send(requests); });
    const std::string answers = client.read(10s);
    sender.join();
    int count = 0;
    for (std::size_t at = 0; (at = answers.find("HTTP/1.1 200", at)) != std::string::npos; ++at) ++count;
    CHECK(count == 1000);
    CHECK(answers.rfind("Connection: close") > answers.rfind("HTTP/1.1 200"));
}

TEST_CASE("An answer that says it is the connection's last one is") {
    RunningServer running;
    RawClient client(running.port);
    const auto began = Stopwatch::now();
    client.send("GET /nothing HTTP/1.1\r\nHost: x\r\n\r\n" + post(submission(1).dump()));
    const std::string answer = client.read(10s);
    CHECK(answer.find("HTTP/1.1 404") == 0);
    CHECK(answer.find("Connection: close") != std::string::npos);
    CHECK(Stopwatch::now() - began < 3s);
    CHECK(running.stored() == 0);
}

TEST_CASE(
    "While the disk is slow only so many responses wait; the next are refused at once and say when to come "
    "again") {
    test::MemoryDisk disk;
    RunningServer running({.responsesPerHour = 7}, false, &disk, 4);  // what is not stored does not count
    disk.syncMilliseconds = 4000;
    std::vector<std::thread> senders;
    std::atomic<int> created{0};
    const auto send = [&](int n) {
        senders.emplace_back([&running, &created, n] {
            auto answer =
                running.client().Post("/api/v1/responses", submission(n).dump(), "application/json");
            created += answer && answer->status == 201;
        });
    };
    send(0);
    std::this_thread::sleep_for(800ms);  // its commit syncs now
    for (int n = 1; n <= 4; ++n) send(n);
    std::this_thread::sleep_for(800ms);
    const auto began = Stopwatch::now();
    auto client = running.client();
    auto one = client.Post("/api/v1/responses", submission(5).dump(), "application/json");
    auto many =
        client.Post("/api/v1/responses", Json{submission(5), submission(6)}.dump(), "application/json");
    auto form = client.Post(
        "/", httplib::Params{{"id", std::string(32, 'b')}, {"wave", "2026"}, {"q-sex", "female"}});
    CHECK(Stopwatch::now() - began < 1500ms);  // the sync is far from its end
    disk.syncMilliseconds = 0;
    for (std::thread& sender : senders) sender.join();
    CHECK(created == 5);
    CHECK(one->status == 503);
    CHECK(one->get_header_value("Retry-After") == "5");
    CHECK(Json::parse(one->body)["detail"].get<std::string>().find("wait at once") != std::string::npos);
    CHECK(many->status == 200);
    CHECK(Json::parse(many->body)["results"][1]["status"] == 503);
    CHECK(many->get_header_value("Retry-After") == "5");
    CHECK(many->get_header_value_count("Retry-After") == 1);  // two would be read as one that is no number
    CHECK(form->status == 503);
    CHECK(form->get_header_value("Retry-After") == "5");
    CHECK(form->body.find("value=\"female\" checked") != std::string::npos);
    CHECK(running.stored() == 5);
    CHECK(client.Post("/api/v1/responses", submission(5).dump(), "application/json")->status == 201);
}

TEST_CASE(
    "What a request of many JSON values costs is bounded: its memory, and the answer that says what is "
    "wrong") {
    RunningServer running;
    auto client = running.client();
    Json wrong = submission(1), huge = submission(2);
    for (int i = 0; i < 10'000; ++i) {
        wrong[std::to_string(i)] = 0;
        huge["answers"][std::to_string(i)] = Json(10, 0);
    }
    const auto answer =
        client.Post("/api/v1/responses", Json{wrong, submission(3)}.dump(), "application/json");
    REQUIRE(answer);
    CHECK(answer->status == 200);
    const Json results = Json::parse(answer->body)["results"];
    CHECK(results[0]["status"] == 422);
    CHECK(results[0]["problem"]["errors"].size() == 50);
    CHECK(results[1]["status"] == 201);
    const auto refused = client.Post("/api/v1/responses", Json{huge}.dump(), "application/json");
    REQUIRE(refused);
    CHECK(refused->status == 413);
    CHECK(refused->body.find("more than 50000 values") != std::string::npos);
}

TEST_CASE(
    "While the disk is full, /healthz and the metrics say that nothing can be stored; and when it can "
    "again") {
    test::MemoryDisk disk;
    RunningServer running({}, false, &disk);
    auto client = running.client();
    CHECK(client.Get("/healthz")->status == 200);
    disk.writeError = SQLITE_FULL;
    CHECK(client.Post("/api/v1/responses", submission(1).dump(), "application/json")->status == 503);
    const auto unwell = client.Get("/healthz");
    CHECK(unwell->status == 503);
    CHECK(unwell->body.find("full") != std::string::npos);
    CHECK(metricsText(*running.store, running.server->counts()).find("otklik_writable 0") !=
          std::string::npos);
    disk.writeError = SQLITE_OK;  // and nobody comes
    running.second();
    CHECK(client.Get("/healthz")->status == 200);
    CHECK(metricsText(*running.store, running.server->counts()).find("otklik_writable 1") !=
          std::string::npos);
}

TEST_CASE("A connection that has become old takes one more request and no more") {
    std::atomic<std::int64_t> seconds{0};
    Visitors visitors({}, [&] { return Visitors::Time() + std::chrono::seconds(seconds); });
    BoundedServer server(visitors);
    server.Get("/", [](const httplib::Request&, httplib::Response& response) {
        response.set_content("ok\n", "text/plain");
    });
    const auto port = server.listenAt("127.0.0.1", 0, "--port");
    REQUIRE(port);
    std::thread thread([&] { server.serve([](bool) {}); });
    const RawClient client(*port);
    const std::string request = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
    client.send(request);
    CHECK(client.read(5s, "ok\n").find("Connection: close") == std::string::npos);
    seconds = 600;
    client.send(request);
    CHECK(client.read(5s, "ok\n").find("Connection: close") == std::string::npos);
    seconds = 601;
    client.send(request + request);
    const std::string answer = client.read(5s);
    CHECK(answer.find("Connection: close") != std::string::npos);
    CHECK(answer.find("200", answer.find("ok\n")) == std::string::npos);
    server.finish();
    thread.join();
}

TEST_CASE(
    "200 clients that send a byte now and then and one that never takes its answers do not keep a normal "
    "response waiting, and are cut off") {
    const RunningServer other;
    ServerOptions options = test::serverOptions();
    options.limits.responsesPerHour = 1'000'000;
    options.pace.patience = 4s, options.pace.slowestRate = 1'000'000;
    const test::ServerOver running(*other.store, options);
    std::string requests;
    for (int i = 0; i < 999; ++i) requests += "GET /privacy HTTP/1.1\r\nHost: x\r\n\r\n";
    const RawClient deaf(running.port);
    deaf.send(requests);
    std::vector<std::unique_ptr<RawClient>> slow;
    for (int i = 0; i < 200; ++i) {
        slow.push_back(std::make_unique<RawClient>(running.port, "127.0.1." + std::to_string(1 + i / 50)));
        slow.back()->send(
            "POST /api/v1/responses HTTP/1.1\r\nHost: x\r\nX-Slow: ");  // half of them in a header,
        if (i % 2)
            slow.back()->send(
                "a\r\nContent-Type: application/json\r\nContent-Length: 60000\r\n\r\n");  // half in a body
    }
    const auto began = Stopwatch::now();
    int answered = 0;
    const auto isOneOpen = [&] {
        bool open = false;
        for (const auto& client : slow) open = client->send("a") || open;
        return deaf.send("G") || open;
    };
    bool open = true;
    while (open && Stopwatch::now() - began < 20s) {
        auto answer =
            running.client().Post("/api/v1/responses", submission(answered).dump(), "application/json");
        REQUIRE(answer);
        CHECK(answer->status == 201);
        open = isOneOpen();
        answered += open;
    }
    CHECK(answered >= 3);  // what waits for them is answered once they are gone
    CHECK_FALSE(open);
    CHECK(Stopwatch::now() - began > options.pace.patience);
}

TEST_CASE(
    "An endless header, endless headers, an endless chunked body: cut off at the limit, in little memory") {
    RunningServer running;
    const long before = residentMebibytes();
    const std::string mebibyte(1024 * 1024, 'a');
    {
        RawClient client(running.port);
        client.send("GET / HTTP/1.1\r\nHost: x\r\nX-Long: ");
        for (int i = 0; i < 62 && client.send(mebibyte); ++i) CHECK(residentMebibytes() - before < 40);
        CHECK(client.read(5s).find("HTTP/1.1 200") == std::string::npos);
    }
    {
        RawClient client(running.port);
        client.send("GET / HTTP/1.1\r\nHost: x\r\n");
        bool open = true;
        for (int i = 0; i < 100'000 && open; ++i)
            open = client.send("X-Header-" + std::to_string(i) + ": a\r\n");
        CHECK_FALSE(open);
        CHECK(residentMebibytes() - before < 40);
    }
    {
        RawClient client(running.port);
        client.send(
            "POST /api/v1/responses HTTP/1.1\r\nHost: x\r\nContent-Type: "
            "application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
        bool open = true;
        for (int i = 0; i < 125 && open; ++i) open = client.send("100000\r\n" + mebibyte + "\r\n");
        CHECK_FALSE(open);
        CHECK(residentMebibytes() - before < 40);
    }
    {
        RawClient client(running.port);
        client.send("GET /" + std::string(100'000, 'a') + " HTTP/1.1\r\nHost: x\r\n\r\n");
        CHECK(client.read(5s).find(" 200 ") == std::string::npos);
    }
    CHECK(running.client().Get("/healthz")->status == 200);
    CHECK(running.stored() == 0);
}

TEST_CASE("A request that two servers could read differently is refused") {
    RunningServer running;
    const auto answer = [&](const std::string& request) {
        RawClient client(running.port);
        client.send(request);
        return client.read(1s, "\r\n\r\n");
    };
    // Each with a body that would be stored.
    const std::string start =
        "POST /api/v1/responses HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: "
        "application/json\r\n";
    const std::string body = submission(3).dump(), length = "Content-Length: " + std::to_string(body.size());
    char size[32];
    std::snprintf(size, sizeof size, "%zx\r\n", body.size());
    const std::string chunked = size + body + "\r\n0\r\n\r\n", end = "\r\n\r\n";
    for (const std::string& request :
         {length + "\r\nTransfer-Encoding: chunked" + end + chunked,
          length + "\r\nContent-Length: " + std::to_string(body.size() + 1) + end + body + " ",
          "Content-Length: 99999999999999999999999" + end + body, "Content-Length: -1" + end + body,
          "X-A: b\rX-D: d\r\n" + length + end + body, "Content-Encoding: gzip\r\n" + length + end + body}) {
        INFO(request);
        CHECK(answer(start + request).find("HTTP/1.1 4") == 0);
    }
    CHECK(running.stored() == 0);
    // What follows a request that could not be read is not the next request, nor is the body of a GET.
    answer("GET /healthz HTTP/1.1\r\nHost: x\r\nno colon\r\n\r\n" + post(submission(2).dump()));
    const std::string hidden = post(submission(1).dump());
    answer("GET /healthz HTTP/1.1\r\nHost: x\r\nContent-Length: " + std::to_string(hidden.size()) +
           "\r\n\r\n" + hidden);
    CHECK(running.stored() == 0);
    CHECK(running.client().Get("/healthz")->status == 200);
}

TEST_CASE("What became of submissions is counted by status, and shown in steps of a minute") {
    auto now = std::chrono::steady_clock::now();
    SubmissionCounts counts([&] { return now; });
    const auto of = [&](int status) {
        for (const auto& [each, count] : counts.shown())
            if (each == status) return static_cast<long>(count);
        return -1L;
    };
    now = Stopwatch::time_point(100min);
    counts.add(201), counts.add(201), counts.add(429), counts.add(418);
    now += 59s;
    CHECK(of(201) == 0);
    now += 1s;
    counts.add(201);
    CHECK(of(201) == 2);
    CHECK(of(429) == 1);
    CHECK(of(418) == -1);
    now += 119s;
    counts.add(201);  // of this minute, in which it is not told
    CHECK(of(201) == 3);
    now += 1s;
    CHECK(of(201) == 4);
}

TEST_CASE("Each answer to a submission is counted once: single, in an array, from the form, refused unread") {
    RunningServer other;
    ServerOptions options = test::serverOptions();
    std::atomic<int> minutes{0};
    options.limits.responsesPerHour = 5;
    options.now = [&, begin = Stopwatch::now()] { return begin + std::chrono::minutes(minutes); };
    const test::ServerOver running(*other.store, options);
    auto client = running.client();
    const auto send = [&](const Json& body, const httplib::Headers& headers = {}) {
        return client.Post("/api/v1/responses", headers, body.dump(), "application/json")->status;
    };
    Json wrong = submission(9), unknown = submission(9);
    wrong["answers"]["sex"] = "neither", unknown["wave"] = "1999";
    CHECK(send(submission(1)) == 201);
    CHECK(send(Json{submission(1), submission(2), wrong, unknown}) == 200);
    CHECK(client.Post("/", httplib::Params{{"wave", "2026"}, {"q-sex", "female"}})->status == 303);
    CHECK(client.Post("/", httplib::Params{{"wave", "2026"}})->status == 422);
    CHECK(send(Json{{"pad", std::string(70'000, 'x')}}) == 413);
    CHECK(send(submission(3), {{"Sec-Fetch-Site", "cross-site"}}) == 403);
    other.close();
    CHECK(send(submission(4)) == 409);
    CHECK(send(Json{submission(5), submission(6), submission(7)}) == 200);  // 409 twice, and one too many
    CHECK(metricsText(*other.store, running.server->counts()).find("{status=\"201\"} 0\n") !=
          std::string::npos);
    minutes = 1;
    const std::string text = metricsText(*other.store, running.server->counts());
    for (const char* line :
         {"{status=\"200\"} 1\n", "{status=\"201\"} 3\n", "{status=\"403\"} 1\n", "{status=\"409\"} 3\n",
          "{status=\"413\"} 1\n", "{status=\"422\"} 2\n", "{status=\"429\"} 1\n", "{status=\"503\"} 1\n"})
        CHECK_MESSAGE(text.find(std::string("otklik_submissions_total") + line) != std::string::npos, text);
}
