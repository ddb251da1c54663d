#include "tests/server/store/contract/history.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "server/store/sqlite/database.h"
#include "shared/base/json.h"
#include "tests/server/store/opened_store.h"

namespace otklik::test {
namespace {

constexpr const char* kFolder = "/store";
constexpr const char* kFile = "/store/otklik.db";
constexpr const char* kCopy = "/copies/copy.db";
constexpr const char* kKeys = "/keys";
constexpr const char *kElsewhere = "/elsewhere", *kElsewhereKeys = "/elsewhere-keys";
constexpr const char* kUnknownWave = "of-another-folder";
constexpr int kEvents = 60;

const std::shared_ptr<const Survey>& survey() {
    static const auto survey = std::make_shared<const Survey>(*parseSurvey(
        R"({"title": "t", "pages": [{"elements": [
            {"type": "radiogroup", "name": "a", "title": "A", "choices": ["x", "y"]},
            {"type": "comment", "name": "b", "title": "B"}]}]})"));
    return survey;
}

/// What stands in no other response.
std::string textOf(int number) {
    return "слово " + std::to_string(number) + ".";
}

Submission submissionOf(int number, const std::string& wave) {
    Submission submission{numberedId(number), wave, number % 3 ? "site" : "", {}};
    submission.answers["a"].choices = {number % 2 ? "x" : "y"};
    submission.answers["b"].text = textOf(number);
    return submission;
}

const char* nameOf(Accepted accepted) {
    constexpr std::array names{"stored", "repeated", "closed", "unavailable", "full", "unknown"};
    return names.at(static_cast<std::size_t>(accepted));
}

}  // namespace

std::vector<std::string> History::play() {
    open();
    changeWave();
    for (int i = 0; i < kEvents && findings_.empty(); ++i) {
        happen();
        if (store_->health().isFinal()) crash(false);
        lookAround();
    }
    finish();
    return findings_;
}

void History::happen() {
    using Happening = void (History::*)();
    static const std::vector<std::pair<int, Happening>> happenings = {
        {40, &History::send},        {12, &History::repeatSome}, {12, &History::passTime},
        {4, &History::jumpClock},    {5, &History::fillDisk},    {4, &History::failSyncs},
        {6, &History::endAfterSome}, {6, &History::restart},     {6, &History::changeWave},
        {5, &History::copy},         {2, &History::discard},
    };
    std::uint64_t all = 0;
    for (const auto& [weight, happening] : happenings) all += static_cast<std::uint64_t>(weight);
    std::uint64_t drawn = random_.below(all);
    for (const auto& [weight, happening] : happenings) {
        if (drawn < static_cast<std::uint64_t>(weight)) return (this->*happening)();
        drawn -= static_cast<std::uint64_t>(weight);
    }
}

void History::open() {
    auto opened = openStore({.folder = kFolder,
                             .keys = kKeys,
                             .random = stored_,
                             .clock = clock_,
                             .disk = disk_,
                             .create = !disk_.size(kFile)});
    if (!opened) {
        find("the folder does not open: " + opened.status().detail());
        // A store that holds nothing, so that the history can end.
        disk_.remove(kFile).isGood();
        opened = openStore({.folder = kElsewhere,
                            .keys = kElsewhereKeys,
                            .random = stored_,
                            .clock = clock_,
                            .disk = disk_,
                            .create = true});
    }
    store_ = std::move(*opened);
    const auto snapshot = store_->snapshot();
    for (auto wave = waves_.begin(); wave != waves_.end();) {
        const Wave* kept = snapshot->wave(wave->first);
        if (wave->second.isUnsure && kept) wave->second = {kept->state};
        wave = wave->second.isUnsure && !kept ? waves_.erase(wave) : std::next(wave);
    }
}

bool History::mayFail() const {
    return disk_.writeError != 0 || disk_.goodSyncs >= 0 || disk_.operationsLeft >= 0 ||
           !store_->health().isGood();
}

/// The wave that most responses go to; some go to one that is over, or that this store never had.
std::string History::openWaveName() const {
    for (const auto& [name, wave] : waves_)
        if (wave.state == WaveState::open) return name;
    return waves_.empty() ? kUnknownWave : waves_.rbegin()->first;
}

