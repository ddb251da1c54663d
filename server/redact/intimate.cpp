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
    return text.is(
        word.begin, word.end,
        {U"вич.",       U"вич-",         U"спид.",      U"спидом.",    U"гепатит",     U"туберкул",
         U"тубик",      U"сифилис",      U"гонор",      U"шизофрен",   U"шиза.",       U"эпилеп",
         U"онколог",    U"онкобол",      U"психбол",    U"рак.",       U"рака.",       U"раком.",
         U"раке.",      U"опухол",       U"метастаз",   U"химиотер",   U"лейкоз",      U"лейкем",
         U"аутизм",     U"аутист",       U"дцп.",       U"деменци",    U"альцгейм",    U"паркинсон",
         U"диабет",     U"инсульт",      U"инфаркт",    U"психоз",     U"психиатр",    U"психдисп",
         U"психушк",    U"психбол",      U"психинтер",  U"депресс",    U"биполяр",     U"невроз",
         U"алкогол",    U"алкаш",        U"запой",      U"запое.",     U"запоя",       U"запои",
         U"наркома",    U"нарколог",     U"наркодис",   U"наркот",     U"кодиров",     U"аборт",
         U"беремен",    U"бесплод",      U"выкидыш",    U"импотен",    U"даун.",       U"дауна.",
         U"отсталост",  U"слабоум",      U"олигофрен",  U"астм",       U"гемодиал",    U"диализ",
         U"цирроз",     U"псориаз",      U"склероз",    U"волчанк",    U"артрит",      U"артроз",
         U"ишеми",      U"стенокард",    U"гипертон",   U"порок.",     U"парализ",     U"инвалид",
         U"колясочн",   U"глух",         U"слепой.",    U"слепая.",    U"ослеп",       U"слабовид",
         U"слабослыш",  U"глухонем",     U"грыж",       U"перелом",    U"ампутир",     U"протез",
         U"инсулин",    U"антидепр",     U"суицид",     U"лежач",      U"ковид",       U"геморр",
         U"простат",    U"молочниц",     U"энурез",     U"заикан",     U"фенилкет",    U"муковисц",
         U"гемофил",    U"катаракт",     U"глауком",    U"почечн",     U"сердечн",     U"стом.",
         U"стома.",     U"кахекс",       U"анорекс",    U"булими",     U"венеролог",   U"кожвен",
         U"тубдисп",    U"онкодисп",     U"пнд.",       U"птср.",      U"сдвг.",       U"зпр.",
         U"зпрр.",      U"овз.",         U"трансплант", U"кардиостим", U"облучен",     U"лучевая.",
         U"биопси",     U"карцином",     U"саркома",    U"миома",      U"меланом",     U"лимфом",
         U"антидепры",  U"нейролепт",    U"психотроп",  U"паническ",   U"бухаю.",      U"бухает.",
         U"спился.",    U"закодир",      U"алкозав",    U"паралич",    U"прикован",    U"лежачая",
         U"неходяч",    U"незряч",       U"глуховат",   U"слепнет.",   U"слепну.",     U"инвалидк",
         U"костыл",     U"ходунк",       U"кардиоми",   U"аритми",     U"шунтир",      U"стент",
         U"онко.",      U"бронхит",      U"хобл.",      U"пневмон",    U"подагр",      U"ревмат",
         U"бехтерев",   U"крона.",       U"целиак",     U"фку.",       U"сма.",        U"мукови",
         U"миопати",    U"дистроф",      U"гидроцеф",   U"микроцеф",   U"эндометри",   U"климакс",
         U"эко.",       U"вбр.",         U"хпн.",       U"хсн.",       U"вегетососуд", U"рассеянн",
         U"сколиоз",    U"остеопор",     U"щитовидк",   U"гипотире",   U"тиреоид",     U"экзем",
         U"витилиго",   U"аллерги",      U"анафилак",   U"заика",      U"тугоух",      U"кохлеар",
         U"нейросенс",  U"дислекс",      U"умственн",   U"недееспос",  U"коме.",       U"дурк",
         U"дурдом",     U"психоневр",    U"культя.",    U"культи.",    U"желтух",      U"язва.",
         U"язву.",      U"язвой.",       U"гастрит",    U"панкреат",   U"пиелонефр",   U"нефрит",
         U"полиомиел",  U"тромбоз",      U"тромб.",     U"варикоз",    U"аневризм",    U"эпиприст",
         U"припад",     U"мигрен",       U"невралг",    U"полинейроп", U"нейроп",      U"кардиосклер",
         U"лейкопл",    U"лимфостаз",    U"анеми",      U"саркоид",    U"туберкулез",  U"пиодерм",
         U"чесотк",     U"хламид",       U"трихомон",   U"папиллом",   U"гинеколог",   U"преэкламп",
         U"выкидыш",    U"лудоман",      U"игроман",    U"пьянств",    U"метадон",     U"ремисси",
         U"маниак",     U"бред.",        U"галлюц",     U"афази",      U"тетрапар",    U"параплег",
         U"гемипар",    U"микроинсульт", U"ишемич",     U"ибс.",       U"бляшк",       U"вальв",
         U"онкология.", U"онкушк",       U"колостом",   U"катетер",    U"мышечн",      U"спинальн",
         U"бас."});
}

