// What the office writes beside figures: what of Markdown it may use, and what is refused, with its line.

#include "server/report/office_text_file.h"

#include <numeric>

#include "server/report/report_input.h"
#include "tests/support.h"

using namespace otklik;
using Kind = TextBlock::Kind;
using Sign = TextBlock::Sign;

namespace {

std::vector<TextBlock> read(const std::string& markdown, const Locale* locale = nullptr) {
    const auto blocks = readOfficeText(markdown, locale);
    REQUIRE_MESSAGE(blocks, blocks.problems().front().detail);
    return *blocks;
}

Spans words(const std::string& text) {
    return {{text, false, false, ""}};
}

/// The lines and the first words of what is refused: ":3 An image".
std::vector<std::string> refusals(const std::string& markdown) {
    std::vector<std::string> refusals;
    const auto blocks = readOfficeText(markdown);
    for (const Problem& problem : blocks.problems())
        refusals.push_back(problem.pointer + " " +
                           problem.detail.substr(0, problem.detail.find_first_of(".,;:")));
    return refusals;
}

using Refusals = std::vector<std::string>;

constexpr const char* kLevel = "A heading of another level than ##";

}  // namespace

TEST_CASE("A text is headings, paragraphs, items and the figures that they answer, in their order") {
    CHECK(read("## Сделано\n\n> «Удаётся найти»: было 53, стало 64\n\nПервые слова\nи вторые.\n\n- один\n- "
               "два\n") ==
          std::vector<TextBlock>{{Kind::heading, Sign::none, words("Сделано")},
                                 {Kind::figure, Sign::none, words("«Удаётся найти»: было 53, стало 64")},
                                 {Kind::paragraph, Sign::none, words("Первые слова и вторые.")},
                                 {Kind::item, Sign::none, words("один")},
                                 {Kind::item, Sign::none, words("два")}});
    // As editors write it, too.
    const auto items = read("* один\n\n* два\n  строки");
    REQUIRE(items.size() == 2);
    CHECK(items[1] == TextBlock{Kind::item, Sign::none, words("два строки")});
    CHECK(read("##Сделано")[0].kind == Kind::heading);
    CHECK(read("> 53\n>\n> 64").size() == 2);
    CHECK(read("> 53\n>\n> 64")[1].kind == Kind::figure);
}

TEST_CASE("Words are strong, emphasised, a link, or all of that") {
    CHECK(read("а **б** *в* ***г*** [д *е*](https://x.ru/?a=1&b=2) <mailto:a@b.ru> \\*ж\\* 5 < 6 & 7")[0]
              .spans == Spans{{"а ", false, false, ""},
                              {"б", true, false, ""},
                              {" ", false, false, ""},
                              {"в", false, true, ""},
                              {" ", false, false, ""},
                              {"г", true, true, ""},
                              {" ", false, false, ""},
                              {"д ", false, false, "https://x.ru/?a=1&b=2"},
                              {"е", false, true, "https://x.ru/?a=1&b=2"},
                              {" ", false, false, ""},
                              {"mailto:a@b.ru", false, false, "mailto:a@b.ru"},
                              {" *ж* 5 < 6 & 7", false, false, ""}});
    CHECK(read("<opros@example.ru>")[0].spans ==
          Spans{{"opros@example.ru", false, false, "mailto:opros@example.ru"}});
}

TEST_CASE("A heading that the language knows has a sign, in any case and with any end; another has none") {
    const Locale russian = test::locale("ru"), english = test::locale("en");
    const auto sign = [](const std::string& heading, const Locale& locale) {
        return read("## " + heading, &locale)[0].sign;
    };
    CHECK(sign("Сделано", russian) == Sign::done);
    CHECK(sign("ДЕЛАЕМ:", russian) == Sign::doing);
    CHECK(sign("не стали делать…", russian) == Sign::declined);
    CHECK(sign("**Сделано**.", russian) == Sign::done);
    CHECK(sign("Не\u00A0стали делать", russian) == Sign::declined);  // as editors put it
    CHECK(sign("Сделано в мае", russian) == Sign::none);
    CHECK(sign("Done", russian) == Sign::none);
    CHECK(sign("Done.", english) == Sign::done);
    CHECK(sign("doing", english) == Sign::doing);
    CHECK(sign("Not doing!", english) == Sign::declined);
    CHECK(read("Сделано", &russian)[0].sign == Sign::none);  // no heading
}

TEST_CASE("A byte order mark and the line ends of any machine are fine") {
    const auto plain = read("## А\n\nб\nв\n");
    CHECK(read("\xEF\xBB\xBF## А\r\n\r\nб\r\nв\r\n") == plain);
    CHECK(read("## А\r\rб\rв") == plain);
    CHECK(read("##\tА\n\nб\nв") == plain);
}

