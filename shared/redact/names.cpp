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
                {U"ильич", U"кузьмич", U"фомич", U"лукич", U"никитич", U"саввич", U"ильинич", U"кузьминич",
                 U"лукинич", U"фоминич"}))
        return true;
    return text.endsWith(
        word.begin, word.end,
        {U"ович", U"евич", U"овича", U"евича", U"овичу", U"евичу", U"овичем", U"евичем", U"овиче", U"евиче",
         U"овна", U"евна", U"овны",  U"евны",  U"овне",  U"евне",  U"овну",   U"евну",   U"овной", U"евной"});
}

/// Asked where lower case gives no other sign.
bool isGivenName(const Letters& text, Word word) {
    for (std::u32string_view name :
         {U"мари",     U"анн",    U"ольг",       U"елен",   U"светлан",   U"татьян",   U"ирин",
          U"натал",    U"надежд", U"любов",      U"вер",    U"галин",     U"валентин", U"людмил",
          U"нин",      U"тамар",  U"раис",       U"зо",     U"ларис",     U"екатерин", U"евгени",
          U"юли",      U"оксан",  U"марин",      U"алл",    U"александр", U"серге",    U"владимир",
          U"никола",   U"иван",   U"петр",       U"алексе", U"андре",     U"дмитри",   U"михаил",
          U"виктор",   U"юри",    U"анатоли",    U"васили", U"геннади",   U"павел",    U"павл",
          U"игор",     U"олег",   U"константин", U"максим", U"роман",     U"денис",    U"антон",
          U"артем",    U"валери", U"вячеслав",   U"витали", U"борис",     U"леонид",   U"станислав",
          U"григори",  U"федор",  U"степан",     U"егор",   U"иль",       U"кирилл",   U"никит",
          U"римм",     U"лиди",   U"клавди",     U"зинаид", U"вероник",   U"кристин",  U"дарь",
          U"анастаси", U"полин",  U"елизавет",   U"ксени",  U"маргарит",  U"эльвир",   U"фарид",
          U"лев.",     U"льв",    U"яков"})
        if (text.is(word.begin, word.end, {name}) && word.end - word.begin <= name.size() + 3) return true;
    return false;
}

bool looksLikeSurname(const Letters& text, Word word) {
    if (word.end - word.begin < 4 ||
        text.is(word.begin, word.end, {U"снова.", U"один.", U"готов", U"слова.", U"господин", U"гражданин"}))
        return false;
    return text.endsWith(
        word.begin, word.end,
        {U"ов",   U"ова",  U"ову",  U"овой",  U"овым",  U"ове",  U"ев",   U"ева",  U"еву",  U"евой",  U"евым",
         U"еве",  U"ин",   U"ина",  U"ину",   U"иной",  U"иным", U"ине",  U"ын",   U"ына",  U"ыну",   U"ыной",
         U"ский", U"ская", U"ской", U"ского", U"скому", U"скую", U"цкий", U"цкая", U"цкой", U"цкого", U"енко",
         U"чук",  U"чука", U"юк",   U"ых",    U"их",    U"ян",   U"дзе",  U"швили"});
}

/// Something is called after this person.
bool namesAPlace(const Letters& text, std::size_t i) {
    const std::optional<Word> word = text.wordBefore(i);
    if (!word) return false;
    if (text.is(word->begin, word->end, {U"имени."})) return !text.follows(word->begin, 1, {U"от."});
    return text.is(word->begin, word->end,
                   {U"им.",      U"ул.",    U"улиц",   U"проспект", U"площад",    U"бульвар", U"переул",
                    U"памятник", U"роман.", U"повест", U"рассказ",  U"стих",      U"поэм",    U"пьес",
                    U"книги.",   U"книга.", U"сказк",  U"песн",     U"президент", U"федерац"});
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
           !text.is(word.begin, word.end, {U"ваш", U"уважаем", U"спасибо"});
}

std::optional<Match> fullName(const Letters& text, std::size_t i) {
    const auto [first, second, third, fourth] = wordsFrom(text, i);
    if (first.end - first.begin < 2) return {};
    for (const Word& last : {third, fourth})
        if (text.is(last.begin, last.end, {U"оглы.", U"кызы.", U"улы."}) && capital(text, first) &&
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
        if (!text.is(before->begin, before->end, {U"зовут."}) || !isGivenName(text, word) ||
            text.endsWith(i, word.end, {U"ть"}))
            return {};
        return Match{PersonalData::name, i, word.end};
    }
    const bool said = text.is(before->begin, before->end, {U"зовут.", U"фио."}) ||
                      (text.is(before->begin, before->end, {U"фамилия.", U"имя."}) &&
                       text.follows(before->begin, 1, {U"мо", U"ее.", U"его."}));
    const bool signedOff = text.is(before->begin, before->end, {U"уважением."});
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
