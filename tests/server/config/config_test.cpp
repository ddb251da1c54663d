// The configuration: what holds, what is refused of it, and what the office says of itself.

#include "server/config/config.h"

#include <filesystem>

#include "server/config/installation.h"
#include "tests/support.h"

using namespace otklik;

namespace {

constexpr const char* kSvg =
    R"svg(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><defs><path id="a" d="M0 0h8"/></defs>
<use href="#a" fill="url(#b)"/></svg>)svg";
constexpr const char* kPng = "\x89PNG\r\n\x1A\n";

/// A configuration in a folder of its own.
struct ConfigFolder {
    test::TemporaryFolder folder;

    std::string path() const { return folder.path() + "/otklik.json"; }
    void put(const std::string& name, const std::string& content) const {
        std::ofstream(folder.path() + "/" + name, std::ios::binary) << content;
    }
    Result<Config> read(const std::string& json) const {
        put("otklik.json", json);
        return readConfig(path());
    }
    /// What is wrong, a line a problem, without the file's name.
    std::string wrong(const std::string& json) const {
        auto read = this->read(json);
        std::string said;
        for (const Problem& problem : read.problems()) {
            CHECK(problem.detail.starts_with(path()));
            said += problem.detail.substr(path().size()) + "\n";
        }
        return said;
    }
    std::string wrongOffice(const std::string& json) const { return wrong(R"({"office": )" + json + "}"); }
    /// With this file for an emblem.
    std::string wrongEmblem(const std::string& name, const std::string& content) const {
        put(name, content);
        return wrongOffice(R"({"emblem": ")" + name + "\"}");
    }
};

}  // namespace

TEST_CASE("The shipped office is named, with its order, and has no more than that") {
    const auto read = readConfig(std::string(OTKLIK_SOURCE_DIR) + "/assets/otklik.json");
    REQUIRE(read);
    const Office& office = read->http.office;
    CHECK(office.name.in("ru") == "Министерство по делам Коми-Пермяцкого округа Пермского края");
    CHECK(office.called().in("ru") == "Министерство по делам округа");
    CHECK(office.called().in("en") == "Ministry for the Okrug");
    CHECK(office.order.in("ru") == "Приказ от 19.09.2024 № 50-01-05-62");
    CHECK(unsaid(office) == std::vector<std::string>{"emblem", "phone", "address", "site", "reception",
                                                     "operator", "retention"});
    CHECK(read->http.emblem.content.empty());
}

TEST_CASE("Every setting may be missing, and then has its default") {
    const ConfigFolder place;
    const auto read = place.read("{}");
    REQUIRE(read);
    CHECK(read->folders.data == "data");
    CHECK(read->folders.keys() == keysOf("data"));
    CHECK(read->timezone == "Asia/Yekaterinburg");
    CHECK(read->http.host == "127.0.0.1");
    CHECK(read->http.port == 8080);
    CHECK_FALSE(read->http.behindProxy);
    CHECK(read->http.limits.responsesPerHour == 600);
    CHECK(read->http.limits.ofProvider() == 4800);
    CHECK_FALSE(read->metricsPort);
    CHECK(read->backup.folder.empty());
    CHECK(read->backup.keep == 30);
    CHECK(unsaid(read->http.office).size() == 10);
}

TEST_CASE("What holds can be printed, and read again as the same") {
    const ConfigFolder place;
    const std::string all = R"json({"data": "/srv/a", "keys": "/srv/b", "timezone": "Europe/Moscow",
        "host": "::1", "port": 8081, "behindProxy": true, "site": "https://opros.example.ru/", "kiosks": ["hall", "desk"],
        "metricsPort": 0, "certificate": "/srv/d.pem", "limits": {"connectionsPerAddress": 1, "responsesPerHour": 2, "networkResponsesPerHour": 3,
        "providerResponsesPerHour": 4, "allResponsesPerHour": 5}, "backup": {"folder": "/srv/c", "keep": 6},
        "office": {"name": {"default": "А", "en": "B"}, "shortName": "В", "order": "Г", "emblem": "e.svg",
        "phone": "+7 (342) 212-34-56", "address": "Кудымкар", "site": "https://a.example", "reception": "mailto:a@b.example",
        "operator": "Д", "retention": "Е", "licence": "CC BY 4.0", "licenceAddress": "https://c.example"}})json";
    place.put("e.svg", kSvg);
    const auto read = place.read(all);
    REQUIRE(read);
    CHECK(read->http.site == "https://opros.example.ru");
    CHECK(read->http.office.name.in("en") == "B");
    CHECK(read->http.emblem.content == kSvg);
    const Json printed = configJson(*read);
    Json expected = Json::parse(all);
    expected["site"] = "https://opros.example.ru";
    for (const char* words : {"shortName", "order", "address", "operator", "retention"})
        expected["office"][words] = {{"default", expected["office"][words]}};
    CHECK(printed == expected);
    const auto again = place.read(printed.dump());
    REQUIRE(again);
    CHECK(configJson(*again) == printed);
}

