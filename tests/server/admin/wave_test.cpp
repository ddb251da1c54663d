// A wave from its opening to its closing, by the commands: where its keys are, and what happens without them.

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "server/admin/key_page.h"
#include "server/store/open.h"
#include "tests/server/program.h"
#include "tests/server/server_process.h"

using namespace otklik;
using test::namesIn;
using test::openWave;
using test::runOtklik;

namespace {

/// A data folder, with the office's own files beside it.
struct Place {
    test::TemporaryFolder folder;
    std::string data = folder.path() + "/data", keys = data + "-keys", key = data + ".key";

    std::string beside(const std::string& name) const { return folder.path() + "/" + name; }
    test::Ran run(const std::string& words, const std::string& typed = "") const {
        return runOtklik(words + " --data " + data, typed);
    }
    test::Ran open(const std::string& words, const std::string& typed = "") const {
        return run("wave open " + words + " --survey " + test::kOrder, typed);
    }
    std::string state() const { return run("wave list").said; }
    bool isUntouched() const { return namesIn(folder.path()).empty(); }
    /// Stores `count` responses with texts.
    void import(int count) const {
        Json items = Json::array();
        for (int n = 0; n < count; ++n)
            items.push_back({{"id", test::numberedId(n)},
                             {"wave", "2026"},
                             {"via", "kiosk"},
                             {"answers", {{"sex", "female"}, {"seek", "слово"}}}});
        std::ofstream(beside("kiosk.json")) << items.dump();
        const test::Ran ran = run("import " + beside("kiosk.json"));
        REQUIRE_MESSAGE(ran.code == 0, ran.said);
    }
};

/// The program in a conversation: what it says is read, and it is answered.
class Conversation {
  public:
    explicit Conversation(const std::string& words) {
        int typed[2], said[2];
        REQUIRE(pipe(typed) == 0);
        REQUIRE(pipe(said) == 0);
        process_ = fork();
        if (process_ == 0) {
            dup2(typed[0], STDIN_FILENO), dup2(said[1], STDOUT_FILENO), dup2(said[1], STDERR_FILENO);
            for (int end : {typed[0], typed[1], said[0], said[1]}) close(end);
            const std::string line = std::string("exec ") + OTKLIK_BINARY + " " + words;
            execl("/bin/sh", "/bin/sh", "-c", line.c_str(), nullptr);
            _exit(127);
        }
        close(typed[0]), close(said[1]);
        typed_ = typed[1], said_ = said[0];
    }
    ~Conversation() {
        if (process_ > 0) end();
    }
    /// Reads until `words` were said; gives all that was said so far.
    const std::string& until(const std::string& words) {
        char byte;
        while (heard_.find(words) == std::string::npos && read(said_, &byte, 1) == 1) heard_ += byte;
        REQUIRE_MESSAGE(heard_.find(words) != std::string::npos, heard_);
        return heard_;
    }
    void type(const std::string& line) { REQUIRE(write(typed_, (line + "\n").c_str(), line.size() + 1) > 0); }
    /// Ends the input; gives the exit code.
    int end() {
        close(typed_);
        char byte;
        while (read(said_, &byte, 1) == 1) heard_ += byte;
        close(said_);
        int status = 0;
        waitpid(process_, &status, 0);
        process_ = 0;
        return WEXITSTATUS(status);
    }
    const std::string& heard() const { return heard_; }

  private:
    pid_t process_ = 0;
    int typed_ = -1, said_ = -1;
    std::string heard_;
};

mode_t modeOf(const std::string& path) {
    struct stat found {};
    REQUIRE(lstat(path.c_str(), &found) == 0);
    return found.st_mode & 07777;
}

/// What stands in a key file, without its line's end.
std::string keyIn(const std::string& file) {
    std::string text = test::fileText(file);
    REQUIRE(text.ends_with('\n'));
    text.pop_back();
    return text;
}

}  // namespace

