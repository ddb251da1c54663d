// Finder of names that shapes alone do not tell: a surname beside a first name or initials, behind a post or
// a kinship, or by its ending. A first name alone is nobody; neither is who a street or a school is called
// after.

#include "server/redact/finders.h"

namespace otklik::redaction {
namespace {

using Word = Letters::Word;

bool isCyrillicWord(const Letters& text, Word word) {
    for (std::size_t i = word.begin; i < word.end; ++i)
        if (!isCyrillic(text.raw(i)) && !isDash(text.raw(i))) return false;
    return word.end > word.begin;
}

bool isCapitalised(const Letters& text, Word word) {
    return word.end > word.begin && isCapital(text.raw(word.begin)) && isCyrillicWord(text, word);
}

/// «СанПиН»: capitals inside are an abbreviation's, none behind a dash a title's.
bool isAbbreviation(const Letters& text, Word word) {
    for (std::size_t i = word.begin + 1; i < word.end; ++i) {
        const bool behindDash = isDash(text.raw(i - 1));
        if (isDash(text.raw(i)) && text.raw(i) != U'-') return true;  // «Коса–Пуксиб»
        if (behindDash && !isCapital(text.raw(i)) && word.end - i > 3) return true;  // «Парма-новости»
        if (!behindDash && isCapital(text.raw(i)) && !isCapital(text.raw(i - 1))) return true;  // «СанПиН»
    }
    return false;
}

bool isAllCapitals(const Letters& text, Word word) {
    for (std::size_t i = word.begin; i < word.end; ++i)
        if (isLetter(text.raw(i)) && !isCapital(text.raw(i))) return false;
    return word.end - word.begin > 1;
}

/// The word behind `word` with only spaces between them; empty where there is none.
Word nextWord(const Letters& text, Word word) {
    const std::size_t begin = text.skipSpaces(word.end);
    return begin == word.end ? Word{begin, begin} : Word{begin, text.wordEnd(begin)};
}

bool hasSurnameEnding(const Letters& text, Word word) {
    return word.end - word.begin > 3 &&
           text.endsWith(
               word.begin, word.end,
               U"ов ова ову овой овым овых ев ева еву евой евым евых ин ина ину иной иным иных ын ына "
               U"ыну ыной ыным ых их енко чук чука чуку юк юка ян яна дзе швили вич вича вичу ский "
               U"ская ской ского скому скую ским цкий цкая цкой цкого цкую"_endings);
}

/// An adjective as much as a surname: «Иньвенская».
bool isAdjective(const Letters& text, Word word) {
    return text.endsWith(word.begin, word.end,
                         U"ский ская ской ского скому скую ским ских цкий цкая цкой цкого цкую цких"_endings);
}

/// What a word in the genitive behind it is the name of: «памяти Кривощёкова», «стихи Зубова».
bool isNamesake(const Letters& text, Word word) {
    return text.is(word.begin, word.end,
                   U"имени. им. памят чтени стих поэт поэм книг писател рассказ повест песн роман. "
                   U"романы. картин бюст премия. премии. кубок конкурс собор церк храм часовн святого. "
                   U"святой. художник композит геро"_stems);
}

/// A place behind which a name is the place's: «парк Гагарина», «деревня Гурина».
bool isPlaceWord(const Letters& text, Word word) {
    const bool letter = word.end - word.begin == 1;  // «с. Кува» is a village, «с Волковым» is not
    if (letter && text.raw(word.end) != U'.') return false;
    return text.is(word.begin, word.end,
                   U"ул. улиц проспект площад бульвар переул пер. парк музе сквер стадион театр драмтеатр "
                   U"библиот мост деревн дер. село. села. селе. селу. селом. посел пос. д. с. п. хутор "
                   U"станци останов урочищ речк река. реки. реке. реку. гора. озер пруд починок снт. "
                   U"колхоз магазин кафе. фирм компани ооо. город г. пгт. мкр. микрорай район лагер "
                   U"санатор аптек фонд. марк групп кинотеатр газет завод фабрик клуб."_stems);
}

bool isInstitution(const Letters& text, Word word) {
    return text.is(word.begin, word.end,
                   U"минздрав минобр минсоц минтранс минстрой минприрод минсельхоз минфин минкульт минюст "
                   U"минтруд минэконом минцифр роспотреб росреестр росгвард собес соцзащит мфц админ "
                   U"округ район край края школ больниц поликлин отдел центр министер управлен департам "
                   U"совет дум дом клуб музе фонд фап комитет комисс учрежд предприят сел посел город "
                   U"деревн спасибо почт правительств федерац отделен участк смен цех бригад столов "
                   U"магазин служб русск музык физик математ химии истори"_stems);
}

/// A preposition behind which an unknown name is a place: «из Егорова».
bool leadsToPlace(const Letters& text, Word word) {
    return text.is(word.begin, word.end, U"в. во. из. до. под. через. около. возле. близ."_stems);
}

/// «на Лихачёва», «по Свердлова»: a street in the genitive; «жалоба на Петухову» is not.
bool isStreetUnsaid(const Letters& text, Word before, Word word) {
    return text.is(before.begin, before.end, U"на. по. с. со."_stems) &&
           text.endsWith(word.begin, word.end, U"ова ева ина ына ых их"_endings) &&
           !text.follows(before.begin, 2, U"жал обид надея претенз донос заявлени"_stems);
}

/// End of the initials at `i` with only spaces before them: «А.», «А. С.», «АС»; `i` where there are none.
std::size_t initialsEnd(const Letters& text, std::size_t i) {
    std::size_t end = i;
    for (int initial = 0; initial < 2; ++initial) {
        const std::size_t at = text.skipSpaces(end);
        if (!isCapital(text.raw(at)) || !isCyrillic(text.raw(at)) || text.raw(at + 1) != U'.') break;
        end = at + 2;
    }
    if (end > i) return end;
    // Without full stops only two letters are initials.
    const std::size_t first = text.skipSpaces(i), second = text.skipSpaces(first + 1);
    const auto alone = [&](std::size_t at) {
        return isCapital(text.raw(at)) && isCyrillic(text.raw(at)) && !isWord(text.raw(at + 1));
    };
    return second > first + 1 && alone(first) && alone(second) ? second + 1 : i;
}

class NameAt {
  public:
    NameAt(Words& words, std::size_t i)
        : words_(words), text_(words.text()), word_{i, text_.wordEnd(i)}, next_(nextWord(text_, word_)) {}