void History::send() {
    const std::string wave = chance(25) ? kUnknownWave : openWaveName();
    for (std::uint64_t more = random_.below(7); more > 0; --more) {
        const int number = static_cast<int>(responses_.size());
        if (number >= kMostResponses) return;
        accept(number, wave, chance(8));
    }
}

void History::repeatSome() {
    if (responses_.empty()) return;
    for (std::uint64_t more = random_.below(4); more > 0; --more) {
        const int number = static_cast<int>(random_.below(responses_.size()));
        accept(number, responses_.at(number).wave, false);
    }
}

/// A device sends; where the answer is lost, it knows no more than before.
Accepted History::accept(int number, const std::string& wave, bool isAnswerLost) {
    const bool wasFaulty = mayFail();
    const auto before = store_->snapshot();
    responses_.try_emplace(number, Response{wave});
    const Accepted accepted = store_->accept({submissionOf(number, wave)}).front();
    note("response " + std::to_string(number) + " of " + wave + ": " + nameOf(accepted) +
         (isAnswerLost ? ", and the answer is lost" : ""));
    ++played_[nameOf(accepted)];
    if (accepted == Accepted::unavailable && !wasFaulty && !mayFail())
        find("a healthy store did not take response " + std::to_string(number));
    judge(accepted, number, wave);
    if (!isAnswerLost && (accepted == Accepted::stored || accepted == Accepted::repeated))
        responses_.at(number).isAcknowledged = true;
    return accepted;
}

void History::judge(Accepted accepted, int number, const std::string& name) {
    const auto known = waves_.find(name);
    const bool isUnsure = known != waves_.end() && known->second.isUnsure;
    const auto snapshot = store_->snapshot();
    const Wave* wave = snapshot->wave(name);
    const bool takes = wave && wave->takesOn(clock_.today());
    const std::string which = "response " + std::to_string(number) + " of " + name;
    if (accepted == Accepted::stored && responses_.at(number).isAcknowledged)
        find(which + " is stored twice");
    if (isUnsure) return;
    if (accepted == Accepted::stored && !takes) find(which + " is taken by a wave that takes none");
    if (accepted == Accepted::closed && responses_.at(number).isAcknowledged)
        find(which + " was acknowledged, and is now said not to be stored");
    if (accepted == Accepted::closed && (takes || !wave)) find(which + " is refused by a wave that takes it");
    if (accepted == Accepted::unknown && wave) find(which + " is of a wave that is there");
    if (accepted == Accepted::full) find(which + " is one too many");
}

void History::fillDisk() {
    disk_.writeError = chance(2) ? SQLITE_FULL : SQLITE_READONLY;
    note("the disk is full");
    send();
    passTime();
    if (chance(3)) changeWave();
    disk_.writeError = 0;
    note("the disk has room again");
}

void History::failSyncs() {
    disk_.goodSyncs = static_cast<int>(random_.below(4));
    note("syncs fail after " + std::to_string(disk_.goodSyncs));
}

void History::endAfterSome() {
    const bool isPowerCut = chance(2);
    disk_.operationsLeft = static_cast<long>(random_.below(60));
    note("the machine ends after " + std::to_string(disk_.operationsLeft) + " operations of its disk");
    for (int i = 0; i < 8 && !store_->health().isFinal(); ++i) {
        send();
        passTime();
        if (chance(4)) changeWave();
    }
    crash(isPowerCut);
}

void History::crash(bool isPowerCut) {
    note(isPowerCut ? "the power goes" : "the process is killed");
    ++played_[isPowerCut ? "power cut" : "kill"];
    disk_.operationsLeft = 0;
    store_.reset();
    isPowerCut ? disk_.cutPower(random_) : disk_.mend();
    open();
}

void History::restart() {
    note("the process is asked to end, and starts anew");
    store_.reset();
    disk_.mend();
    open();
}

void History::passTime() {
    clock_.step(*store_, std::chrono::milliseconds(random_.below(3000)));
}

