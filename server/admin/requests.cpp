#include "server/admin/requests.h"

#include <algorithm>
#include <iterator>

#include "server/admin/backups.h"
#include "server/base/hex.h"
#include "server/intake/import.h"
#include "server/report/office_text_file.h"
#include "server/seal/ballot_key.h"
#include "shared/survey/definition.h"
#include "shared/text/address.h"

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

/// As a shell takes it.
std::string quoted(const std::string& path) {
    const bool isPlain =
        path.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-") ==
        std::string::npos;
    if (isPlain) return path;
    std::string quoted = "'";
    for (char c : path) quoted += c == '\'' ? "'\\''" : std::string(1, c);
    return quoted + "'";
}

/// A command that can be typed as it is.
std::string command(const Workplace& workplace, const std::string& words) {
    const Folders& folders = workplace.folders;
    return "otklik " + words + (folders.data == "data" ? "" : " --data " + quoted(folders.data)) +
           (folders.namedKeys.empty() ? "" : " --keys " + quoted(folders.namedKeys));
}

Json openWave(const Workplace& workplace, const Json& request) {
    const Json threshold = request.value("threshold", Json()), grace = request.value("grace", Json()),
               period = request.value("period", Json()), trial = request.value("trial", Json(false)),
               interim = request.value("interim", Json(false)), channels = request.value("channels", Json());
    if (!threshold.is_number_integer() || !grace.is_number_integer() || !period.is_number_integer() ||
        !trial.is_boolean() || !interim.is_boolean() || !isListOfStrings(channels))
        return unknown();
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
    wave.periodDays = period.get<int>();
    wave.trial = trial.get<bool>();
    wave.interim = interim.get<bool>();
    wave.ballotKey = fromHex(stringMember(request, "ballotKey"));
    wave.channels = channels.get<std::vector<std::string>>();
    wave.survey = std::make_shared<const Survey>(std::move(*survey));
    return answered(workplace.store.openWave(wave),
                    "Wave " + wave.id + " is open. " +
                        (wave.trial     ? "Its results appear as responses come, and are for trying. "
                         : wave.interim ? "Its main figures appear every " + std::to_string(wave.periodDays) +
                                              " days, all of them when it is closed. "
                                        : "Its results appear when it is closed. ") +
                        "Stop it with: " + command(workplace, "wave stop " + wave.id));
}

Json closeWave(const Workplace& workplace, const std::string& id, const Json& request) {
    std::optional<hpke::KeyPair> key;
    if (request.contains("key")) {
        const auto ballotKey = BallotKey::read(stringMember(request, "key"));
        if (!ballotKey) return refused(ballotKey.problems().front().detail);
        key = ballotKey->keys();
    }
    return answered(workplace.store.closeWave(id, key),
                    "Wave " + id + " is closed and its final results are published.");
}

Json discardWaiting(const Workplace& workplace, const std::string& id) {
    const auto discarded = workplace.store.discardWaiting(id);
    if (!discarded) return refused(discarded.status().detail());
    return {{"said", "Of wave " + id + " " + std::to_string(*discarded) +
                         " waiting responses are destroyed. What was counted before stays."}};
}

/// A list of {"question", "name", "words"}.
std::optional<std::vector<Theme>> themesOf(const Json& request) {
    const auto list = request.find("themes");
    if (list == request.end() || !list->is_array()) return std::nullopt;
    std::vector<Theme> themes;
    for (const Json& one : *list) {
        if (!one.is_object() || !isListOfStrings(one.value("words", Json()))) return std::nullopt;
        themes.push_back({stringMember(one, "question"), stringMember(one, "name"),
                          one["words"].get<std::vector<std::string>>()});
    }
    return themes;
}

/// Where the report of a wave, and with it the office's text, is seen, and what can be done about that.
std::string afterText(const Workplace& workplace, const OfficeTextSource& text, const std::string& id) {
    const std::string words = "report text " + id;
    const std::string language = text.language == kMainLanguage ? "" : " --language " + text.language;
    return " See: " + reportAddress(text.language, id) + ". " +
           (text.markdown.empty()
                ? "Put another with: " + command(workplace, words + " FILE.md --signed NAME" + language)
                : "Put it again after a change; take it away with: " +
                      command(workplace, words + " --remove" + language));
}