    std::optional<Match> find() {
        if (!isCyrillicWord(text_, word_)) return {};
        const bool capital = isCapital(text_.raw(word_.begin));
        if (!capital && !hasSurnameEnding(text_, word_) && !words_.isFirstName(word_)) return {};
        if (const std::optional<Word> before = text_.wordBefore(word_.begin)) {
            before_ = *before;
            starts_ = false;
        }
        if (!capital) return inLowerCase();
        if (isCalledAfter()) return {};
        if (words_.isPublic(word_, next_) || words_.isPublic(next_, word_)) return {};
        if (const auto found = introduced()) return found;
        if (const auto found = besideFirstName()) return found;
        if (const auto found = initialFirst()) return found;
        if (words_.isFirstName(word_) || word_.end - word_.begin < 3) return {};
        if (const auto found = besideInitials()) return found;
        if (const auto found = besideLabel()) return found;
        if (const auto found = behindPost()) return found;
        return byItsEnding();
    }

  private:
    Match name(std::size_t end) const { return {PersonalData::name, word_.begin, end}; }
    bool follows(std::size_t count, const Stems& stems) const {
        return text_.follows(word_.begin, count, stems);
    }
    bool beforeIs(const Stems& stems) const {
        return !starts_ && text_.is(before_.begin, before_.end, stems);
    }
    /// Only spaces, a comma or a colon between the word before and this one.
    bool touchesBefore() const {
        if (starts_) return false;
        for (std::size_t i = before_.end; i < word_.begin; ++i)
            if (!isSpace(text_.raw(i)) && !isOneOf(text_.raw(i), U",:.")) return false;
        return true;
    }
    bool unknown(Word word) { return !words_.isOrdinary(word); }
    bool isNobody(Word word) { return words_.isPlace(word) || words_.isPublic(word); }
    /// Where something else says that it is a person, «Тарасова» is no village.
    bool isNobodySurely(Word word) {
        return words_.isPublic(word) ||
               (words_.isPlace(word) && (!hasSurnameEnding(text_, word) || isAdjective(text_, word)));
    }

