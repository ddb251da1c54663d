// Finder of what the law calls special data, where it is said of oneself or one's family: «у меня ВИЧ», «сын
// инвалид», «отсидел», «мы баптисты». Of institutions and of everybody it is nobody's: «центр профилактики
// СПИД», «онкологические больные».

#include "server/redact/around.h"
#include "server/redact/finders.h"
#include "server/redact/spoken.h"

namespace otklik::redaction {
namespace {

using Word = Letters::Word;

bool isIllness(const Letters& text, Word word) {
    return text.is(word.begin, word.end,
                   U"вич. вич- спид. спидом. гепатит туберкул тубик сифилис гонор шизофрен шиза. эпилеп "
                   U"онколог онкобол психбол рак. рака. раком. раке. опухол метастаз химиотер лейкоз "
                   U"лейкем аутизм аутист дцп. деменци альцгейм паркинсон диабет инсульт инфаркт психоз "
                   U"психиатр психдисп психушк психбол психинтер депресс биполяр невроз алкогол алкаш "
                   U"запой запое. запоя запои наркома нарколог наркодис наркот кодиров аборт беремен "
                   U"бесплод выкидыш импотен даун. дауна. отсталост слабоум олигофрен астм гемодиал "
                   U"диализ цирроз псориаз склероз волчанк артрит артроз ишеми стенокард гипертон порок. "
                   U"парализ инвалид колясочн глух слепой. слепая. ослеп слабовид слабослыш глухонем грыж "
                   U"перелом ампутир протез инсулин антидепр суицид лежач ковид геморр простат молочниц "
                   U"энурез заикан фенилкет муковисц гемофил катаракт глауком почечн сердечн стом. стома. "
                   U"кахекс анорекс булими венеролог кожвен тубдисп онкодисп пнд. птср. сдвг. зпр. зпрр. "
                   U"овз. трансплант кардиостим облучен лучевая. биопси карцином саркома миома меланом "
                   U"лимфом антидепры нейролепт психотроп паническ бухаю. бухает. спился. закодир алкозав "
                   U"паралич прикован лежачая неходяч незряч глуховат слепнет. слепну. инвалидк костыл "
                   U"ходунк кардиоми аритми шунтир стент онко. бронхит хобл. пневмон подагр ревмат "
                   U"бехтерев крона. целиак фку. сма. мукови миопати дистроф гидроцеф микроцеф эндометри "
                   U"климакс эко. вбр. хпн. хсн. вегетососуд рассеянн сколиоз остеопор щитовидк гипотире "
                   U"тиреоид экзем витилиго аллерги анафилак заика тугоух кохлеар нейросенс дислекс "
                   U"умственн недееспос коме. дурк дурдом психоневр культя. культи. желтух язва. язву. "
                   U"язвой. гастрит панкреат пиелонефр нефрит полиомиел тромбоз тромб. варикоз аневризм "
                   U"эпиприст припад мигрен невралг полинейроп нейроп кардиосклер лейкопл лимфостаз анеми "
                   U"саркоид туберкулез пиодерм чесотк хламид трихомон папиллом гинеколог преэкламп "
                   U"выкидыш лудоман игроман пьянств метадон ремисси маниак бред. галлюц афази тетрапар "
                   U"параплег гемипар микроинсульт ишемич ибс. бляшк вальв онкология. онкушк колостом "
                   U"катетер мышечн спинальн бас."_stems);
}

bool isConviction(const Letters& text, Word word) {
    return text.is(word.begin, word.end,
                   U"судим сидел. сидела. отсид отмота откину зэк заключенн осужд колони тюрьм тюрьме. "
                   U"зоне. зоны. условно. условный. условк удо. арестов сизо. наказани приговор срок. "
                   U"срока. зэчк отбыва отбывш мотал. чалил малолетк исправител пдн. кдн. привлекал "
                   U"следстви подследств уголовк зека. отсидк отсижив отсидевш освободивш"_stems);
}

/// «отсидел»: nobody else is meant but who speaks.
bool isConvictionOfSpeaker(const Letters& text, Word word) {
    return text.is(word.begin, word.end, U"отсидел. отсидела. отмотал. откинулся. чалился."_stems);
}

bool isFaith(const Letters& text, Word word) {
    return text.is(word.begin, word.end,
                   U"баптист мусульман ислам. иегов старовер старообр пятидесятни евангел адвентист "
                   U"католи протестант лютеран будди иуде кришна язычни атеист сектант мормон православн "
                   U"верующ христиан коммунист лесбиян гей. гомосекс транссекс лесби бисексуал трансген "
                   U"нетрадиц молокан раскольн греко-кат униат мечеть. намаз рамадан шаббат иудей "
                   U"кришнаит неверующ агностик саентолог кпрф. лдпр. единоросс яблочни скопец крещен "
                   U"некрещен суннит шиит буддист родновер"_stems);
}

bool isDescent(const Letters& text, Word word) {
    return text.is(word.begin, word.end,
                   U"татарин. татарк цыган. цыганк цыгане. еврей узбек узбечк таджик таджичк азербайдж "
                   U"армянин армянк башкир чеченец чеченк украин немец. немк чуваш удмурт мариец. марийк "
                   U"мордв киргиз казах грузин дагестан коми-пермя коми-перм пермяк пермячк белорус русск "
                   U"кореец. кореянк вьетнам китаец. китаянк литов польк поляк поляч молдав туркмен "
                   U"турок. турчанк осетин ингуш лезгин аварец. аварк кумык даргин калмы бурят якут "
                   U"ненец. ненк ханты манси. коми. зырян финк. финн. эстон латыш болгар гречанк грек. "
                   U"абхаз курд ассирий уйгур гагауз мулат метис"_stems);
}

bool isSelf(const Letters& text, Word word) {
    return text.is(word.begin, word.end,
                   U"я. меня. мне. мной. мой. моя. мое. моего. моей. моему. моим. мою. сам. сама. наш. "
                   U"нашего. нашей. нас. мною. ему. нее. него. моих. моими."_stems);
}

/// A verb that only who is ill says of himself, or that an illness is said with.
bool isSuffering(const Letters& text, Word word) {
    return text.is(
        word.begin, word.end,
        U"болею. болен. больна. болеет. болел переболел лечусь. лечится. лечил страда стою. "
        U"состою. состоит. лежал лежу. лежит. принимаю. пью. перенес пережил прохожу. прошел. "
        U"прошла. делала. сделала. поставил нашли. обнаруж подтверд умирает. умер. умерла. "
        U"колю наблюда попал признал живу. родил ухаживаю. оперировал оформил имею. вышел. "
        U"диагноз освобод погаш являюсь. хожу. сижу. присвоен установл страдаю мучаюсь. мучает "
        U"закодиров вылечил переношу. перенесл колит схватил подхватил заразил слег. слегла."_stems);
}

/// What is spoken of then is a service or everybody: «анализ на ВИЧ», «льготы по диабету», «для инвалидов».
bool isOfEverybody(const Letters& text, Word before) {
    return text.is(before.begin, before.end,
                   U"о. об. обо. про. по. для. против. профилакт центр борьб анализ тест привив вакцин "
                   U"версия. лечени общест фонд школ дней. день. кабинет отделени нет. районн главн врач "
                   U"детск областн краев всем. многие. наши. этот. какой."_stems);
}

class IntimateAt {
  public:
    IntimateAt(const Letters& text, std::size_t i) : text_(text), word_{i, text.wordEnd(i)} {}

