// Finder of a surname alone in lower case that an action, a preposition or an office makes somebody's:
// «нечаева из собеса», «обещала рочева», «к ермаковым». No word of the dictionary is taken here, and no
// place.

#include "server/redact/around.h"
#include "server/redact/finders.h"

namespace otklik::redaction {
namespace {

using Word = Letters::Word;

/// The surname of one woman, of a family, or in a case that no plural of things has.
bool isPersonal(const Letters& text, Word word) {
    return text.endsWith(word.begin, word.end, {U"ова",  U"ева",  U"ина",  U"ову",  U"еву",  U"ину",  U"овой",
                                                U"евой", U"иной", U"овым", U"евым", U"иным", U"овых", U"евых",
                                                U"иных", U"овы",  U"евы",  U"ины",  U"енко", U"швили"});
}
/// The surname of one man, which many of something ends with too: «мемов».
bool isMasculine(const Letters& text, Word word) {
    return text.endsWith(word.begin, word.end, {U"ов", U"ев", U"ин", U"ын"});
}

/// What only people do.
bool isDone(const Letters& text, Word word) {
    return text.is(
        word.begin, word.end,
        {U"сказал",    U"говори",   U"обеща",      U"приш",     U"придет",   U"приход",  U"приеха",
         U"приезжа",   U"ответил",  U"отвеча",     U"отказа",   U"отказыва", U"подписа", U"подписыва",
         U"принял",    U"принима",  U"лечил",      U"лечит",    U"выписа",   U"написа",  U"пишет",
         U"орал",      U"орет",     U"ругал",      U"нагруби",  U"грубит",   U"хамит",   U"хамил",
         U"нахами",    U"накрича",  U"крича",      U"кричит",   U"помог",    U"помога",  U"забыл",
         U"велел",     U"послал",   U"отправи",    U"звонил",   U"позвонил", U"сидит",   U"работа",
         U"учит",      U"учил",     U"преподает",  U"ведет",    U"вел.",     U"вела.",   U"живет",
         U"жил.",      U"жила.",    U"пьет",       U"украл",    U"врет",     U"соврал",  U"наврал",
         U"молчит",    U"решил",    U"решает",     U"уволи",    U"ушла.",    U"ушел.",   U"уехал",
         U"заболел",   U"умер.",    U"умерла.",    U"родила.",  U"взял",     U"дал.",    U"дала.",
         U"брал",      U"берет",    U"просил",     U"попросил", U"спросил",  U"объясни", U"рассказ",
         U"показал",   U"проверя",  U"проверил",   U"оформил",  U"оформля",  U"выдал",   U"приказал",
         U"заставля",  U"заставил", U"знает",      U"знал",     U"видел",    U"слыша",   U"смотрел",
         U"посмотрел", U"осмотрел", U"дежури",     U"отпусти",  U"пустил",   U"пропил",  U"торгует",
         U"продал",    U"продает",  U"привез",     U"возит",    U"построил", U"строил",  U"чинил",
         U"починил",   U"сломал",   U"избил",      U"бил.",     U"бьет",     U"угрожа",  U"ставит",
         U"поставил",  U"лезет",    U"посоветова", U"советует", U"сдал.",    U"сдала.",  U"сдает",
         U"поет",      U"играет",   U"приставал",  U"материт",  U"матери",   U"рулит",   U"командует",
         U"возглав",   U"выступа",  U"выступи",    U"заявил",   U"пообеща",  U"прислал", U"передал",
         U"подтвер",   U"опозда",   U"опять.",     U"лично.",   U"сам.",     U"сама.",   U"злая.",
         U"добрая.",   U"добрый.",  U"хорошая.",   U"молодец"});
}

/// Where people work: «нечаева из собеса».
bool isOffice(const Letters& text, Word word) {
    return text.is(
        word.begin, word.end,
        {U"собес",     U"мфц",       U"админ",   U"больниц",   U"школ",      U"поликлин", U"соцзащит",
         U"почт",      U"сельсовет", U"клуб",    U"библиот",   U"детсад",    U"садик",    U"полици",
         U"опек",      U"суда.",     U"жкх.",    U"управляйк", U"управляющ", U"минист",   U"минств",
         U"регистрат", U"паспортн",  U"фап",     U"аптек",     U"конторы.",  U"отдел",    U"загса.",
         U"налогов",   U"пенсионн",  U"магазин", U"техникум",  U"колледж",   U"музе",     U"дк.",
         U"рдк.",      U"военкомат", U"скорой.", U"соседн"});
}

class SurnameAt {
  public:
    SurnameAt(Words& words, std::size_t i) : words_(words), text_(words.text()), word_{i, text_.wordEnd(i)} {}

    std::optional<Match> find() {
        const bool personal = isPersonal(text_, word_);
        if (word_.end - word_.begin < 5 || isCapital(text_.raw(word_.begin))) return {};
        if (!personal && !isMasculine(text_, word_)) return {};
        // «айтишников прислали»: many of a trade.
        if (text_.endsWith(word_.begin, word_.end,
                           {U"ников", U"щиков", U"чиков", U"истов", U"антов", U"ентов", U"еров", U"оров"}))
            return {};
        const bool acts = isBesideAction(), told = isTold();
        if (!acts && !told && !isOfOffice() && !(personal && isLed())) return {};
        if ((!told && isBehindPlaceWord()) || isElse(acts)) return {};
        return Match{PersonalData::name, word_.begin, word_.end};
    }