void History::jumpClock() {
    const int days = static_cast<int>(random_.below(60)) - 15;
    clock_.setDay(daysLater(clock_.today(), days));
    note("it is " + clock_.today());
}

/// Opens, stops or closes one, whichever comes next.
void History::changeWave() {
    const std::string name = openWaveName();
    const auto known = waves_.find(name);
    const bool wasUnsure = known != waves_.end() && known->second.isUnsure;
    Status status;
    std::string what;
    if (known == waves_.end() || known->second.state == WaveState::closed) {
        Wave wave;
        wave.id = "w" + std::to_string(waves_.size());
        wave.threshold = kThreshold;
        wave.graceDays = 20;
        wave.channels = {"site"};
        wave.trial = chance(4);
        wave.ballotKey = ballotKey().publicKey();
        wave.survey = survey();
        waves_[wave.id] = {WaveState::open, true};
        status = store_->openWave(wave);
        if (status.isGood()) waves_[wave.id].isUnsure = false;
        what = "open " + wave.id;
    } else {
        KnownWave& wave = known->second;
        const WaveState next = wave.state == WaveState::open ? WaveState::stopped : WaveState::closed;
        wave.isUnsure = true;
        status = next == WaveState::stopped ? store_->stopWave(name) : store_->closeWave(name, ballotKey());
        if (status.isGood()) wave = {next};
        what = (next == WaveState::stopped ? "stop " : "close ") + name;
    }
    note(what + (status.isGood() ? "" : ": " + status.detail()));
    ++played_[what.substr(0, what.find(' '))];
    if (!status.isGood() && !mayFail() && !wasUnsure)
        find("a healthy store did not " + what + ": " + status.detail());
}

/// Afterwards nobody knows which of the wave's responses had been mixed before.
void History::discard() {
    const std::string name = openWaveName();
    const bool wasFaulty = mayFail();
    const auto discarded = store_->discardWaiting(name);
    note("discard what waits in " + name +
         (discarded ? ": " + std::to_string(*discarded) : ": " + discarded.status().detail()));
    const auto known = waves_.find(name);
    const bool isThere = known != waves_.end() && known->second.state != WaveState::closed;
    if (!discarded && isThere && !known->second.isUnsure && !wasFaulty && !mayFail())
        find("a healthy store did not discard what waits in " + name);
    if (discarded && *discarded == 0) return;
    for (auto& [number, response] : responses_)
        if (response.wave == name) response.isDiscarded = true;
    if (discarded) ++played_["discard"];
}

void History::copy() {
    const std::map<int, Response> then = responses_;
    const Status made = store_->backup(kCopy);
    note("a copy" + (made.isGood() ? "" : ": " + made.detail()));
    if (!made.isGood() && !mayFail()) find("a healthy store made no copy: " + made.detail());
    if (!made.isGood() || mayFail()) return;
    ++played_["copy"];
    checkCopy(then);
}

/// The copy is put elsewhere and served there: everything that was acknowledged is known.
void History::checkCopy(const std::map<int, Response>& then) {
    auto reader = readCopy(kCopy, disk_);
    if (!reader) return find("the copy cannot be read: " + reader.status().detail());
    auto restored = restoreStore(**reader, kElsewhere, kElsewhereKeys, disk_,
                                 [](const std::string&) -> StatusOr<bool> { return false; });
    if (!restored) return find("the copy cannot be restored: " + restored.status().detail());
    SeededRandom random(1);
    auto opened = openStore(
        {.folder = kElsewhere, .keys = kElsewhereKeys, .random = random, .clock = clock_, .disk = disk_});
    if (!opened) return find("the restored copy does not open: " + opened.status().detail());
    const auto snapshot = (*opened)->snapshot();
    for (const auto& [number, response] : then) {
        const Wave* wave = snapshot->wave(response.wave);
        if (!response.isAcknowledged || (wave && !wave->takesOn(clock_.today()))) continue;
        if ((*opened)->accept({submissionOf(number, response.wave)}).front() != Accepted::repeated)
            find("the copy lacks response " + std::to_string(number));
    }
}

