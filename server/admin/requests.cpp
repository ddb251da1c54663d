// One line of JSON there, one line back. The socket's folder and mode are its only protection, and enough:
// only the owner reaches it.

#include "server/admin/requests.h"

#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <iterator>

#include "server/admin/import.h"
#include "server/store/calendar.h"

namespace otklik {
namespace {

constexpr std::size_t kRequestLimit = 64 * 1024 * 1024;  // an import file
constexpr std::ptrdiff_t kImportGroup = 500;

Json refused(const std::string& why) {
    return {{"problems", {why}}};
}

Json answered(const Problems& problems, const std::string& said) {
    if (problems.empty()) return {{"said", said}};
    Json json = {{"problems", Json::array()}};
    for (const Problem& problem : problems)
        json["problems"].push_back(problem.pointer.empty() ? problem.detail
                                                           : problem.pointer + ": " + problem.detail);
    return json;
}

Json unknown() {
    return refused("The server does not know this request; are both programs of one version?");
}

Json openWave(SqliteStore& store, const Json& request) {
    const Json ifNone = request.value("ifNone", Json(false)),
               threshold = request.value("threshold", Json(50)), grace = request.value("grace", Json(30)),
               channels = request.value("channels", Json{"site", "vk", "ok", "kiosk"});
    if (!ifNone.is_boolean() || !threshold.is_number_integer() || !grace.is_number_integer() ||
        !isListOfStrings(channels))
        return unknown();
    if (ifNone.get<bool>()) {
        const auto snapshot = store.snapshot();
        if (const Wave* open = snapshot->open()) return {{"said", "Wave " + open->id + " is open."}};
        if (snapshot->isDemonstration()) return {{"said", "Here is a demonstration; no wave was opened."}};
    }
    auto survey = parseSurvey(stringMember(request, "survey"));
    if (!survey) return answered(survey.problems(), "");
    Wave wave;
    wave.id = stringMember(request, "id");
    wave.threshold = threshold.get<int>();
    wave.graceDays = grace.get<int>();
    wave.channels = channels.get<std::vector<std::string>>();
    wave.survey = std::make_shared<const Survey>(std::move(*survey));
    return answered(store.openWave(wave), "Wave " + wave.id + " is open. Results appear when " +
                                              std::to_string(2 * wave.threshold) +
                                              " responses have come. Stop it with: otklik wave stop " +
                                              wave.id);
}

std::string stateName(WaveState state) {
    return state == WaveState::open ? "open" : state == WaveState::stopped ? "stopped" : "closed";
}

Json listWaves(SqliteStore& store) {
    const auto snapshot = store.snapshot();
    std::string said;
    for (const Wave& wave : snapshot->waves) {
        const Release* release = snapshot->release(wave.id);
        said += wave.id + "  " + stateName(wave.state) + "  opened " + wave.opens +
                (wave.stops.empty() ? "" : "  stopped " + wave.stops) +
                (wave.closes.empty() ? "" : "  closed " + wave.closes);
        if (wave.demonstration) said += "  made up";
        if (release && release->tooFew)
            said += "  too few responses for figures";
        else if (release)
            said += "  about " + std::to_string(release->responses.count) + " responses released";
        if (wave.state != WaveState::closed)
            said += "  fewer than " + std::to_string(2 * wave.threshold) + " wait";
        said += "\n";
    }
    return {{"said", said.empty() ? "There is no wave yet. Open one: otklik wave open --survey FILE" : said}};
}

Json import(SqliteStore& store, const Json& items) {
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

sockaddr_un addressOf(const std::string& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
    return address;
}

/// Reads up to a line's end.
std::string readLine(int socket) {
    std::string line;
    char buffer[65536];
    for (ssize_t got; line.size() < kRequestLimit && (got = read(socket, buffer, sizeof buffer)) > 0;) {
        line.append(buffer, static_cast<std::size_t>(got));
        if (line.back() == '\n') break;
    }
    return line;
}

void writeAll(int socket, const std::string& text) {
    for (std::size_t at = 0; at < text.size();) {
        const ssize_t put = send(socket, text.data() + at, text.size() - at, MSG_NOSIGNAL);
        if (put <= 0) return;
        at += static_cast<std::size_t>(put);
    }
}

}  // namespace

Json carryOut(SqliteStore& store, const Json& request) {
    const std::string what = stringMember(request, "do"), id = stringMember(request, "id");
    if (what == "wave-open") return openWave(store, request);
    if (what == "wave-stop")
        return answered(store.stopWave(id), "Wave " + id +
                                                " is no longer offered; late responses are still taken. "
                                                "Close it for the final results: otklik wave close " +
                                                id);
    if (what == "wave-close")
        return answered(store.closeWave(id),
                        "Wave " + id + " is closed and its final results are published.");
    if (what == "wave-list") return listWaves(store);
    if (what == "backup")
        return answered(store.backup(stringMember(request, "file")),
                        "The copy is complete: " + stringMember(request, "file"));
    if (what == "import" && request.contains("items") && request["items"].is_array())
        return import(store, request["items"]);
    return unknown();
}

Json askStore(const std::string& folder, const Json& request) {
    const int connection = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_un address = addressOf(folder + "/otklik.sock");
    if (connect(connection, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) {
        writeAll(connection, request.dump() + "\n");
        auto answer = parseJson(readLine(connection));
        close(connection);
        return answer ? *answer : refused("The server gave no answer. Look at its log.");
    }
    close(connection);
    SystemRandom random;
    auto store = SqliteStore::open({folder, &random, today});
    return store ? carryOut(**store, request) : answered(store.problems(), "");
}

AdminSocket::AdminSocket(const std::string& folder, SqliteStore& store)
    : store_(store), path_(folder + "/otklik.sock") {
    socket_ = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    unlink(path_.c_str());  // left by a killed server: the folder's lock is ours
    const sockaddr_un address = addressOf(path_);
    const mode_t before = umask(0177);
    const bool bound = bind(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    umask(before);
    if (!bound || ::listen(socket_, 4) != 0) {
        problem_ = path_ + ": " + std::strerror(errno);
        return;
    }
    thread_ = std::thread([this] { listen(); });
}

AdminSocket::~AdminSocket() {
    stopping_ = true;
    if (thread_.joinable()) thread_.join();
    if (socket_ >= 0) close(socket_);
    unlink(path_.c_str());
}

void AdminSocket::listen() {
    while (!stopping_) {
        pollfd ready{socket_, POLLIN, 0};
        if (poll(&ready, 1, 200) <= 0) continue;
        const int connection = accept4(socket_, nullptr, nullptr, SOCK_CLOEXEC);
        if (connection < 0) continue;
        const timeval patience{10, 0};
        setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        auto request = parseJson(readLine(connection));
        writeAll(connection,
                 (request ? carryOut(store_, *request) : refused("The request is not JSON.")).dump() + "\n");
        close(connection);
    }
}

}  // namespace otklik