TEST_CASE("A path is looked for from where the configuration is") {
    const ConfigFolder place;
    const auto read = place.read(R"({"data": "d", "keys": "../k", "backup": {"folder": "/b"}})");
    REQUIRE(read);
    CHECK(read->folders.data == place.folder.path() + "/d");
    CHECK(read->folders.keys() == std::filesystem::path(place.folder.path()).parent_path().string() + "/k");
    CHECK(read->backup.folder == "/b");
}

TEST_CASE("An unknown setting is named with the one it was perhaps meant to be") {
    const ConfigFolder place;
    CHECK(place.wrong(R"({"prot": 80})") == "/prot: there is no such setting; did you mean port?\n");
    CHECK(place.wrong(R"({"limits": {"responsePerHour": 80}})") ==
          "/limits/responsePerHour: there is no such setting; did you mean responsesPerHour?\n");
    CHECK(place.wrongOffice(R"({"emblme": "x"})") ==
          "/office/emblme: there is no such setting; did you mean emblem?\n");
    CHECK(place.wrong(R"({"backup": {"elsewhere": 1}})") ==
          "/backup/elsewhere: there is no such setting; there are folder, keep.\n");
    CHECK(place.wrong(R"({"a/b~": 1})").starts_with("/a~1b~0: there is no such setting"));
    CHECK(place.wrong("{\"" + std::string(100'000, 'x') + "\": 1}").find("there are data") !=
          std::string::npos);
}

TEST_CASE("A setting of the wrong kind or out of its range is refused by name, all of them at once") {
    const ConfigFolder place;
    CHECK(place.wrong(R"({"data": 1, "port": "80", "behindProxy": "yes", "kiosks": "hall"})") ==
          "/data: a string is expected.\n/port: a number is expected.\n"
          "/behindProxy: true or false is expected.\n"
          "/kiosks: a list of strings is expected, such as [\"hall\"].\n");
    for (const char* json : {R"({"port": -1})",
                             R"({"port": 65536})",
                             R"({"port": 80.5})",
                             R"({"port": 18446744073709551615})",
                             R"({"limits": []})",
                             R"({"limits": {"responsesPerHour": 0}})",
                             R"({"backup": {"keep": 0}})",
                             R"({"site": "opros.example.ru"})",
                             R"({"site": "https://a.example/b"})",
                             R"({"kiosks": ["Hall"]})",
                             R"({"timezone": "Mars/Olympus"})",
                             R"({"timezone": "../../etc/passwd"})",
                             R"({"office": {"name": 7}})",
                             R"({"office": {"name": {"ru": ""}}})",
                             R"({"office": {"order": {"ru": 7}}})",
                             R"({"office": {"reception": "javascript:alert"}})",
                             R"({"office": {"reception": "http://plain"}})",
                             R"({"office": {"site": "http://plain"}})",
                             R"({"office": {"site": "https://a\" onclick=\"b"}})",
                             R"({"office": {"phone": "call us"}})",
                             R"({"office": {"licenceAddress": "x"}})",
                             "",
                             "[]",
                             "{",
                             R"({"port": 1, "port": 2})"})
        CHECK_MESSAGE(!place.read(json), json);
    CHECK_FALSE(place.read(R"({"office": {"name": ")" + std::string(301, 'a') + "\"}}"));
    CHECK_FALSE(place.read("{\"data\": \"" + std::string(300'000, 'a') + "\"}"));
    CHECK_FALSE(readConfig(place.folder.path() + "/nothing.json"));
    CHECK_FALSE(readConfig(place.folder.path()));
}

TEST_CASE("An emblem is a picture and nothing but a picture") {
    const ConfigFolder place;
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
    CHECK(place.wrongOffice(R"({"emblem": "missing.svg"})").find("no such file") != std::string::npos);
    CHECK(place.wrongOffice(R"({"emblem": "../otklik.json"})").find("in the same folder") !=
          std::string::npos);
}

TEST_CASE("An installed program finds what belongs to it beside itself, one of a checkout in the checkout") {
    const test::TemporaryFolder place;
    const std::string prefix = place.path() + "/usr";
    std::filesystem::create_directories(prefix + "/share/otklik/locales");
    const Installation installed = installationOf(prefix + "/bin/otklik");
    CHECK(installed.locales == prefix + "/share/otklik/locales");
    CHECK(installed.web == prefix + "/share/otklik/web");
    CHECK(installed.config == "/etc/otklik/otklik.json");
    const Installation checkout = installationOf("/somewhere/build/native/otklik");
    CHECK(checkout.locales == "/somewhere/assets/locales");
    CHECK(checkout.config == "/somewhere/assets/otklik.json");
    CHECK(checkout.web.empty());
}
