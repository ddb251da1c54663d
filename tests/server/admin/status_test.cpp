// `otklik status`: what it says of each situation, and what it finds out.

#include <filesystem>

#include "server/admin/language.h"
#include "server/admin/overview.h"
#include "tests/server/program.h"
#include "tests/server/server_process.h"

using namespace otklik;
using test::runOtklik;

namespace {

Locale words(const std::string& language) {
    auto locale = localeFor(language, std::string(OTKLIK_SOURCE_DIR) + "/assets/locales");
    REQUIRE(locale);
    return std::move(*locale);
}

/// An open survey on a machine on which nothing is to be done.
Situation well() {
    Situation now;
    now.wave = Situation::Wave{"2026", "2026-10-01", WaveState::open, false, 200};
    now.hasBackupFolder = true;
    now.copyAge = std::chrono::hours(5);
    now.freeMegabytes = 12 * 1024;
    now.hasCertificate = true;
    now.certificateDays = 63;
    return now;
}

Overview said(const Situation& now, const std::string& language = "ru") {
    return overviewOf(now, words(language));
}

bool says(const Overview& overview, const std::string& part) {
    return overview.text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("Where all is well, one screen says so") {
    CHECK(said(well()).isWell);
    CHECK(said(well()).text ==
          "Опрос: 2026 открыт с 1 октября 2026 года, ответили меньше 200 человек\n"
          "Сервер: отвечает, ответы сохраняются\n"
          "Копия: последняя сделана 5 часов назад\n"
          "Диск: свободно 12 ГБ\n"
          "Сертификат: действует ещё 63 дня\n"
          "\n"
          "Всё в порядке, делать ничего не нужно.\n");
    CHECK(says(said(well(), "en"), "Certificate: valid for 63 more days\n"));
}

TEST_CASE("Whatever is wrong is said, with what to do") {
    const auto told = [](void (*change)(Situation&)) {
        Situation now = well();
        change(now);
        const Overview overview = said(now);
        CHECK_FALSE(overview.isWell);
        CHECK(says(overview, "Что сделать:\n1. "));
        return overview.text;
    };
    const auto has = [](const std::string& text, const std::string& part) {
        return text.find(part) != std::string::npos;
    };
    CHECK(has(told([](Situation& now) { now.wave.reset(); }), "otklik wave open"));
    CHECK(has(told([](Situation& now) { now.wave->state = WaveState::stopped; }), "otklik wave close 2026"));
    CHECK(has(told([](Situation& now) { now.storeProblem = "сломано"; }), "Опрос: сломано"));
    CHECK(has(told([](Situation& now) { now.serverProblem = "disk full"; }), "Сервер: disk full"));
    CHECK(has(told([](Situation& now) { now.copyAge.reset(); }), "otklik backup"));
    CHECK(has(told([](Situation& now) { now.copyAge = std::chrono::hours(49); }), "2 дня назад"));
    CHECK(has(told([](Situation& now) { now.hasBackupFolder = false; }), "\"backup\""));
    CHECK(has(told([](Situation& now) { now.freeMegabytes = 900; }), "свободно 0,9 ГБ"));
    CHECK(has(told([](Situation& now) { now.certificateDays = 13; }), "certbot renew"));
    CHECK(has(told([](Situation& now) { now.certificateDays = -1; }), "срок истёк"));
    CHECK(has(told([](Situation& now) { now.certificateDays.reset(); }), "\"certificate\""));
}

TEST_CASE("Closed surveys and trials are called so") {
    Situation now = well();
    now.wave->isTrial = true;
    CHECK(says(said(now), "это проба"));
    now.wave->state = WaveState::closed;
    CHECK(says(said(now), "результаты опубликованы"));
    CHECK_FALSE(says(said(now), "ответили"));
    now.copyAge = std::chrono::minutes(5);
    CHECK(says(said(now), "меньше часа назад"));
}

TEST_CASE("The command finds out how things are, and its exit code tells whether there is anything to do") {
    test::ServerProcess server(10);
    test::TemporaryFolder place;
    const std::string config = place.path() + "/otklik.json", copies = place.path() + "/copies";
    std::filesystem::create_directory(copies);
    std::filesystem::permissions(copies, std::filesystem::perms::all);
    std::ofstream(config)
        << Json{{"data", server.data()}, {"port", server.port()}, {"backup", {{"folder", copies}}}}.dump();
    const test::Ran before = runOtklik("status --lang ru --config " + config);
    CHECK(before.code == 1);
    CHECK(before.says("Копия: ещё нет ни одной"));
    CHECK(before.says("Сервер: отвечает"));
    CHECK(runOtklik("backup --config " + config).code == 0);
    const test::Ran after = runOtklik("status --lang ru --config " + config);
    CHECK_MESSAGE(after.code == 0, after.said);
    CHECK(after.says("Копия: последняя сделана меньше часа назад"));
    server.stop();
    const test::Ran stopped = runOtklik("status --lang en --config " + config);
    CHECK(stopped.code == 1);
    CHECK(stopped.says("systemctl status otklik"));
    CHECK(runOtklik("status --mail=nobody --config " + config).code == 2);
    CHECK(runOtklik("status --mail=-oQ@x --config " + config).code == 2);
}

TEST_CASE("What administrators do is noted: the day, who, what, and how it went") {
    test::TemporaryFolder place;
    const std::string data = place.path() + "/data";
    REQUIRE(test::openWave(data).code == 0);
    CHECK(runOtklik("wave stop 2025 --data " + data).code == 1);
    CHECK(runOtklik("wave list --data " + data).code == 0);
    CHECK(runOtklik("backup " + data + "/copy.db --data " + data).code == 0);
    const std::string text = test::fileText(data + "/audit.log");
    std::istringstream lines(text);
    std::vector<Json> noted;
    for (std::string line; std::getline(lines, line);) noted.push_back(Json::parse(line));
    REQUIRE(noted.size() == 3);
    const std::string today = SystemClock().today();
    const auto line = [&](const char* command, const std::string& what, const char* result) {
        return Json{{"day", today}, {"uid", getuid()}, {"do", command}, {"what", what}, {"result", result}};
    };
    CHECK(noted[0] == line("wave open", "2026", "done"));
    CHECK(noted[1] == line("wave stop", "2025", "refused"));
    CHECK(noted[2] == line("backup", data + "/copy.db", "done"));
    struct stat found {};
    REQUIRE(stat((data + "/audit.log").c_str(), &found) == 0);
    CHECK((found.st_mode & 0777) == 0600);
}

TEST_CASE("A note that cannot be written is said, and a link in its place is not followed") {
    test::TemporaryFolder place;
    const std::string data = place.path() + "/data", elsewhere = place.path() + "/elsewhere";
    std::filesystem::create_directory(data);
    std::filesystem::create_symlink(elsewhere, data + "/audit.log");
    const test::Ran ran = test::openWave(data);
    CHECK(ran.code == 0);
    CHECK(ran.says("could not be noted"));
    CHECK_FALSE(std::filesystem::exists(elsewhere));
}
