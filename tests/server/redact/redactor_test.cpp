// What holds of the server's redactor for every text; and what its words know.

#include <ctime>
#include <thread>

#include "server/redact/word_list.h"
#include "shared/text/utf8.h"
#include "tests/server/redactor.h"
#include "tests/support.h"

using namespace otklik;

namespace {

double millisecondsOf(const std::string& text) {
    double best = 1e9;
    for (int round = 0; round < 3; ++round) {
        const std::clock_t start = std::clock();
        test::redactor().redact(text);
        best = std::min(best, 1000.0 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
    }
    return best;
}

std::string repeated(std::string_view piece, std::size_t letters) {
    std::string text;
    for (std::size_t count = 0, step = countCodePoints(piece); count < letters; count += step) text += piece;
    return text;
}

}  // namespace

TEST_CASE("Where the dictionary is missing, the words name the package that brings it") {
    const auto redactor = Redactor::open("/nowhere");
    REQUIRE_FALSE(redactor);
    CHECK(redactor.problems().front().detail.find("apt install hunspell-ru") != std::string::npos);
}

TEST_CASE("Redacting twice changes nothing more, and findings lie in the text in order") {
    const std::vector<std::string> pieces = {"Радостева",
                                             "Марина ",
                                             "марина ",
                                             "Н. ",
                                             "врач ",
                                             "Мороз ",
                                             "сосед ",
                                             "я ",
                                             "меня зовут ",
                                             "Юсьва, ",
                                             "в Юсьве ",
                                             "на ",
                                             "Советской ",
                                             "15",
                                             ", кв. 3",
                                             "деревня ",
                                             "дом ",
                                             "третий ",
                                             "пять ",
                                             "девятьсот ",
                                             "двадцать ",
                                             "паспорт ",
                                             "номер ",
                                             "57 04 ",
                                             "118822",
                                             "АН ",
                                             "счёт ",
                                             "к 456 ор 59",
                                             "родилась ",
                                             "14.03.1957",
                                             " г.р.",
                                             "5 мая ",
                                             "1983 года ",
                                             "у меня ",
                                             "ВИЧ ",
                                             "инвалид ",
                                             "группы ",
                                             "баптист ",
                                             "в тг ",
                                             "egor ",
                                             "id48151623",
                                             "[имя] ",
                                             "[рождение]",
                                             "[личное]",
                                             "(",
                                             ")",
                                             "«",
                                             "»",
                                             ". ",
                                             "по фамилии ",
                                             "петровна-то ",
                                             "лукина ",
                                             "а.м. ",
                                             "луговой ",
                                             "дом ",
                                             "СНТ ",
                                             "участок 3",
                                             "группа вторая ",
                                             "F20.0 ",
                                             "диагноз ",
                                             "avito.ru/user/x1",
                                             "kosa_boy#4417 ",
                                             "+",
                                             "8, 912, 580, 37, 64 ",
                                             "№ К-4/2025 ",
                                             "моё обращение ",
                                             "30.IV.1968 ",
                                             "07 авг 1979 ",
                                             "на свет ",
                                             "юляяя ",
                                             "отбывал ",
                                             "рочева ",
                                             "отказала ",
                                             "на яндексе ",
                                             "ivan точка ",
                                             "50 лет октября ",
                                             "посадили ",
                                             "наказание ",
                                             "\n",
                                             " ",
                                             "ПОЛИНА ",
                                             "ЗУБОВА ",
                                             "😀",
                                             "Ӧ"};
    test::FixedRandom random(29);
    for (int round = 0; round < 6000; ++round) {
        std::string text;
        for (std::uint64_t i = 1 + random.below(12); i > 0; --i) text += pieces[random.below(pieces.size())];
        std::size_t end = 0;
        for (const Finding& finding : test::redactor().find(text)) {
            CHECK(finding.begin >= end);
            CHECK(finding.end > finding.begin);
            CHECK(finding.end <= text.size());
            end = finding.end;
        }
        const std::string once = test::redactor().redact(text);
        CHECK_MESSAGE(isUtf8(once), text);
        CHECK_MESSAGE(test::redactor().redact(once) == once, text);
    }
}

TEST_CASE("Time grows with the length of the text only") {
    for (const char* piece : {"Кривощёкова ",
                              "КРИВОЩЁКОВА ",
                              "А. ",
                              "А ",
                              "Марина ",
                              "марина ",
                              "врач ",
                              "Юсьва ",
                              "Юсьва, Ленина ",
                              "Ленина 5 ",
                              "на Ленина ",
                              "пять ",
                              "восемь девятьсот ",
                              "5 ",
                              "57-04 ",
                              "паспорт 5 ",
                              "номер ",
                              "№ ",
                              "АН ",
                              "к 456 ",
                              "родилась ",
                              "5 мая ",
                              "у меня ",
                              "рак ",
                              "я в тг ",
                              "abcd ",
                              "а-",
                              "[имя] ",
                              "Ы",
                              "тысяча ",
                              "луговой семь ",
                              "соседи мои ",
                              "по фамилии ",
                              "петровна ",
                              "а.м. ",
                              "СНТ участок ",
                              "дом номер ",
                              "моё № К-4/",
                              "группа ",
                              "8, ",
                              "a_b.c-",
                              "5 (",
                              "рочева не ",
                              "a точка ",
                              "50 лет ",
                              "яяя"}) {
        const std::string brief = repeated(piece, 2000), large = repeated(piece, 16000);
        const double short_ = millisecondsOf(brief), long_ = millisecondsOf(large);
        INFO(std::string(piece), ": ", short_, " ms for 2,000 letters, ", long_, " ms for 16,000");
        CHECK(long_ < 24 * short_ + 5);
    }
}

TEST_CASE("Threads may redact at once") {
    const std::string text =
        "Спасибо, Радостева Марина, и соцработнику Шляпину. Живу в Юсьве на Советской 15.";
    const std::string redacted = test::redactor().redact(text);
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&] {
            for (int round = 0; round < 200; ++round) CHECK(test::redactor().redact(text) == redacted);
        });
    for (std::thread& thread : threads) thread.join();
}

TEST_CASE("What a person should look at again is named, and nothing that is public") {
    const std::string text = "Тут Хрюмзик и 1234567, а Кудымкар, МФЦ, СНИЛС, Светлана и [имя] видны.";
    std::vector<std::string> doubts;
    for (const auto& doubt : test::redactor().doubts(text))
        doubts.push_back(text.substr(doubt.begin, doubt.end - doubt.begin));
    CHECK(doubts == std::vector<std::string>{"Хрюмзик", "1234567"});
}

TEST_CASE("A list's names are known in their cases, and nothing else is") {
    using redaction::WordList;
    const WordList list(
        "# comment\nЮсьва, Кудымкар, Кочёво, Гайны, Пермь, Красный Яр\nПушкин (Александр, Сергей)");
    for (const char* word :
         {"юсьва", "юсьве", "юсьвой", "кудымкаре", "кочево", "кочева", "гайнах", "перми", "яру", "пушкиным"})
        CHECK_MESSAGE(list.has(word), word);
    for (const char* word : {"юсьвин", "кудымкаров", "кочевник", "пермяк", "comment"})
        CHECK_FALSE_MESSAGE(list.has(word), word);
    CHECK(list.hasAdjective("кудымкарского"));
    CHECK(list.hasAdjective("юсьвинская"));
    CHECK_FALSE(list.hasAdjective("советская"));
    CHECK(list.goesWith("пушкина", "сергея"));
    CHECK_FALSE(list.goesWith("пушкина", "светланы"));
    CHECK(redaction::foldedWord("Кочёво") == "кочево");
}
