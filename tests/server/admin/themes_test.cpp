// `otklik themes` and `otklik texts forget`: what open answers speak of is counted once; they can be
// destroyed.

#include "server/store/themes.h"

#include <fstream>

#include "tests/server/server_process.h"

using namespace otklik;
using test::ServerProcess;

namespace {

Result<std::vector<Theme>> read(const std::string& table) {
    static const Survey survey = test::orderSurvey();
    return readThemes(survey, table);
}

std::string firstProblem(const std::string& table) {
    const auto themes = read(table);
    REQUIRE_FALSE(themes);
    const Problem& problem = themes.problems().front();
    return problem.pointer + "|" + problem.code + "|" + problem.detail;
}

/// A closed wave of 120 responses, a third of which speak of the timetable.
struct Closed {
    ServerProcess server{10};
    std::string file = server.data() + "-themes.csv";

    Closed() {
        auto client = server.client();
        for (int n = 0; n < 120; ++n) {
            const char* text = n % 3 == 0 ? "Где найти расписания приёма?" : "Всё хорошо";
            const Json body = {
                {"id", test::numberedId(n)},
                {"wave", "2026"},
                {"via", "site"},
                {"answers", {{"seek", text}, {"sources-Comment", "расписание"}, {"sources", {"other"}}}}};
            REQUIRE(client.Post("/api/v1/responses", body.dump(), "application/json")->status == 201);
        }
        server.command("wave stop 2026 --key-file " + server.keyFile());
        server.command("wave close 2026 --key-file " + server.keyFile());
    }
    ~Closed() { std::filesystem::remove(file); }
    test::Ran themes(const std::string& table) {
        std::ofstream(file) << table;
        return test::runOtklik("themes 2026 " + file + " --yes --data " + server.data());
    }
    Json release() {
        auto client = server.client();
        return Json::parse(client.Get("/api/v1/aggregates?wave=2026")->body);
    }
};

constexpr const char* kTable =
    "тема;вопрос;слова\r\nРасписание;seek;расписание\r\n\"Приём; запись\";seek;\"прием*, запись\"\r\n";

}  // namespace

TEST_CASE("A table of themes is read as spreadsheets write it") {
    const auto themes = read(std::string("\xEF\xBB\xBF") + kTable);
    REQUIRE(themes);
    CHECK(*themes == std::vector<Theme>{{"seek", "Расписание", {"расписание"}},
                                        {"seek", "Приём; запись", {"прием*", "запись"}}});
    CHECK(read("Расписание,seek,расписание\n"));
}