  private:
    /// «на свердлова», «имени кашина», «много лайков».
    bool isBehindPlaceWord() const {
        const auto before = text_.wordBefore(word_.begin);
        return before && text_.is(before->begin, before->end,
                                  {U"на.",    U"по.",     U"в.",     U"во.",   U"из.",        U"до.",
                                   U"ул.",    U"улиц",    U"имени.", U"им.",   U"деревн",     U"село.",
                                   U"селе.",  U"стих",    U"книг",   U"книжк", U"рассказ",    U"песн",
                                   U"картин", U"концерт", U"сайте.", U"фильм", U"роман",      U"парк",
                                   U"музе",   U"много.",  U"мало.",  U"нет.",  U"несколько.", U"без."});
    }
    /// A word, or what else is called so; a street does nothing.
    bool isElse(bool acts) {
        const bool wordly = isPersonal(text_, word_) && words_.isWordlySurname(word_);
        return (words_.isOrdinary(word_) && !wordly) || words_.isPlace(word_) || words_.isFirstName(word_) ||
               words_.isPublic(word_) || (!acts && words_.isStreetName(word_)) || isPost(text_, word_) ||
               isKin(text_, word_);
    }

    /// «рочева отказала», «обещал федосеев»: right beside, or with «мне», «не», «вчера» between.
    bool isBesideAction() const {
        std::size_t at = word_.end;
        for (int words = 0; words < 3; ++words) {
            const auto behind = wordAfter(text_, at);
            if (!behind || isCut(at, behind->begin)) break;
            if (isDone(text_, *behind)) return true;
            if (!isBetween(*behind)) break;
            at = behind->end;
        }
        at = word_.begin;
        for (int words = 0; words < 3; ++words) {
            const auto before = text_.wordBefore(at);
            if (!before || isCut(before->end, at)) break;
            if (isDone(text_, *before)) return true;
            if (!isBetween(*before)) break;
            at = before->begin;
        }
        return false;
    }
    bool isBetween(Word word) const {
        return isOwn(text_, word) ||
               text_.is(word.begin, word.end,
                        {U"не.",    U"нам.",  U"вчера.", U"сегодня.", U"опять.",   U"всегда.", U"уже.",
                         U"еще.",   U"тоже.", U"то.",    U"же.",      U"там.",     U"тут.",    U"ко.",
                         U"к.",     U"нему.", U"ей.",    U"ему.",     U"так.",     U"потом.",  U"снова.",
                         U"тогда.", U"этот.", U"эта.",   U"наш",      U"никогда.", U"вечно."});
    }
    bool isCut(std::size_t from, std::size_t to) const {
        for (; from < to; ++from)
            if (!isSpace(text_.raw(from)) && !isDash(text_.raw(from))) return true;
        return false;
    }

    bool isOfOffice() const {
        const auto from = wordAfter(text_, word_.end);
        const bool many = text_.endsWith(word_.begin, word_.end, {U"овы", U"евы", U"ины"});
        if (!from || many || isCut(word_.end, from->begin) ||
            !text_.is(from->begin, from->end, {U"из.", U"с.", U"со."}))
            return false;
        const auto office = wordAfter(text_, from->end);
        return office && isOffice(text_, *office);
    }

    /// «про фирсова», «жаловалась на отинова», «отдала тупицыну»: of one man, in a case that things lack.
    bool isTold() const {
        if (!text_.endsWith(
                word_.begin, word_.end,
                {U"ова", U"ева", U"ина", U"ову", U"еву", U"ину", U"ыну", U"ына", U"овым", U"евым"}))
            return false;
        const auto before = text_.wordBefore(word_.begin);
        if (!before || isCut(before->end, word_.begin)) return false;
        if (text_.is(before->begin, before->end,
                     {U"про.",   U"отдал",    U"отдай",    U"передал",  U"писал",   U"написал",   U"сообщил",
                      U"звонил", U"позвонил", U"просил",   U"лично.",   U"уволь",   U"накаж",     U"убер",
                      U"видел",  U"знаю.",    U"против.",  U"обращал",  U"обратил", U"гражданин", U"увол",
                      U"хвал",   U"похвал",   U"некоего.", U"некоему.", U"этого.",  U"этому."}))
            return true;
        return text_.is(before->begin, before->end, {U"на."}) &&
               text_.follows(before->begin, 3,
                             {U"жал", U"пожал", U"обид", U"донос", U"заявлен", U"претенз", U"управ", U"наора",
                              U"накрич"});
    }

    /// «к ермаковым», «у сыстеровой», «спасибо рочевой».
    bool isLed() const {
        const auto before = text_.wordBefore(word_.begin);
        if (!before || isCut(before->end, word_.begin)) return false;
        const bool object = text_.endsWith(word_.begin, word_.end,
                                           {U"ову", U"еву", U"ину", U"овой", U"евой", U"иной", U"овым",
                                            U"евым", U"иным", U"овых", U"евых", U"иных"});
        return object &&
               text_.is(before->begin, before->end,
                        {U"у.",       U"к.",        U"ко.",       U"от.",        U"с.",       U"со.",
                         U"про.",     U"спасибо.",  U"благодар",  U"наградить.", U"уволить.", U"увольте.",
                         U"уберите.", U"накажите.", U"перед.",    U"позвонить.", U"звонить.", U"просил",
                         U"спрос",    U"скажите.",  U"передайте."});
    }

    Words& words_;
    const Letters& text_;
    Word word_;
};

}  // namespace

std::optional<Match> findSurname(Words& words, std::size_t i) {
    if (!isCyrillic(words.text().raw(i))) return {};
    return SurnameAt(words, i).find();
}

}  // namespace otklik::redaction