    std::optional<Match> find() const {
        if (word_.end - word_.begin < 3) return {};
        const bool illness = isIllness(text_, word_);
        if (isConvictionOfSpeaker(text_, word_)) return intimate(convictionEnd());
        if (isOfNobodyElse()) return intimate(word_.end);
        if (const std::size_t end = rightsOrGroupEnd(); end > word_.end) return intimate(end);
        if (!illness && !isConviction(text_, word_) && !isFaith(text_, word_) && !isDescent(text_, word_))
            return {};
        const auto before = text_.wordBefore(word_.begin);
        if (illness) {
            if (const std::size_t end = groupEnd();
                end > word_.end && (!before || saidOfSomebody(8) || followsOwner()))
                return intimate(end);
            if (before && isOfEverybody(text_, *before)) return {};
            if (isAlone() || isBehindIntimate()) return intimate(groupEnd());
            if (isPluralOfMany()) return {};
            return saidOfSomebody(6) || followsOwner() ? std::optional(intimate(groupEnd())) : std::nullopt;
        }
        // «привлекался по статье 158»; a builder that «привлекался» is nobody
        if (text_.is(word_.begin, word_.end, U"привлекал"_stems))
            return convictionEnd() > word_.end ? std::optional(intimate(convictionEnd())) : std::nullopt;
        // «отбывал наказание»: who else than who speaks
        if (text_.is(word_.begin, word_.end, U"отбывал. отбывала. отбыл. отбыла."_stems))
            return convictionEnd() > word_.end ? std::optional(intimate(convictionEnd())) : std::nullopt;
        // «сидел без света», «сидел в очереди»
        if (text_.is(word_.begin, word_.end, U"сидел. сидела."_stems) && sitsElsewhere()) return {};
        if (isConviction(text_, word_))
            return saidOfSomebody(6) || isTerm() || isOfOmittedSelf() ||
                           precedes(text_, word_.end, 2, U"отсид отбыва отбыл отмот"_stems) ||
                           (text_.is(word_.begin, word_.end, U"судим"_stems) &&
                            (followsOwner() || isBehindIntimate()))
                       ? std::optional(intimate(convictionEnd()))
                       : std::nullopt;
        // «сын коми язык учит», «верующий в лучшее»
        if (text_.is(word_.begin, word_.end, U"верующ"_stems) &&
            text_.wordIs(text_.skipSpaces(word_.end), U"в."_stems))
            return {};
        if (text_.wordIs(text_.skipSpaces(word_.end), U"язык песн сказк культур букв слов"_stems)) return {};
        // Faith and descent are said of a person by the word right beside: «я баптист», «муж цыган».
        if (!before) return {};
        const bool nearby = isSelfInNominative(*before) || isKin(text_, *before) ||
                            (text_.follows(word_.begin, 3, U"я."_stems));
        const bool we =
            (isFaith(text_, word_) || !text_.is(word_.begin, word_.end, U"русск коми пермя"_stems)) &&
            text_.follows(word_.begin, 2, U"мы."_stems);
        const bool practised =
            isFaith(text_, word_) &&
            text_.follows(word_.begin, 2,
                          U"хожу. ходим. молюсь. исповедую. читаю. держу. приняла. принял. состою."_stems);
        const bool named = text_.follows(word_.begin, 3, U"национальност вероисповед вероисповедан"_stems) &&
                           saidOfSomebody(6);
        return nearby || we || practised || named || isOfOwnNation() ? std::optional(intimate(word_.end))
                                                                     : std::nullopt;
    }