/// What anybody may see at any time.
void History::lookAround() {
    clock_.settle(*store_);
    const auto snapshot = store_->snapshot();
    if (snapshot == seen_) return;
    seen_ = snapshot;
    for (const auto& [name, known] : waves_) {
        const Wave* wave = snapshot->wave(name);
        if (known.isUnsure) continue;
        if (!wave) find("wave " + name + " is gone");
        if (wave && wave->state != known.state) find("wave " + name + " is in another state than was said");
    }
    for (const Wave& wave : snapshot->waves)
        if (!waves_.contains(wave.id)) find("wave " + wave.id + " was never opened");
    for (const Release& release : snapshot->releases) {
        const std::string name = release.wave + "/" + std::to_string(release.number),
                          text = toJson(release).dump();
        ++played_[release.final ? "final release" : "release"];
        const auto seen = releases_.try_emplace(name, text).first;
        if (seen->second != text) find("release " + name + " has changed");
    }
    checkPlaces();
}

/// What is not counted lies nowhere as it was typed.
void History::checkPlaces() {
    for (const auto& [number, response] : responses_) {
        const auto wave = waves_.find(response.wave);
        const bool isCounted =
            wave != waves_.end() && (wave->second.isUnsure || wave->second.state == WaveState::closed);
        if (!isCounted && disk_.count(kFolder, textOf(number)) > 0)
            find("the text of response " + std::to_string(number) + " can be read before it is counted");
    }
}

void History::finish() {
    restart();
    for (const auto& [number, response] : responses_) {
        const Wave* wave = store_->snapshot()->wave(response.wave);
        if (!wave || !wave->takesOn(clock_.today())) continue;
        const bool wasAcknowledged = response.isAcknowledged;
        if (accept(number, response.wave, false) != Accepted::repeated && wasAcknowledged)
            find("response " + std::to_string(number) + " was acknowledged and is lost");
    }
    closeAll();
    lookAround();
    checkTexts();
    if (auto reader = readStore(kFile, disk_); !reader)
        find("the store cannot be read: " + reader.status().detail());
    else
        (*reader)->recount(std::nullopt, [&](bool isInOrder, const std::string& what) {
            if (!isInOrder) find("counted again: " + what);
        });
    store_.reset();
}

/// All waves, and one more, which writes the file anew where a fault kept an earlier closing from it.
void History::closeAll() {
    const auto isOver = [](const auto& wave) { return wave.second.state == WaveState::closed; };
    while (!std::all_of(waves_.begin(), waves_.end(), isOver) && findings_.empty()) changeWave();
    for (int i = 0; i < 3 && findings_.empty(); ++i) changeWave();
}

/// What was taken has been counted with its text, once; the text lies in one place, and in none where too few
/// answered.
void History::checkTexts() {
    const auto snapshot = store_->snapshot();
    std::map<std::string, int> texts;
    auto reader = readStore(kFile, disk_);
    if (!reader) return find("the store cannot be read: " + reader.status().detail());
    const Status read = (*reader)->texts("", [&](const std::string& wave, const std::string&,
                                                 const std::string& text) { ++texts[wave + "/" + text]; });
    if (!read.isGood()) find("the texts cannot be read: " + read.detail());
    std::map<std::string, int> taken, perhapsTaken;
    for (const auto& [number, response] : responses_)
        taken[response.wave] += response.isAcknowledged && !response.isDiscarded,
            ++perhapsTaken[response.wave];
    for (const auto& [number, response] : responses_) {
        const int found = texts[response.wave + "/" + textOf(number)];
        const bool isClosed = snapshot->release(response.wave) != nullptr;
        const bool isTooFew = !isClosed || perhapsTaken[response.wave] < kThreshold;
        const bool isEnough = isClosed && taken[response.wave] >= kThreshold;
        const bool isCounted = response.isAcknowledged && !response.isDiscarded;
        if (found > 1 || (isEnough && isCounted && found != 1))
            find("response " + std::to_string(number) + " was counted " + std::to_string(found) + " times");
        if (isTooFew && found > 0) find("a text of too few responses was kept");
        if (disk_.count(kFile, textOf(number)) != found)
            find("the text of response " + std::to_string(number) + " lies in another place, too");
    }
}

}  // namespace otklik::test
