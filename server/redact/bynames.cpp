// Finder of names as they are said aloud: «председатель раньше был канюков», «петровна-то тупицына», «михалыч
// седегов», «сизова а.м.», «по фамилии заяц», «соседи чугайновы». What has capitals and a first name is found
// in names.cpp.

#include "server/redact/around.h"
#include "server/redact/finders.h"

namespace otklik::redaction {
namespace {

using Word = Letters::Word;

/// «Петровна», «михалыч», «пална»: with «-то» behind as people say it.
bool isPatronymicSaid(const Letters& text, Word word) {
    if (word.end - word.begin > 7 && isDash(text.raw(word.end - 3))) word.end -= 3;
    if (text.is(word.begin, word.end,
                U"пална палне палну палны михалн иванн николавн алексевн андревн сергевн васильн саныч "
                U"ильич кузьмич фомич лукич"_stems) &&
        word.end - word.begin >= 5)
        return true;
    return text.endsWith(
               word.begin, word.end,
               U"ыч ыча ычу ычем ыче ович евич овича евича овичу евичу овичем евичем овна евна овны "
               U"евны овне евне овну евну овной евной ична ичны ичне ичну ичной"_endings) &&
           word.end - word.begin > 5;
}

bool endsAsSurname(const Letters& text, Word word) {
    return word.end - word.begin > 4 &&
           text.endsWith(word.begin, word.end,
                         U"ов ова ову овой овым овых овы ев ева еву евой евым евых евы ин ина ину иной иным "
                         U"иных ины ын ына ыну ыной ыным ыны ых их енко чук чука чуку юк швили янц ский ская "
                         U"ского ской скому скую ским цкий цкая цкой цкого"_endings);
}

bool isAdjective(const Letters& text, Word word) {
    return text.endsWith(word.begin, word.end,
                         U"ский ская ской ского скому скую ским цкий цкая цкой цкого"_endings);
}

/// Words that may stand between a post and the name of who has it.
bool isBetween(const Letters& text, Word word) {
    return text.is(word.begin, word.end,
                   U"был. была. были. раньше. наш. наша. наши. мой. моя. мои. у. нас. это. теперь. некий. "
                   U"некая. такой. такая. один. одна. звать. зовут. тоже. ваш. ваша. там. тут. тогда. "
                   U"фамилии. по. сам. сама. же. бывш местн молод меня. моего. моей. моему. моим. мою. "
                   U"ейн нашему. нашей. нашего."_stems);
}

bool isVerb(const Letters& text, Word word) {
    return text.is(word.begin, word.end, U"не."_stems) ||
           text.endsWith(word.begin, word.end,
                         U"ил ал ел ила ала ела ает ет ит ался илась ит ят ут али или ают"_endings);
}

class BynameAt {
  public:
    BynameAt(Words& words, std::size_t i) : words_(words), text_(words.text()), word_{i, text_.wordEnd(i)} {
        const std::size_t begin = text_.skipSpaces(word_.end);
        next_ = begin == word_.end ? Word{begin, begin} : Word{begin, text_.wordEnd(begin)};
    }

    std::optional<Match> find() {
        if (word_.end == word_.begin || isNamesake()) return {};
        for (auto find :
             {&BynameAt::lowerInitialsFirst, &BynameAt::behindSurnameWord, &BynameAt::besidePatronymic,
              &BynameAt::besideFirstName, &BynameAt::beforeLowerInitials, &BynameAt::besideLabel,
              &BynameAt::behindPost, &BynameAt::family})
            if (const auto found = (this->*find)()) return found;
        return {};
    }

  private:
    Match name(std::size_t end) const { return {PersonalData::name, word_.begin, end}; }
    bool isCapitalised(Word word) const { return word.end > word.begin && isCapital(text_.raw(word.begin)); }

    /// «ДИСПЕТЧЕР ЧЕРНЫХ»: where all is in capitals, they say nothing.
    bool isShouted(Word word) const {
        const auto before = text_.wordBefore(word.begin);
        return before && before->end - before->begin > 2 && isCapital(text_.raw(before->begin + 1)) &&
               isCapital(text_.raw(word.begin + 1));
    }

    /// No word of the language, and nothing else that has a name.
    bool isUnknownSurname(Word word) {
        return endsAsSurname(text_, word) && !words_.isOrdinary(word) && !words_.isPlace(word) &&
               !words_.isFirstName(word);
    }
    /// Also one that is a word, or everybody's: beside a first name both are somebody's.
    bool isAnySurname(Word word) {
        if (isUnknownSurname(word)) return true;
        return word.end - word.begin > 4 && words_.isWordlySurname(word) &&
               !text_.endsWith(word.begin, word.end, U"ых их"_endings);
    }

