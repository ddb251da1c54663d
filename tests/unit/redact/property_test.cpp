// What holds for every text, whatever it says: findings are in order, lie on letters and do not overlap;
// redacted text is redacted; well-formed text stays so; time grows with the length only. And what check
// digits decide, each number beside the same number with one digit changed.

#include <algorithm>
#include <ctime>
#include <functional>

#include "shared/redact/redact.h"
#include "shared/text/utf8.h"
#include "tests/support.h"

using namespace otklik;

namespace {

/// The shape a fuzzer calls: any bytes that are UTF-8.
void checkText(std::string_view text) {
    std::size_t end = 0;
    for (const Finding& finding : findPersonalData(text)) {
        CHECK(finding.begin >= end);
        CHECK(finding.end > finding.begin);
        CHECK(finding.end <= text.size());
        CHECK_MESSAGE(isUtf8(text.substr(finding.begin, finding.end - finding.begin)), std::string(text));
        end = finding.end;
    }
    const std::string once = redact(text);
    CHECK_MESSAGE(isUtf8(once), std::string(text));
    CHECK_MESSAGE(redact(once) == once, std::string(text));
}

std::string repeated(std::string_view piece, std::size_t codePoints) {
    std::string text;
    for (std::size_t count = 0, step = countCodePoints(piece); count < codePoints; count += step)
        text += piece;
    return text;
}

/// Of the processor's time, so that what else the machine does makes no difference.
double millisecondsOf(const std::function<void()>& work) {
    double best = 1e9;
    for (int round = 0; round < 3; ++round) {
        const std::clock_t start = std::clock();
        work();
        best = std::min(best, 1000.0 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
    }
    return best;
}

}  // namespace

TEST_CASE("Any text keeps its shape when it is redacted") {
    const std::vector<std::string> pieces = {"8 (342) 212-34-56",
                                             "89123456789",
                                             "+7",
                                             "4-12-34",
                                             "2",
                                             "12",
                                             "0",
                                             " ",
                                             "  ",
                                             ",",
                                             ".",
                                             "-",
                                             "—",
                                             "(",
                                             ")",
                                             "/",
                                             "_",
                                             "№",
                                             "#",
                                             "@",
                                             "[",
                                             "]",
                                             "[телефон]",
                                             "[имя]",
                                             "[адрес",
                                             "«",
                                             "»",
                                             "\n",
                                             "\xC2\xA0",
                                             "😀",
                                             "Ӧ",
                                             "ул.",
                                             "ул ",
                                             "улица ",
                                             "д.",
                                             "дом ",
                                             "кв. ",
                                             "Ленина",
                                             "Мира, ",
                                             "проспект",
                                             "Иванов",
                                             "Мария ",
                                             "Петровна",
                                             "И. ",
                                             "А.",
                                             "меня зовут ",
                                             "СНИЛС",
                                             "ИНН ",
                                             "паспорт ",
                                             "серия ",
                                             "номер ",
                                             "полис ",
                                             "карта ",
                                             "тел",
                                             "телефон ",
                                             "собака",
                                             " точка ",
                                             "ivan",
                                             "mail",
                                             ".ru",
                                             " at ",
                                             "vk",
                                             ".com/",
                                             "id123456",
                                             "https://",
                                             "www.",
                                             "t.me/",
                                             "вк ",
                                             "живу ",
                                             "адрес "};
    test::FixedRandom random(17);
    for (int round = 0; round < 6000; ++round) {
        std::string text;
        for (std::uint64_t i = 1 + random.below(12); i > 0; --i) text += pieces[random.below(pieces.size())];
        checkText(text);
    }
}

TEST_CASE("Random letters of every width keep their shape") {
    constexpr char32_t letters[] = {U'a', U'я', U'Ӧ',  U'é',    U'9',  U'0',   U' ',   U'.',  U'@',
                                    U'-', U'(', U'中', 0x1F600, 0x301, 0x200B, 0xFEFF, U'\n', U'['};
    test::FixedRandom random(18);
    for (int round = 0; round < 2000; ++round) {
        std::string text;
        for (std::uint64_t i = random.below(40); i > 0; --i)
            appendUtf8(text, letters[random.below(std::size(letters))]);
        checkText(text);
    }
}

TEST_CASE("A label of our own is never found again, what a person puts into brackets is") {
    for (int kind = 0; kind <= static_cast<int>(kLastKind); ++kind) {
        const std::string text = "[" + std::string(label(static_cast<PersonalData>(kind))) + "]";
        CHECK(findPersonalData(text + " 123456, " + text + "12-34").empty());
    }
    CHECK(redact("[89123456789]") == "[[телефон]]");
}

TEST_CASE("Time grows with the length of the text only") {
    for (const char* piece : {"1",
                              "1 ",
                              "8 ",
                              "8-9-",
                              "+",
                              "+7",
                              "(",
                              "(8",
                              "4 4 4 4 ",
                              "№1 ",
                              "a",
                              "a.",
                              "a@",
                              "@",
                              "a-",
                              "А-",
                              "а ",
                              "А ",
                              "А.",
                              "Ов ",
                              "ул. ",
                              "ул. А ",
                              "улица Мира ",
                              "д. ",
                              "1,",
                              "vk.com/",
                              "https://",
                              "a точка ",
                              ". ",
                              "собака ",
                              "паспорт 5704 № ",
                              "[",
                              "[имя]",
                              "12-34-56 ",
                              "ович ",
                              "тел ",
                              " ",
                              "\xC2\xA0"}) {
        const std::string brief = repeated(piece, 2000), large = repeated(piece, 16000);
        const double short_ = millisecondsOf([&] { findPersonalData(brief); });
        const double long_ = millisecondsOf([&] { findPersonalData(large); });
        INFO(piece, ": ", short_, " ms for 2,000 letters, ", long_, " ms for 16,000");
        // Eight times the text; a quadratic finder would need sixty-four times as long.
        CHECK(long_ < 24 * short_ + 5);
    }
}

TEST_CASE("Check digits decide where a bare row of digits could be anything") {
    const auto stays = [](const char* text) { CHECK_MESSAGE(redact(text) == text, text); };
    CHECK(redact("вот 4276490012345676 вот") == "вот [карта] вот");
    stays("вот 4276490012345675 вот");
    CHECK(redact("вот 11223344595 вот") == "вот [СНИЛС] вот");
    stays("вот 11223344596 вот");
    CHECK(redact("вот 500100732259 вот") == "вот [ИНН] вот");
    stays("вот 500100732258 вот");
    stays("вот 500100732269 вот");
    CHECK(redact("мой ИНН 500100732258") == "мой ИНН [ИНН]");
}

TEST_CASE("Every kind has an explanation in both languages") {
    for (const char* language : {"ru", "en"})
        for (int kind = 0; kind <= static_cast<int>(kLastKind); ++kind)
            CHECK(
                test::locale(language).has("redaction." + std::string(id(static_cast<PersonalData>(kind)))));
}
