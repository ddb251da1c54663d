// Who asks: what of the office's file stands on the pages, and what is refused of it.

#include "server/http/office_file.h"

#include <filesystem>

#include "tests/server/http/running_server.h"

using namespace otklik;

namespace {

constexpr const char* kSvg =
    R"svg(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><defs><path id="a" d="M0 0h8"/></defs>
<use href="#a" fill="url(#b)"/></svg>)svg";
constexpr const char* kPng = "\x89PNG\r\n\x1A\n";

struct OfficeFolder {
    test::TemporaryFolder folder;

    std::string path() const { return folder.path() + "/office.json"; }
    void put(const std::string& name, const std::string& content) const {
        std::ofstream(folder.path() + "/" + name, std::ios::binary) << content;
    }
    Result<OfficeFile> read(const std::string& json) const {
        put("office.json", json);
        return readOffice(path());
    }
    /// What is wrong, a line a problem.
    std::string wrong(const std::string& json) const {
        auto read = this->read(json);
        std::string said;
        for (const Problem& problem : read.problems()) said += problem.detail + "\n";
        return said;
    }
    /// With this file for an emblem.
    std::string wrongEmblem(const std::string& name, const std::string& content) const {
        put(name, content);
        return wrong("{\"emblem\": \"" + name + "\"}");
    }
};

}  // namespace

TEST_CASE("The shipped office is named, with its order, and has no more than that") {
    const auto read = readOffice(std::string(OTKLIK_SOURCE_DIR) + "/assets/office.json");
    REQUIRE(read);
    const Office& office = read->office;
    CHECK(office.name.in("ru") == "Министерство по делам Коми-Пермяцкого округа Пермского края");
    CHECK(office.called().in("ru") == "Министерство по делам округа");
    CHECK(office.called().in("en") == "Ministry for the Okrug");
    CHECK(office.order.in("ru") == "Приказ от 19.09.2024 № 50-01-05-62");
    CHECK(office.emblem.empty());
    CHECK(office.reception.empty());
    CHECK_FALSE(read->emblem);
}

TEST_CASE("All members of an office may be missing; others are named, as is what is of the wrong kind") {
    const OfficeFolder place;
    CHECK(place.wrong("{}").empty());
    CHECK(place.wrong(R"json({"name": "A", "emblme": "x"})json") ==
          place.path() +
              "/emblme: there is no such member; there are name, shortName, order, emblem, reception, "
              "licence, licenceAddress.\n");
    CHECK(place.wrong(R"json({"name": 7, "order": {"ru": []}, "emblem": 1, "reception": "http://a"})json")
              .find("/name: a string is expected") != std::string::npos);
    for (const char* json :
         {"", "[]", "{", R"json({"name": "A", "name": "B"})json", R"json({"name": {"ru": ""}})json",
          R"json({"order": {"ru": 7}})json", R"json({"reception": "javascript:alert(1)"})json",
          R"json({"reception": "http://plain"})json", R"json({"emblem": 1})json"})
        CHECK_MESSAGE(!place.read(json), json);
    CHECK_FALSE(place.read("{\"name\": \"" + std::string(301, 'a') + "\"}"));
    CHECK_FALSE(readOffice(place.folder.path() + "/nothing.json"));
}

TEST_CASE("An emblem is a picture and nothing but a picture") {
    const OfficeFolder place;
    CHECK(place.wrongEmblem("a.svg", kSvg).empty());
    CHECK(place.wrongEmblem("a.svg", "<?xml version=\"1.0\"?>\n" + std::string(kSvg)).empty());
    CHECK(place
              .wrongEmblem("a.svg", "\xEF\xBB\xBF<!-- made by hand -->\n<!DOCTYPE svg PUBLIC \"a\" \"b\">" +
                                        std::string(kSvg))
              .empty());
    CHECK(place.wrongEmblem("a.png", kPng).empty());
    for (const std::string inside :
         {"<script>1</script>", "<SCRIPT href='#a'/>", "<x:script/>", "<image href = \"https://a/b\"/>",
          "<a href=\"javascript:x\"/>", "<g onload=\"x\"/>", "<g\nonload ='x'/>", "<g\tONCLICK=x/>",
          "<foreignObject/>", "<image href=\"https://a/b\"/>", "<image xlink:href='data:image/png,'/>",
          "<g fill=\"url(https://a/b)\"/>", "<style>@import 'x'</style>", "<use href=\"other.svg#a\"/>"})
        CHECK_MESSAGE(place.wrongEmblem("a.svg", "<svg>" + inside + "</svg>").find("only a picture") !=
                          std::string::npos,
                      inside);
    CHECK(place.wrongEmblem("a.svg", "<!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>").find("only a picture") !=
          std::string::npos);
    for (const std::string other : {" ", "GIF89a", "<html><svg/></html>", "\xFF\xD8\xFF"})
        CHECK_MESSAGE(place.wrongEmblem("a.svg", other).find("PNG is expected") != std::string::npos, other);
    CHECK(place.wrongEmblem("big.png", kPng + std::string(65 * 1024, ' ')).find("64 KiB") !=
          std::string::npos);
    CHECK(place.wrong(R"json({"emblem": "missing.svg"})json").find("no such file") != std::string::npos);
    CHECK(place.wrong(R"json({"emblem": "../office.json"})json").find("in the same folder") !=
          std::string::npos);
}

TEST_CASE("The pages show the office and its emblem, which runs nothing when it is opened by itself") {
    const OfficeFolder place;
    place.put("e.svg", kSvg);
    place.put(
        "office.json",
        R"json({"name": "Министерство дорог", "emblem": "e.svg", "reception": "https://example.org/ask"})json");
    test::RunningServer running;
    ServerOptions options = test::serverOptions();
    options.officeFile = place.path();
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
}

TEST_CASE("An office's file that is wrong keeps the server from starting, and says what to do") {
    const OfficeFolder place;
    place.put("office.json", R"json({"nmae": "A"})json");
    test::RunningServer running;
    ServerOptions options = test::serverOptions();
    options.officeFile = place.path();
    CHECK_FALSE(HttpServer::create(options, *running.store, test::redactor()));
}
