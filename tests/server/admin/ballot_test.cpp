// The ballot key at the office's terminal: made, shown, typed back, asked for, kept in a file, printed.

#include "server/admin/ballot.h"

#include <fcntl.h>
#include <qrencode.h>
#include <sys/stat.h>
#include <unistd.h>

#include <set>

#include "server/admin/asking.h"
#include "server/admin/key_page.h"
#include "tests/support.h"

using namespace otklik;

namespace {

/// A person who types what was prepared, while it lives: the standard input and the standard error are files.
class Person {
  public:
    explicit Person(const std::string& typing) {
        std::ofstream(folder_.path() + "/typed") << typing;
        std::ofstream(folder_.path() + "/read").close();
        take(STDIN_FILENO, input_, "/typed", O_RDONLY);
        take(STDERR_FILENO, error_, "/read", O_WRONLY | O_APPEND);
    }
    ~Person() {
        dup2(input_, STDIN_FILENO), close(input_);
        dup2(error_, STDERR_FILENO), close(error_);
    }
    std::string hasRead() const { return test::fileText(folder_.path() + "/read"); }
    bool hasRead(const std::string& words) const { return hasRead().find(words) != std::string::npos; }

  private:
    void take(int standard, int& kept, const char* name, int flags) {
        kept = dup(standard);
        const int file = open((folder_.path() + name).c_str(), flags);
        REQUIRE(dup2(file, standard) == standard);
        close(file);
    }
    test::TemporaryFolder folder_;
    int input_ = -1, error_ = -1;
};

/// What makeBallotKey() makes with the same seed.
BallotKey key(std::uint64_t seed = 5) {
    test::FixedRandom random(seed);
    return BallotKey::generate(random);
}

StatusOr<BallotKey> make(const BallotOptions& options) {
    test::FixedRandom random(5);
    return makeBallotKey(options, random);
}

StatusOr<std::optional<BallotKey>> ask(bool mayGoWithout, const std::optional<BallotKey>& read = {}) {
    return askBallotKey("2026", key().keys().publicKey(), read, mayGoWithout);
}

const std::string kKey = key().text(), kFirstLine = kKey.substr(0, 27), kSecondLine = kKey.substr(28),
                  kOtherKey = key(6).text();

/// The key with a wrong digit in group 3.
std::string mistyped() {
    std::string text = kKey;
    char& digit = text[2 * 7];
    digit = digit == '0' ? '1' : '0';
    return text;
}

BallotOptions options(const std::string& keyFile = "", const std::string& keyPage = "") {
    return {"2026", keyFile, keyPage, {}};
}

mode_t modeOf(const std::string& path) {
    struct stat found {};
    REQUIRE(lstat(path.c_str(), &found) == 0);
    return found.st_mode;
}

constexpr mode_t kOwnersOnly = S_IFREG | 0600;

bool isThere(const std::string& path) {
    return std::filesystem::exists(std::filesystem::symlink_status(path));
}

}  // namespace

TEST_CASE("A new key is shown in two lines with what to do with it, and is taken once it was typed back") {
    Person person(kFirstLine + "\n" + kSecondLine + "\nthe next question's answer\n");
    const auto made = make(options());
    REQUIRE(made);
    CHECK(made->text() == kKey);
    CHECK(person.hasRead("    " + kFirstLine + "\n    " + kSecondLine + "\n"));
    CHECK(person.hasRead("Write it down twice"));
    CHECK(person.hasRead("safe"));
    CHECK(person.hasRead("nobody can calculate anything"));
    CHECK(person.hasRead("The key is right"));
    CHECK(typedLine() == "the next question's answer");  // no more was read than the key
}

TEST_CASE(
    "A key is taken in one line, in two, in eight, without spaces, and where the input ends without a line "
    "end") {
    std::string bare, lines;
    for (char c : kKey) {
        if (c != ' ') bare += c;
        lines += c == ' ' ? '\n' : c;
    }
    for (const std::string& typing : {kKey + "\n", kKey, kFirstLine + "\r\n" + kSecondLine + "\r\n", lines,
                                      bare, bare.substr(0, 24) + "\n" + bare.substr(24) + "\n"}) {
        INFO(typing);
        Person person(typing);
        CHECK(make(options()));
    }
}