    bool isCalledAfter() {
        if (starts_) return false;
        Word word = before_;
        if (words_.isFirstName(word))  // «фонд Владимира Потанина»
            if (const std::optional<Word> earlier = text_.wordBefore(word.begin)) word = *earlier;
        if (isPlaceWord(text_, word) && !isPostBefore()) return true;
        for (int words = 0; words < 3; ++words) {
            if (isNamesake(text_, word)) return !isPostBefore();
            const std::optional<Word> earlier = text_.wordBefore(word.begin);
            if (!earlier) return false;
            word = *earlier;
        }
        return false;
    }

    /// A post, or a kinship, with at most two plain words between: «директор клуба Седегова».
    bool isPostBefore() const {
        if (starts_) return false;
        Word word = before_;
        for (int words = 0; words < 3; ++words) {
            if (isPost(text_, word) || isKin(text_, word)) return true;
            if (isCapital(text_.raw(word.begin)) && !isInstitution(text_, word)) return false;
            const std::optional<Word> earlier = text_.wordBefore(word.begin);
            if (!earlier) return false;
            word = *earlier;
        }
        return false;
    }
    /// «мастер участка Рубль»
    bool isBehindPostOfInstitution() const {
        if (starts_ || !touchesBefore() || isCapital(text_.raw(before_.begin)) ||
            !isInstitution(text_, before_))
            return false;
        const std::optional<Word> earlier = text_.wordBefore(before_.begin);
        return earlier && isPost(text_, *earlier) && !isPost(text_, word_) && !isInstitution(text_, word_);
    }
    bool isRightBehindPost() const {
        return touchesBefore() && (isPost(text_, before_) || isKin(text_, before_));
    }

    /// «зовут меня Ярослав», «пишет Тотьмянина», «я, Анна».
    std::optional<Match> introduced() {
        // «меня Анной зовут»
        if (words_.isFirstName(word_) && text_.is(next_.begin, next_.end, U"зовут. звать."_stems))
            return name(word_.end);
        const bool said = follows(2, U"зовут. звать. фио. кличут. величать."_stems) ||
                          beforeIs(U"фамилия. фамилию. фамилией. подпись. исполнитель."_stems) ||
                          (beforeIs(U"вам. пишет."_stems) && follows(2, U"пишет."_stems));
        const bool self = touchesBefore() && beforeIs(U"я. уважением. представлюсь."_stems);
        if (!said && !self) return {};
        if (isNobodySurely(word_) || isInstitution(text_, word_)) return {};
        const bool person = words_.isFirstName(word_) || (unknown(word_) && word_.end - word_.begin > 3);
        if (!person) return {};
        if (self && !words_.isFirstNameInNominative(word_) && !hasSurnameEnding(text_, word_)) return {};
        return name(wholeEnd(word_));
    }

    /// Capitalised words behind `word` that belong to the same name.
    std::size_t wholeEnd(Word word) {
        for (int words = 0; words < 2; ++words) {
            const Word more = nextWord(text_, word);
            if (!isCapitalised(text_, more) || more.end - more.begin < 2 || isNobody(more)) break;
            if (!words_.isFirstName(more) && !hasSurnameEnding(text_, more) && !unknown(more)) break;
            word = more;
        }
        return initialsEnd(text_, word.end) > word.end ? initialsEnd(text_, word.end) : word.end;
    }

    std::optional<Match> besideFirstName() {
        if (!isCapitalised(text_, next_) || next_.end - next_.begin < 2) return {};
        const bool shouted = isAllCapitals(text_, word_) && isAllCapitals(text_, next_);
        const auto canBeSurname = [&](Word word) {
            return word.end - word.begin > 2 && !words_.isFirstName(word) && !words_.isPlace(word) &&
                   !isInstitution(text_, word);
        };
        if (words_.isFirstName(word_) && canBeSurname(next_)) {
            const bool likely = unknown(next_) || hasSurnameEnding(text_, next_);
            if (likely || (!shouted && next_.end - next_.begin > 3)) return name(next_.end);
        }
        if (!words_.isFirstName(next_)) return {};
        if (words_.isFirstName(word_) || isInstitution(text_, word_) || isPost(text_, word_)) return {};
        const bool ending = hasSurnameEnding(text_, word_);
        if (words_.isPlace(word_) && !ending) return {};
        if (words_.isPublic(word_) && !ending) return {};
        const bool agrees = ending && words_.isFirstNameInNominative(next_);
        // An ordinary word is a surname where a post or a kinship says so: «соцработник Мороз Ирина».
        if (unknown(word_) || agrees || (isRightBehindPost() && !shouted)) return name(wholeEnd(next_));
        return {};
    }

