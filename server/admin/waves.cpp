#include "server/admin/waves.h"

#include <cstdio>

#include "server/admin/machine.h"
#include "server/admin/owner.h"
#include "server/admin/saying.h"
#include "server/admin/socket.h"
#include "server/base/file.h"

namespace otklik {
namespace {

const char* stateName(WaveState state) {
    return state == WaveState::open ? "open" : state == WaveState::stopped ? "stopped" : "closed";
}

std::string lineOf(const Wave& wave, const Release* release) {
    std::string line = wave.id + "  " + stateName(wave.state) + "  opened " + wave.opens;
    if (!wave.stops.empty()) line += "  stopped " + wave.stops;
    if (!wave.closes.empty()) line += "  closed " + wave.closes;
    if (wave.demonstration) line += "  made up";
    if (wave.trial) line += "  trial";
    if (release && release->tooFew)
        line += "  too few responses for figures";
    else if (release)
        line += "  about " + std::to_string(release->responses.count) + " responses released";
    if (wave.state != WaveState::closed)
        line += "  fewer than " + std::to_string(2 * wave.threshold) + " wait";
    return line;
}

}  // namespace

int openWave(const WaveOpening& opening) {
    auto text = readFile(opening.surveyFile);
    if (!text) return refuse(text.problems().front().detail);
    auto survey = parseSurvey(*text);
    if (!survey) return refuse(opening.surveyFile, survey.problems());
    becomeOwnerAndMake(opening.folder);
    Json request = {{"do", "wave-open"},
                    {"id", opening.id},
                    {"survey", *text},
                    {"threshold", opening.threshold},
                    {"grace", opening.graceDays},
                    {"ifNone", opening.ifNone}};
    if (!opening.channels.empty()) request["channels"] = opening.channels;
    return say(askStore(opening.folder, request, true));
}

int stopWave(const std::string& folder, const std::string& id) {
    becomeOwnerOf(folder);
    return say(askStore(folder, {{"do", "wave-stop"}, {"id", id}}));
}

int closeWave(const std::string& folder, const std::string& id) {
    becomeOwnerOf(folder);
    return say(askStore(folder, {{"do", "wave-close"}, {"id", id}}));
}

int listWaves(const std::string& folder) {
    becomeOwnerOf(folder);
    SystemDisk disk;
    auto reader = readStore(folder, disk);
    if (!reader) return refuse(reader.status());
    const auto snapshot = (*reader)->snapshot();
    if (!snapshot) return refuse(snapshot.status());
    for (const Wave& wave : snapshot->waves)
        std::printf("%s\n", lineOf(wave, snapshot->release(wave.id)).c_str());
    if (snapshot->waves.empty())
        std::printf("There is no wave yet. Open one: otklik wave open ID --survey FILE\n");
    return 0;
}

}  // namespace otklik