TEST_CASE(
    "A person opens a wave: its tables are shown, then its key, which is typed back and stands nowhere") {
    Place place;
    Conversation opening("wave open 2026 --survey " + test::kOrder + " --data " + place.data);
    const std::string said = opening.until("Type the key back");
    CHECK(said.find("nothing else can be calculated later") != std::string::npos);
    CHECK(said.find("each by itself:") < said.find("This is the ballot key of wave 2026"));
    const std::size_t first = said.find("\n    ", said.find("shown this once")) + 5;
    const std::string key = said.substr(first, 27) + " " + said.substr(first + 27 + 5, 27);
    REQUIRE(BallotKey::read(key));
    CHECK(place.isUntouched());
    opening.type(key.substr(0, 27));
    opening.type(key.substr(28));
    CHECK(opening.end() == 0);
    CHECK(opening.heard().find("Wave 2026 is open") != std::string::npos);
    for (const std::string& folder : {place.data, place.keys})
        for (const std::string& name : namesIn(folder))
            for (const std::string& group :
                 {key, key.substr(0, 27), BallotKey::read(key)->keys().privateKey()})
                CHECK(test::fileText(folder + "/" + name).find(group) == std::string::npos);

    place.import(25);
    CHECK(place.run("wave stop 2026", key + "\n").code == 0);
    CHECK(place.run("wave close 2026", key + "\n").says("destroy the sheets"));
    CHECK(place.run("export").says("слово"));
}

TEST_CASE("A wave whose key was not typed back is not opened, and makes nothing") {
    Place place;
    for (const std::string typed : {"", "\n", "123456 123456\n", "what\n"}) {
        INFO(typed);
        const test::Ran ran = place.open("2026", typed);
        CHECK(ran.code == 1);
        CHECK(ran.says("Wave 2026 was not opened"));
        CHECK(place.isUntouched());
    }
}

TEST_CASE("A key file is written, its owner's only, and read for the same wave; nothing of it is shown") {
    Place place;
    const test::Ran opened = openWave(place.data);
    CHECK(opened.code == 0);
    CHECK(modeOf(place.key) == 0600);
    const std::string key = keyIn(place.key);
    REQUIRE(BallotKey::read(key));
    CHECK_FALSE(opened.says(key.substr(0, 27)));
    REQUIRE(place.run("wave stop 2026 --key-file " + place.key).code == 0);
    const test::Ran next = openWave(place.data, "2027");
    CHECK(next.code == 1);
    CHECK(next.says("Wave 2026 has this ballot key"));  // whose sheets will be destroyed
    CHECK(keyIn(place.key) == key);
    CHECK(place.run("wave close 2026 --key-file " + place.key).says("destroy the sheets"));
}

TEST_CASE("A key page is written once, its owner's only, with the key that is asked back") {
    Place place;
    const std::string page = place.beside("page.html");
    openWave(place.data, "2026 --key-page " + page);
    CHECK(modeOf(page) == 0600);
    CHECK(test::fileText(page) == keyPage("2026", *BallotKey::read(keyIn(place.key))));
    REQUIRE(place.run("wave stop 2026").code == 0);
    CHECK(place.open("2027 --key-page " + page).says("exists"));
    CHECK(place.open("2027 --key-page " + place.beside("other.html"))
              .says("This is the ballot key of wave 2027"));
    CHECK(std::filesystem::exists(place.beside("other.html")));
    CHECK_FALSE(place.state().starts_with("2027"));
}

TEST_CASE(
    "No key and no page is written into the data folder or the keys folder, also before these are there") {
    Place place;
    const std::string keysElsewhere = place.beside("vault");
    const auto refusesAll = [&](const std::string& id) {
        for (const std::string& folder : {place.data, place.keys}) {
            CHECK(place.open(id + " --key-file " + folder + "/key").says("lies in " + folder));
            CHECK(place.open(id + " --key-page " + folder + "/key.html").says("lies in " + folder));
        }
        CHECK(place.open(id + " --keys " + keysElsewhere + " --key-file " + keysElsewhere + "/key")
                  .says("lies in " + keysElsewhere));
    };
    refusesAll("2026");
    CHECK(place.isUntouched());
    openWave(place.data);
    const auto data = namesIn(place.data), keys = namesIn(place.keys);
    REQUIRE(place.run("wave stop 2026").code == 0);
    refusesAll("2027");
    CHECK(namesIn(place.data) == data);
    CHECK(namesIn(place.keys) == keys);
    // Nor read from there:
    std::filesystem::copy_file(place.key, place.data + "/key");
    CHECK(place.run("wave close 2026 --key-file " + place.data + "/key").says("lies in " + place.data));
    CHECK(place.state().starts_with("2026  stopped"));
}

