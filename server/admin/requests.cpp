#include "server/admin/requests.h"

#include <algorithm>
#include <iterator>

#include "server/admin/backups.h"
#include "server/intake/import.h"

namespace otklik {
namespace {

constexpr std::ptrdiff_t kImportGroup = 500;

Json refused(const std::string& why) {
    return {{"problems", {why}}};
}

Json answered(const Status& status, const std::string& said) {
    return status.isGood() ? Json{{"said", said}} : refused(status.detail());
}

Json unknown() {
    return refused("The server does not know this request; are both programs of one version?");
}

/// A command that can be typed as it is.
std::string command(const Office& office, const std::string& words) {
    if (office.folder == "data") return "otklik " + words;
    std::string quoted;
    for (char c : office.folder) quoted += c == '\'' ? "'\\''" : std::string(1, c);
    const bool isPlain =
        office.folder.find_first_not_of(
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-") == std::string::npos;
    return "otklik " + words + " --data " + (isPlain ? office.folder : "'" + quoted + "'");
}

Json openWave(const Office& office, const Json& request) {
    const Json ifNone = request.value("ifNone", Json(false)),
               threshold = request.value("threshold", Json(50)), grace = request.value("grace", Json(30)),
               channels = request.value("channels", Json{"site", "vk", "ok", "kiosk"});
    if (!ifNone.is_boolean() || !threshold.is_number_integer() || !grace.is_number_integer() ||
        !isListOfStrings(channels))
        return unknown();
    if (ifNone.get<bool>()) {
        const auto snapshot = office.store.snapshot();
        const std::string id = stringMember(request, "id");
        if (const Wave* open = snapshot->open()) return {{"said", "Wave " + open->id + " is open."}};
        if (snapshot->wave(id)) return {{"said", "Wave " + id + " is over; no other was opened."}};
        if (snapshot->isDemonstration()) return {{"said", "Here is a demonstration; no wave was opened."}};
    }
    auto survey = parseSurvey(stringMember(request, "survey"));
    if (!survey) {
        Json problems = Json::array();
        for (const Problem& problem : survey.problems())
            problems.push_back(problem.pointer + ": " + problem.detail);
        return {{"problems", problems}};
    }
    Wave wave;
    wave.id = stringMember(request, "id");
    wave.threshold = threshold.get<int>();
    wave.graceDays = grace.get<int>();
    wave.channels = channels.get<std::vector<std::string>>();
    wave.survey = std::make_shared<const Survey>(std::move(*survey));
    return answered(office.store.openWave(wave),
                    "Wave " + wave.id + " is open. Results appear when " +
                        std::to_string(2 * wave.threshold) +
                        " responses have come. Stop it with: " + command(office, "wave stop " + wave.id));
}

Json backup(const Office& office, const Json& request) {
    const Json keep = request.value("keep", Json(0));
    if (!keep.is_number_integer()) return unknown();
    auto made =
        makeBackup(office.store, stringMember(request, "file"), keep.get<int>(), office.clock.today());
    if (!made) return refused(made.status().detail());
    return {{"said", "The copy is complete: " + *made}, {"file", *made}, {"identity", identityOf(*made)}};
}

Json import(Store& store, const Json& items) {
    Import import = checkImport(*store.snapshot(), items);
    int stored = 0, repeated = 0, notStored = 0;
    auto next = import.submissions.begin();
    while (next != import.submissions.end()) {
        const auto end = next + std::min<std::ptrdiff_t>(kImportGroup, import.submissions.end() - next);
        for (Accepted accepted : store.accept({std::move_iterator(next), std::move_iterator(end)})) {
            stored += accepted == Accepted::stored;
            repeated += accepted == Accepted::repeated;
            notStored += accepted != Accepted::stored && accepted != Accepted::repeated;
        }
        next = end;
    }
    Json json = {{"said", std::to_string(stored) + " stored, " + std::to_string(repeated) +
                              " were stored before, " +
                              std::to_string(import.refused.size() + static_cast<std::size_t>(notStored)) +
                              " refused."}};
    if (notStored > 0)
        import.refused.push_back("Some belong to a closed wave, or the store could not write.");
    if (!import.refused.empty()) json["problems"] = import.refused;
    return json;
}

}  // namespace

Json carryOut(const Office& office, const Json& request) {
    Store& store = office.store;
    const std::string what = stringMember(request, "do"), id = stringMember(request, "id");
    if (what == "wave-open") return openWave(office, request);
    if (what == "wave-stop")
        return answered(store.stopWave(id), "Wave " + id +
                                                " is no longer offered; late responses are still taken. "
                                                "Close it for the final results: " +
                                                command(office, "wave close " + id));
    if (what == "wave-close")
        return answered(store.closeWave(id),
                        "Wave " + id + " is closed and its final results are published.");
    if (what == "backup") return backup(office, request);
    if (what == "import" && request.contains("items") && request["items"].is_array())
        return import(store, request["items"]);
    return unknown();
}

}  // namespace otklik
