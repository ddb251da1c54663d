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
    return text.endsWith(word.begin, word.end,
                         U"ова ева ина ову еву ину овой евой иной овым евым иным овых евых иных овы евы ины "
                         U"енко швили"_endings);
}
/// The surname of one man, which many of something ends with too: «мемов».
bool isMasculine(const Letters& text, Word word) {
    return text.endsWith(word.begin, word.end, U"ов ев ин ын"_endings);
}

/// What only people do.
bool isDone(const Letters& text, Word word) {
    return text.is(word.begin, word.end,
                   U"сказал говори обеща приш придет приход приеха приезжа ответил отвеча отказа отказыва "
                   U"подписа подписыва принял принима лечил лечит выписа написа пишет орал орет ругал "
                   U"нагруби грубит хамит хамил нахами накрича крича кричит помог помога забыл велел "
                   U"послал отправи звонил позвонил сидит работа учит учил преподает ведет вел. вела. "
                   U"живет жил. жила. пьет украл врет соврал наврал молчит решил решает уволи ушла. ушел. "
                   U"уехал заболел умер. умерла. родила. взял дал. дала. брал берет просил попросил "
                   U"спросил объясни рассказ показал проверя проверил оформил оформля выдал приказал "
                   U"заставля заставил знает знал видел слыша смотрел посмотрел осмотрел дежури отпусти "
                   U"пустил пропил торгует продал продает привез возит построил строил чинил починил "
                   U"сломал избил бил. бьет угрожа ставит поставил лезет посоветова советует сдал. сдала. "
                   U"сдает поет играет приставал материт матери рулит командует возглав выступа выступи "
                   U"заявил пообеща прислал передал подтвер опозда опять. лично. сам. сама. злая. добрая. "
                   U"добрый. хорошая. молодец"_stems);
}

/// Where people work: «нечаева из собеса».
bool isOffice(const Letters& text, Word word) {
    return text.is(word.begin, word.end,
                   U"собес мфц админ больниц школ поликлин соцзащит почт сельсовет клуб библиот детсад "
                   U"садик полици опек суда. жкх. управляйк управляющ минист минств регистрат паспортн "
                   U"фап аптек конторы. отдел загса. налогов пенсионн магазин техникум колледж музе дк. "
                   U"рдк. военкомат скорой. соседн"_stems);
}

class SurnameAt {
  public:
    SurnameAt(Words& words, std::size_t i) : words_(words), text_(words.text()), word_{i, text_.wordEnd(i)} {}

    std::optional<Match> find() {
        const bool personal = isPersonal(text_, word_);
        if (word_.end - word_.begin < 5 || isCapital(text_.raw(word_.begin))) return {};
        if (!personal && !isMasculine(text_, word_)) return {};
        // «айтишников прислали»: many of a trade.
        if (text_.endsWith(word_.begin, word_.end, U"ников щиков чиков истов антов ентов еров оров"_endings))
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
        return before &&
               text_.is(before->begin, before->end,
                        U"на. по. в. во. из. до. ул. улиц имени. им. деревн село. селе. стих книг книжк "
                        U"рассказ песн картин концерт сайте. фильм роман парк музе много. мало. нет. "
                        U"несколько. без."_stems);
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
                        U"не. нам. вчера. сегодня. опять. всегда. уже. еще. тоже. то. же. там. тут. ко. к. "
                        U"нему. ей. ему. так. потом. снова. тогда. этот. эта. наш никогда. вечно."_stems);
    }
    bool isCut(std::size_t from, std::size_t to) const {
        for (; from < to; ++from)
            if (!isSpace(text_.raw(from)) && !isDash(text_.raw(from))) return true;
        return false;
    }

    bool isOfOffice() const {
        const auto from = wordAfter(text_, word_.end);
        const bool many = text_.endsWith(word_.begin, word_.end, U"овы евы ины"_endings);
        if (!from || many || isCut(word_.end, from->begin) ||
            !text_.is(from->begin, from->end, U"из. с. со."_stems))
            return false;
        const auto office = wordAfter(text_, from->end);
        return office && isOffice(text_, *office);
    }

    /// «про фирсова», «жаловалась на отинова», «отдала тупицыну»: of one man, in a case that things lack.
    bool isTold() const {
        if (!text_.endsWith(word_.begin, word_.end, U"ова ева ина ову еву ину ыну ына овым евым"_endings))
            return false;
        const auto before = text_.wordBefore(word_.begin);
        if (!before || isCut(before->end, word_.begin)) return false;
        if (text_.is(before->begin, before->end,
                     U"про. отдал отдай передал писал написал сообщил звонил позвонил просил лично. уволь "
                     U"накаж убер видел знаю. против. обращал обратил гражданин увол хвал похвал некоего. "
                     U"некоему. этого. этому."_stems))
            return true;
        return text_.is(before->begin, before->end, U"на."_stems) &&
               text_.follows(before->begin, 3,
                             U"жал пожал обид донос заявлен претенз управ наора накрич"_stems);
    }

    /// «к ермаковым», «у сыстеровой», «спасибо рочевой».
    bool isLed() const {
        const auto before = text_.wordBefore(word_.begin);
        if (!before || isCut(before->end, word_.begin)) return false;
        const bool object = text_.endsWith(
            word_.begin, word_.end, U"ову еву ину овой евой иной овым евым иным овых евых иных"_endings);
        return object &&
               text_.is(before->begin, before->end,
                        U"у. к. ко. от. с. со. про. спасибо. благодар наградить. уволить. увольте. уберите. "
                        U"накажите. перед. позвонить. звонить. просил спрос скажите. передайте."_stems);
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