    /// «петровна-то тупицына», «Михалыч Седегов», «иван саныч».
    std::optional<Match> besidePatronymic() {
        if (isPatronymicSaid(text_, word_))
            return isAnySurname(next_) ? std::optional(name(next_.end)) : std::nullopt;
        if (!isPatronymicSaid(text_, next_)) return {};
        const bool given =
            words_.isFirstName(word_) || text_.is(word_.begin, word_.end, U"сан. пал. марь."_stems);
        if (!given && !isUnknownSurname(word_)) return {};
        const std::size_t begin = text_.skipSpaces(next_.end);
        const Word third{begin, text_.wordEnd(begin)};
        return name(begin > next_.end && isAnySurname(third) ? third.end : next_.end);
    }

    /// «лера гагарина», «дэн батуев», «плотников коля».
    std::optional<Match> besideFirstName() {
        if (isCapitalised(word_) && isCapitalised(next_)) return {};
        const auto isGiven = [&](Word word) { return words_.isFirstName(word) && word.end - word.begin > 2; };
        // «роза ветров»: both are words.
        const bool words =
            isCapitalised(word_) && words_.isOrdinaryInNominative(word_) && words_.isOrdinary(next_);
        if (isGiven(word_) && isAnySurname(next_) && !words && !isCalledAfter()) return name(next_.end);
        const auto publicly = [&] {  // «лера гагарина»: known to everybody by another first name
            return isGiven(word_) && !words_.isOrdinary(word_) && words_.isPublic(next_) &&
                   endsAsSurname(text_, next_) && !words_.isPublic(next_, word_) && !words_.isPlace(next_);
        };
        if (publicly()) return name(next_.end);
        if (isUnknownSurname(word_) && isGiven(next_) && !words_.isOrdinary(next_) && !isCalledAfter())
            return name(next_.end);
        return {};
    }

    /// «имени Петра Ильича Чайковского», «улица …»
    bool isNamesake() const {
        return text_.follows(word_.begin, 2,
                             U"имени. им. улиц ул. памятник площад парк. проспект библиот"_stems) &&
               !text_.follows(word_.begin, 2, U"от."_stems);
    }
    bool isCalledAfter() const {
        return text_.follows(
                   word_.begin, 2,
                   U"имени. им. улиц ул. на. по. памятник стих книг песн поэт роман. площад парк"_stems) &&
               !text_.follows(word_.begin, 2, U"жал обид"_stems);
    }

    std::size_t lowerInitialsEnd(std::size_t i) const {
        std::size_t at = i;
        int initials = 0;
        for (; initials < 2; ++initials) {
            const std::size_t letter = text_.skipSpaces(at);
            if (!isCyrillic(text_.raw(letter)) || isCapital(text_.raw(letter)) ||
                text_.raw(letter + 1) != U'.' || isWord(text_.raw(letter - 1)))
                break;
            at = letter + 2;
        }
        return initials == 2 ? at : i;
    }
    /// «сизова а.м.»
    std::optional<Match> beforeLowerInitials() {
        if (next_.begin == word_.end || word_.end - word_.begin < 4) return {};
        const std::size_t end = lowerInitialsEnd(next_.begin);
        if (end == next_.begin) return {};
        return isAnySurname(word_) ? std::optional(name(end)) : std::nullopt;
    }
    /// «а.м. сизова»
    std::optional<Match> lowerInitialsFirst() {
        if (word_.end - word_.begin != 1) return {};
        const std::size_t end = lowerInitialsEnd(word_.begin);
        if (end == word_.begin) return {};
        const std::size_t begin = text_.skipSpaces(end);
        const Word surname{begin, text_.wordEnd(begin)};
        return isAnySurname(surname) ? std::optional(name(surname.end)) : std::nullopt;
    }

    /// «по фамилии заяц», «фамилия моя Заяц», «некто Заяц»: whatever word it is.
    std::optional<Match> behindSurnameWord() {
        if (word_.end - word_.begin < 3) return {};
        const auto before = text_.wordBefore(word_.begin);
        if (!before) return {};
        const auto beforeIs = [&](const Stems& stems) { return text_.is(before->begin, before->end, stems); };
        const bool by = beforeIs(U"фамилии."_stems) && text_.follows(before->begin, 1, U"по."_stems);
        const bool own = beforeIs(U"моя. его. ее. мне. меня. мою. фамилию."_stems) &&
                         text_.follows(word_.begin, 3, U"фамилия. фамилию."_stems) &&
                         (isCapitalised(word_) || !words_.isOrdinary(word_));
        const bool someone =
            beforeIs(U"некто. некий. некая. некого. некоей. подписью. фамилией. фамилия. фамилии."_stems) &&
            isCapitalised(word_) && !words_.isPlace(word_) &&
            text_.skipSpaces(before->end) >= word_.begin - 2;
        if (!by && !own && !someone) return {};
        if (text_.is(word_.begin, word_.end, U"имя. отчество. заявител не."_stems)) return {};
        return name(isCapitalised(next_) && words_.isFirstName(next_) ? next_.end : word_.end);
    }

