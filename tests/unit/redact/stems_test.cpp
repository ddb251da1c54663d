// Lists of words to compare with: what a literal means, however its letters are written.

#include <doctest/doctest.h>

#include "shared/redact/letters.h"

using namespace otklik::redaction;

namespace {

bool wordIs(std::string_view word, const Stems& stems) {
    return Letters(word).wordIs(0, stems);
}

bool endsWith(std::string_view word, const Endings& endings) {
    const Letters letters(word);
    return letters.endsWith(0, letters.size(), endings);
}

}  // namespace

TEST_CASE("A stem is the beginning of a word, and the whole word where a full stop ends it") {
    CHECK(wordIs("телефону", U"дом. телеф"_stems));
    CHECK(wordIs("дом", U"телеф дом."_stems));
    CHECK_FALSE(wordIs("домик", U"телеф дом."_stems));
    CHECK_FALSE(wordIs("теле", U"телеф"_stems));
    CHECK(wordIs("я", U"я."_stems));
    CHECK_FALSE(wordIs("ягода", U"я."_stems));
    CHECK_FALSE(wordIs("", U"я."_stems));
}

TEST_CASE("Capitals, «ё» and Latin look-alikes make no other word, on either side") {
    CHECK(wordIs("ПОСЁЛОК", U"поселок"_stems));
    CHECK(wordIs("пocелок", U"посёлок"_stems));  // with Latin «oc»
    CHECK(wordIs("VK", U"ok. vk."_stems));
    CHECK(endsWith("Радостевoй", U"ова евой"_endings));
}

TEST_CASE("Of many words each is found, whichever letters they share") {
    const Stems& stems = U"сын. сына. сынок сестр сосед. соседк а. аба абв яр ябл"_stems;
    for (const char* word :
         {"сын", "сына", "сынок", "сестра", "сосед", "соседка", "а", "аба", "абв", "яр", "яблоко"})
        CHECK_MESSAGE(wordIs(word, stems), word);
    for (const char* word : {"сыну", "сестаа", "соседу", "аб", "абг", "ят", "б"})
        CHECK_MESSAGE(!wordIs(word, stems), word);
}

TEST_CASE("An ending has at least two letters before it") {
    CHECK(endsWith("иванов", U"ов"_endings));
    CHECK_FALSE(endsWith("лов", U"ов"_endings));
    CHECK(endsWith("иванова", U"ов ова ый"_endings));
    CHECK_FALSE(endsWith("ивановы", U"ов ова ый"_endings));
}

TEST_CASE("At most so many letters behind a stem as are asked for") {
    const Letters letters("верочка");
    CHECK(letters.is(0, letters.size(), U"вер"_stems, 4));
    CHECK_FALSE(letters.is(0, letters.size(), U"вер"_stems, 3));
}