TEST_CASE("A mistyped group is named and only its line is asked for again") {
    {
        Person person(mistyped() + "\n" + kKey + "\n");
        CHECK(make(options()));
        CHECK(person.hasRead("Group 3 of the ballot key is mistyped. Type the line again"));
    }
    {
        Person person(kFirstLine + "\n" + kSecondLine.substr(1) + "\n" + kSecondLine + "\n");
        CHECK(make(options()));
        CHECK(person.hasRead("Group 5 of the ballot key is mistyped"));
    }
    {  // who begins anew is understood as well
        Person person(kFirstLine + "\n" + kSecondLine.substr(1) + "\n" + kKey + "\n");
        CHECK(make(options()));
    }
}

TEST_CASE("Too few groups are waited for, an empty line begins anew, and too many are said to be") {
    Person person(kFirstLine + "\n\n" + kFirstLine + "\nwhat now?\n" + kKey.substr(28, 20) + "\n" +
                  kFirstLine + "\n" + kKey + "\n");
    CHECK(make(options()));
    CHECK(person.hasRead("these are 4. Type the others"));
    CHECK(person.hasRead("these are 7. Type the others"));
    CHECK(person.hasRead("these are 11. Begin again"));
}

TEST_CASE(
    "A key that is right in itself but another than the one shown is said to be, and the right one taken") {
    const std::string inTwoLines = kOtherKey.substr(0, 27) + "\n" + kOtherKey.substr(28) + "\n";
    for (const std::string& other : {kOtherKey + "\n", inTwoLines}) {
        Person person(other + kFirstLine + "\n" + kSecondLine + "\n");
        CHECK(make(options()));
        CHECK(person.hasRead("a ballot key, but not the one above"));
    }
}

TEST_CASE("At the end of the input nothing is opened, and that is said") {
    for (const std::string& typing : {std::string(), std::string("\n"), kFirstLine, mistyped(), kOtherKey}) {
        INFO(typing);
        Person person(typing);
        const auto made = make(options());
        REQUIRE_FALSE(made);
        CHECK(made.status().detail().find("Wave 2026 was not opened") != std::string::npos);
        CHECK_FALSE(person.hasRead("The key is right"));
    }
}

TEST_CASE("The key of a known wave is asked for until it is right") {
    Person person(mistyped() + "\n" + kOtherKey + "\n\n" + kFirstLine + "\n" + kSecondLine + "\n");
    const auto asked = ask(false);
    REQUIRE(asked);
    REQUIRE(*asked);
    CHECK((*asked)->text() == kKey);
    CHECK(person.hasRead("ballot key of wave 2026"));
    CHECK(person.hasRead("Group 3"));
    CHECK(person.hasRead("not that of wave 2026"));
    CHECK_FALSE(person.hasRead("without it"));
    CHECK_FALSE(person.hasRead(kFirstLine));
}

TEST_CASE(
    "An empty line, and an input that is empty, go on without the key where that may be, and only there") {
    for (const char* typing : {"\n", " \r\n", ""}) {
        INFO(typing);
        {
            Person person(typing);
            const auto asked = ask(true);
            REQUIRE(asked);
            CHECK_FALSE(*asked);
            CHECK(person.hasRead("an empty line to go on without it"));
        }
        Person person(typing);
        CHECK_FALSE(ask(false));
    }
}

TEST_CASE("Who typed a key wrong does not go on without it by the input's end, but by an empty line") {
    for (const std::string& typing :
         {mistyped() + "\n", kFirstLine + "\n", kOtherKey + "\n", kFirstLine + "\n\n"}) {
        INFO(typing);
        {
            Person person(typing);
            CHECK_FALSE(ask(true));
        }
        Person person(typing + "\n\n");
        const auto asked = ask(true);
        REQUIRE(asked);
        CHECK_FALSE(*asked);
    }
}

TEST_CASE("A line of a megabyte is not kept, and the next one is read") {
    const std::string endless(1 << 20, '7');
    {
        Person person(endless + "\nnext\n");
        CHECK(typedLine()->size() == kMostTyped);
        CHECK(typedLine() == "next");
        CHECK_FALSE(typedLine());
    }
    Person person(endless + "\n" + kKey + "\n");
    CHECK(make(options()));
}

TEST_CASE("A question is answered by y or yes, or beforehand by --yes; everything else is no") {
    for (const char* typing : {"y\n", "Y\n", "yes\n", "yes"}) {
        INFO(typing);
        Person person(typing);
        CHECK(confirm("Close wave 2026?", false));
        CHECK(person.hasRead() == "Close wave 2026? [y/N] ");
    }
    for (const char* typing : {"", "\n", "n\n", "yesterday\n", "\ny\n"}) {
        INFO(typing);
        Person person(typing);
        CHECK_FALSE(confirm("Close wave 2026?", false));
    }
    Person person("n\n");
    CHECK(confirm("Close wave 2026?", true));
    CHECK(person.hasRead().empty());
}

