// Every random number that a figure depends on comes from the seed, and time passes by the number of times
// that it is looked at: when a mix happens, and so what is drawn after it, depends on nothing else.

#include "server/demo/demonstration.h"

#include <algorithm>
#include <atomic>
#include <mutex>

#include "server/demo/respondent.h"
#include "server/intake/intake.h"
#include "server/seal/ballot_key.h"
#include "server/store/open.h"
#include "shared/report/measured.h"

namespace otklik {
namespace {

constexpr int kGroup = 500;  // responses stored at once
/// What an office could have said of the last wave, and of the one before.
struct Words {
    const char *language, *signature, *before, *last;
};
constexpr Words kWords[] = {
    {"ru", "Отдел информационной политики",
     "## Делаем\n\nПросили, чтобы документы было легче находить. Поиск по документам появится на сайте к "
     "лету.\n\n"
     "> «Документы и образцы», вопрос 6\n",
     "## Сделано\n\nВ прошлый раз просили, чтобы документы было легче находить. На сайте появился **поиск по "
     "документам**.\n\n> «Документы и образцы», вопрос 6; «Удаётся найти», вопрос 3\n\n"
     "## Делаем\n\nАнонсы мероприятий будут выходить за неделю, а не за день: на сайте с января, на "
     "страницах в "
     "социальных сетях с марта.\n\n> «Новости и анонсы мероприятий», вопрос 6\n\n"
     "## Не стали делать\n\nОтдельное приложение для телефона: сайт на телефоне открывается быстро.\n"},
    {"en", "Information policy department",
     "## Doing\n\nPeople asked for documents to be easier to find. The website will have a search in "
     "documents by "
     "summer.\n\n> “Документы и образцы” (documents), question 6\n",
     "## Done\n\nLast time people asked for documents to be easier to find. The website now has a **search "
     "in "
     "documents**.\n\n> “Документы и образцы” (documents), question 6; “Found”, question 3\n\n"
     "## Doing\n\nEvents will be announced a week ahead instead of a day: on the website from January, on "
     "the "
     "pages of social networks from March.\n\n> “Новости и анонсы мероприятий” (news and events), question "
     "6\n\n"
     "## Not doing\n\nAn app of its own: the website opens fast on a phone.\n"}};

constexpr int kStepsOfMix = 6;  // more than it has: what the writer is asked meanwhile comes between them

std::string idFrom(Random& random) {
    static constexpr char kDigits[] = "0123456789abcdef";
    std::string id;
    for (int i = 0; i < 32; ++i) id += kDigits[random.below(16)];
    return id;
}

/// The day is what it is set to; a second passes at each look.
struct SetClock : SystemClock {
    mutable std::atomic<std::int64_t> looks = 0;
    std::string today() const override {
        std::lock_guard guard(mutex_);
        return day_;
    }
    Moment now() const override { return Moment(std::chrono::seconds(++looks)); }
    void set(const std::string& day) {
        std::lock_guard guard(mutex_);
        day_ = day;
    }
    void wait(std::condition_variable& wake, std::unique_lock<std::mutex>& lock, Moment until,
              const std::function<bool()>& ready) override {
        if (until != Moment{}) wake.wait(lock, ready);
    }

