// What `otklik check` says of a definition.

#include <regex>

#include "server/admin/check_survey.h"
#include "server/admin/language.h"
#include "shared/base/json.h"
#include "shared/survey/definition_members.h"
#include "tests/server/program.h"

using namespace otklik;
using test::Ran;
using test::runOtklik;

namespace {

/// A file of a definition, in a folder of its own.
class Definition {
  public:
    explicit Definition(const std::string& elements) : path(folder_.path() + "/anketa.json") {
        std::ofstream(path) << R"({"title": "Т", "elements": [)" + elements + "]}";
    }

  private:
    test::TemporaryFolder folder_;

  public:
    const std::string path;
};

Json jsonOf(const Ran& ran) {
    auto json = parseJson(ran.said);
    REQUIRE_MESSAGE(json, ran.said);
    return *json;
}

const std::string kMistaken = R"({"type": "file", "name": "f"}, {"type": "file", "name": "g"},
    {"type": "text", "name": "t", "validators": [{"type": "numeric"}]},
    {"type": "text", "name": "u", "validators": [{"type": "numeric"}], "colCount": 2, "foo": 1})";

/// Codes that the sources of the loader give, as they stand there.
std::set<std::string> codesInSources() {
    const std::regex given(
        R"rx((?:wrong|warn|refuse|fits|Problem::(?:of|at|atLimit|about))\(\s*(?:[^;]*?[\s(])?"([a-z]+(?:-[a-z]+)+)",)rx");
    std::set<std::string> codes;
    const std::string root = OTKLIK_SOURCE_DIR;
    std::vector<std::string> files = {root + "/shared/base/json.cpp"};
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root + "/shared/survey"))
        if (entry.path().extension() == ".cpp") files.push_back(entry.path());
    for (const std::string& file : files) {
        const std::string text = test::fileText(file);
        for (std::sregex_iterator at(text.begin(), text.end(), given), end; at != end; ++at)
            codes.insert((*at)[1]);
    }
    return codes;
}

/// Codes of answers, which a definition cannot have.
const std::set<std::string> kOfAnswers = {
    "above-most",     "bad-encoding",     "below-least",    "comment-without-other",
    "not-a-date",     "not-a-month",      "not-a-number",   "not-a-time",
    "not-utf8",       "nothing-answered", "off-step",       "only-one",
    "panel-required", "rank-all",         "required",       "same-place",
    "too-few-chosen", "too-many-chosen",  "unknown-choice", "unknown-question",
    "unknown-row",    "wrong-type"};

}  // namespace

TEST_CASE("Whatever is refused or doubted has words in both languages") {
    const std::set<std::string> codes = codesInSources();
    CHECK(codes.size() > 60);
    for (const std::string language : {"ru", "en"}) {
        const Locale locale = test::locale(language);
        for (const std::string& code : codes) {
            if (kOfAnswers.contains(code)) continue;
            CHECK_MESSAGE(locale.has("check.problem." + code), language << " lacks " << code);
        }
        for (const std::string_view member : refusedMembers())
            CHECK_MESSAGE(locale.has("check.member." + std::string(member)), member);
        for (const std::string_view type : refusedTypes())
            CHECK_MESSAGE(locale.has("check.type." + std::string(type)), type);
    }
    std::set<std::string> said;
    const Json texts = Json::parse(test::sourceFile("assets/locales/ru.json"))["texts"];
    for (const auto& [key, words] : texts.items())
        if (key.starts_with("check.problem.")) said.insert(key.substr(14));
    for (const std::string& code : said) CHECK_MESSAGE(codes.contains(code), code << " is never given");
    // What the other commands say in English is what this one says.
    const Locale english = test::locale("en");
    for (const std::string_view member : refusedMembers())
        CHECK(english.text("check.member." + std::string(member)) == adviceFor(member));
    for (const std::string_view type : refusedTypes())
        CHECK(english.text("check.type." + std::string(type)) == adviceForType(type));
}

TEST_CASE(
    "What is refused is said once a kind, with the first place, how many more there are, and what to do") {
    const Definition definition(kMistaken);
    const Ran russian = runOtklik("check --lang ru " + definition.path);
    CHECK(russian.code == 1);
    CHECK(russian.says("anketa.json: не загрузится, 3 причины"));
    CHECK(russian.says("/elements/0/type и ещё 1: Вопросов типа «file» нет. Спрашивает то, по чему узнают"));
    CHECK(russian.says(
        "/elements/2/validators и ещё 1: «validators» не поддерживается. Проверок нет: возьмите"));
    CHECK(russian.says("/elements/3/foo: «foo» не поддерживается. Такого свойства мы не знаем"));
    CHECK(russian.says("1 предупреждение"));
    CHECK(russian.says("/elements/3/colCount: «colCount» касается только вида"));
    const Ran english = runOtklik("check --lang en " + definition.path);
    CHECK(english.says("anketa.json: cannot be loaded, for 3 reasons"));
    CHECK(english.says("/elements/0/type and 1 more: There are no questions of type “file”. It asks what"));
}

