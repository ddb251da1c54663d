#include "shared/base/json.h"
#include "shared/text/address.h"
#include "shared/text/csv.h"
#include "shared/text/html.h"
#include "shared/text/lines.h"
#include "shared/text/typeset.h"
#include "shared/text/utf8.h"
#include "tests/support.h"

using namespace otklik;

TEST_CASE("CSV: what people wrote is never a formula, and comes back whole") {
    for (const char* formula : {"=1+1", "+7 912", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"})
        CHECK(csvText(formula).substr(0, 2) == "\"'");
    for (const char* sign : {"=", "+", "-", "@", "\uFF1D", "\uFF0B", "\uFF0D", "\uFF20", "\uFE66", "\uFE62"})
        for (const char* before :
             {"",       " ",      "\u200B", "\u200D", "\uFEFF", "\u00AD",     "\u200F",
              "\u202E", "\u2066", "\u2060", "\u00A0", "\u3000", "\u2003",     "\u202F",
              "\u3164", "\uFE0F", "\x01",   "\x7F",   "\u0085", "\U000E0020", " \u200B\u00A0"}) {
            const std::string text = std::string(before) + sign + "1";
            CHECK(csvText(text) == "\"'" + text + "\"");
        }
    for (const char* text : {"", " ", "\u200B", "a=1", "1-2", "\u200Bслово", "\u2014 да", "\u22121", "'=1"})
        CHECK(csvText(text) == "\"" + std::string(text) + "\"");
    CHECK(csvText("a;b, \"c\"\nd") == "\"a;b, \"\"c\"\"\nd\"");
    CHECK(csvQuoted("+6,7") == "\"+6,7\"");
    CHECK(csvNumber(40, ',') == "40");
    CHECK(csvNumber(-3.2, ',') == "-3,2");
    CHECK(csvNumber(60.3, '.') == "60.3");
}

TEST_CASE("An address keeps the reader's language; Russian needs no mark") {
    CHECK(addressIn(test::locale("ru"), "/thanks") == "/thanks");
    CHECK(addressIn(test::locale("en"), "/thanks") == "/thanks?lang=en");
    CHECK(addressIn(test::locale("en"), "/results.csv?wave=2026") == "/results.csv?wave=2026&lang=en");
    CHECK(reportAddress(test::locale("en"), "2026") == "/results/2026?lang=en");
}

TEST_CASE("An address keeps what the visitor came with, escaped; a terminal's name stands for its channel") {
    const Locale russian = test::locale("ru"), english = test::locale("en");
    CHECK(addressIn(russian, "/thanks", {"vk", ""}) == "/thanks?via=vk");
    CHECK(addressIn(english, "/thanks", {"kiosk", "hall"}) == "/thanks?kiosk=hall&lang=en");
    CHECK(addressIn(russian, "/", {"a&b=c \"д\"", ""}) == "/?via=a%26b%3Dc%20%22%D0%B4%22");
    CHECK(addressInOther(english, "", {"vk", ""}) == "?via=vk&lang=en");
    CHECK(addressInOther(russian, "/results/2026", {}) == "/results/2026?lang=ru");
}

TEST_CASE("UTF-8: malformed text is recognised") {
    CHECK(isUtf8("Ӧ і Ё 🙂"));
    CHECK_FALSE(isUtf8("\xC0\x80"));          // overlong
    CHECK_FALSE(isUtf8("\xED\xA0\x80"));      // a surrogate
    CHECK_FALSE(isUtf8("\xF4\x90\x80\x80"));  // above U+10FFFF
    CHECK_FALSE(isUtf8("ab\xE2\x82"));        // cut off
}

TEST_CASE("UTF-8: people count characters, not bytes") {
    CHECK(countCodePoints("Коми") == 4);
    CHECK(toLower(U'Ӧ') == U'ӧ');
    CHECK(toLower(U'І') == U'і');
    CHECK(toLower(U'Ё') == U'ё');
    CHECK(cleanedText("  раз\r\nдва\x01  ") == "раз\nдва");
}

TEST_CASE("JSON from outside is bounded") {
    CHECK(parseJson(R"({"a": [1, 2]})"));
    CHECK(parseJson("{").problems().front().code == "not-json");
    CHECK(parseJson(std::string(100, '[') + std::string(100, ']')).problems().front().code == "too-deep");
    CHECK(parseJson(R"({"a": 1, "a": 2})").problems().front().code == "duplicate-member");
}

TEST_CASE("Values written as lines are read as they were") {
    LineWriter writer;
    for (const char* text : {"", "a\\nb", "два\nряда\\", "\r\t\"{}"}) writer.text(text);
    writer.number(-5);
    writer.flag(true);
    writer.decimal(std::nullopt);
    for (const double value : {0.1, -72.4, 1e-6, 123456789.25}) writer.decimal(value);
    writer.number(0);
    const std::string written = writer.take();
    LineReader lines(written);
    for (const char* text : {"", "a\\nb", "два\nряда\\", "\r\t\"{}"}) CHECK(lines.text() == text);
    CHECK(lines.number(-5, 5) == -5);
    CHECK(lines.flag());
    CHECK_FALSE(lines.decimal());
    for (const double value : {0.1, -72.4, 1e-6, 123456789.25}) CHECK(lines.decimal() == value);
    CHECK(lines.count() == 0);
    CHECK_FALSE(lines.isBroken());
    CHECK(lines.left().empty());
    CHECK(lines.text().empty());
    CHECK(lines.isBroken());
}

TEST_CASE("A value that is none of its kind breaks the lines, and what follows is read as nothing") {
    for (const char* wrong : {"x\n5\n", "\n5\n", "7\n5\n", "-1\n5\n", "1 \n5\n", "1"}) {
        LineReader lines(wrong);
        CHECK(lines.number(0, 6) == 0);
        CHECK_MESSAGE(lines.isBroken(), wrong);
        CHECK(lines.number(0, 6) == 0);
    }
    for (const char* wrong : {"nan\n", "inf\n", "1e300\n", "1,5\n", "0x1\n"}) {
        LineReader lines(wrong);
        CHECK_FALSE(lines.decimal());
        CHECK_MESSAGE(lines.isBroken(), wrong);
    }
    for (const char* wrong : {"\\\n", "\\t\n"}) {
        LineReader lines(wrong);
        CHECK(lines.text().empty());
        CHECK_MESSAGE(lines.isBroken(), wrong);
    }
    LineReader more("3\na\nb\n");  // three things cannot stand in two lines
    CHECK(more.count() == 0);
    CHECK(more.isBroken());
}

TEST_CASE("Text in HTML is only text") {
    HtmlWriter html;
    html.open("p", {{"class", "\"><b>"}, {"hidden", true}, {"inert", false}, {"id", "x", false}})
        .text("<a href='x'>&")
        .empty("input", {{"value", ""}, {"maxlength", 0}})
        .element("b", "</b>")
        .markup("<i>")
        .close();
    CHECK(html.take() ==
          "<p class=\"&quot;&gt;&lt;b&gt;\" hidden>&lt;a href=&#39;x&#39;&gt;&amp;<input value=\"\" "
          "maxlength=\"0\">"
          "<b>&lt;/b&gt;</b><i></p>");
    CHECK(html.take().empty());
}

TEST_CASE("Words stand on a screen with en dashes in ranges and hyphens that hold names together") {
    CHECK(typeset("18-25 лет") == "18–25 лет");
    CHECK(typeset("в 9-18, 2024-2025") == "в 9–18, 2024–2025");
    CHECK(typeset("Коми-Пермяцкого") == "Коми\u2011Пермяцкого");
    CHECK(typeset("по 5-балльной шкале") == "по 5\u2011балльной шкале");
    CHECK(typeset("COVID-19") == "COVID\u201119");
    for (const char* same : {"", "-", "--", "-5", "5-", "какие-либо", "8-800-555-35-35", "2026-11-27",
                             "2026-11", "а -Б", "а- Б", "5 - 7"})
        CHECK(typeset(same) == same);
}