Json putOfficeText(const Workplace& workplace, const std::string& id, const Json& request) {
    OfficeTextSource text{stringMember(request, "language"), stringMember(request, "signature"),
                          stringMember(request, "day"), stringMember(request, "markdown")};
    const std::string today = workplace.clock.today();
    if (text.day.empty()) text.day = today;
    Json problems = Json::array();
    for (const Problem& problem : problemsOf(text, today))
        problems.push_back((problem.pointer.empty() ? "" : problem.pointer + ": ") + problem.detail);
    if (!problems.empty()) return {{"problems", problems}};
    const auto snapshot = workplace.store.snapshot();
    std::string before;
    if (const Wave* wave = snapshot->wave(id))
        for (const OfficeTextSource& other : wave->texts)
            if (other.language == text.language) before = ", in the place of the text of " + other.day;
    const Status status = workplace.store.setOfficeText(id, text);
    return answered(status, "The text stands beside the figures of wave " + id + " (" + text.language + ")" +
                                before + ", signed «" + text.signature + "», " + text.day + "." +
                                afterText(workplace, text, id));
}

Json removeOfficeText(const Workplace& workplace, const std::string& id, const Json& request) {
    const OfficeTextSource none{stringMember(request, "language"), "", "", ""};
    return answered(workplace.store.setOfficeText(id, none), "The text of wave " + id + " (" + none.language +
                                                                 ") is taken away." +
                                                                 afterText(workplace, none, id));
}

Json backup(const Workplace& workplace, const Json& request) {
    const Json keep = request.value("keep", Json(0));
    if (!keep.is_number_integer()) return unknown();
    auto made =
        makeBackup(workplace.store, stringMember(request, "file"), keep.get<int>(), workplace.clock.today());
    if (!made) return refused(made.status().detail());
    return {{"said", "The copy is complete: " + *made}, {"file", *made}, {"identity", identityOf(*made)}};
}

const char* whyNot(Accepted accepted) {
    return accepted == Accepted::closed ? "Its wave is closed." : "The store could not write it now.";
}

Json import(const Workplace& workplace, const Json& items) {
    std::unique_ptr<Redactor> opened;
    if (!workplace.redactor) {
        auto redactor = Redactor::open();
        if (!redactor) return refused(redactor.problems().front().detail);
        opened = std::move(*redactor);
    }
    Store& store = workplace.store;
    Import import = checkImport(store, opened ? *opened : *workplace.redactor, items);
    int stored = 0, repeated = 0;
    auto next = import.submissions.begin();
    auto place = import.places.begin();
    while (next != import.submissions.end()) {
        const auto end = next + std::min<std::ptrdiff_t>(kImportGroup, import.submissions.end() - next);
        for (Accepted accepted : store.accept({std::move_iterator(next), std::move_iterator(end)})) {
            const std::size_t at = *place++;
            if (accepted == Accepted::stored)
                ++stored;
            else if (accepted == Accepted::repeated)
                ++repeated;
            else
                import.refused.push_back("/" + std::to_string(at) + ": " + whyNot(accepted));
        }
        next = end;
    }
    Json json = {{"said", std::to_string(stored) + " stored, " + std::to_string(repeated) +
                              " were stored before, " + std::to_string(import.refused.size()) + " refused."}};
    if (!import.refused.empty()) json["problems"] = import.refused;
    return json;
}

}  // namespace

Json carryOut(const Workplace& workplace, const Json& request) {
    Store& store = workplace.store;
    const std::string what = stringMember(request, "do"), id = stringMember(request, "id");
    if (what == "wave-open") return openWave(workplace, request);
    if (what == "wave-stop")
        return answered(store.stopWave(id), "Wave " + id +
                                                " is no longer offered; late responses are still taken. "
                                                "Close it, with its ballot key, for the results: " +
                                                command(workplace, "wave close " + id));
    if (what == "wave-close") return closeWave(workplace, id, request);
    if (what == "wave-discard") return discardWaiting(workplace, id);
    if (what == "themes") {
        const auto themes = themesOf(request);
        return !themes ? unknown()
                       : answered(
                             store.countThemes(id, *themes),
                             "The themes of wave " + id +
                                 " are counted and published, for good. When its texts are needed no more: " +
                                 command(workplace, "texts forget " + id));
    }
    if (what == "report-text") return putOfficeText(workplace, id, request);
    if (what == "report-text-remove") return removeOfficeText(workplace, id, request);
    if (what == "texts-forget")
        return answered(store.forgetTexts(id),
                        "The texts of wave " + id +
                            " are destroyed. Older copies, and files named *.replaced in the "
                            "folder, still have them: destroy those, too.");
    if (what == "backup") return backup(workplace, request);
    if (what == "import" && request.contains("items") && request["items"].is_array())
        return import(workplace, request["items"]);
    return unknown();
}

}  // namespace otklik
