// Who asks: what of the office stands on the pages.

#include "tests/server/http/running_server.h"

using namespace otklik;

namespace {

constexpr const char* kSvg =
    R"svg(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><defs><path id="a" d="M0 0h8"/></defs>
<use href="#a" fill="url(#b)"/></svg>)svg";

}  // namespace

TEST_CASE("The pages show the office and its emblem, which runs nothing when it is opened by itself") {
    test::RunningServer running;
    ServerOptions options = test::serverOptions();
    options.office = {};
    options.office.name = LocalizedText("Министерство дорог");
    options.office.address = LocalizedText("Кудымкар, улица Лихачёва, 54");
    options.office.controller = LocalizedText("Оператор: Министерство дорог");
    options.office.retention = LocalizedText("До 31 января");
    options.office.phone = "8 (34260) 4-12-34";
    options.office.site = "https://roads.example.ru/priem";
    options.office.reception = "https://example.org/ask";
    options.emblem = {"e.svg", kSvg};
    const test::ServerOver server(*running.store, options);
    auto client = server.client();
    const std::string page = client.Get("/")->body;
    const std::size_t at = page.find("/a/emblem-");
    REQUIRE(at != std::string::npos);
    const std::string address = page.substr(at, page.find('"', at) - at);
    const auto emblem = client.Get(address);
    CHECK(emblem->status == 200);
    CHECK(emblem->body == kSvg);
    CHECK(emblem->get_header_value("Content-Type") == "image/svg+xml");
    CHECK(emblem->get_header_value("Content-Security-Policy").find("sandbox") != std::string::npos);
    for (const char* path : {"/", "/results", "/privacy", "/accessibility", "/thanks", "/nothing"})
        CHECK_MESSAGE(client.Get(path)->body.find("<span>Министерство дорог</span>") != std::string::npos,
                      path);
    CHECK(client.Get("/app/survey")->body.find("https://example.org/ask\n") != std::string::npos);
    CHECK(client.Get("/")->body.find("Кудымкар") != std::string::npos);
    CHECK(client.Get("/results")->body.find(R"(<a href="tel:83426041234">8 (34260) 4-12-34</a>)") !=
          std::string::npos);
    CHECK(client.Get("/results")
              ->body.find(R"(<a href="https://roads.example.ru/priem">roads.example.ru</a>)") !=
          std::string::npos);
    for (const char* path : {"/privacy", "/privacy?lang=en"}) {
        CHECK(client.Get(path)->body.find("Оператор: Министерство дорог") != std::string::npos);
        CHECK(client.Get(path)->body.find("До 31") != std::string::npos);
    }
}

TEST_CASE("What the office has not said is left out of every page") {
    test::RunningServer running;
    ServerOptions options = test::serverOptions();
    options.office = {};
    const test::ServerOver server(*running.store, options);
    for (const char* path : {"/", "/results", "/privacy", "/accessibility", "/thanks", "/nothing"}) {
        const std::string page = server.client().Get(path)->body;
        for (const char* part : {"class=\"office\"", "tel:", "<p></p>", "Кто отвечает за опрос"})
            CHECK_MESSAGE(page.find(part) == std::string::npos, path, " has ", part);
    }
}