  private:
    Match intimate(std::size_t end) const { return {PersonalData::intimate, word_.begin, withMore(end)}; }

    /// «закодировался», «беременна», «ранее судим»: short forms and verbs of one person, at the beginning or
    /// behind a comma, where nobody else is named.
    bool isOfNobodyElse() const {
        if (!text_.is(word_.begin, word_.end,
                      U"закодировался. закодировалась. кодировался. беременна. судим. судима. осужден. "
                      U"осуждена. бухаю. запил. запила. спился. спилась. онкобольн переболел. переболела. "
                      U"ослеп. ослепла. оглох. оглохла."_stems))
            return false;
        const auto before = text_.wordBefore(word_.begin);
        if (!before ||
            text_.is(before->begin, before->end, U"ранее. уже. дважды. сейчас. снова. опять."_stems))
            return !before || text_.startsSentence(before->begin);
        for (std::size_t at = before->end; at < word_.begin; ++at)
            if (text_.raw(at) == U',') return true;
        return isKin(text_, *before);
    }

    /// «посадили мужа», «лишили прав», «имею вторую группу», «сидит за кражу»: of the speaker or the family.
    std::size_t rightsOrGroupEnd() const {
        // Most words are none of these; only behind them are their neighbours looked at.
        if (!text_.is(word_.begin, word_.end, U"лиш посад суд осуд задерж сидит. сел. сидел."_stems))
            return word_.end;
        const std::size_t next = text_.skipSpaces(word_.end), end = text_.wordEnd(next);
        const bool near = isSaidOfSomebody(text_, word_.begin, 4) || (isOwnOrKinBehind(word_.end));
        if (text_.is(word_.begin, word_.end, U"лишили. лишен. лишена. лишить."_stems) &&
            text_.is(next, end, U"родительск материнств"_stems) && near)
            return end;
        if (text_.is(word_.begin, word_.end,
                     U"посадили. посадят. судят. судили. осудили. задержали."_stems) &&
            near && !text_.is(next, end, U"картош дерев цвет на. в. лук морков елк лес"_stems))
            return word_.end;
        if (text_.is(word_.begin, word_.end, U"посадили."_stems) && near &&
            text_.is(next, end, U"на."_stems) && isTermAt(text_.skipSpaces(end)))
            return end;
        if (text_.is(word_.begin, word_.end, U"сидит. сел. сидел."_stems) && near &&
            (text_.is(next, end, U"за."_stems) &&
             text_.wordIs(text_.skipSpaces(end), U"наркот краж убийств драк разбой граб решетк"_stems)))
            return text_.wordEnd(text_.skipSpaces(end));
        return word_.end;
    }
    bool isTermAt(std::size_t i) const {
        const std::size_t digits = text_.digitsEnd(i), number = digits > i ? digits : spokenAt(text_, i).end;
        return number > i && text_.wordIs(text_.skipSpaces(number), U"лет. год"_stems);
    }
    bool isOwnOrKinBehind(std::size_t i) const {
        for (int words = 0; words < 3; ++words) {
            const auto word = wordAfter(text_, i);
            if (!word) return false;
            if (isOwn(text_, *word) || isKin(text_, *word)) return true;
            i = word->end;
        }
        return false;
    }

