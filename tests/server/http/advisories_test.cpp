// The published vulnerabilities of cpp-httplib that could concern this server, each tried. README.md beside
// lists all of them, and why the others do not.

#include <unistd.h>

#include <algorithm>
#include <stdexcept>

#include "server/http/web_files.h"
#include "tests/server/http/raw_client.h"
#include "tests/server/http/running_server.h"
#include "tests/server/store/store_over.h"

using namespace otklik;
using test::answerTo;
using test::post;
using test::RunningServer;
using test::submission;

namespace {

const std::string kStart = "POST /api/v1/responses HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

std::string hex(std::size_t number) {
    char digits[17];
    std::snprintf(digits, sizeof digits, "%zx", number);
    return digits;
}

/// A submission whose only chunk has its length written as `size`.
std::string chunked(const std::string& size, const std::string& body) {
    return kStart + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n" + size + "\r\n" + body +
           "\r\n0\r\n\r\n";
}

/// A store whose disk, say, makes it throw.
class ThrowingStore : public test::StoreOver {
  public:
    using StoreOver::StoreOver;
    std::vector<Accepted> accept(std::vector<Submission>) override {
        throw std::runtime_error("/var/lib/secret");
    }
};

}  // namespace

TEST_CASE("CVE-2026-45352: the length of a chunk is hexadecimal digits, so it is never negative") {
    RunningServer running;
    const std::string body = submission(1).dump(), size = hex(body.size());
    const std::string wrapped = "-" + hex(std::size_t{0} - body.size());  // what strtoul() takes for the same
    for (const std::string& other :
         {wrapped, "+" + size, "0x" + size, " " + size, size + " ", std::string("-2")})
        CHECK(has(answerTo(running.port, chunked(other, body)), "HTTP/1.1 400"));
    CHECK(running.stored() == 0);
    CHECK(has(answerTo(running.port, chunked(size + ";extension=1", body)), "HTTP/1.1 201"));
}

TEST_CASE("CVE-2025-53628: nothing after the last chunk becomes a header") {
    RunningServer running({64, 448, 1}, true);
    const auto withTrailer = [&](int n, const std::string& trailer) {
        const std::string body = submission(n).dump();
        return answerTo(running.port,
                        kStart + "Transfer-Encoding: chunked\r\nConnection: close\r\nTrailer: " +
                            trailer.substr(0, trailer.find(':')) + "\r\n\r\n" + hex(body.size()) + "\r\n" +
                            body + "\r\n0\r\n" + trailer + "\r\n\r\n");
    };
    for (const char* trailer : {"X-Real-IP: 203.0.113.1", "Content-Length: 5", "Host: other", "broken"})
        CHECK(has(withTrailer(1, trailer), "HTTP/1.1 400"));
    CHECK(running.stored() == 0);
}

TEST_CASE("CVE-2026-45372: no percent sign hides where a body ends, or ends a header") {
    RunningServer running;
    const std::string body = submission(1).dump(), length = std::to_string(body.size());
    CHECK(has(answerTo(running.port,
                       kStart + "Content-Length: %3" + length[0] + length.substr(1) + "\r\n\r\n" + body),
              "HTTP/1.1 400"));
    CHECK(has(answerTo(running.port, kStart + "Transfer-Encoding: %63hunked\r\n\r\n" + hex(body.size()) +
                                         "\r\n" + body + "\r\n0\r\n\r\n"),
              "HTTP/1.1 400"));
    CHECK(running.stored() == 0);
    for (const char* name :
         {"Host", "Origin", "Accept", "Accept-Encoding", "Accept-Language", "If-None-Match", "Cookie",
          "X-Real-IP", "X-Forwarded-For", "User-Agent", "Content-Type", "Sec-WebSocket-Protocol"}) {
        const std::string host = name == std::string("Host") ? "" : "Host: x\r\n";
        const std::string answer = answerTo(
            running.port, "GET / HTTP/1.1\r\n" + host + name +
                              ": a%0D%0AX-Injected: 1%u000AX-Injected: 2\r\nConnection: close\r\n\r\n");
        CHECK(has(answer, host.empty() || name == std::string("Accept") ? "HTTP/1.1 400" : "HTTP/1.1 200"));
        CHECK_FALSE(has(answer, "X-Injected"));
    }
}

