// `otklik report text`: the office's own words beside a wave's figures, put, replaced and taken away.

#include <fstream>

#include "server/store/clock.h"
#include "server/store/open.h"
#include "tests/server/server_process.h"

using namespace otklik;
using test::ServerProcess;

namespace {

/// A folder with a closed wave, and a file for a text.
struct Closed {
    ServerProcess server{10};
    std::string file = server.folder() + "/text.md", today = SystemClock().today();

    Closed() {
        for (const char* command : {"wave stop", "wave close"})
            server.command(std::string(command) + " 2026 --key-file " + server.keyFile());
    }
    test::Ran run(const std::string& words) const {
        return test::runOtklik("report text " + words + " --data " + server.data());
    }
    test::Ran put(const std::string& text, const std::string& words = "--signed Отдел") const {
        std::ofstream(file) << text;
        return run("2026 " + file + " " + words);
    }
    std::vector<OfficeTextSource> texts() const {
        SystemDisk disk;
        const auto reader = readStore(server.data(), disk);
        REQUIRE(reader);
        const auto snapshot = (*reader)->snapshot();
        REQUIRE(snapshot);
        return snapshot->wave("2026")->texts;
    }
};

}  // namespace

TEST_CASE("A text is put, replaced and taken away, in each language, with a running server and without") {
    Closed closed;
    const std::string& today = closed.today;
    for (const bool isRunning : {true, false}) {
        INFO(isRunning);
        if (!isRunning) closed.server.stop();
        const test::Ran put = closed.put("## Сделано", "--signed 'Отдел \"Связь\"' --day 2026-01-31");
        CHECK(put.code == 0);
        CHECK(put.said ==
              "The text stands beside the figures of wave 2026 (ru), signed «Отдел \"Связь\"», "
              "2026-01-31. See: /results/2026. Put it again after a change; take it away with: "
              "otklik report text 2026 --remove --data " +
                  closed.server.data() + "\n");
        CHECK(closed.texts() ==
              std::vector<OfficeTextSource>{{"ru", "Отдел \"Связь\"", "2026-01-31", "## Сделано"}});
        const test::Ran english = closed.put("## Done", "--signed Office --language en");
        CHECK(english.says("(en), signed «Office», " + today + ". See: /results/2026?lang=en."));
        CHECK(english.says("--remove --language en"));
        const test::Ran again = closed.put("Слова");
        CHECK(again.says("in the place of the text of 2026-01-31, signed «Отдел», " + today));
        CHECK(closed.texts() == std::vector<OfficeTextSource>{{"en", "Office", today, "## Done"},
                                                              {"ru", "Отдел", today, "Слова"}});
        const test::Ran removed = closed.run("2026 --remove");
        CHECK(removed.code == 0);
        CHECK(
            removed.says("The text of wave 2026 (ru) is taken away. See: /results/2026. Put another with: "));
        CHECK(closed.texts().size() == 1);
        CHECK(closed.run("2026 --remove --language en").code == 0);
        CHECK(closed.texts().empty());
        CHECK(closed.run("2026 --remove").code == 1);
        CHECK(closed.run("2026 --remove").says("has no text in this language (ru)"));
    }
}

TEST_CASE("What is wrong with a text is said with its file and line, and nothing is changed") {
    Closed closed;
    REQUIRE(closed.put("Слова").code == 0);
    const auto before = closed.texts();
    const test::Ran wrong = closed.put("Слова\n\n# Сделано\n\n1. раз");
    CHECK(wrong.code == 1);
    CHECK(wrong.says("otklik: " + closed.file + ":3: A heading of another level than ##. Write ## before"));
    CHECK(wrong.says("otklik: " + closed.file + ":5: A numbered list."));
    CHECK(closed.put("").says("There are no words in this file"));
    CHECK(closed.put("\xD1\xE4").says(":1: The file is no UTF-8"));
    CHECK(closed.put("Слова", "--signed ' '").says("Who signs the text is to be named"));
    CHECK(closed.put("Слова", "--signed $(printf 'a%.0s' $(seq 201))").says("more than 200 letters"));
    CHECK(closed.put("Слова", "--signed \"$(printf '\\321')\"").says("The signature is no UTF-8"));
    CHECK(closed.put("Слова", "--signed Отдел --day 2026-02-30").says("'2026-02-30' is no day"));
    CHECK(closed.put("Слова", "--signed Отдел --day 2999-01-01").says("lies in the future"));
    CHECK(closed.run("2026 /nothing --signed Отдел").code == 1);
    CHECK(closed.texts() == before);
}

TEST_CASE("A text waits for figures, and for a wave") {
    ServerProcess server(10);
    const std::string file = server.folder() + "/text.md";
    std::ofstream(file) << "Слова";
    const auto put = [&](const std::string& wave) {
        return test::runOtklik("report text " + wave + " " + file + " --signed Отдел --data " +
                               server.data());
    };
    CHECK(put("2026").code == 1);
    CHECK(put("2026").says("Wave 2026 has published nothing yet"));
    CHECK(put("2031").says("There is no wave 2031. See: otklik wave list"));
    CHECK(test::runOtklik("report text 2031 --remove --data " + server.data()).says("There is no wave 2031"));
}

TEST_CASE("A copy carries the texts, and brings them back") {
    Closed closed;
    REQUIRE(closed.put("## Сделано\r\n\r\nСлова").code == 0);
    REQUIRE(closed.put("Words", "--signed Office --language en").code == 0);
    const auto before = closed.texts();
    const std::string copy = closed.server.data() + "/copy.db";
    closed.server.command("backup " + copy);
    CHECK(closed.run("2026 --remove").code == 0);
    closed.server.stop();
    closed.server.command("restore " + copy);
    closed.server.start();
    CHECK(closed.texts() == before);
    CHECK(closed.put("Другие").says("in the place of"));
    CHECK(test::runOtklik("check " + closed.server.data()).code == 0);
}