bool isConviction(const Letters& text, Word word) {
    return text.is(
        word.begin, word.end,
        {U"судим",      U"сидел.",    U"сидела.",    U"отсид",  U"отмота",  U"откину",    U"зэк",
         U"заключенн",  U"осужд",     U"колони",     U"тюрьм",  U"тюрьме.", U"зоне.",     U"зоны.",
         U"условно.",   U"условный.", U"условк",     U"удо.",   U"арестов", U"сизо.",     U"наказани",
         U"приговор",   U"срок.",     U"срока.",     U"зэчк",   U"отбыва",  U"отбывш",    U"мотал.",
         U"чалил",      U"малолетк",  U"исправител", U"пдн.",   U"кдн.",    U"привлекал", U"следстви",
         U"подследств", U"уголовк",   U"зека.",      U"отсидк", U"отсижив", U"отсидевш",  U"освободивш"});
}

/// «отсидел»: nobody else is meant but who speaks.
bool isConvictionOfSpeaker(const Letters& text, Word word) {
    return text.is(word.begin, word.end,
                   {U"отсидел.", U"отсидела.", U"отмотал.", U"откинулся.", U"чалился."});
}

bool isFaith(const Letters& text, Word word) {
    return text.is(
        word.begin, word.end,
        {U"баптист",   U"мусульман", U"ислам.",   U"иегов",      U"старовер",  U"старообр",   U"пятидесятни",
         U"евангел",   U"адвентист", U"католи",   U"протестант", U"лютеран",   U"будди",      U"иуде",
         U"кришна",    U"язычни",    U"атеист",   U"сектант",    U"мормон",    U"православн", U"верующ",
         U"христиан",  U"коммунист", U"лесбиян",  U"гей.",       U"гомосекс",  U"транссекс",  U"лесби",
         U"бисексуал", U"трансген",  U"нетрадиц", U"молокан",    U"раскольн",  U"греко-кат",  U"униат",
         U"мечеть.",   U"намаз",     U"рамадан",  U"шаббат",     U"иудей",     U"кришнаит",   U"неверующ",
         U"агностик",  U"саентолог", U"кпрф.",    U"лдпр.",      U"единоросс", U"яблочни",    U"скопец",
         U"крещен",    U"некрещен",  U"суннит",   U"шиит",       U"буддист",   U"родновер"});
}

bool isDescent(const Letters& text, Word word) {
    return text.is(
        word.begin, word.end,
        {U"татарин.",   U"татарк",    U"цыган.",  U"цыганк",    U"цыгане.", U"еврей",   U"узбек",
         U"узбечк",     U"таджик",    U"таджичк", U"азербайдж", U"армянин", U"армянк",  U"башкир",
         U"чеченец",    U"чеченк",    U"украин",  U"немец.",    U"немк",    U"чуваш",   U"удмурт",
         U"мариец.",    U"марийк",    U"мордв",   U"киргиз",    U"казах",   U"грузин",  U"дагестан",
         U"коми-пермя", U"коми-перм", U"пермяк",  U"пермячк",   U"белорус", U"русск",   U"кореец.",
         U"кореянк",    U"вьетнам",   U"китаец.", U"китаянк",   U"литов",   U"польк",   U"поляк",
         U"поляч",      U"молдав",    U"туркмен", U"турок.",    U"турчанк", U"осетин",  U"ингуш",
         U"лезгин",     U"аварец.",   U"аварк",   U"кумык",     U"даргин",  U"калмы",   U"бурят",
         U"якут",       U"ненец.",    U"ненк",    U"ханты",     U"манси.",  U"коми.",   U"зырян",
         U"финк.",      U"финн.",     U"эстон",   U"латыш",     U"болгар",  U"гречанк", U"грек.",
         U"абхаз",      U"курд",      U"ассирий", U"уйгур",     U"гагауз",  U"мулат",   U"метис"});
}