    /// «А. Радостева»; with two initials the device knows it.
    std::optional<Match> initialFirst() {
        if (word_.end - word_.begin != 1 || text_.raw(word_.end) != U'.') return {};
        const std::size_t begin = text_.skipSpaces(word_.end + 1);
        const Word surname{begin, text_.wordEnd(begin)};
        if (!isCapitalised(text_, surname) || isNobody(surname) || !unknown(surname)) return {};
        if (!hasSurnameEnding(text_, surname)) return {};
        return name(surname.end);
    }

    std::optional<Match> besideInitials() {
        const std::size_t end = initialsEnd(text_, word_.end);
        if (end == word_.end || (words_.isPlace(word_) && isNobodySurely(word_))) return {};
        const bool ending = hasSurnameEnding(text_, word_);
        if (words_.isPublic(word_) && !ending) return {};
        if (unknown(word_) || ending || isRightBehindPost()) return name(end);
        return {};
    }

    /// Beside a name that was found before: «[имя] Кукушкина», «Шляпин [имя]».
    bool isBesideLabel() const {
        static constexpr std::u32string_view kLabel = U"[имя]";
        const std::size_t begin = word_.begin, away = kLabel.size() + 1;
        return (begin >= away && isSpace(text_.raw(begin - 1)) && text_.says(begin - away, kLabel)) ||
               text_.says(text_.skipSpaces(word_.end), kLabel);
    }
    std::optional<Match> besideLabel() {
        if (!isBesideLabel() || isNobody(word_)) return {};
        if (unknown(word_)) return name(word_.end);
        // «[имя] Бок»: a capital behind a name, where the sentence does not begin again.
        const bool behind = word_.begin > 0 && isSpace(text_.raw(word_.begin - 1)) &&
                            text_.raw(word_.begin - 2) == U']' && !isCapitalised(text_, next_) &&
                            word_.end - word_.begin < 9 && !isPost(text_, word_) &&
                            !isInstitution(text_, word_) && !isKin(text_, word_);
        const bool ends = isOneOf(text_.raw(word_.end), U",.)") || text_.raw(word_.end) == 0;
        return behind && ends && words_.isOrdinaryInNominative(word_) ? std::optional(name(word_.end))
                                                                      : std::nullopt;
    }

    /// «кондуктор Шишкина»: who has such a post is not the one whom everybody knows.
    bool isNamedAsSomebodyKnown() const {
        return isRightBehindPost() && hasSurnameEnding(text_, word_) &&
               !isCapital(text_.raw(before_.begin)) &&
               !text_.is(
                   before_.begin, before_.end,
                   U"министр. глав депутат председ автор граждан товарищ тов. адмирал капитан майор "
                   U"замест секретар господин женщин мужчин директор ведущ журналист блогер батюшк"_stems);
    }
    std::optional<Match> behindPost() {
        if (words_.isPublic(word_) && !words_.isPlace(word_) && isNamedAsSomebodyKnown())
            return name(word_.end);
        if (isAbbreviation(text_, word_)) return {};
        if (isNobodySurely(word_) || !isPostBefore() || isInstitution(text_, word_)) return {};
        if (isAllCapitals(text_, word_) && !hasSurnameEnding(text_, word_)) return {};
        if (unknown(word_)) {
            if (isAdjective(text_, word_) && !isRightBehindPost()) return {};
            return isRightBehindPost() || hasSurnameEnding(text_, word_)
                       ? std::optional(name(wholeEnd(word_)))
                       : std::nullopt;
        }
        if (!isRightBehindPost() && !isBehindPostOfInstitution()) return {};
        // An ordinary word with a capital, as «врач Мороз»: not before another capital, nor an adjective.
        if (isCapitalised(text_, next_) || text_.raw(before_.end) == U'.') return {};
        if (text_.is(before_.begin, before_.end, U"дед. баба."_stems)) return {};
        const bool ending = hasSurnameEnding(text_, word_) && !isAdjective(text_, word_);
        return ending || words_.isOrdinaryInNominative(word_) ? std::optional(name(word_.end)) : std::nullopt;
    }