  private:
    mutable std::mutex mutex_;  // guards everything below
    std::string day_;
};

/// The month before this one, whose days are over; in January the first of the year, so that a wave lies in
/// the year that it is called by.
struct Days {
    std::string opens, stops;
};
Days daysOf(const std::string& year, const std::string& today) {
    const int month = std::stoi(today.substr(5, 2)) - 1;
    const std::string before = year + "-" + (month < 10 ? "0" : "") + std::to_string(month);
    return month > 0 ? Days{before + "-01", before + "-28"} : Days{year + "-01-01", year + "-01-01"};
}

/// One closed wave.
Status addWave(Store& store, SetClock& clock, const Days& days, const Redactor& redactor, const Wave& wave,
               const hpke::KeyPair& ballotKey, int responses, double progress, Random& random) {
    clock.set(days.opens);
    Status status = store.openWave(wave);
    for (int left = responses; status.isGood() && left > 0; left -= kGroup) {
        std::vector<Submission> group;
        for (int i = std::min(left, kGroup); i > 0; --i) {
            const Respondent respondent = imagine(*wave.survey, wave.channels, progress, random);
            group.push_back(
                makeSubmission(redactor, wave, idFrom(random), respondent.channel, respondent.answers));
        }
        for (Accepted accepted : store.accept(std::move(group)))
            if (accepted != Accepted::stored)
                return store.health().within("The responses could not be stored: ", ".");
        for (int step = 0; step < kStepsOfMix; ++step) store.accept({});  // before anything else comes
    }
    clock.set(days.stops);
    if (status.isGood()) status = store.stopWave(wave.id);
    if (status.isGood()) status = store.closeWave(wave.id, ballotKey);
    return status;
}

/// What an office would do after closing: it names themes of the second open question, which asks what to
/// change.
Status addThemes(Store& store, const Wave& wave) {
    std::vector<const Question*> open;
    for (const Question& question : wave.survey->questions)
        if (question.isOpen()) open.push_back(&question);
    const auto snapshot = store.snapshot();
    if (open.empty() || !hasFigures(snapshot->release(wave.id))) return {};
    const std::string& name = open[std::min<std::size_t>(1, open.size() - 1)]->name;
    return store.countThemes(wave.id, {{name, "Новости и анонсы мероприятий", {"новости", "анонсы"}},
                                       {name, "Программы поддержки", {"программы"}},
                                       {name, "Поиск по сайту", {"поиск"}},
                                       {name, "Документы и образцы", {"документы"}},
                                       {name, "Запись и приём", {"приём", "записаться"}}});
}

/// Says what it did since the wave before, and at the end of that one's year what it meant to do.
Status addWords(Store& store, const std::vector<std::string>& waves, const std::string& today) {
    Status status;
    const auto put = [&](const std::string& wave, const std::string& day, const Words& words,
                         const char* text) {
        if (status.isGood()) status = store.setOfficeText(wave, {words.language, words.signature, day, text});
    };
    for (const Words& words : kWords) {
        put(waves.back(), today, words, words.last);
        if (waves.size() < 2) continue;
        const std::string& before = waves[waves.size() - 2];
        put(before, before + "-12-20", words, words.before);
    }
    return status;
}

}  // namespace

Status makeDemonstration(Demonstration demonstration, const Redactor& redactor) {
    SetClock clock;
    clock.set(demonstration.day);
    SystemDisk disk;
    SeededRandom stored(demonstration.seed), answered(~demonstration.seed);
    auto store = openStore({.folder = demonstration.folder,
                            .keys = demonstration.keys,
                            .random = stored,
                            .clock = clock,
                            .disk = disk,
                            .create = true});
    if (!store) return store.status();
    Wave wave;
    const hpke::KeyPair ballotKey =
        BallotKey::generate(answered).keys();  // nobody needs it any more afterwards
    wave.ballotKey = ballotKey.publicKey();
    wave.survey = std::make_shared<const Survey>(std::move(demonstration.survey));
    wave.channels = {"site", "vk", "ok", "kiosk"};
    wave.demonstration = true;
    std::vector<std::string> waves;
    const int last = std::stoi(demonstration.day.substr(0, 4));
    for (int i = 0; i < demonstration.waves; ++i) {
        wave.id = std::to_string(last - demonstration.waves + 1 + i);
        const double progress =
            demonstration.waves > 1 ? static_cast<double>(i) / (demonstration.waves - 1) : 1;
        const Days days = daysOf(wave.id, demonstration.day);
        Status status = addWave(**store, clock, days, redactor, wave, ballotKey, demonstration.responses,
                                progress, answered);
        if (status.isGood()) status = addThemes(**store, wave);
        if (!status.isGood()) return status;
        waves.push_back(wave.id);
    }
    return waves.empty() ? Status() : addWords(**store, waves, demonstration.day);
}

}  // namespace otklik
