// Finder of people's names: a given name with a patronymic and the surname beside it, a surname with
// initials, and the words behind «меня зовут». A name of a street, a library or a theatre («имени А. С.
// Пушкина») is not a person.

#include <array>

#include "shared/redact/letters.h"

namespace otklik::redaction {
namespace {

using Word = Letters::Word;

bool isPatronymic(const Letters& text, Word word) {
    if (word.end - word.begin < 5) return false;
    if (text.is(word.begin, word.end,
                U"ильич кузьмич фомич лукич никитич саввич ильинич кузьминич лукинич фоминич"_stems))
        return true;
    return text.endsWith(
        word.begin, word.end,
        U"ович евич овича евича овичу евичу овичем евичем овиче евиче овна евна овны евны овне "
        U"евне овну евну овной евной"_endings);
}

/// Asked where lower case gives no other sign.
bool isGivenName(const Letters& text, Word word) {
    constexpr std::size_t kLongestEnding = 3;
    return text.is(word.begin, word.end,
                   U"мари анн ольг елен светлан татьян ирин натал надежд любов вер галин валентин людмил "
                   U"нин тамар раис зо ларис екатерин евгени юли оксан марин алл александр серге владимир "
                   U"никола иван петр алексе андре дмитри михаил виктор юри анатоли васили геннади павел "
                   U"павл игор олег константин максим роман денис антон артем валери вячеслав витали "
                   U"борис леонид станислав григори федор степан егор иль кирилл никит римм лиди клавди "
                   U"зинаид вероник кристин дарь анастаси полин елизавет ксени маргарит эльвир фарид лев. "
                   U"льв яков"_stems,
                   kLongestEnding);
}

bool looksLikeSurname(const Letters& text, Word word) {
    if (word.end - word.begin < 4 ||
        text.is(word.begin, word.end, U"снова. один. готов слова. господин гражданин"_stems))
        return false;
    return text.endsWith(
        word.begin, word.end,
        U"ов ова ову овой овым ове ев ева еву евой евым еве ин ина ину иной иным ине ын ына "
        U"ыну ыной ский ская ской ского скому скую цкий цкая цкой цкого енко чук чука юк ых их "
        U"ян дзе швили"_endings);
}

/// Something is called after this person.
bool namesAPlace(const Letters& text, std::size_t i) {
    const std::optional<Word> word = text.wordBefore(i);
    if (!word) return false;
    if (text.is(word->begin, word->end, U"имени."_stems)) return !text.follows(word->begin, 1, U"от."_stems);
    return text.is(word->begin, word->end,
                   U"им. ул. улиц проспект площад бульвар переул памятник роман. повест рассказ стих поэм "
                   U"пьес книги. книга. сказк песн президент федерац"_stems);
}

bool capital(const Letters& text, Word word) {
    return word.end > word.begin && isCapital(text.raw(word.begin));
}

/// Up to four words from `i` with only spaces between them.
std::array<Word, 4> wordsFrom(const Letters& text, std::size_t i) {
    std::array<Word, 4> words{};
    for (Word& word : words) {
        word = {i, text.wordEnd(i)};
        if (word.end == i) break;
        i = text.skipSpaces(word.end);
        if (i == word.end) break;
    }
    return words;
}

bool isPair(const Letters& text, Word given, Word patronymic) {
    if (given.end - given.begin < 2 || !isPatronymic(text, patronymic)) return false;
    return (capital(text, given) && capital(text, patronymic)) || isGivenName(text, given);
}

bool isSurnameBefore(const Letters& text, Word word, Word given) {
    if (capital(text, word) != capital(text, given)) return false;
    if (looksLikeSurname(text, word)) return true;
    // A capital inside a sentence is a name's, unless it is politeness.
    return capital(text, word) && !text.startsSentence(word.begin) && word.end - word.begin > 3 &&
           !text.is(word.begin, word.end, U"ваш уважаем спасибо"_stems);
}

std::optional<Match> fullName(const Letters& text, std::size_t i) {
    const auto [first, second, third, fourth] = wordsFrom(text, i);
    if (first.end - first.begin < 2) return {};
    for (const Word& last : {third, fourth})
        if (text.is(last.begin, last.end, U"оглы. кызы. улы."_stems) && capital(text, first) &&
            capital(text, second))
            return Match{PersonalData::name, i, last.end};
    if (isPair(text, first, second)) {
        const bool surname = capital(text, third) && capital(text, second) && looksLikeSurname(text, third);
        return Match{PersonalData::name, i, surname ? third.end : second.end};
    }
    if (isPair(text, second, third) && isSurnameBefore(text, first, second))
        return Match{PersonalData::name, i, third.end};
    return {};
}

/// End of «А. С.» at `i`, else `i`.
std::size_t initialsEnd(const Letters& text, std::size_t i) {
    std::size_t at = i;
    for (int initial = 0; initial < 2; ++initial) {
        at = initial == 0 ? at : text.skipSpaces(at);
        if (!isCapital(text.raw(at)) || text.raw(at + 1) != U'.') return i;
        at += 2;
    }
    return at;
}

std::optional<Match> withInitials(const Letters& text, std::size_t i) {
    if (!isCapital(text.raw(i))) return {};
    if (const std::size_t end = initialsEnd(text, i); end > i) {
        const std::size_t surname = text.skipSpaces(end), surnameEnd = text.wordEnd(surname);
        if (!isCapital(text.raw(surname)) || surnameEnd - surname < 3) return {};
        return Match{PersonalData::name, i, surnameEnd};
    }
    const std::size_t surnameEnd = text.wordEnd(i), initials = text.skipSpaces(surnameEnd);
    if (surnameEnd - i < 3 || initials == surnameEnd) return {};
    const std::size_t end = initialsEnd(text, initials);
    // «Федерации В. В. Путина»: the initials are of whom they stand before.
    const std::size_t next = text.skipSpaces(end);
    if (isCapital(text.raw(next)) && looksLikeSurname(text, {next, text.wordEnd(next)}) &&
        !looksLikeSurname(text, {i, surnameEnd}))
        return {};
    if (end == initials || (text.startsSentence(i) && !looksLikeSurname(text, {i, surnameEnd}))) return {};
    return Match{PersonalData::name, i, end};
}

/// «Меня зовут Анна», «моя фамилия Петрова», «ФИО: …», «с уважением, Анна Петрова».
std::optional<Match> introduced(const Letters& text, std::size_t i) {
    const std::optional<Word> before = text.wordBefore(i);
    if (!before) return {};
    if (!isCapital(text.raw(i))) {
        const Word word{i, text.wordEnd(i)};
        if (!text.is(before->begin, before->end, U"зовут."_stems) || !isGivenName(text, word) ||
            text.endsWith(i, word.end, U"ть"_endings))
            return {};
        return Match{PersonalData::name, i, word.end};
    }
    const bool said = text.is(before->begin, before->end, U"зовут. фио."_stems) ||
                      (text.is(before->begin, before->end, U"фамилия. имя."_stems) &&
                       text.follows(before->begin, 1, U"мо ее. его."_stems));
    const bool signedOff = text.is(before->begin, before->end, U"уважением."_stems);
    if (!said && !signedOff) return {};
    std::size_t end = i;
    int words = 0;
    for (const Word& word : wordsFrom(text, i)) {
        if (!capital(text, word) || word.end - word.begin < 2 || words == 3) break;
        end = word.end;
        ++words;
    }
    if (words < (said ? 1 : 2)) return {};
    return Match{PersonalData::name, i, end};
}

}  // namespace

std::optional<Match> findName(const Letters& text, std::size_t i) {
    if (!isLetter(text.raw(i))) return {};
    for (auto find : {introduced, withInitials, fullName})
        if (auto match = find(text, i)) return namesAPlace(text, i) ? std::nullopt : match;
    return {};
}

}  // namespace otklik::redaction