TEST_CASE("What was understood is counted, in the words of either language") {
    const Ran order = runOtklik("check --lang ru " + test::kOrder);
    CHECK(order.code == 0);
    CHECK(order.says(": 13 вопросов, 1 страница, 0 условий, языки ru, en; отвечать около 4 минут\n"));
    CHECK(order.says("СКО 8,00"));
    CHECK(order.says("±21 п. п. при 100 ответах"));
    const std::string clinic = std::string(OTKLIK_SOURCE_DIR) + "/tests/corpus/clinic.json";
    CHECK(runOtklik("check --lang ru " + clinic)
              .says(": 7 вопросов, 2 страницы, 6 условий, язык ru; отвечать около 2 минут\n"));
    const Ran english = runOtklik("check --lang en " + clinic);
    CHECK(english.says(": 7 questions, 2 pages, 6 conditions, language ru; asks about 2 minutes\n"));
    CHECK(english.says("SD 8.00"));
    CHECK(english.says("percentage points with 300 responses"));
}

TEST_CASE("The language is the machine's unless one is named") {
    const auto said = [](const std::string& variables) {
        const char* names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
        for (const char* name : names) unsetenv(name);
        std::istringstream words(variables);
        for (std::string word; words >> word;) putenv(strdup(word.c_str()));
        const std::string language = languageOfMachine();
        for (const char* name : names) unsetenv(name);
        return language;
    };
    CHECK(said("LANG=ru_RU.UTF-8") == "ru");
    CHECK(said("LANG=C.UTF-8") == "en");
    CHECK(said("LC_ALL=en_GB LANG=ru_RU.UTF-8") == "en");
    CHECK(said("LC_ALL= LC_MESSAGES=ru LANG=C") == "ru");
    CHECK(said("") == "en");
    CHECK(said("LANG=tt_RU.UTF-8") == "tt");
    CHECK(said("LANG=POSIX") == "en");
    CHECK(runOtklik("check --lang fr " + test::kOrder).says("fr is none of: en, ru"));
    setenv("LC_ALL", "tt_RU.UTF-8", 1);  // which is not there
    CHECK(runOtklik("check " + test::kOrder).says("13 questions"));
    unsetenv("LC_ALL");
}

TEST_CASE("A program is told everything in one object") {
    const Definition definition(kMistaken);
    const Ran refused = runOtklik("check --json --lang en " + definition.path);
    CHECK(refused.code == 1);
    const Json json = jsonOf(refused);
    REQUIRE(json["refused"].size() == 3);
    CHECK(json["refused"][1]["code"] == "unsupported-member");
    CHECK(json["refused"][1]["subject"] == "validators");
    CHECK(json["refused"][1]["pointer"] == "/elements/2/validators");
    CHECK(json["refused"][1]["more"] == 1);
    CHECK(json["refused"][1]["advice"].get<std::string>().starts_with("“validators” is not supported. "));
    CHECK(json["warnings"][0]["subject"] == "colCount");
    const Ran order = runOtklik("check --json " + test::kOrder);
    CHECK(order.code == 0);
    CHECK(jsonOf(order)["refused"].empty());
    CHECK(jsonOf(order)["understood"] == Json::parse(R"({"questions": 13, "pages": 1, "panels": 0,
        "conditions": 0, "languages": ["ru", "en"], "minutes": 4})"));
}

TEST_CASE("Against a wave: what differs, and which indices the report will not compare") {
    test::TemporaryFolder folder;
    const std::string data = folder.path() + "/data", changed = folder.path() + "/changed.json",
                      against = "check --lang en --against 2026 --data " + data + " ";
    REQUIRE(test::openWave(data).code == 0);
    const Ran same = runOtklik(against + test::kOrder);
    CHECK(same.code == 0);
    CHECK(same.says("All that comparing depends on is as in wave 2026."));
    CHECK(same.says("The report will compare"));
    Json survey = Json::parse(test::fileText(test::kOrder));
    survey["elements"][8]["title"]["en"] = "Are you content?";  // satisfaction
    survey["elements"].erase(5);
    std::ofstream(changed) << survey.dump();
    const Ran ran = runOtklik(against + changed);
    CHECK(ran.code == 0);
    CHECK(
        ran.says("“satisfaction”: the question is reworded (in one of its languages). The report will not"));
    CHECK(ran.says("“change-content”: the question is dropped.\n"));
    const Json differences = jsonOf(runOtklik(against + "--json " + changed))["against"];
    REQUIRE(differences.size() == 2);
    CHECK(differences[0]["change"] == "title");
    CHECK(differences[0]["notCompared"] == Json::array({"satisfaction"}));
    CHECK(differences[1]["change"] == "dropped");
    CHECK(differences[1]["notCompared"].empty());
    const Ran unknown = runOtklik("check --against 2020 --data " + data + " " + changed);
    CHECK(unknown.code == 1);
    CHECK(unknown.says("There is no wave 2020"));
}