TEST_CASE("With --if-none nothing happens, and no key is made, where a wave is open, or this one is over") {
    Place place;
    const std::string other = place.beside("other.key");
    CHECK(place.open("2026 --if-none --key-file " + place.key).says("Wave 2026 is open"));
    for (const char* id : {"2026", "2027"}) {
        const test::Ran ran = place.open(id + std::string(" --if-none --key-file ") + other);
        CHECK(ran.code == 0);
        CHECK(ran.said == "Wave 2026 is open.\n");
    }
    REQUIRE(place.run("wave stop 2026").code == 0);
    CHECK(place.open("2026 --if-none --key-file " + other).says("Wave 2026 is over; no other was opened."));
    CHECK(place.open("2026 --if-none --trial").says("no other was opened"));
    CHECK_FALSE(std::filesystem::exists(other));
    CHECK_FALSE(namesIn(place.data).contains("ballot-key-2026.txt"));
}

TEST_CASE("A wave that cannot be opened is refused before a key is made") {
    Place place;
    const std::string other = place.beside("other.key");
    openWave(place.data);
    CHECK(place.open("2026 --key-file " + other).says("There is a wave 2026 already"));
    CHECK(place.open("2027 --key-file " + other).says("Wave 2026 is open. Stop it first"));
    CHECK(place.open("2027 --trial").says("Wave 2026 is open. Stop it first"));
    CHECK_FALSE(std::filesystem::exists(other));
    CHECK_FALSE(namesIn(place.data).contains("ballot-key-2027.txt"));
}

TEST_CASE(
    "A trial asks for no key: it lies in the data folder, closes the wave by itself, and is gone then") {
    Place place;
    const std::string key = place.data + "/ballot-key-2026.txt";
    const test::Ran opened = place.open("2026 --trial");
    CHECK(opened.code == 0);
    CHECK(opened.says("are for trying"));
    CHECK_FALSE(opened.says("ballot key"));
    CHECK(modeOf(key) == 0600);
    CHECK(place.state().find("trial") != std::string::npos);
    place.import(35);  // more than three times the threshold, which is 10 for a trial
    CHECK(place.state().find("responses released") != std::string::npos);
    CHECK(place.run("wave stop 2026").code == 0);
    const test::Ran closed = place.run("wave close 2026");
    CHECK(closed.code == 0);
    CHECK_FALSE(closed.says("ballot key"));
    CHECK_FALSE(std::filesystem::exists(key));
    CHECK(place.run("export").says("слово"));
}

TEST_CASE("A trial whose key file is gone is closed with the key from elsewhere") {
    Place place;
    place.open("2026 --trial");
    place.run("wave stop 2026");
    std::filesystem::rename(place.data + "/ballot-key-2026.txt", place.key);
    CHECK(place.run("wave close 2026").code == 1);
    CHECK(place.state().starts_with("2026  stopped"));
    CHECK(place.run("wave close 2026 --key-file " + place.key).code == 0);
}

TEST_CASE("An ordinary wave releases nothing before its closing, however many were mixed") {
    Place place;
    openWave(place.data, "2026 --threshold 10");
    place.import(95);
    CHECK(place.state() == "2026  open  opened " + SystemClock().today() + "  fewer than 100 responses\n");
    const test::Ran texts = place.run("export --wave 2026");
    CHECK(texts.code == 1);
    CHECK(texts.says("not closed"));
    CHECK_FALSE(place.run("export").says("слово"));
    test::closeWave(place.data);
    CHECK(place.state().find("responses released") != std::string::npos);
}

TEST_CASE("The list tells how many came in steps: to 50, 100, 200, 500, 1000") {
    Place place;
    openWave(place.data);
    for (const auto& [count, step] : {std::pair{0, "50"},
                                      {49, "50"},
                                      {50, "100"},
                                      {99, "100"},
                                      {100, "200"},
                                      {199, "200"},
                                      {200, "500"},
                                      {499, "500"},
                                      {500, "1000"}}) {
        INFO(count);
        place.import(count);
        CHECK(place.state().ends_with("  fewer than " + std::string(step) + " responses\n"));
    }
}