TEST_CASE("A key file is made, its owner's only, and read where there is one; nothing is shown or asked") {
    const test::TemporaryFolder folder;
    const std::string file = folder.path() + "/key";
    Person person(kOtherKey);
    REQUIRE(make(options(file)));
    CHECK(modeOf(file) == kOwnersOnly);
    CHECK(test::fileText(file) == kKey + "\n");

    std::ofstream(file) << kOtherKey;
    const auto made = make(options(file));
    REQUIRE(made);
    CHECK(made->text() == kOtherKey);

    const auto read = readBallotKey(options(file));
    REQUIRE(read);
    const auto asked = askBallotKey("2026", key(6).keys().publicKey(), *read, false);
    REQUIRE(asked);
    CHECK((*asked)->text() == kOtherKey);
    CHECK(person.hasRead().empty());
}

TEST_CASE(
    "Without a key file nothing is read; one that is missing, damaged, too long or of another wave is "
    "refused") {
    const test::TemporaryFolder folder;
    const std::string file = folder.path() + "/key";
    const auto none = readBallotKey(options());
    REQUIRE(none);
    CHECK_FALSE(*none);
    CHECK(readBallotKey(options(file)).status().detail().find("No such file") != std::string::npos);
    CHECK(readBallotKey(options(folder.path())).status().detail().find("not a file that only you") !=
          std::string::npos);
    std::ofstream(file) << mistyped();
    CHECK(readBallotKey(options(file)).status().detail().find("chmod 600") != std::string::npos);
    std::filesystem::permissions(file,
                                 std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    CHECK(readBallotKey(options(file)).status().detail().find(file + ": Group 3") == 0);
    CHECK_FALSE(make(options(file)));
    std::ofstream(file) << kKey << std::string(5000, ' ');
    CHECK(readBallotKey(options(file)).status().detail().find("too long") != std::string::npos);
    Person person(kKey);
    CHECK(ask(true, key(6)).status().detail().find("not that of wave 2026") != std::string::npos);
}

TEST_CASE("A key file that others could put there, take away or read is not trusted") {
    const test::TemporaryFolder folder;
    const std::string shared = folder.path() + "/shared", file = shared + "/key",
                      link = folder.path() + "/link";
    std::filesystem::create_directory(shared);
    const auto allow = [](const std::string& path, unsigned mode) {
        std::filesystem::permissions(path, static_cast<std::filesystem::perms>(mode));
    };
    allow(shared, 0700);
    REQUIRE(make(options(file)));
    CHECK(*readBallotKey(options(file)));
    std::filesystem::create_symlink(file, link);
    CHECK_FALSE(readBallotKey(options(link)));
    allow(shared, 0777);
    CHECK(readBallotKey(options(file)).status().detail().find("belongs to others, too") != std::string::npos);
    CHECK_FALSE(make(options(shared + "/other")));
    allow(shared, 01777);  // as /tmp is
    CHECK(*readBallotKey(options(file)));
    allow(file, 0640);
    CHECK(readBallotKey(options(file)).status().detail().find("chmod 600") != std::string::npos);
}

TEST_CASE("Neither a key file nor a page is written through a link") {
    const test::TemporaryFolder folder;
    const std::string link = folder.path() + "/link", target = folder.path() + "/target";
    std::filesystem::create_symlink(target, link);
    CHECK_FALSE(make(options(link)));
    CHECK_FALSE(make(options("", link)));
    CHECK_FALSE(isThere(target));
}

TEST_CASE("Neither a key file nor a page lies in the folder of what the key opens, by whatever name") {
    const test::TemporaryFolder folder;
    const std::string data = folder.path() + "/data", apart = folder.path() + "/data-of-the-office";
    std::filesystem::create_directories(data + "/below");
    std::filesystem::create_directories(apart);
    std::filesystem::create_directory_symlink(data, folder.path() + "/link");
    std::filesystem::create_directory_symlink(data + "/below", folder.path() + "/deeper");
    std::ofstream(data + "/kept") << kKey;
    std::filesystem::create_symlink(data + "/kept", apart + "/kept");
    const std::string missing = folder.path() + "/keys";
    const std::string cwd = std::filesystem::current_path().string();
    std::filesystem::current_path(folder.path());
    const auto refuses = [&](const std::string& file, const std::string& forbidden) {
        INFO(file, " in ", forbidden);
        for (BallotOptions refused : {options(file), options("", file)}) {
            refused.forbiddenFolders = {folder.path() + "/another", forbidden};
            const bool wasThere = isThere(file);
            Person person(kKey);
            CHECK(make(refused).status().detail().find("lies in " + forbidden) != std::string::npos);
            CHECK(isThere(file) == wasThere);
        }
    };
    for (const std::string& forbidden : {data, data + "/", std::string("data"), folder.path() + "/link"})
        for (const std::string& file :
             {data + "/key", data + "/below/key", std::string("data/key"), std::string("link/key"),
              std::string("deeper/key"), std::string("deeper/../key"), apart + "/../data/key", data + "/kept",
              apart + "/kept"})
            refuses(file, forbidden);
    for (const std::string& forbidden : {missing, missing + "/", std::string("keys")})
        for (const std::string& file : {missing + "/key", std::string("keys/below/key")})
            refuses(file, forbidden);

    BallotOptions allowed = options(apart + "/key", apart + "/page.html");
    allowed.forbiddenFolders = {data, missing};
    CHECK(make(allowed));
    std::filesystem::current_path(cwd);
}

TEST_CASE("A page to print is written once, its owner's only, before the key is asked back") {
    const test::TemporaryFolder folder;
    const std::string page = folder.path() + "/page.html";
    {
        Person person("");
        CHECK_FALSE(make(options("", page)));
        CHECK(person.hasRead("The page to print is written: print it twice, then delete it."));
    }
    CHECK(modeOf(page) == kOwnersOnly);
    CHECK(test::fileText(page) == keyPage("2026", key()));

    std::ofstream(page) << "not to be lost";
    Person person(kKey);
    CHECK(make(options("", page)).status().detail().find(page + " exists") == 0);
    CHECK(person.hasRead().empty());
    CHECK(test::fileText(page) == "not to be lost");
}

TEST_CASE(
    "The page says what the key is, of which wave, where it is kept, when it is needed, and when destroyed") {
    const std::string page = keyPage("2026", key());
    for (const char* words :
         {"<title>Ключ подсчёта</title>", "Опрос 2026", "Распечатайте и удалите", "в сейфе", "Два листа",
          "При открытии", "при его остановке и при закрытии", "Уничтожьте оба листа", "Print and delete"}) {
        INFO(words);
        CHECK(page.find(words) != std::string::npos);
    }
    for (int group = 0; group < BallotKey::kGroups; ++group)
        CHECK(page.find("<li>" + kKey.substr(group * 7, 6) + "\n") != std::string::npos);
    CHECK(keyPage("<b>", key()).find("Опрос &lt;b&gt;") != std::string::npos);
}

TEST_CASE("The page runs nothing and asks nothing of the network") {
    const std::string page = keyPage("2026", key());
    CHECK(page.find("default-src 'none'") != std::string::npos);
    for (const char* words : {"<script", "<link", "<img", "src=", "href", "url(", "@import", "//"}) {
        INFO(words);
        CHECK(page.find(words) == std::string::npos);
    }
}

TEST_CASE("The page's QR code holds the 48 digits, and the white that a reader wants around it") {
    std::string digits;
    for (char c : kKey)
        if (c != ' ') digits += c;
    QRcode* code = QRcode_encodeString(digits.c_str(), 0, QR_ECLEVEL_Q, QR_MODE_8, 1);
    REQUIRE(code);
    const int width = code->width, white = 4;
    std::set<std::pair<int, int>> expected, drawn;
    for (int y = 0; y < width; ++y)
        for (int x = 0; x < width; ++x)
            if (code->data[y * width + x] & 1) expected.insert({x + white, y + white});
    QRcode_free(code);

    const std::string page = keyPage("2026", key()), side = std::to_string(width + 2 * white);
    CHECK(page.find("viewBox=\"0 0 " + side + " " + side + "\"") != std::string::npos);
    const char* run = page.c_str() + page.find(" d=\"") + 4;
    int x = 0, y = 0, length = 0, back = 0, size = 0;
    for (; std::sscanf(run, "M%d %dh%dv1h-%dz%n", &x, &y, &length, &back, &size) == 4; run += size) {
        CHECK(back == length);
        for (int i = 0; i < length; ++i) drawn.insert({x + i, y});
    }
    CHECK(*run == '"');
    CHECK(drawn == expected);
}