TEST_CASE("What is no definition is refused without a crash, and prints nothing that a terminal obeys") {
    test::TemporaryFolder folder;
    const std::string path = folder.path() + "/bad.json", check = "check --lang en " + path;
    const auto said = [&](const std::string& text) {
        std::ofstream(path, std::ios::binary) << text;
        const Ran ran = runOtklik(check);
        CHECK(ran.code == 1);
        CHECK(jsonOf(runOtklik(check + " --json"))["refused"].size() == 1);
        return ran.said;
    };
    const auto has = [](const std::string& text, const char* part) { return text.find(part) != text.npos; };
    CHECK(has(said("{\n\"title\": \n]"), "line 3 is wrong"));
    CHECK(has(said(R"({"title": "a", "title": "b"})"), "“title” stands twice"));
    CHECK(has(said(std::string("{\"title\": \"\0\"}", 13)), "not JSON"));
    CHECK(has(said(R"({"title": "\ud800"})"), "not JSON"));
    CHECK(has(said(std::string((1 << 20) + 1, ' ')), "larger than 1 MiB"));
    const std::string hostile =
        said(R"({"title": "t", "elements": [{"type": "text", "name": "a", "\u001b[2J\u202e\u009b": 1}]})");
    CHECK(has(hostile, "?[2J??"));
    CHECK_FALSE(has(hostile, "\x1b"));
    CHECK_FALSE(has(hostile, "\u202e"));
}

TEST_CASE("--json and --against are for definitions alone") {
    test::TemporaryFolder folder;
    const std::string locale = std::string(OTKLIK_SOURCE_DIR) + "/assets/locales/en.json";
    for (const std::string& words :
         {"check --json " + locale, "check --json " + folder.path(), "check --against 2026 " + locale}) {
        const Ran ran = runOtklik(words);
        CHECK(ran.code == 1);
        CHECK(ran.says("are for definitions"));
    }
    CHECK(runOtklik("check --locales " + folder.path() + "/none " + test::kOrder).says("--locales"));
}

TEST_CASE("What a locale lacks is listed and no fault; what Russian has not is one") {
    const std::string root = OTKLIK_SOURCE_DIR;
    const Ran whole = runOtklik("check " + root + "/assets/locales/en.json");
    CHECK(whole.code == 0);
    CHECK(whole.says("en.json: complete"));
    const Ran gaps =
        runOtklik("check " + root + "/tests/locales/koi.json");  // beside which there is no Russian
    CHECK(gaps.code == 0);
    CHECK(gaps.says("koi.json: lacks app.answer\n"));
    CHECK(gaps.says("koi.json: lacks app.review-folded\n"));  // one of its forms
    CHECK_FALSE(gaps.says("lacks app.next\n"));
    CHECK(gaps.says(" texts are lacking and shown in Russian\n"));
    test::TemporaryFolder folder;
    const std::string path = folder.path() + "/xx.json";
    std::ofstream(path) << R"({"language": "xx", "name": "X", "plural": "none",
        "texts": {"app.progress": "{n} {from}", "app.nothing": "x"}})";
    const Ran wrong = runOtklik("check " + path);
    CHECK(wrong.code == 1);
    CHECK(wrong.says("/texts/app.nothing"));
    CHECK(wrong.says("{from} is not known"));
}

TEST_CASE("A configuration that is wrong stops every command; help and its own check are there to mend it") {
    test::TemporaryFolder folder;
    const std::string file = folder.path() + "/otklik.json";
    std::ofstream(file) << R"({"prot": 80})";
    const std::string said = "otklik: " + file + "/prot: there is no such setting; did you mean port?\n";
    const std::string surveys = "check " + test::kOrder;
    for (const std::string& command : {std::string("wave list"), std::string("serve"), std::string("backup"),
                                       std::string("check"), surveys}) {
        const Ran ran = runOtklik(command + " --config " + file);
        INFO(command);
        CHECK(ran.code == 1);
        CHECK(ran.said == said);
    }
    CHECK(runOtklik("serve --config " + file + " --help").code == 0);
}