bool isSelf(const Letters& text, Word word) {
    return text.is(word.begin, word.end,
                   {U"я.",     U"меня.",  U"мне.",  U"мной.", U"мой.", U"моя.",  U"мое.",  U"моего.",
                    U"моей.",  U"моему.", U"моим.", U"мою.",  U"сам.", U"сама.", U"наш.",  U"нашего.",
                    U"нашей.", U"нас.",   U"мною.", U"ему.",  U"нее.", U"него.", U"моих.", U"моими."});
}

/// A verb that only who is ill says of himself, or that an illness is said with.
bool isSuffering(const Letters& text, Word word) {
    return text.is(
        word.begin, word.end,
        {U"болею.",    U"болен.",   U"больна.",   U"болеет.",   U"болел",      U"переболел", U"лечусь.",
         U"лечится.",  U"лечил",    U"страда",    U"стою.",     U"состою.",    U"состоит.",  U"лежал",
         U"лежу.",     U"лежит.",   U"принимаю.", U"пью.",      U"перенес",    U"пережил",   U"прохожу.",
         U"прошел.",   U"прошла.",  U"делала.",   U"сделала.",  U"поставил",   U"нашли.",    U"обнаруж",
         U"подтверд",  U"умирает.", U"умер.",     U"умерла.",   U"колю",       U"наблюда",   U"попал",
         U"признал",   U"живу.",    U"родил",     U"ухаживаю.", U"оперировал", U"оформил",   U"имею.",
         U"вышел.",    U"диагноз",  U"освобод",   U"погаш",     U"являюсь.",   U"хожу.",     U"сижу.",
         U"присвоен",  U"установл", U"страдаю",   U"мучаюсь.",  U"мучает",     U"закодиров", U"вылечил",
         U"переношу.", U"перенесл", U"колит",     U"схватил",   U"подхватил",  U"заразил",   U"слег.",
         U"слегла."});
}