TEST_CASE("To stop a wave its key is asked for; without it that goes on, with a word of what is lost") {
    const std::string lost = "can only be closed from its noisy sums";
    const auto stops = [&](const Place& place, const test::Ran& ran, bool hasKey) {
        CHECK(ran.code == 0);
        CHECK(ran.says(lost) != hasKey);
        CHECK(place.state().starts_with("2026  stopped"));
    };
    for (const std::string typed : {"", "\n"}) {
        Place place;
        openWave(place.data);
        stops(place, place.run("wave stop 2026", typed), false);
    }
    Place place, file;
    openWave(place.data);
    openWave(file.data);
    const test::Ran typed = place.run("wave stop 2026", keyIn(place.key) + "\n");
    CHECK(typed.says("Type the ballot key of wave 2026"));
    stops(place, typed, true);
    const test::Ran read = file.run("wave stop 2026 --key-file " + file.key);
    CHECK_FALSE(read.says("Type the ballot key"));
    stops(file, read, true);
    CHECK(file.run("wave stop 2026 --key-file " + file.key).says("is not open"));
    CHECK(file.run("wave stop 2031 --key-file " + file.key).says("There is no wave 2031"));
}

TEST_CASE("A foreign key stops and closes nothing, from a file or typed; neither does one that is missing") {
    Place place, other;
    openWave(place.data);
    openWave(other.data);
    place.import(25);
    const std::string foreign = keyIn(other.key) + "\n", missing = place.beside("missing");
    for (const std::string command : {"wave stop 2026", "wave close 2026"}) {
        const std::string before = place.state();
        const test::Ran read = place.run(command + " --key-file " + other.key);
        CHECK(read.code == 1);
        CHECK(read.says("not that of wave 2026"));
        const test::Ran typed = place.run(command, foreign);
        CHECK(typed.code == 1);
        CHECK(typed.says("not that of wave 2026"));
        CHECK(place.run(command + " --key-file " + missing).says(missing));
        CHECK(place.run(command + " --key-file " + test::kOrder).code == 1);
        CHECK(place.state() == before);
        place.run("wave stop 2026");
    }
    CHECK(place.run("wave close 2026", foreign + keyIn(place.key) + "\n").code == 0);
}

TEST_CASE("A wave is closed with its key, typed or in a file, and everything is counted") {
    Place typed, read;
    for (const Place* place : {&typed, &read}) {
        openWave(place->data, "2026 --threshold 10");
        place->import(95);
        CHECK(place->run("wave close 2026 --key-file " + place->key).says("is still open"));
        REQUIRE(place->run("wave stop 2026").code == 0);
    }
    CHECK(typed.run("wave close 2026").code == 1);
    CHECK(typed.state().starts_with("2026  stopped"));
    CHECK(typed.run("wave close 2026", keyIn(typed.key) + "\n").code == 0);
    CHECK(read.run("wave close 2026 --key-file " + read.key).code == 0);
    for (const Place* place : {&typed, &read}) {
        const std::string texts = place->run("export --wave 2026").said;
        std::size_t count = 0;
        for (std::size_t at = 0; (at = texts.find("слово", at)) != std::string::npos; ++at) ++count;
        CHECK(count == 95);
        CHECK(namesIn(place->keys) == std::set<std::string>{"2026.closed", "database", "lock"});
        CHECK(place->run("wave close 2026 --key-file " + place->key).says("is closed already"));
    }
}

