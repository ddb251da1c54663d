#include "server/admin/waves.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "server/admin/asking.h"
#include "server/admin/ballot.h"
#include "server/admin/machine.h"
#include "server/admin/owner.h"
#include "server/admin/saying.h"
#include "server/admin/socket.h"
#include "server/base/file.h"
#include "server/base/hex.h"
#include "shared/report/measured.h"
#include "shared/survey/definition.h"

namespace otklik {
namespace {

const char* stateName(WaveState state) {
    return state == WaveState::open ? "open" : state == WaveState::stopped ? "stopped" : "closed";
}

std::string lineOf(const Wave& wave, const Release* release, const Turnout& turnout) {
    std::string line = wave.id + "  " + stateName(wave.state) + "  opened " + wave.opens;
    if (!wave.stops.empty()) line += "  stopped " + wave.stops;
    if (!wave.closes.empty()) line += "  closed " + wave.closes;
    if (wave.demonstration) line += "  made up";
    if (wave.trial) line += "  trial";
    if (release && !hasFigures(release))
        line += "  too few responses for figures";
    else if (release)
        line += "  about " + std::to_string(std::llround(responsesOf(*release))) + " responses released";
    else
        line += "  fewer than " + std::to_string(turnoutStep(turnout.taken())) + " responses";
    return line;
}

/// What the wave will be able to say, once and for all: nothing else is counted.
std::string tablesOf(const Wave& wave) {
    std::string closed, open;
    const auto add = [](std::string& list, const std::string& name) {
        list += (list.empty() ? "" : ", ") + name;
    };
    for (const Question& question : wave.survey->questions)
        add(question.isOpen() ? open : closed, question.name);
    add(closed, std::string(kChannel));
    std::string groups;
    for (const Question& question : wave.survey->questions)
        if (question.breakdown) add(groups, question.name);
    add(groups, std::string(kChannel));
    const auto& questions = wave.survey->questions;
    const bool hasIndex = std::any_of(questions.begin(), questions.end(),
                                      [](const Question& question) { return question.index == kGroupIndex; });
    return "This wave will give these tables, and nothing else can be calculated later:\n  each by itself: " +
           closed + (open.empty() ? "" : "\n  how many answered, and the texts: " + open) +
           (hasIndex ? "\n  how content their groups are: " + groups : "") + "\n";
}

/// Where a trial's ballot key lies.
std::string trialKeyFile(const Folders& folders, const std::string& wave) {
    return folders.data + "/ballot-key-" + wave + ".txt";
}

/// What is stored; nothing where there is nothing yet.
StatusOr<Snapshot> stored(const Folders& folders) {
    const AsOwnerOf owner(folders.data);
    const bool isThere = SystemDisk().look(folders.data + "/otklik.db") != Disk::Entry::none;
    return isThere ? snapshotIn(folders) : Snapshot{};
}

/// The wave that is to end.
StatusOr<Wave> waveOf(const WaveEnding& ending) {
    const auto snapshot = snapshotIn(ending.folders);
    if (!snapshot) return snapshot.status();
    const Wave* wave = snapshot->wave(ending.id);
    if (!wave) return Status::refused("There is no wave " + ending.id + ". See: otklik wave list");
    return *wave;
}

/// What --if-none has to say where it does nothing; empty where a wave is to be opened.
std::string whyNot(const Snapshot& snapshot, const std::string& id) {
    if (const Wave* open = snapshot.open()) return "Wave " + open->id + " is open.";
    if (snapshot.wave(id)) return "Wave " + id + " is over; no other was opened.";
    return snapshot.isDemonstration() ? "Here is a demonstration; no wave was opened." : "";
}

/// What becomes of the sheets with the key of a wave that has been closed.
std::string afterClosing(const Folders& folders, const Wave& closed) {
    const auto snapshot = stored(folders);
    if (snapshot)
        for (const Wave& wave : snapshot->waves)
            if (wave.state != WaveState::closed && wave.ballotKey == closed.ballotKey)
                return "Keep the ballot key: wave " + wave.id + " needs it, too.";
    return "The ballot key is needed no more: destroy the sheets with it.";
}

BallotOptions ballotOf(const Folders& folders, const std::string& wave, const std::string& keyFile,
                       const std::string& keyPage = "") {
    return {wave, keyFile, keyPage, {folders.data, folders.keys()}};
}

constexpr const char* kLostWithoutKey =
    "Without the ballot key a wave can only be closed from its noisy sums: exact counts and open answers are "
    "lost, and with 300 responses shares are rough to 20 points.\n";

}  // namespace

std::int64_t turnoutStep(std::int64_t taken) {
    std::int64_t step = 50;
    for (int i = 0; taken >= step; ++i) step = step * (i % 3 == 2 ? 5 : 4) / 2;  // 50, 100, 200, 500, 1000 …
    return step;
}

StatusOr<Snapshot> snapshotIn(const Folders& folders) {
    SystemDisk disk;
    auto reader = readStore(folders.data, disk);
    if (!reader) return reader.status();
    return (*reader)->snapshot();
}

int openWave(const WaveOpening& opening) {
    auto text = readFile(opening.surveyFile);
    if (!text) return refuse(text.problems().front().detail);
    auto survey = parseSurvey(*text);
    if (!survey) return refuse(opening.surveyFile, survey.problems());
    Wave wave;
    wave.id = opening.id;
    wave.threshold = opening.threshold.value_or(opening.trial ? kLeastThreshold : wave.threshold);
    wave.graceDays = opening.graceDays;
    wave.periodDays = opening.periodDays;
    wave.channels =
        opening.channels.empty() ? std::vector<std::string>{"site", "vk", "ok", "kiosk"} : opening.channels;
    wave.survey = std::make_shared<const Survey>(std::move(*survey));
    const auto ask = [&](const BallotKey& key) {
        return say(askStore(opening.folders,
                            {{"do", "wave-open"},
                             {"id", wave.id},
                             {"survey", *text},
                             {"threshold", wave.threshold},
                             {"grace", wave.graceDays},
                             {"period", wave.periodDays},
                             {"channels", wave.channels},
                             {"trial", opening.trial},
                             {"interim", opening.interim},
                             {"ballotKey", toHex(key.keys().publicKey())}},
                            true));
    };
    // Before a key is shown and typed back for nothing.
    const auto before = stored(opening.folders);
    if (!before) return refuse(before.status());
    if (const std::string why = opening.ifNone ? whyNot(*before, wave.id) : ""; !why.empty())
        return say({{"said", why}});
    Status may = mayOpen(wave, before->waves);
    if (may.isGood()) may = Keys::areApart(opening.folders.keys(), opening.folders.data);
    if (!may.isGood()) return refuse(may);
    SystemRandom random;
    if (opening.trial) {
        becomeOwnerAndMake(opening.folders);
        const auto key = makeBallotKey({wave.id, trialKeyFile(opening.folders, wave.id), "", {}}, random);
        return key ? ask(*key) : refuse(key.status());
    }
    show(tablesOf(wave));
    const auto key =
        makeBallotKey(ballotOf(opening.folders, wave.id, opening.keyFile, opening.keyPage), random);
    if (!key) return refuse(key.status());
    becomeOwnerAndMake(opening.folders);
    return ask(*key);
}

int stopWave(const WaveEnding& ending) {
    const auto read = readBallotKey(ballotOf(ending.folders, ending.id, ending.keyFile));
    if (!read) return refuse(read.status());
    becomeOwnerOf(ending.folders.data);
    const auto wave = waveOf(ending);
    if (!wave) return refuse(wave.status());
    if (wave->state == WaveState::open && !wave->trial) {
        const auto key = askBallotKey(wave->id, wave->ballotKey, *read, true);
        if (!key) return refuse(key.status());
        if (!*key)
            show(kLostWithoutKey + std::string("Look for the sheet now, while responses still come.\n"));
    }
    return say(askStore(ending.folders, {{"do", "wave-stop"}, {"id", ending.id}}));
}

int closeWave(const WaveEnding& ending) {
    const auto read = readBallotKey(ballotOf(ending.folders, ending.id, ending.keyFile));
    if (!read) return refuse(read.status());
    becomeOwnerOf(ending.folders.data);
    const auto wave = waveOf(ending);
    if (!wave) return refuse(wave.status());
    Json request = {{"do", "wave-close"}, {"id", ending.id}};
    const std::string trialKey = trialKeyFile(ending.folders, ending.id);
    if (wave->state == WaveState::stopped && ending.withoutKey) {
        show(kLostWithoutKey);
        if (!confirm("Close wave " + wave->id + " without its ballot key, for good?", ending.yes))
            return refuse("Nothing was changed.");
    } else if (wave->state == WaveState::stopped) {
        auto key = wave->trial && !*read ? readBallotKey({wave->id, trialKey, "", {}}) : read;
        if (key) key = askBallotKey(wave->id, wave->ballotKey, *key, false);
        if (!key) return refuse(key.status());
        if (*key) request["key"] = (*key)->text();
    }
    const int code = say(askStore(ending.folders, request));
    if (code != 0) return code;
    if (wave->trial)
        static_cast<void>(SystemDisk().destroy(trialKey));
    else
        std::printf("%s\n", afterClosing(ending.folders, *wave).c_str());
    return code;
}

int discardWaiting(const WaveEnding& ending) {
    becomeOwnerOf(ending.folders.data);
    const auto wave = waveOf(ending);
    if (!wave) return refuse(wave.status());
    if (!confirm("Destroy what waits in wave " + wave->id +
                     " and has not been counted yet? Honest answers among it are lost, and no device sends "
                     "them again.",
                 ending.yes))
        return refuse("Nothing was changed.");
    return say(askStore(ending.folders, {{"do", "wave-discard"}, {"id", ending.id}}));
}

int listWaves(const Folders& folders) {
    becomeOwnerOf(folders.data);
    SystemDisk disk;
    auto reader = readStore(folders.data, disk);
    if (!reader) return refuse(reader.status());
    const auto snapshot = (*reader)->snapshot();
    if (!snapshot) return refuse(snapshot.status());
    for (const Wave& wave : snapshot->waves) {
        const auto turnout = (*reader)->turnout(wave.id);
        if (!turnout) return refuse(turnout.status());
        std::printf("%s\n", lineOf(wave, snapshot->release(wave.id), *turnout).c_str());
    }
    if (snapshot->waves.empty())
        std::printf("There is no wave yet. Open one: otklik wave open ID --survey FILE\n");
    return 0;
}

}  // namespace otklik