/// What is spoken of then is a service or everybody: «анализ на ВИЧ», «льготы по диабету», «для инвалидов».
bool isOfEverybody(const Letters& text, Word before) {
    return text.is(before.begin, before.end,
                   {U"о.",        U"об.",      U"обо.",   U"про.",    U"по.",   U"для.",   U"против.",
                    U"профилакт", U"центр",    U"борьб",  U"анализ",  U"тест",  U"привив", U"вакцин",
                    U"версия.",   U"лечени",   U"общест", U"фонд",    U"школ",  U"дней.",  U"день.",
                    U"кабинет",   U"отделени", U"нет.",   U"районн",  U"главн", U"врач",   U"детск",
                    U"областн",   U"краев",    U"всем.",  U"многие.", U"наши.", U"этот.",  U"какой."});
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
        if (text_.is(word_.begin, word_.end, {U"привлекал"}))
            return convictionEnd() > word_.end ? std::optional(intimate(convictionEnd())) : std::nullopt;
        // «отбывал наказание»: who else than who speaks
        if (text_.is(word_.begin, word_.end, {U"отбывал.", U"отбывала.", U"отбыл.", U"отбыла."}))
            return convictionEnd() > word_.end ? std::optional(intimate(convictionEnd())) : std::nullopt;
        // «сидел без света», «сидел в очереди»
        if (text_.is(word_.begin, word_.end, {U"сидел.", U"сидела."}) && sitsElsewhere()) return {};
        if (isConviction(text_, word_))
            return saidOfSomebody(6) || isTerm() || isOfOmittedSelf() ||
                           precedes(text_, word_.end, 2, {U"отсид", U"отбыва", U"отбыл", U"отмот"}) ||
                           (text_.is(word_.begin, word_.end, {U"судим"}) &&
                            (followsOwner() || isBehindIntimate()))
                       ? std::optional(intimate(convictionEnd()))
                       : std::nullopt;
        // «сын коми язык учит», «верующий в лучшее»
        if (text_.is(word_.begin, word_.end, {U"верующ"}) &&
            text_.wordIs(text_.skipSpaces(word_.end), {U"в."}))
            return {};
        if (text_.wordIs(text_.skipSpaces(word_.end),
                         {U"язык", U"песн", U"сказк", U"культур", U"букв", U"слов"}))
            return {};
        // Faith and descent are said of a person by the word right beside: «я баптист», «муж цыган».
        if (!before) return {};
        const bool nearby =
            isSelfInNominative(*before) || isKin(text_, *before) || (text_.follows(word_.begin, 3, {U"я."}));
        const bool we =
            (isFaith(text_, word_) || !text_.is(word_.begin, word_.end, {U"русск", U"коми", U"пермя"})) &&
            text_.follows(word_.begin, 2, {U"мы."});
        const bool practised =
            isFaith(text_, word_) && text_.follows(word_.begin, 2,
                                                   {U"хожу.", U"ходим.", U"молюсь.", U"исповедую.", U"читаю.",
                                                    U"держу.", U"приняла.", U"принял.", U"состою."});
        const bool named =
            text_.follows(word_.begin, 3, {U"национальност", U"вероисповед", U"вероисповедан"}) &&
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
                      {U"закодировался.", U"закодировалась.", U"кодировался.", U"беременна.", U"судим.",
                       U"судима.",        U"осужден.",        U"осуждена.",    U"бухаю.",     U"запил.",
                       U"запила.",        U"спился.",         U"спилась.",     U"онкобольн",  U"переболел.",
                       U"переболела.",    U"ослеп.",          U"ослепла.",     U"оглох.",     U"оглохла."}))
            return false;
        const auto before = text_.wordBefore(word_.begin);
        if (!before || text_.is(before->begin, before->end,
                                {U"ранее.", U"уже.", U"дважды.", U"сейчас.", U"снова.", U"опять."}))
            return !before || text_.startsSentence(before->begin);
        for (std::size_t at = before->end; at < word_.begin; ++at)
            if (text_.raw(at) == U',') return true;
        return isKin(text_, *before);
    }

    /// «посадили мужа», «лишили прав», «имею вторую группу», «сидит за кражу»: of the speaker or the family.
    std::size_t rightsOrGroupEnd() const {
        // Most words are none of these; only behind them are their neighbours looked at.
        if (!text_.is(word_.begin, word_.end,
                      {U"лиш", U"посад", U"суд", U"осуд", U"задерж", U"сидит.", U"сел.", U"сидел."}))
            return word_.end;
        const std::size_t next = text_.skipSpaces(word_.end), end = text_.wordEnd(next);
        const bool near = isSaidOfSomebody(text_, word_.begin, 4) || (isOwnOrKinBehind(word_.end));
        if (text_.is(word_.begin, word_.end, {U"лишили.", U"лишен.", U"лишена.", U"лишить."}) &&
            text_.is(next, end, {U"родительск", U"материнств"}) && near)
            return end;
        if (text_.is(word_.begin, word_.end,
                     {U"посадили.", U"посадят.", U"судят.", U"судили.", U"осудили.", U"задержали."}) &&
            near &&
            !text_.is(next, end,
                      {U"картош", U"дерев", U"цвет", U"на.", U"в.", U"лук", U"морков", U"елк", U"лес"}))
            return word_.end;
        if (text_.is(word_.begin, word_.end, {U"посадили."}) && near && text_.is(next, end, {U"на."}) &&
            isTermAt(text_.skipSpaces(end)))
            return end;
        if (text_.is(word_.begin, word_.end, {U"сидит.", U"сел.", U"сидел."}) && near &&
            (text_.is(next, end, {U"за."}) &&
             text_.wordIs(text_.skipSpaces(end),
                          {U"наркот", U"краж", U"убийств", U"драк", U"разбой", U"граб", U"решетк"})))
            return text_.wordEnd(text_.skipSpaces(end));
        return word_.end;
    }
    bool isTermAt(std::size_t i) const {
        const std::size_t digits = text_.digitsEnd(i), number = digits > i ? digits : spokenAt(text_, i).end;
        return number > i && text_.wordIs(text_.skipSpaces(number), {U"лет.", U"год"});
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
        return text_.is(word.begin, word.end, {U"я.", U"сам.", U"сама."});
    }

    /// «[личное], судимость», «[личное], синдром Дауна»: said of the same person.
    bool isBehindIntimate() const {
        static constexpr std::u32string_view kLabel = U"[личное], ";
        std::size_t at = word_.begin;
        const auto named = text_.wordBefore(at);
        if (named && text_.is(named->begin, named->end, {U"синдром", U"диагноз"})) at = named->begin;
        return at >= kLabel.size() && text_.says(at - kLabel.size(), kLabel);
    }
    /// «по национальности немец», where the sentence begins and nobody else is named.
    bool isOfOwnNation() const {
        const auto nation = text_.wordBefore(word_.begin);
        if (!nation || !text_.is(nation->begin, nation->end, {U"национальност", U"вероисповед", U"вере."}))
            return false;
        const auto by = text_.wordBefore(nation->begin);
        const bool begins =
            !by || (text_.is(by->begin, by->end, {U"по."}) && text_.startsSentence(by->begin));
        return begins && !text_.endsWith(word_.begin, word_.end,
                                         {U"ы", U"и", U"ие", U"ые", U"их", U"ых", U"ов", U"ям", U"ам"});
    }
    bool sitsElsewhere() const {
        const std::size_t at = text_.skipSpaces(word_.end), end = text_.wordEnd(at);
        if (text_.is(at, end,
                     {U"без.", U"дома.", U"на.", U"с.", U"под.", U"у.", U"и.", U"весь.", U"одн", U"за."}))
            return true;
        return text_.is(at, end, {U"в."}) &&
               !text_.wordIs(text_.skipSpaces(end), {U"тюрьм", U"колони", U"зон", U"сизо.", U"лагер"});
    }

    /// «…, инвалид»: alone between commas, at the end: who else.
    bool isAlone() const {
        if (!text_.is(word_.begin, word_.end,
                      {U"инвалид.", U"инвалидка.", U"диабетик.", U"астматик.", U"беременная.", U"слепая.",
                       U"слепой.", U"глухая.", U"глухой.", U"колясочни", U"эпилептик.", U"онкобольн"}))
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
            if (text_.is(word->begin, word->end, {U"был.", U"была."})) return text_.startsSentence(at);
        }
        return false;
    }

    /// «сидел пять лет».
    bool isTerm() const {
        const std::size_t begin = text_.skipSpaces(word_.end);
        const Spoken number = spokenAt(text_, begin);
        return number.end > begin && text_.is(word_.begin, word_.end, {U"сидел.", U"сидела."}) &&
               text_.wordIs(text_.skipSpaces(number.end), {U"лет.", U"год"});
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
                         {U"лежал",     U"лежу.",      U"болею.",     U"лечусь.",     U"лечим.",
                          U"переболел", U"страда",     U"перенес.",   U"перенесла.",  U"пережил.",
                          U"пережила.", U"схватил",    U"заработал.", U"заработала.", U"обнаружил",
                          U"нашли.",    U"поставили.", U"признали.",  U"подозрева",   U"лечил"}))
                return true;
            if (isKin(text_, word) || text_.is(begin, end, {U"я.", U"меня.", U"мне.", U"мой.", U"моя."}))
                return true;
            at = end;
        }
        return false;
    }
    /// «инвалиды», «диабетики», «беременным»: many.
    bool isPluralOfMany() const {
        return text_.endsWith(word_.begin, word_.end,
                              {U"иды", U"идам", U"идов", U"идами", U"ики", U"икам", U"иков", U"ным", U"ных",
                               U"ими", U"кие", U"ские"});
    }

    /// «от депрессии», «, психиатр», «с ДЦП» behind the first: one illness seldom comes alone.
    std::size_t withMore(std::size_t end) const {
        for (int words = 0; words < 3; ++words) {
            std::size_t at = text_.skipSpaces(end);
            if (text_.raw(at) == U',') at = text_.skipSpaces(at + 1);
            const std::size_t word = text_.wordEnd(at);
            if (text_.is(at, word, {U"и.", U"с.", U"от.", U"по.", U"плюс."})) at = text_.skipSpaces(word);
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
        if (!text_.is(word_.begin, word_.end, {U"инвалид"})) return word_.end;
        std::size_t at = text_.skipSpaces(word_.end);
        std::size_t number = text_.digitsEnd(at);
        if (number == at) {
            while (number < at + 4 && isOneOf(text_.raw(number), U"IiІ")) ++number;
        } else if (isDash(text_.raw(number))) {
            number = text_.wordEnd(number + 1);
        }
        if (number == at) {
            number = text_.wordEnd(at);
            if (!text_.is(at, number, {U"перв", U"втор", U"трет", U"с."})) return word_.end;
        }
        const std::size_t group = text_.skipSpaces(number), end = text_.wordEnd(group);
        if (!text_.is(group, end, {U"групп", U"гр.", U"детства."})) return word_.end;
        return end;
    }
    /// «условно осуждена».
    std::size_t convictionEnd() const {
        const std::size_t next = text_.skipSpaces(word_.end), end = text_.wordEnd(next);
        if (end > next && text_.is(next, end, {U"по."})) {
            std::size_t at = text_.skipSpaces(end);
            const std::size_t article = text_.wordEnd(at);
            if (text_.is(at, article, {U"ст.", U"стать"}))
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
