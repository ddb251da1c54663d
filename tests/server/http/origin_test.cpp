// Whose page sent a response: only a page of this server, and who is no page, may.

#include "tests/server/http/running_server.h"

using namespace otklik;
using test::RunningServer;

namespace {

struct Sender {
    const char* what;
    httplib::Headers headers;
};

// The server's own name here is Host, or survey.example where --site says so.
const std::vector<Sender> kOwn = {
    {"our page, as browsers say today",
     {{"Sec-Fetch-Site", "same-origin"}, {"Origin", "https://office.example"}, {"Host", "office.example"}}},
    {"our page under no-referrer", {{"Sec-Fetch-Site", "same-origin"}, {"Origin", "null"}}},
    {"our page behind a proxy that calls the server by another name",
     {{"Sec-Fetch-Site", "same-origin"}, {"Origin", "https://office.example"}, {"Host", "127.0.0.1:8080"}}},
    {"no page: typed", {{"Sec-Fetch-Site", "none"}}},
    {"a program, or an old browser without script", {}},
    {"TLS that ends before the server", {{"Origin", "https://office.example"}, {"Host", "office.example"}}},
    {"an office's network without TLS", {{"Origin", "http://10.0.0.5:8080"}, {"Host", "10.0.0.5:8080"}}},
    {"another case", {{"Origin", "https://Office.example"}, {"Host", "office.EXAMPLE"}}},
    {"the usual port, said by one only",
     {{"Origin", "https://office.example"}, {"Host", "office.example:443"}}},
    {"an address of IPv6", {{"Origin", "http://[::1]:8080"}, {"Host", "[::1]:8080"}}},
    {"the name that --site says", {{"Origin", "https://survey.example"}, {"Host", "127.0.0.1:8080"}}},
    {"the same with its usual port", {{"Origin", "https://survey.example:443"}, {"Host", "127.0.0.1:8080"}}},
};

const std::vector<Sender> kForeign = {
    {"a page of another site", {{"Sec-Fetch-Site", "cross-site"}, {"Origin", "https://evil.example"}}},
    {"another host of the same site: another office",
     {{"Sec-Fetch-Site", "same-site"},
      {"Origin", "https://other.office.example"},
      {"Host", "office.example"}}},
    {"what browsers do not say yet", {{"Sec-Fetch-Site", "same-origin-ish"}}},
    {"an origin that would do does not help",
     {{"Sec-Fetch-Site", "cross-site"}, {"Origin", "https://office.example"}, {"Host", "office.example"}}},
    {"two words", {{"Sec-Fetch-Site", "same-origin"}, {"Sec-Fetch-Site", "cross-site"}}},
    {"two origins",
     {{"Origin", "https://office.example"}, {"Origin", "https://evil.example"}, {"Host", "office.example"}}},
    {"a list of origins",
     {{"Origin", "https://office.example, https://evil.example"}, {"Host", "office.example"}}},
    {"a frame without an origin, or a file", {{"Origin", "null"}, {"Host", "office.example"}}},
    {"a host that is called null", {{"Origin", "null"}, {"Host", "null"}}},
    {"another site, said by Origin alone", {{"Origin", "https://evil.example"}, {"Host", "office.example"}}},
    {"another port", {{"Origin", "http://office.example:81"}, {"Host", "office.example"}}},
    {"the usual port of another scheme",
     {{"Origin", "http://office.example"}, {"Host", "office.example:443"}}},
    {"a name that begins so", {{"Origin", "https://office.example.evil"}, {"Host", "office.example"}}},
    {"a name that ends so", {{"Origin", "https://evil-office.example"}, {"Host", "office.example"}}},
    {"a name before an at sign",
     {{"Origin", "https://office.example@evil.example"}, {"Host", "office.example"}}},
    {"an extension", {{"Origin", "chrome-extension://office.example"}, {"Host", "office.example"}}},
    {"no scheme", {{"Origin", "office.example"}, {"Host", "office.example"}}},
    {"the name that --site says without its TLS",
     {{"Origin", "http://survey.example"}, {"Host", "127.0.0.1"}}},
};

int n = 0;

int postForm(const RunningServer& running, const httplib::Headers& headers) {
    const httplib::Params form = {{"id", test::numberedId(++n)}, {"wave", "2026"}, {"q-sex", "female"}};
    const auto answer = running.client().Post("/", headers, form);
    REQUIRE(answer);
    return answer->status;
}

int postJson(const RunningServer& running, const httplib::Headers& headers) {
    const auto answer =
        running.client().Post("/api/v1/responses", headers, test::submission(++n).dump(), "application/json");
    REQUIRE(answer);
    return answer->status;
}

}  // namespace

TEST_CASE("A page of this server may send responses, and so may who is no page") {
    const RunningServer running;
    for (const auto& [what, headers] : kOwn) {
        INFO(what);
        CHECK(postForm(running, headers) == 303);
        CHECK(postJson(running, headers) == 201);
    }
    CHECK(running.stored() == static_cast<std::int64_t>(2 * kOwn.size()));
}

TEST_CASE("A page of another site stores nothing through its visitors' browsers") {
    const RunningServer running;
    for (const auto& [what, headers] : kForeign) {
        INFO(what);
        CHECK(postForm(running, headers) == 403);
        CHECK(postJson(running, headers) == 403);
    }
    CHECK(running.stored() == 0);
}

TEST_CASE("Who was led here by another site is told so: people by a page, programs by a problem document") {
    const RunningServer running;
    auto client = running.client();
    const httplib::Headers evil = {{"Sec-Fetch-Site", "cross-site"}};
    const auto page = client.Post("/?via=vk", evil, httplib::Params{{"wave", "2026"}, {"q-seek", "слово"}});
    CHECK(page->get_header_value("Content-Type") == "text/html; charset=utf-8");
    CHECK(page->body.find("Ответы пришли не со страницы опроса") != std::string::npos);
    CHECK(page->body.find("<a href=\"/?via=vk\">Открыть опрос</a>") != std::string::npos);
    CHECK(page->body.find("слово") == std::string::npos);
    const auto problem = client.Post("/api/v1/responses", evil, "{}", "application/json");
    CHECK(problem->get_header_value("Content-Type") == "application/problem+json");
    CHECK(Json::parse(problem->body)["title"] == "Sent by another site");
    CHECK(client.Get("/?via=vk", {{"Sec-Fetch-Site", "cross-site"}})->status == 200);  // a link may lead here
}

TEST_CASE("Our pages let browsers call their origin by its name, and tell other sites nothing") {
    const RunningServer running;
    CHECK(running.client().Get("/")->get_header_value("Referrer-Policy") == "same-origin");
}