TEST_CASE("What is wrong with a table is said with its line") {
    CHECK(firstProblem("Тема;seek;а\n").starts_with(":1|wrong-value|'а' is no word"));
    CHECK(firstProblem("Тема;seek;\n").starts_with(":1|wrong-value|A theme needs words"));
    CHECK(firstProblem(";seek;слово\n").starts_with(":1|wrong-value|A theme has a name"));
    CHECK(firstProblem("Тема;seek;слово\nТема;seek;другое\n")
              .starts_with(":2|wrong-value|'Тема' stands twice"));
    CHECK(
        firstProblem("т;вопрос;с\nТема;sex;слово\n").starts_with(":2|wrong-value|'sex' is no open question"));
    CHECK(
        firstProblem("т;вопрос;с\nТема;nothing;слово\n").starts_with(":2|wrong-value|'nothing' is no open"));
    CHECK(firstProblem("Тема;seek\n").starts_with(":1|wrong-value|A line has three columns"));
    CHECK(firstProblem("\xD2\xE5\xEC\xE0;seek;\xF1\n").starts_with("|not-utf8|"));
    // What would silently spoil the one count there is.
    CHECK(firstProblem("Школы;demnad;школа\nПарки;demand;парк\n").starts_with(":1|wrong-value|'demnad'"));
    CHECK(firstProblem("Парки;demand;\"парк\nАвтобусы;demand;автобус\n").find("A quote is opened") !=
          std::string::npos);
    CHECK(firstProblem("Парки;demand;\"парк;автобус\"\n").starts_with(":1|wrong-value|'парк;автобус'"));
    CHECK(firstProblem("").find("There is no theme") != std::string::npos);
    std::string many;
    for (int n = 0; n < 10'000; ++n) many += "Тема " + std::to_string(n) + ";seek;слово\n";
    CHECK(firstProblem(many).starts_with("|too-large|"));
    CHECK(firstProblem(many.substr(0, many.find("Тема 60;"))).find("50 themes at most") != std::string::npos);
}

TEST_CASE("A text speaks of a theme in any form of its words, and of three themes at most") {
    const std::vector<Theme> themes = {{"seek", "a", {"расписание"}},
                                       {"seek", "b", {"прием*"}},
                                       {"seek", "c", {"ёлка"}},
                                       {"seek", "d", {"врач"}},
                                       {"demand", "e", {"врач"}}};
    const ThemeFinder finder(themes);
    using Places = std::vector<std::size_t>;
    CHECK(finder.find("seek", "Нет РАСПИСАНИЙ!", 3) == Places{0});
    CHECK(finder.find("seek", "приёмная", 3) == Places{1});
    CHECK(finder.find("seek", "про елки", 3) == Places{2});
    CHECK(finder.find("seek", "врача по расписанию приём у ёлки", 3) == Places{0, 1, 2});
    CHECK(finder.find("demand", "врачи", 3) == Places{4});
    CHECK(finder.find("seek", "[врач]", 3).empty());  // what redaction put there
    CHECK(finder.find("seek", "переписание", 3).empty());
}

TEST_CASE("Themes are counted once, published with their noise, and stay over a restart and an older copy") {
    Closed closed;
    const std::string copy = closed.server.data() + "/copy.db";
    REQUIRE(test::runOtklik("backup " + copy + " --data " + closed.server.data()).code == 0);
    const test::Ran counted = closed.themes(kTable);
    CHECK(counted.code == 0);
    const Json release = closed.release();
    REQUIRE(release["themes"].size() == 2);
    CHECK(release["noise"]["themes"] == 14);
    CHECK(release["number"] == 2);
    CHECK(std::abs(release["themes"][0]["count"].get<int>() - 40) < 70);  // five SDs
    auto client = closed.server.client();
    const std::string page = client.Get("/results")->body;
    CHECK(page.find("Что писали своими словами") != std::string::npos);
    CHECK(page.find("Приём; запись") != std::string::npos);
    CHECK(page.find("расписания") == std::string::npos);

    const test::Ran again = closed.themes(kTable);
    CHECK(again.code == 1);
    CHECK(again.says("have been counted"));
    closed.server.stop();
    REQUIRE(test::runOtklik("restore " + copy + " --data " + closed.server.data()).code == 0);
    closed.server.start();
    CHECK_FALSE(closed.release().contains("themes"));
    CHECK(closed.themes(kTable).code == 0);
    CHECK(closed.release()["themes"] == release["themes"]);  // no second noise

    // A keys folder that knows nothing may have forgotten that they were counted.
    closed.server.stop();
    std::filesystem::remove_all(closed.server.data() + "-keys");
    std::filesystem::remove(closed.server.data() + "/otklik.db");  // which would say what was counted
    REQUIRE(test::runOtklik("restore " + copy + " --data " + closed.server.data()).code == 0);
    closed.server.start();
    CHECK_FALSE(closed.release().contains("themes"));
    CHECK(closed.themes(kTable).says("not counted again"));
}

TEST_CASE("Texts that were destroyed are nowhere in the folder, and speak of nothing any more") {
    Closed closed;
    CHECK(test::runOtklik("texts forget 2026 --data " + closed.server.data(), "n\n")
              .says("Nothing was changed"));
    const auto holds = [&] {
        bool found = false;
        for (const std::string name : {"otklik.db", "otklik.db-wal"})
            found = found ||
                    test::fileText(closed.server.data() + "/" + name).find("расписани") != std::string::npos;
        return found;
    };
    CHECK(holds());
    CHECK(test::runOtklik("texts forget 2026 --yes --data " + closed.server.data()).code == 0);
    CHECK_FALSE(holds());
    CHECK(closed.themes(kTable).says("has no texts any more"));
    CHECK(closed.release()["number"] == 1);
}

TEST_CASE("Before a wave is closed nobody can count or destroy its texts") {
    ServerProcess server(10);
    std::ofstream(server.data() + "-t.csv") << kTable;
    CHECK(test::runOtklik("themes 2026 " + server.data() + "-t.csv --yes --data " + server.data())
              .says("is not closed"));
    CHECK(test::runOtklik("texts forget 2026 --yes --data " + server.data()).says("is not closed"));
    CHECK(test::runOtklik("themes 2031 " + server.data() + "-t.csv --yes --data " + server.data())
              .says("There is no wave"));
    std::filesystem::remove(server.data() + "-t.csv");
}