TEST_CASE("What is no part of the subset is refused by its name, with its line") {
    const std::pair<const char*, const char*> refused[] = {
        {"a\n\n# b", ":3 A heading of another level than ##"},
        {"a\n\n### b", ":3 A heading of another level than ##"},
        {"a\n\n#5", ":3 A heading of another level than ##"},
        {"#", ":1 A heading of another level than ##"},
        {"a\n\nb\n---", ":3 A line of - or = makes a heading of what stands above it"},
        {"a\n\nb\n===", ":3 A line of - or = makes a heading of what stands above it"},
        {"a\n\n---\n\nb", ":3 A line across the page"},
        {"***\n\nb", ":1 A line across the page"},
        {"a\n\n`b`", ":3 Code"},
        {"a\n\n```\nb\n```", ":3 Code"},
        {"a\n\n```\n```", ":3 Code"},
        {"a\n\n    b", ":3 Code"},
        {"a\n\n<div>b</div>", ":3 HTML"},
        {"a\n\n<!-- b -->", ":3 HTML"},
        {"a\nb <br> c", ":2 HTML"},
        {"a\n\n![b](c.png)", ":3 An image"},
        {"a\n\nb ![](https://c.ru/d.png)\n\ne", ":3 An image"},
        {"a\n\n| b | c |\n|---|---|\n| d | e |", ":3 A table"},
        {"a\n\n1. b", ":3 A numbered list"},
        {"a\n\n2026. Год", ":3 A numbered list"},
        {"- a\n  - b", ":2 A list within a list"},
        {"- [x] a", ":1 A box to tick"},
        {"- a\n\n  b", ":3 An item with several paragraphs"},
        {"- a\n  ## b", ":2 A heading or a quote within a list"},
        {"- a\n  > b", ":2 A heading or a quote within a list"},
        {"> a\n> ## b", ":2 A heading"},
        {"> a\n> - b", ":2 A heading"},
        {"> a\n>> b", ":2 A heading"},
        {"> a\nb", ":2 A line below a quote that would become a part of it"},
        {"a\n~~b~~", ":2 Words struck out between ~"},
        {"a\nb  \nc", ":2 A line that is ended by two spaces or \\"},
        {"a\nb\\\nc", ":2 A line that is ended by two spaces or \\"},
        {"a\nb&nbsp;c", ":2 A letter by its name"},
        {"a\n[b](https://c.ru/&copy;)", ":2 A letter by its name"},
        {"a\n[b](http://c.ru)", ":2 A link that is no https"},
        {"a\n[b](javascript:c)", ":2 A link that is no https"},
        {"a\n[b](/c)", ":2 A link that is no https"},
        {"a\n[b]()", ":2 A link that is no https"},
        {"a\n[b](https://)", ":2 A link that is no https"},
        {"a\n[b](mailto:c)", ":2 A link that is no https"},
        {"a\n[b](<https://c d>)", ":2 A link that is no https"},
        {"a\nb https://c.ru", ":2 An address that is no link"},
        {"a\n[b](https://c.ru \"d\")", ":2 A link with a title"},
        {"a\n\nb [](https://c.ru)\n\nd", ":3 A link without words"},
        {"a\n\nb[^1]", ":3 A footnote"},
        {"a\n\n[^1]: b", ":3 A footnote"},
        {"a\n\n[b]: https://c.ru", ":3 A line of which nothing would be seen"},
        {"a\n\n##\n\nb", ":3 A heading"},
        {"a\n\n-\n- b", ":3 A heading"},
    };
    for (const auto& [markdown, refusal] : refused) {
        const Refusals found = refusals(markdown);
        const std::string all = std::accumulate(found.begin(), found.end(), std::string());
        INFO(std::string(markdown), "|", all);
        CHECK(found == Refusals{refusal});
    }
}

TEST_CASE("What is refused says what to do instead, once a kind, in the order of lines") {
    CHECK(refusals("# a\n\n1. b\n\n### c\n\n`d`\n\n2. e\n\ng[^1]\n\n---\n\n`f`") ==
          Refusals{std::string(":1 ") + kLevel, ":3 A numbered list", ":7 Code", ":11 A footnote",
                   ":13 A line across the page"});
    CHECK(
        readOfficeText("# a").problems().front() ==
        Problem::at(":1", "wrong-value",
                    "A heading of another level than ##. Write ## before each heading; where # itself begins "
                    "a line, \\#."));
    // And what to do works.
    CHECK(read("\\# a\n\n2026\\. Год\n\n5 \\< 6 \\&nbsp; \\[^1]\n\n<https://c.ru>").size() == 4);
}