TEST_CASE("What waits is discarded after a yes; it is counted nowhere, and not taken again") {
    Place place;
    openWave(place.data, "2026 --threshold 100");
    place.import(95);
    CHECK(place.run("wave discard 2026").code != 0);  // what, is to be said
    CHECK(place.run("wave discard 2026 --waiting").says("Nothing was changed"));
    CHECK(place.run("wave discard 2026 --waiting", "n\n").code == 1);
    CHECK(place.run("wave discard 1999 --waiting", "y\n").says("There is no wave 1999"));
    const test::Ran done = place.run("wave discard 2026 --waiting", "y\n");
    CHECK(done.code == 0);
    CHECK_MESSAGE(done.says("95 waiting responses are destroyed"), done.said);
    CHECK(place.run("wave discard 2026 --waiting --yes").says("2026 0 waiting"));
    CHECK(place.run("import " + place.beside("kiosk.json")).says("95 were stored before"));
    REQUIRE(place.run("wave stop 2026").code == 0);
    CHECK(place.run("wave close 2026 --key-file " + place.key).code == 0);
    CHECK(place.run("export --wave 2026").said.find("слово") == std::string::npos);
}

TEST_CASE("Who exports is told how many marks there are, that some data may remain, and what is doubtful") {
    Place place;
    openWave(place.data, "2026 --threshold 10");
    Json items = Json::array();
    for (int n = 0; n < 60; ++n) {
        const char* text = n < 5   ? "Позвоните 8 902 479-12-34 или marina@mail.ru"
                           : n < 7 ? "Сайт Гзымхр не открывается"
                                   : "Нужно расписание";
        items.push_back({{"id", test::numberedId(n)}, {"wave", "2026"}, {"answers", {{"seek", text}}}});
    }
    std::ofstream(place.beside("kiosk.json")) << items.dump();
    REQUIRE(place.run("import " + place.beside("kiosk.json")).code == 0);
    REQUIRE(place.run("wave stop 2026").code == 0);
    REQUIRE(place.run("wave close 2026 --key-file " + place.key).code == 0);
    const test::Ran ran = place.run("export --wave 2026");
    CHECK(ran.code == 0);
    CHECK(ran.says("wave;question;text;doubts"));
    CHECK(ran.says("\"seek\";\"Позвоните [телефон] или [почта]\";\"\""));
    CHECK(ran.says("\"seek\";\"Сайт Гзымхр не открывается\";\"Гзымхр\""));
    CHECK_MESSAGE(ran.says("60 texts with 10 marks in the place of personal data: [телефон] 5, [почта] 5"),
                  ran.said);
    CHECK(ran.says("one in ten may remain"));
    CHECK(ran.says("2 have words under \"doubts\""));
}

TEST_CASE("Without its key a wave is closed from the noisy sums alone, and only after a yes") {
    Place place;
    openWave(place.data, "2026 --threshold 10");
    place.import(95);
    place.run("wave stop 2026");
    for (const std::string typed : {"", "\n", "n\n"}) {
        const test::Ran ran = place.run("wave close 2026 --without-key", typed);
        CHECK(ran.code == 1);
        CHECK(ran.says("for good? [y/N]"));
        CHECK(ran.says("Nothing was changed"));
        CHECK(place.state().starts_with("2026  stopped"));
    }
    const test::Ran closed = place.run("wave close 2026 --without-key --yes");
    CHECK(closed.code == 0);
    CHECK_FALSE(closed.says("[y/N]"));
    CHECK(place.state().find("responses released") != std::string::npos);
    CHECK_FALSE(place.run("export").says("слово"));

    Place asked;
    openWave(asked.data, "2026 --threshold 10");
    asked.run("wave stop 2026");
    CHECK(asked.run("wave close 2026 --without-key", "y\n").code == 0);
    CHECK(asked.state().starts_with("2026  closed"));
}

TEST_CASE("A running server opens, stops and closes with keys as the command alone does") {
    test::ServerProcess server(10);
    const std::string data = " --data " + server.data();
    CHECK(runOtklik("wave close 2026 --key-file " + server.keyFile() + data).says("is still open"));
    server.command("wave stop 2026 --key-file " + server.keyFile());
    CHECK(runOtklik("wave close 2026" + data).code == 1);
    server.command("wave close 2026 --key-file " + server.keyFile());
    server.command("wave open 2027 --trial --survey " + test::kOrder);
    server.command("wave stop 2027");
    server.command("wave close 2027");
    CHECK(runOtklik("wave discard 2027 --waiting --yes" + data).says("is closed"));
    CHECK(runOtklik("wave list" + data).says("2027  closed"));
    CHECK(test::fileText(server.log()).find(keyIn(server.keyFile()).substr(0, 6)) == std::string::npos);
}
