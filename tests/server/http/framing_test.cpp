// Where a request ends, and what is none: RFC 9112 read strictly.

#include "server/http/framing.h"

#include <vector>

#include "tests/support.h"

using otklik::RequestFrame;
using namespace std::string_literals;

namespace {

struct Frame {
    std::size_t length;
    bool complete, broken;
    std::string given;
    bool operator==(const Frame&) const = default;
};

/// Reads as a socket gives it: `atOnce` bytes at a time.
Frame frameOf(std::string_view bytes, std::size_t atOnce) {
    RequestFrame frame;
    std::size_t length = 0;
    std::string given;
    while (length < bytes.size() && !frame.complete() && !frame.broken())
        length += frame.take(bytes.substr(length, atOnce), given);
    return {length, frame.complete(), frame.broken(), given};
}

const std::string kStart = "POST / HTTP/1.1\r\nHost: x\r\n";
const std::string kChunked = kStart + "Transfer-Encoding: chunked\r\n\r\n";

}  // namespace

TEST_CASE("A request ends where its length or its last chunk says, and takes no byte of the next one") {
    const std::vector<std::string> requests = {
        "GET / HTTP/1.1\r\nhost: x\r\n\r\n",
        "GET / HTTP/1.0\r\n\r\n",
        "GET /?a=b%20c HTTP/1.0\r\nHost: x\r\nAccept: a,\tb\r\nEmpty:\r\n\r\n",
        "GET /о HTTP/1.1\r\nHost: x\r\nUser-Agent: о\r\n\r\n",
        kStart + "Content-Length: 0\r\n\r\n",
        kStart + "content-length:  6 \r\n\r\n\r\n\n\r\0\x7f"s,
        kStart + "Content-Length: 12\r\n\r\nGET / HTTP/1",
        kChunked + "0\r\n\r\n",
        kStart +
            "TRANSFER-ENCODING: Chunked\r\n\r\n5\r\nab\r\nc\r\nA;name=value\r\n0123456789\r\n000\r\n\r\n",
    };
    for (const std::string& request : requests) {
        INFO(request);
        const std::string followed = request + "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
        for (std::size_t atOnce : {std::size_t{1}, std::size_t{7}, followed.size()})
            CHECK(frameOf(followed, atOnce) == Frame{request.size(), true, false, request});
        const std::string begun = request.substr(0, request.size() - 1);
        const Frame frame = frameOf(begun, begun.size());
        CHECK(frame.length == begun.size());
        CHECK_FALSE(frame.complete);
        CHECK_FALSE(frame.broken);
    }
}

TEST_CASE("A request names its host once; before HTTP/1.1 it needs not") {
    for (const char* host : {"x", "opros.example.ru", "OPROS.example.ru:443", "127.0.0.1:8080", "[::1]",
                             "[2001:db8::1]:8080", "a_b-c~d", "xn--e1afmkfd.xn--p1ai", "x:"}) {
        INFO(host);
        for (const char* version : {"1.0", "1.1"})
            CHECK(frameOf(std::string("GET / HTTP/") + version + "\r\nHost: \t" + host + " \r\n\r\n", 5)
                      .complete);
    }
    for (const char* host : {"",    ":",    ":80", "x y",    "x, y", "x:80a",    "x:-1", "x:80:80",
                             "a@x", "x/",   "x?y", "x#y",    "x\\y", "http://x", "x%20", "опрос.рф",
                             "[]",  "[::1", "::1", "[::1]x", "[x]",  "x,x",      "\"x\""}) {
        INFO(host);
        for (const char* version : {"1.0", "1.1"})
            CHECK(frameOf(std::string("GET / HTTP/") + version + "\r\nHost: " + host + "\r\n\r\n", 5).broken);
    }
    CHECK(frameOf("GET / HTTP/1.0\r\n\r\n", 5).complete);
    CHECK(frameOf("GET / HTTP/1.1\r\n\r\n", 5).broken);
    for (const char* version : {"1.0", "1.1"})
        for (const char* second : {"Host: x", "HOST: x", "host: y"})
            CHECK(frameOf(std::string("GET / HTTP/") + version + "\r\nHost: x\r\n" + second + "\r\n\r\n", 5)
                      .broken);
}