TEST_CASE(
    "CVE-2020-11709, CVE-2023-26130, CVE-2025-0825, CVE-2026-21428: nothing a visitor says ends a header") {
    RunningServer running;
    const std::string injected = "a%0D%0AX-Injected:%201";
    for (const std::string& target :
         {"/?lang=" + injected, "/?via=" + injected, "/?kiosk=" + injected, "/results?wave=" + injected,
          "/api/v1/aggregates?wave=" + injected, "/thanks?lang=en&" + injected, "/" + injected}) {
        const std::string answer =
            answerTo(running.port, "GET " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        CHECK(has(answer, "HTTP/1.1 "));
        CHECK_FALSE(has(answer.substr(0, answer.find("\r\n\r\n")), "Injected"));
    }
    for (const std::string target : {"/?lang=en%0D%0AX-Injected:%201", "/?lang=en"}) {
        const std::string form = "id=" + std::string(32, 'a') + "&wave=2026&via=" + injected + "&q-sex=female";
        const std::string answer = answerTo(
            running.port, "POST " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: " +
                              "application/x-www-form-urlencoded\r\nContent-Length: " +
                              std::to_string(form.size()) + "\r\n\r\n" + form);
        CHECK(has(answer, "HTTP/1.1 303"));
        CHECK_FALSE(has(answer, "Injected"));
    }
}

TEST_CASE(
    "CVE-2025-66570, CVE-2025-66577, CVE-2026-46527: a header does not say from which address a request is") {
    const auto statuses = [](RunningServer& running, const std::string& name) {
        std::string all;
        for (int n = 0; n < 3; ++n) {
            const std::string answer =
                answerTo(running.port, post(submission(n).dump(), name + ": 203.0.113." + std::to_string(n) +
                                                                      "\r\n" + "Connection: close\r\n"));
            all += answer.substr(9, 4);
        }
        return all;
    };
    for (const char* name :
         {"REMOTE_ADDR", "Remote-Addr", "LOCAL_ADDR", "X-Forwarded-For", "Forwarded", "X-Real-IP"}) {
        RunningServer running({64, 448, 2});
        CHECK(statuses(running, name) == "201 201 429 ");
    }
    for (const char* name : {"REMOTE_ADDR", "X-Forwarded-For", "Forwarded"}) {
        RunningServer proxied({0, 448, 2}, true);
        CHECK(statuses(proxied, name) == "201 201 429 ");
    }
    RunningServer proxied({0, 448, 2}, true);
    for (const char* value : {"", ",", " , ", ",,,,"})
        CHECK(has(
            answerTo(proxied.port, std::string("GET /healthz HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: ") +
                                       value + "\r\nX-Real-IP: " + value + "\r\nConnection: close\r\n\r\n"),
            "HTTP/1.1 200"));
}

TEST_CASE("CVE-2026-22776, CVE-2026-28435: a compressed body is refused, not unpacked") {
    RunningServer running;
    const std::string bomb = compressGzip(std::string(32 * 1024 * 1024, ' ') + submission(1).dump());
    REQUIRE(bomb.size() < 64 * 1024);
    for (const char* encoding : {"gzip", "x-gzip", "deflate", "br", "zstd", "GZIP", "identity"})
        CHECK(has(answerTo(running.port, post(bomb, std::string("Content-Encoding: ") + encoding + "\r\n")),
                  "HTTP/1.1 415"));
    const std::string plain = submission(1).dump();
    CHECK(
        has(answerTo(running.port, post(compressGzip(plain), "Content-Encoding: gzip\r\n")), "HTTP/1.1 415"));
    CHECK(running.stored() == 0);
}

TEST_CASE("CVE-2026-28434: what goes wrong inside is not told outside") {
    RunningServer running;
    ThrowingStore throwing(*running.store);
    const test::ServerOver server(throwing, test::serverOptions());
    const std::string answer = answerTo(server.port, post(submission(1).dump()));
    CHECK(has(answer, "HTTP/1.1 500"));
    CHECK_FALSE(has(answer, "EXCEPTION"));
    CHECK_FALSE(has(answer, "secret"));
}

TEST_CASE("CVE-2026-29076: a form of parts is refused unread") {
    RunningServer running;
    const std::string body = "--b\r\nContent-Disposition: form-data; name=\"a\"; filename*=UTF-8''" +
                             std::string(50'000, 'a') + "\r\n\r\nx\r\n--b--\r\n";
    for (const char* path : {"/", "/api/v1/responses", "/nothing"})
        CHECK(has(answerTo(running.port,
                           std::string("POST ") + path +
                               " HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=b\r\n" +
                               "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body),
                  "HTTP/1.1 415"));
    CHECK(running.client().Get("/healthz")->status == 200);
}

TEST_CASE("CVE-2026-34441: the body of a request that needs none is not the next request") {
    RunningServer running;
    const std::string hidden = post(submission(1).dump());
    for (const char* method : {"GET", "HEAD", "OPTIONS", "DELETE", "PUT"}) {
        for (const char* path : {"/", "/healthz", "/nothing", "/results.json"}) {
            for (const std::string& end :
                 {"Content-Length: " + std::to_string(hidden.size()) + "\r\n\r\n" + hidden,
                  // which is refused before its body is read:
                  "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: " +
                      std::to_string(hidden.size()) + "\r\n\r\n" + hidden,
                  "Transfer-Encoding: chunked\r\n\r\n" + hex(hidden.size()) + "\r\n" + hidden +
                      "\r\n0\r\n\r\n"}) {
                const test::RawClient client(running.port);
                client.send(std::string(method) + " " + path + " HTTP/1.1\r\nHost: x\r\n" + end +
                            "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
                CHECK_FALSE(has(client.read(std::chrono::seconds(5)), "HTTP/1.1 201"));
            }
        }
    }
    CHECK(running.stored() == 0);
}

TEST_CASE("0.53.1: no route is a regular expression, so no path is matched by recursion") {
    const RunningServer running;
    auto client = running.client();
    const std::vector<std::string> paths = running.server->paths();
    REQUIRE(paths.size() >= 12);
    for (std::string path : paths) {
        INFO(path);
        if (path == "/results/*") path = "/results/2026";
        // Nothing in it means anything to a regular expression but a dot, which stands for itself.
        CHECK(path.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-_./") == std::string::npos);
        CHECK(client.Options(path)->status == 405);
        for (std::size_t dot = path.find('.'); dot != std::string::npos; dot = path.find('.', dot + 1)) {
            std::string other = path;
            other[dot] = 'x';
            CHECK(client.Options(other)->status == 404);
        }
        for (const char* method : {"GET", "POST", "PUT"}) {
            const std::string longest = path + std::string(8000 - path.size(), 'a');
            const std::string answer = answerTo(
                running.port, std::string(method) + " " + longest +
                                  " HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            CHECK(has(answer, path == "/results/2026" && method[0] == 'P' ? "HTTP/1.1 405" : "HTTP/1.1 404"));
        }
    }
    for (const char* pattern : {"/.*", "/results/.*", "/(.*)", "/a/[^/]+", "/:wave"})
        CHECK(client.Get(pattern)->status == 404);
    CHECK(client.Get("/healthz")->status == 200);
}

TEST_CASE("CVE-2026-77341: no answer has trailers, as none comes in chunks") {
    const RunningServer running;
    auto client = running.client();
    for (const std::string& path : running.server->paths()) {
        INFO(path);
        const auto answer = client.Get(path, {{"TE", "trailers"}});
        CHECK_FALSE(answer->has_header("Transfer-Encoding"));
        CHECK_FALSE(answer->has_header("Trailer"));
        CHECK(answer->has_header("Content-Length"));
    }
}

TEST_CASE("A body whose length is not said is none: it does not last until the connection ends") {
    RunningServer running;
    const std::string answer =
        answerTo(running.port, kStart + "\r\nGET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    CHECK(has(answer, "HTTP/1.1 400"));
    CHECK(answerTo(running.port, kStart + "Connection: close\r\n\r\n" + submission(1).dump()).substr(0, 12) ==
          "HTTP/1.1 400");
    CHECK(running.stored() == 0);
}

TEST_CASE(
    "Parts of an answer are never made or promised, and asking for them does not hide what was stored") {
    RunningServer running;
    std::string ranges = "bytes=0-0";
    for (int i = 1; i < 500; ++i) ranges += "," + std::to_string(2 * i) + "-" + std::to_string(2 * i);
    const auto whole = running.client().Get("/privacy");
    for (const std::string& range : {ranges, std::string("bytes=0-1"), std::string("bytes=-1"),
                                     std::string("bytes=9-1"), std::string("items=0-1"), std::string()}) {
        INFO(range);
        const auto answerOf = [&](const char* method) {
            return answerTo(running.port, std::string(method) + " /privacy HTTP/1.1\r\nHost: x\r\n" +
                                              "Connection: close\r\nRange: " + range + "\r\n\r\n");
        };
        const std::string answer = answerOf("GET"), head = answerOf("HEAD");
        CHECK(has(answer, "HTTP/1.1 200"));
        CHECK(answer.substr(answer.find("\r\n\r\n") + 4) == whole->body);
        CHECK(head == answer.substr(0, answer.find("\r\n\r\n") + 4));
        CHECK_FALSE(has(answer, "Accept-Ranges"));
    }
    for (const char* path : {"/", "/healthz", "/results.csv", "/api/v1/responses", "/nothing"})
        CHECK_FALSE(running.client().Head(path)->has_header("Accept-Ranges"));
    CHECK(
        has(answerTo(running.port, post(submission(1).dump(), "Range: bytes=5000-\r\nConnection: close\r\n")),
            "HTTP/1.1 201"));
}

TEST_CASE("There is no WebSocket, and no path reaches a file") {
    RunningServer running;
    const test::RawClient client(running.port);
    client.send(
        "GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAA\r\n\r\n");
    CHECK(has(client.read(std::chrono::seconds(5), "\r\n\r\n"), "HTTP/1.1 200"));
    for (const char* path :
         {"/../../../../etc/passwd", "/%2e%2e/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2f..%2fetc%2fpasswd",
          "//etc/passwd", "/.%00/etc/passwd", "/%u002e%u002e/etc/passwd", "/..\\..\\etc\\passwd"})
        CHECK(has(answerTo(running.port,
                           std::string("GET ") + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"),
                  "HTTP/1.1 404"));
}