    bool isSelfInNominative(Word word) const {
        return text_.is(word.begin, word.end, U"я. сам. сама."_stems);
    }

    /// «[личное], судимость», «[личное], синдром Дауна»: said of the same person.
    bool isBehindIntimate() const {
        static constexpr std::u32string_view kLabel = U"[личное], ";
        std::size_t at = word_.begin;
        const auto named = text_.wordBefore(at);
        if (named && text_.is(named->begin, named->end, U"синдром диагноз"_stems)) at = named->begin;
        return at >= kLabel.size() && text_.says(at - kLabel.size(), kLabel);
    }
    /// «по национальности немец», where the sentence begins and nobody else is named.
    bool isOfOwnNation() const {
        const auto nation = text_.wordBefore(word_.begin);
        if (!nation || !text_.is(nation->begin, nation->end, U"национальност вероисповед вере."_stems))
            return false;
        const auto by = text_.wordBefore(nation->begin);
        const bool begins =
            !by || (text_.is(by->begin, by->end, U"по."_stems) && text_.startsSentence(by->begin));
        return begins && !text_.endsWith(word_.begin, word_.end, U"ы и ие ые их ых ов ям ам"_endings);
    }
    bool sitsElsewhere() const {
        const std::size_t at = text_.skipSpaces(word_.end), end = text_.wordEnd(at);
        if (text_.is(at, end, U"без. дома. на. с. под. у. и. весь. одн за."_stems)) return true;
        return text_.is(at, end, U"в."_stems) &&
               !text_.wordIs(text_.skipSpaces(end), U"тюрьм колони зон сизо. лагер"_stems);
    }

    /// «…, инвалид»: alone between commas, at the end: who else.
    bool isAlone() const {
        if (!text_.is(word_.begin, word_.end,
                      U"инвалид. инвалидка. диабетик. астматик. беременная. слепая. слепой. глухая. глухой. "
                      U"колясочни эпилептик. онкобольн"_stems))
            return false;
        std::size_t before = word_.begin;
        while (before > 0 && isSpace(text_.before(before))) --before;
        const char32_t after = text_.raw(text_.skipSpaces(groupEnd()));
        return isOneOf(text_.before(before), U",") && (after == 0 || isOneOf(after, U",.!\n"));
    }

    /// «была условно осуждена», at the beginning: who else.
    bool isOfOmittedSelf() const {
        std::size_t at = word_.begin;
        for (int words = 0; words < 2; ++words) {
            const auto word = text_.wordBefore(at);
            if (!word) return false;
            at = word->begin;
            if (text_.is(word->begin, word->end, U"был. была."_stems)) return text_.startsSentence(at);
        }
        return false;
    }

