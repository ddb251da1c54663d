#include "shared/redact/redact.h"
#include "tests/support.h"

using namespace otklik;

TEST_CASE("Personal data is replaced by its kind") {
    struct Case {
        const char *text, *redacted;
    };
    for (const Case& one : {
             Case{"Позвоните: 8 (342) 212-34-56.", "Позвоните: [телефон]."},
             Case{"мой номер +7 912 345 67 89", "мой номер [телефон]"},
             Case{"тел 89123456789", "тел [телефон]"},
             Case{"звоните 4-12-34", "звоните [телефон]"},
             Case{"почта ivan.petrov@mail.ru, жду", "почта [почта], жду"},
             Case{"ivan собака mail.ru", "[почта]"},
             Case{"я тут: vk.com/id12345.", "я тут: [ссылка]."},
             Case{"пишите в @ivan_petrov", "пишите в [аккаунт]"},
             Case{"карта 4111 1111 1111 1111", "карта [карта]"},
             Case{"СНИЛС 112-233-445 95", "СНИЛС [СНИЛС]"},
             Case{"ИНН 500100732259", "ИНН [ИНН]"},
             Case{"паспорт 5704 123456", "паспорт [паспорт]"},
             Case{"полис ОМС 1234567890123456", "полис ОМС [полис]"},
             Case{"живу на ул. Лихачёва, д. 45, кв. 3", "живу на [адрес]"},
             Case{"Спасибо, Иванова Мария Петровна помогла", "Спасибо, [имя] помогла"},
         })
        CHECK(redact(one.text) == one.redacted);
}

TEST_CASE("What is nobody's stays") {
    for (const char* text : {"приказ № 50-01-05-62 от 19.09.2024", "с 2019 по 2024 год", "цена 1 500 рублей",
                             "дом 12", "в 10:30 или 14:00", "постановление от 15 апреля 2014 г. № 316",
                             "сайт Министерства и страница «ВКонтакте»", "Пермский край, город Кудымкар",
                             "3 000 000 рублей в 2025 году", "ОМС и СНИЛС нужны?"})
        CHECK(redact(text) == text);
}

TEST_CASE("Redacting twice changes nothing more, and findings never overlap") {
    test::FixedRandom random(3);
    const std::vector<std::string> pieces = {
        "8 (342) 212-34-56", "a@b.ru", " ", "ул. Мира, 5", "[телефон]", "№", "12", "-",
        "Иванов Пётр Ильич", "@abcd",  "Ӧ", "(",           "+7"};
    for (int round = 0; round < 2000; ++round) {
        std::string text;
        for (std::uint64_t i = random.below(8); i > 0; --i) text += pieces[random.below(pieces.size())];
        const std::string once = redact(text);
        CHECK_MESSAGE(redact(once) == once, text);
        std::size_t end = 0;
        for (const Finding& finding : findPersonalData(text)) {
            CHECK(finding.begin >= end);
            CHECK(finding.end > finding.begin);
            end = finding.end;
        }
    }
}
