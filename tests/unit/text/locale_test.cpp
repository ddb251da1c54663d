// The interface's words: a language is a file, and what it lacks is said in Russian, as Russian is said.

#include "shared/text/locale.h"
#include "shared/base/json.h"
#include "tests/support.h"

using namespace otklik;

namespace {

Locale parsed(const std::string& json) {
    auto locale = Locale::parse(json);
    REQUIRE(locale);
    return std::move(*locale);
}

/// A file's texts in a language of this plural rule.
std::string file(const std::string& plural, const std::string& texts) {
    return R"({"language": "xx", "name": "X", "plural": ")" + plural + R"(", "texts": {)" + texts + "}}";
}

/// A Russian file of few texts, so that what is lacking is seen.
Locale russian() {
    return parsed(R"({"language": "ru", "name": "Русский", "plural": "one-few-many", "texts": {
        "answers": {"one": "{n} ответ", "few": "{n} ответа", "many": "{n} ответов"},
        "hello": "Здравствуйте, {who}",
        "report.date": "{day} {month} {year} года", "report.dates-month": "{from}–{last}",
        "report.decimal-mark": ",", "report.month.11": "ноября",
        "report.quoted": "«{text}»", "report.quoted-within": "„{text}“"}})");
}

using Words = std::vector<std::string>;

/// What each of these numbers is said with.
Words said(const Locale& locale, std::initializer_list<long> numbers) {
    Words words;
    for (const long n : numbers) words.push_back(locale.plural("answers", n));
    return words;
}

/// Pointers and codes.
Words found(const Problems& problems) {
    Words words;
    for (const Problem& problem : problems) words.push_back(problem.pointer + " " + problem.code);
    return words;
}

}  // namespace

TEST_CASE("Russian plurals follow the number") {
    const Locale locale = test::locale("ru");
    for (const auto& [n, expected] : {std::pair{1L, "1 вопрос ·"},
                                      {2L, "2 вопроса ·"},
                                      {5L, "5 вопросов ·"},
                                      {11L, "11 вопросов ·"},
                                      {21L, "21 вопрос ·"},
                                      {112L, "112 вопросов ·"},
                                      {-3L, "\u22123 вопроса ·"},
                                      {1'000'001L, "1\u00A0000\u00A0001 вопрос ·"}})
        CHECK(locale.plural("form.introduction", n).rfind(expected, 0) == 0);
}

TEST_CASE("A language's plurals are one of the rules of assets/languages.json") {
    const std::string two = R"("answers": {"one": "1", "other": "+"})";
    CHECK(said(parsed(file("one-other", two)), {0, 1, 2, 11, 21, 101}) ==
          Words{"+", "1", "+", "+", "+", "+"});
    CHECK(said(parsed(file("zero-as-one", two)), {0, 1, 2, 100, 101}) == Words{"1", "1", "+", "+", "+"});
    CHECK(said(parsed(file("none", R"("answers": {"other": "{n} x"})")), {0, 1, 5}) ==
          Words{"0 x", "1 x", "5 x"});
    CHECK(said(parsed(file("none", R"("answers": "{n} x")")), {1, 5}) == Words{"1 x", "5 x"});
    CHECK(said(russian(), {0, 1, 3, 12, 22, 211}) ==
          Words{"0 ответов", "1 ответ", "3 ответа", "12 ответов", "22 ответа", "211 ответов"});
}

TEST_CASE("Both languages that ship are whole: each text, with each of its forms") {
    const Json russian = Json::parse(test::sourceFile("assets/locales/ru.json"))["texts"];
    const Locale whole = test::locale("ru");
    for (const auto& [key, text] : russian.items()) CHECK_MESSAGE(whole.has(key), key);
    Locale english = test::locale("en");
    CHECK(english.strangers(whole).empty());
    CHECK(whole.strangers(english).empty());
    CHECK(english.fillGaps(whole).empty());
}