    /// «дед мой [имя] плотников»: a surname beside what was found before.
    std::optional<Match> besideLabel() {
        static constexpr std::u32string_view kLabel = U"[имя]";
        const std::size_t away = kLabel.size() + 1;
        const bool beside = word_.begin >= away && isSpace(text_.raw(word_.begin - 1)) &&
                            text_.says(word_.begin - away, kLabel);
        if (!beside) return {};
        const bool known = words_.isPublic(word_) && endsAsSurname(text_, word_) && !words_.isPlace(word_);
        return isAnySurname(word_) || known ? std::optional(name(word_.end)) : std::nullopt;
    }

    /// «председатель раньше был канюков», «фельдшер волкова», «соседи мои чугайновы».
    std::optional<Match> behindPost() {
        if (isCapitalised(word_) && !isShouted(word_)) return {};
        const bool unknown = isUnknownSurname(word_);
        // «диспетчер черных повысила»: whoever does something alone behind a post.
        if (!unknown && text_.endsWith(word_.begin, word_.end, U"ых их"_endings) &&
            words_.isWordlySurname(word_)) {
            const auto post = text_.wordBefore(word_.begin);
            const bool acts = text_.endsWith(next_.begin, next_.end, U"л ла лся лась ет ит"_endings);
            return post && acts && isPost(text_, *post) && text_.skipSpaces(post->end) == word_.begin
                       ? std::optional(name(word_.end))
                       : std::nullopt;
        }
        if (!unknown && !isAnySurname(word_)) return {};
        std::size_t at = word_.begin;
        for (int words = 0; words < 4; ++words) {
            const auto before = text_.wordBefore(at);
            if (!before) return {};
            // Between them is nothing but spaces.
            for (std::size_t i = before->end; i < at; ++i)
                if (!isSpace(text_.raw(i)) && !isDash(text_.raw(i)) && !isOneOf(text_.raw(i), U",:"))
                    return {};
            if (isPost(text_, *before) || isKin(text_, *before)) {
                if (!unknown && words > 0) return {};
                // «жители домов»: behind many a name has its plural.
                if (text_.endsWith(word_.begin, word_.end, U"ов ев ин ын"_endings) &&
                    text_.endsWith(before->begin, before->end, U"и ы ей ов ам ям ами"_endings))
                    return {};
                if (isAdjective(text_, word_) && next_.end > next_.begin && !isVerb(text_, next_)) return {};
                // «работник домов культуры»: many of something.
                const bool many = text_.endsWith(word_.begin, word_.end, U"ов ев"_endings) && !unknown &&
                                  next_.end > next_.begin && !isVerb(text_, next_) &&
                                  !text_.endsWith(next_.begin, next_.end, U"но ть тоже опять"_endings);
                return many ? std::nullopt : std::optional(name(word_.end));
            }
            // «училка информатики сыстерова»
            const bool of = words == 0 && unknown && isPostBehind(*before) &&
                            (next_.end == next_.begin || isVerb(text_, next_));
            if (!isBetween(text_, *before) && !of) return {};
            at = before->begin;
        }
        return {};
    }

    bool isPostBehind(Word of) {
        const auto earlier = text_.wordBefore(of.begin);
        return earlier && isPost(text_, *earlier) && words_.isOrdinary(of) &&
               text_.endsWith(of.begin, of.end, U"и ы а я"_endings);
    }

    /// «Галкины из крайней избы», «у Надымовых»: a family, whose name has a capital and no other meaning.
    std::optional<Match> family() {
        if (!isCapitalised(word_) || word_.end - word_.begin < 5) return {};
        if (!text_.endsWith(word_.begin, word_.end, U"овы евы ины ыны"_endings)) return {};
        if (words_.isPlace(word_) || words_.isFirstName(word_)) return {};
        if (text_.follows(word_.begin, 1, U"ул дер д. из. в. до. село у."_stems)) return {};
        // «Строгановы»: everybody's, but not behind a kinship.
        const auto who = text_.wordBefore(word_.begin);
        if (words_.isPublic(word_) && !(who && isKin(text_, *who))) return {};
        const bool people = text_.is(next_.begin, next_.end, U"из. с. не. опять. всё. жгут. живут."_stems) ||
                            isVerb(text_, next_);
        return !words_.isOrdinary(word_) || (people && words_.isPublic(word_) == false && isPossessive())
                   ? std::optional(name(word_.end))
                   : std::nullopt;
    }
    /// «галкины» is in the dictionary as «of the jackdaw»: such a word alone before a verb is a family.
    bool isPossessive() { return words_.isOrdinary(word_) && !words_.isOrdinaryInNominative(word_); }

    Words& words_;
    const Letters& text_;
    Word word_, next_{0, 0};
};

}  // namespace

std::optional<Match> findByname(Words& words, std::size_t i) {
    if (!isCyrillic(words.text().raw(i))) return {};
    return BynameAt(words, i).find();
}

}  // namespace otklik::redaction