    /// «сидел пять лет».
    bool isTerm() const {
        const std::size_t begin = text_.skipSpaces(word_.end);
        const Spoken number = spokenAt(text_, begin);
        return number.end > begin && text_.is(word_.begin, word_.end, U"сидел. сидела."_stems) &&
               text_.wordIs(text_.skipSpaces(number.end), U"лет. год"_stems);
    }

    /// Words of the speaker or the family within `count` words before, in the same sentence.
    bool saidOfSomebody(std::size_t count) const {
        std::size_t at = word_.begin;
        for (; count > 0; --count) {
            const auto word = text_.wordBefore(at);
            if (!word) return false;
            if (isSelf(text_, *word) || isKin(text_, *word) || isSuffering(text_, *word)) return true;
            at = word->begin;
        }
        return false;
    }
    /// «диабет у меня», «инвалид я», «рак у мужа».
    bool followsOwner() const {
        std::size_t at = groupEnd();
        for (int words = 0; words < 5; ++words) {
            const std::size_t begin = text_.skipSpaces(at), end = text_.wordEnd(begin);
            if (begin == at || end == begin) return false;
            const Word word{begin, end};
            if (text_.is(begin, end,
                         U"лежал лежу. болею. лечусь. лечим. переболел страда перенес. перенесла. пережил. "
                         U"пережила. схватил заработал. заработала. обнаружил нашли. поставили. признали. "
                         U"подозрева лечил"_stems))
                return true;
            if (isKin(text_, word) || text_.is(begin, end, U"я. меня. мне. мой. моя."_stems)) return true;
            at = end;
        }
        return false;
    }
    /// «инвалиды», «диабетики», «беременным»: many.
    bool isPluralOfMany() const {
        return text_.endsWith(word_.begin, word_.end,
                              U"иды идам идов идами ики икам иков ным ных ими кие ские"_endings);
    }

    /// «от депрессии», «, психиатр», «с ДЦП» behind the first: one illness seldom comes alone.
    std::size_t withMore(std::size_t end) const {
        for (int words = 0; words < 3; ++words) {
            std::size_t at = text_.skipSpaces(end);
            if (text_.raw(at) == U',') at = text_.skipSpaces(at + 1);
            const std::size_t word = text_.wordEnd(at);
            if (text_.is(at, word, U"и. с. от. по. плюс."_stems)) at = text_.skipSpaces(word);
            const std::size_t last = text_.wordEnd(at);
            const Word more{at, last};
            if (last - at < 3 || !(isIllness(text_, more) || isFaith(text_, more) || isDescent(text_, more)))
                break;
            end = last;
        }
        return end;
    }

    /// «инвалид второй группы», «инвалидность 2 гр.»
    std::size_t groupEnd() const {
        if (!text_.is(word_.begin, word_.end, U"инвалид"_stems)) return word_.end;
        std::size_t at = text_.skipSpaces(word_.end);
        std::size_t number = text_.digitsEnd(at);
        if (number == at) {
            while (number < at + 4 && isOneOf(text_.raw(number), U"IiІ")) ++number;
        } else if (isDash(text_.raw(number))) {
            number = text_.wordEnd(number + 1);
        }
        if (number == at) {
            number = text_.wordEnd(at);
            if (!text_.is(at, number, U"перв втор трет с."_stems)) return word_.end;
        }
        const std::size_t group = text_.skipSpaces(number), end = text_.wordEnd(group);
        if (!text_.is(group, end, U"групп гр. детства."_stems)) return word_.end;
        return end;
    }
    /// «условно осуждена».
    std::size_t convictionEnd() const {
        const std::size_t next = text_.skipSpaces(word_.end), end = text_.wordEnd(next);
        if (end > next && text_.is(next, end, U"по."_stems)) {
            std::size_t at = text_.skipSpaces(end);
            const std::size_t article = text_.wordEnd(at);
            if (text_.is(at, article, U"ст. стать"_stems))
                at = text_.skipSpaces(article + (text_.raw(article) == U'.'));
            if (isDigit(text_.raw(at))) return text_.digitsEnd(at);
        }
        return end > next && isConviction(text_, {next, end}) ? end : word_.end;
    }

    const Letters& text_;
    Word word_;
};

}  // namespace

std::optional<Match> findIntimate(const Letters& text, std::size_t i) {
    if (!isLetter(text.raw(i))) return {};
    return IntimateAt(text, i).find();
}

}  // namespace otklik::redaction