TEST_CASE("Of a Range nothing is given on, and of everything else all") {
    const std::string before = kStart + "A: b\r\n", after = "Ranges: c\r\nContent-Length: 3\r\n\r\nRan";
    for (const char* range : {"Range: bytes=0-1", "rAnGe:", "Range: items=0-1", "Range: bytes=9-1,junk"}) {
        const std::string request = before + range + "\r\n" + range + "\r\n" + after;
        for (std::size_t atOnce : {std::size_t{1}, std::size_t{7}, request.size()})
            CHECK(frameOf(request, atOnce) == Frame{request.size(), true, false, before + after});
    }
}

TEST_CASE("What two servers could read differently is no request") {
    const std::string next = "\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n";
    const std::vector<std::string> lines = {
        "",
        "GET / HTTP/1.1 ",
        "GET  / HTTP/1.1",
        "GET /a b HTTP/1.1",
        "GET /\tHTTP/1.1",
        "GET / HTTP/2.0",
        "GET /",
        "G\xffT / HTTP/1.1",
        "GET /\0 HTTP/1.1"s,
        " GET / HTTP/1.1",
        "GET / HTTP/1.1\nA: b",
    };
    for (const std::string& line : lines) {
        INFO(line);
        CHECK(frameOf(line + "\r\nHost: x" + next, 1).broken);
    }
    const std::vector<std::string> heads = {
        kStart + "no colon",
        kStart + ": no name",
        kStart + "Space : before",
        kStart + "A: b\r\n continued",
        kStart + "A: b\rC: d",
        kStart + "A: b\nC: d",
        kStart + "A: \0"s,
        kStart + "A: \x01",
        kStart + "A\xd0: b",
        kStart + "Content-Length: -1",
        kStart + "Content-Length: +1",
        kStart + "Content-Length: 0x1",
        kStart + "Content-Length: %31",
        kStart + "Content-Length: 1 1",
        kStart + "Content-Length: 1, 1",
        kStart + "Content-Length:",
        kStart + "Content-Length: 9999999999999999",
        kStart + "Content-Length: 1\r\nContent-Length: 1",
        kStart + "Content-Length: 0\r\nTransfer-Encoding: chunked",
        kStart + "Transfer-Encoding: %63hunked",
        kStart + "Transfer-Encoding: gzip, chunked",
        kStart + "Transfer-Encoding: identity",
        kStart + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
        "POST / HTTP/1.0\r\nHost: x\r\nTransfer-Encoding: chunked",
    };
    for (const std::string& head : heads) {
        INFO(head);
        CHECK(frameOf(head + next, 1).broken);
    }
    const std::vector<std::string> bodies = {"-1\r\na\r\n",
                                             "-ffffffffffffffff\r\na\r\n",
                                             "+1\r\na\r\n",
                                             " 1\r\na\r\n",
                                             "1 \r\na\r\n",
                                             "0x1\r\na\r\n",
                                             "g\r\n",
                                             "\r\n",
                                             "1\na\r\n",
                                             "1\r\na\n0\r\n",
                                             "1\r\nab\r\n0\r\n\r\n",
                                             "100000000\r\n",
                                             "1;\x01\r\na\r\n",
                                             "0\r\nA: b\r\n\r\n"};
    for (const std::string& body : bodies) {
        INFO(body);
        CHECK(frameOf(kChunked + body + next, 1).broken);
    }
}

TEST_CASE("A head has a bound, whatever it is made of") {
    const std::string endless(100'000, 'a');
    CHECK(frameOf("GET /" + endless, 4096).broken);
    CHECK(frameOf("GET / HTTP/1.1\r\nA: " + endless, 4096).length <= 8300);
    std::string many = "GET / HTTP/1.1\r\n";
    for (int i = 0; i < 10'000; ++i) many += "A: b\r\n";
    CHECK(frameOf(many, 4096).length <= 32 * 1024 + 1);
    CHECK(frameOf(kChunked + "1;" + endless, 4096).broken);
}