    /// «звонил Волков», «Попова не берёт»: a capital in the sentence, and a verb beside it.
    bool isBesideVerb() const {
        if (starts_ || isPlaceWord(text_, before_)) return false;
        const bool did = text_.endsWith(before_.begin, before_.end, U"ил ал ел ила ала ела ает ит"_endings);
        const bool does =
            text_.is(next_.begin, next_.end, U"не."_stems) ||
            text_.endsWith(next_.begin, next_.end, U"ил ал ела ила ала ет ит илась ался"_endings);
        const bool person =
            (text_.is(before_.begin, before_.end, U"у. к. от. про. с. со."_stems) &&
             text_.endsWith(word_.begin, word_.end,
                            U"овых евых иных овой евой иной овым евым иным ову еву ину"_endings)) ||
            text_.is(before_.begin, before_.end, U"ваш. наш. ваша. наша. некий. некая."_stems);
        return (did && !isCapital(text_.raw(before_.begin))) || does || person;
    }
    /// «сын Рома (Караваев)».
    bool isInBrackets() {
        return !starts_ && words_.isFirstName(before_) && isOneOf(text_.raw(word_.begin - 1), U"(") &&
               text_.raw(word_.end) == U')';
    }

    /// «Петрович»: alone it is nobody's, as a first name is.
    bool isPatronymicAlone() const {
        return text_.is(
            word_.begin, word_.end,
            U"петрович иванович михайлович николаевич васильевич степанович александрович "
            U"владимирович андреевич семенович федорович сергеевич алексеевич григорьевич павлович "
            U"викторович юрьевич"_stems);
    }
    std::optional<Match> byItsEnding() {
        if (isPatronymicAlone()) return {};
        if (!hasSurnameEnding(text_, word_) || isAdjective(text_, word_) || isNobody(word_)) return {};
        if (!unknown(word_) && !isBesideVerb() && !isInBrackets()) return {};
        if (isOneOf(text_.raw(word_.begin - 1), U"«\"“„") && word_.begin > 0) return {};
        if (isAllCapitals(text_, word_) || isAbbreviation(text_, word_)) return {};
        // «Льготников много»: at the beginning many of a trade look like one of a name.
        if (starts_ && text_.endsWith(word_.begin, word_.end, U"ников щиков чиков истов антов ентов"_endings))
            return {};
        if (!starts_ && (leadsToPlace(text_, before_) || isStreetUnsaid(text_, before_, word_))) return {};
        if (isPlaceWord(text_, next_) || isInstitution(text_, next_)) return {};
        if (text_.is(next_.begin, next_.end, U"день. дня. пост."_stems)) return {};  // «Иванов день»
        return name(wholeEnd(word_));
    }

    /// «марина радостева», in either order: only where one is a first name and the other no word at all.
    std::optional<Match> inLowerCase() {
        if (!starts_ && (isPlaceWord(text_, before_) || isNamesake(text_, before_))) return {};
        const auto isSurname = [&](Word word) {
            return word.end - word.begin > 4 && isCyrillicWord(text_, word) &&
                   hasSurnameEnding(text_, word) && !isNobody(word) && !words_.isFirstName(word) &&
                   unknown(word);
        };
        if (follows(2, U"зовут. звать."_stems) && words_.isFirstNameInNominative(word_) &&
            word_.end - word_.begin > 3 && unknown(word_))
            return name(word_.end);
        if (words_.isFirstName(word_) && isSurname(next_)) return name(next_.end);
        if (isSurname(word_) && next_.end > next_.begin && words_.isFirstName(next_)) return name(next_.end);
        if ((isBesideLabel() || isRightBehindPost()) && isSurname(word_) && !isAdjective(text_, word_))
            return name(word_.end);
        return {};
    }

    Words& words_;
    const Letters& text_;
    Word word_, next_, before_{0, 0};
    bool starts_ = true;  // a sentence
};

}  // namespace

std::optional<Match> findDeepName(Words& words, std::size_t i) {
    return NameAt(words, i).find();
}

}  // namespace otklik::redaction