TEST_CASE("A file without words, too long a one, and one that is no text are refused") {
    for (const char* empty : {"", "\n\n", "\xEF\xBB\xBF", " \t\n", ">"}) {
        INFO(empty);
        const auto blocks = readOfficeText(empty);
        REQUIRE_FALSE(blocks);
        CHECK(blocks.problems().front().code == "empty");
    }
    CHECK(readOfficeText(std::string(kMostOfficeTextBytes, 'a')));
    CHECK(readOfficeText(std::string(kMostOfficeTextBytes + 1, 'a')).problems().front().code == "too-large");
    CHECK(readOfficeText("a\n\xD1\xE4").problems().front() ==
          Problem::at(":2", "not-utf8", "The file is no UTF-8. Save it as text in UTF-8."));
    CHECK(readOfficeText("a\xEF\xBF\xBD"));  // the letter that stands for what was none
}

TEST_CASE("Letters that nobody sees and that change how others are read are refused, with their number") {
    for (const std::string& letter :
         {std::string(1, '\0'), std::string("\x07"), std::string("\x1B"), std::string("\x7F"),
          std::string("\u0085"), std::string("\u2028"), std::string("\u202E"), std::string("\u2066")}) {
        const auto blocks = readOfficeText("a\r\nb" + letter + "c");
        REQUIRE_FALSE(blocks);
        CHECK(blocks.problems().front().pointer == ":2");
        CHECK(blocks.problems().front().code == "wrong-value");
    }
    CHECK(readOfficeText("\u202E").problems().front().detail.find("U+202E") != std::string::npos);
    CHECK(readOfficeText("«Удаётся\u00A0найти» 5\u00ADа"));  // a space that does not break, a hyphen that may
}

TEST_CASE("A text is kept signed and dated, by a name of 200 letters at most and a day that has come") {
    const auto problem = [](const std::string& signature, const std::string& day) {
        const Problems problems = problemsOf({"ru", signature, day, "слова"}, "2026-12-01");
        return problems.empty() ? std::string() : problems.front().detail;
    };
    std::string longest;
    for (std::size_t i = 0; i < kMostSignatureLetters; ++i) longest += "ы";
    CHECK(problem(longest, "2026-12-01").empty());
    CHECK(problem("Отдел", "2026-11-30").empty());
    CHECK(problem(longest + "ы", "2026-12-01") == "The signature has more than 200 letters.");
    for (const char* empty : {"", " ", "\u00A0"})
        CHECK(problem(empty, "2026-12-01") == "Who signs the text is to be named.");
    for (const char* wrong : {"а\nб", "а\tб", "а\u202Eб", "\xD1\xE4"})
        CHECK(problem(wrong, "2026-12-01").starts_with("The signature is a line of letters"));
    for (const char* wrong : {"", "завтра", "2026-02-30", "2026-2-3", "2026-12-01x"})
        CHECK(problem("Отдел", wrong).find("is no day") != std::string::npos);
    CHECK(problem("Отдел", "2026-12-02") == "The day 2026-12-02 lies in the future: today is 2026-12-01.");
    CHECK(problemsOf({"ru", "Отдел", "2026-12-01", "a\n\n# b"}, "2026-12-01").front().pointer == ":3");
}

TEST_CASE("The report gets each wave's texts, read in their languages") {
    Wave wave;
    wave.id = "2026";
    wave.survey = std::make_shared<const Survey>(test::orderSurvey());
    wave.texts = {{"en", "Office", "2026-12-02", "## Done"}, {"ru", "Отдел", "2026-12-01", "## Делаем"}};
    const Snapshot snapshot{{wave}, {}};
    const Locales locales{{"ru", test::locale("ru")}, {"en", test::locale("en")}};
    const auto texts = reportInput(snapshot, "2026", {}, locales, test::locale("ru")).waves.at(0).texts;
    REQUIRE(texts.size() == 2);
    CHECK(texts[0].language == "en");
    CHECK(texts[0].signature == "Office");
    CHECK(texts[0].day == "2026-12-02");
    CHECK(texts[0].blocks[0].sign == Sign::done);
    CHECK(texts[1].blocks[0].sign == Sign::doing);
    // As a version with other rules may have left it.
    Snapshot other = snapshot;
    other.waves[0].texts[0].markdown = "# Done";
    CHECK(reportInput(other, "2026", {}, locales, test::locale("ru")).waves.at(0).texts.size() == 1);
}