TEST_CASE("What a language lacks is said in Russian with Russian plurals, beside its own with its own") {
    const std::string own = R"("hello": "Видза олан, {who}")",
                      answers = R"("answers": {"one": "{n} a", "other": "{n} b"})";
    SUBCASE("A text with plural forms") {
        Locale locale = parsed(file("one-other", own));
        CHECK(locale.fillGaps(russian()).front() == "answers");
        CHECK(said(locale, {0, 1, 2, 11, 21, 1'002}) == said(russian(), {0, 1, 2, 11, 21, 1'002}));
        CHECK(locale.text("hello", {{"who", "A"}}) == "Видза олан, A");
    }
    SUBCASE("One of the forms: then all of that text are Russian") {
        Locale locale = parsed(file("one-other", R"("answers": {"one": "{n} a"})"));
        locale.fillGaps(russian());
        CHECK(said(locale, {1, 2, 5}) == said(russian(), {1, 2, 5}));
    }
    SUBCASE("Another text") {
        Locale locale = parsed(file("one-other", answers));
        CHECK(locale.fillGaps(russian()).front() == "hello");
        CHECK(said(locale, {0, 1, 2, 21, 101}) == Words{"0 b", "1 a", "2 b", "21 b", "101 b"});
        CHECK(locale.text("hello", {{"who", "A"}}) == "Здравствуйте, A");
    }
    SUBCASE("An empty text is none") {
        Locale locale = parsed(file("none", R"("hello": "")"));
        locale.fillGaps(russian());
        CHECK(locale.text("hello") == "Здравствуйте, {who}");
    }
    SUBCASE("By every rule") {
        for (const char* rule : {"none", "one-other", "zero-as-one", "one-few-many"}) {
            Locale locale = parsed(file(rule, own));
            locale.fillGaps(russian());
            for (long n = 0; n < 1'200; ++n)
                REQUIRE(locale.plural("answers", n) == russian().plural("answers", n));
        }
    }
}

TEST_CASE("Numbers and days are Russian where a language does not say all of its own") {
    Locale marks = parsed(file("none", R"("report.decimal-mark": ".")")),
           none = parsed(file("none", R"("hello": "x")"));
    marks.fillGaps(russian()), none.fillGaps(russian());
    CHECK(marks.number(2.5, 1) == "2.5");
    CHECK(none.number(2.5, 1) == "2,5");
    Locale half = parsed(file("none", R"("report.month.11": "н.", "report.dates-month": "{last}")"));
    const auto gaps = half.fillGaps(russian());
    CHECK(std::count(gaps.begin(), gaps.end(), "report.date") == 1);
    CHECK(std::count(gaps.begin(), gaps.end(), "report.month.11") == 0);  // said, and of no use alone
    CHECK(half.date("2026-11-24") == "24 ноября 2026 года");
    CHECK(half.dates("2026-11-01", "2026-11-24") == "1–24 ноября 2026 года");
    Locale all = parsed(
        file("none",
             R"("report.month.11": "н.", "report.date": "{month} {day}", "report.dates-month": "{last}")"));
    all.fillGaps(russian());
    CHECK(all.date("2026-11-24") == "н. 24");
}

TEST_CASE("A locale with a wrong member is refused with its pointer") {
    const auto problem = [](const std::string& json) {
        const auto locale = Locale::parse(json);
        REQUIRE_FALSE(locale);
        return locale.problems().front().pointer;
    };
    CHECK(problem(file("klingon", "")) == "/plural");
    CHECK(problem(R"({"language": "ru", "name": "Русский", "plural": "none", "texts": {}, "region": 1})") ==
          "/region");
    CHECK(problem(file("one-other", R"("a": {"one": "", "few": "", "other": ""})")) == "/texts/a/few");
    CHECK(problem(file("none", R"("a": 5)")) == "/texts/a");
    for (const char* wrong : {"", "r", "RU", "ru_RU", "../ru", "ru-", "русский"})
        CHECK(problem(std::string(R"({"language": ")") + wrong +
                      R"(", "name": "X", "plural": "none", "texts": {}})") == "/language");
    for (const char* right : {"ru", "koi", "sr-latn"})
        CHECK(Locale::parse(std::string(R"({"language": ")") + right +
                            R"(", "name": "X", "plural": "none", "texts": {}})"));
}

TEST_CASE("What no page would ever show is named: a text and a placeholder that Russian has not") {
    const Locale locale = parsed(file("one-other", R"("hello": "{whom}, {who}", "hallo": "x",
        "report.decimal-mark": {"one": "a", "other": "b"}, "answers": {"one": "one", "other": "{n} {N}"})"));
    CHECK(found(locale.strangers(russian())) ==
          Words{"/texts/answers unknown-placeholder", "/texts/hallo unknown-member",
                "/texts/hello unknown-placeholder", "/texts/report.decimal-mark wrong-type"});
    CHECK(parsed(file("none", R"("answers": "{n}", "hello": "x")")).strangers(russian()).empty());
}

TEST_CASE("Days and numbers as people read them") {
    const Locale russian = test::locale("ru"), english = test::locale("en");
    CHECK(russian.date("2026-11-24") == "24 ноября 2026 года");
    CHECK(russian.date("2026-03-05") == "5 марта 2026 года");
    CHECK(english.date("2026-11-24") == "24 November 2026");
    CHECK(russian.date("soon") == "soon");
    CHECK(russian.number(1234567) == "1\u00A0234\u00A0567");
    CHECK(russian.number(72.35, 1) == "72,4");
    CHECK(english.number(-3.04, 1) == "\u22123.0");
    CHECK(english.number(-0.04, 1) == "0.0");
}

TEST_CASE("A made-up language of a few texts says everything: its own, and the rest in Russian") {
    const Locale russian = test::locale("ru");
    Locale koi = parsed(test::sourceFile("tests/locales/koi.json"));
    CHECK(koi.strangers(russian).empty());
    const auto gaps = koi.fillGaps(russian);
    CHECK(gaps.size() > 600);
    for (const char* gap : {"app.answer", "app.minutes", "app.review-folded", "privacy.7", "report.month.02"})
        CHECK_MESSAGE(std::count(gaps.begin(), gaps.end(), gap) == 1, gap);
    const Json texts = Json::parse(test::sourceFile("assets/locales/ru.json"))["texts"];
    for (const auto& [key, text] : texts.items()) CHECK_MESSAGE(koi.has(key), key);
    CHECK(koi.plural("form.introduction", 21, {{"minutes", koi.plural("app.minutes", 21)}}) ==
          "21 вымышленнӧй юалӧмез · около 21 минуты");
    CHECK(koi.plural("report.about-responses", 1'001) == "вымысел 1\u00A0001ез");
    CHECK(koi.plural("app.review-folded", 2) == "Без ответа: 2 вопроса");
    CHECK(koi.number(0.5, 1) == "0.5");
    CHECK(koi.date("2026-01-24") == "24 января 2026 года");
}
