// A single submission is answered by the status of the whole; an array item by item, each with a status of
// its own.

#include "server/http/api.h"

#include <algorithm>

#include "server/http/reply.h"
#include "server/intake/intake.h"
#include "server/intake/sealed.h"

namespace otklik {
namespace {

using httplib::Request;
using httplib::Response;

constexpr std::size_t kManyItems = OTKLIK_RESPONSES_IN_A_REQUEST;  // assets/limits.json
constexpr std::size_t kManyValues = 50'000;                        // JSON values of a request

/// What became of one item.
struct Item {
    std::string id;
    Outcome outcome{};
    Problems problems;

    Json problem() const { return problemJson(outcome.status, outcome.detail, problems); }
};

constexpr const char* kTooMany =
    "Too many responses come from this address, its network, or at all. Send this one later.";

Outcome wrong(const char* detail) {
    return {422, detail, 0, ""};
}

/// Parses the body without its padding; and again, where it is not JSON, to say where it is wrong in what was
/// sent.
Result<Json> parseBody(const std::string& body) {
    auto json = parseJson(withoutPadding(body), {.values = kManyValues});
    const bool again = !json && json.problems().front().code == "not-json";
    return again ? parseJson(body, {.values = kManyValues}) : json;
}

/// How many bytes count of a body with one submission: what is sealed counts as what it opens to, on its own,
/// since it is padded on its own.
std::size_t weightOf(const std::string& body, const Json& submission) {
    const std::string sealed = stringMember(submission, "sealed");
    return std::max(body.size() - sealed.size(), openedSize(sealed));
}

int statusOf(const Problem& problem) {
    if (problem.code == "not-json") return 400;
    return problem.code == "too-many" ? 413 : 422;
}

/// Also where it was closed just now, and its key gone before it opened what was sealed to it.
bool isClosed(const Store& store, const Wave& wave) {
    return store.snapshot()->wave(wave.id)->state == WaveState::closed;
}

/// Each submission on its own, of which `admitted` may come; everything that can be stored goes into one
/// transaction.
std::vector<Item> take(Store& store, const Redactor& redactor, std::vector<Json> submissions,
                       std::size_t admitted) {
    const auto snapshot = store.snapshot();
    std::vector<Item> items;
    std::vector<Submission> ready;
    std::vector<std::size_t> places;
    for (Json& each : submissions) {
        Item& item = items.emplace_back(Item{stringMember(each, "id"), {}, {}});
        if (items.size() > admitted) {
            item.outcome = {429, kTooMany, 0, "too-many"};
            continue;
        }
        auto envelope = openEnvelope(std::move(each));
        if (!envelope) {
            item.outcome = wrong("Some members are wrong; errors says which.");
            item.problems = envelope.problems();
            continue;
        }
        const Wave* wave = snapshot->wave(envelope->wave);
        if (!wave) {
            item.outcome = outcomeOf(Accepted::unknown);
            continue;
        }
        auto submission = intake(store, redactor, *wave, std::move(*envelope));
        if (!submission && isClosed(store, *wave)) {
            item.outcome = outcomeOf(Accepted::closed);
            continue;
        }
        if (!submission) {
            item.outcome = wrong("Some answers are wrong; errors says which.");
            item.problems = submission.problems();
            continue;
        }
        ready.push_back(std::move(*submission));
        places.push_back(items.size() - 1);
    }
    if (ready.empty()) return items;
    const std::vector<Accepted> accepted = store.accept(std::move(ready));
    for (std::size_t i = 0; i < places.size(); ++i) items[places[i]].outcome = outcomeOf(accepted[i]);
    return items;
}

void sendOne(Response& response, const Item& item) {
    const int status = item.outcome.status;
    if (!item.outcome.isStored()) return sendProblem(response, status, item.outcome.detail, item.problems);
    response.status = status;
    response.set_content(Json{{"id", item.id}, {"status", status}}.dump(), kJsonType);
}

void sendMany(Response& response, const std::vector<Item>& items) {
    Json results = Json::array();
    for (const Item& item : items) {
        Json result = {{"id", item.id}, {"status", item.outcome.status}};
        if (!item.outcome.isStored()) result["problem"] = item.problem();
        results.push_back(std::move(result));
    }
    response.set_content(Json{{"results", std::move(results)}}.dump(), kJsonType);
}

}  // namespace

/// Refuses a request as a whole.
void Api::refuse(Response& response, int status, const std::string& detail, const Problems& problems) const {
    site_.counts.add(status);
    sendProblem(response, status, detail, problems);
}

void Api::postResponses(const Request& request, Response& response) const {
    if (mediaType(request) != kJsonType) return refuse(response, 415, "Send application/json.");
    auto json = parseBody(request.body);
    if (!json) {
        const Problem& first = json.problems().front();
        return refuse(response, statusOf(first), first.detail, json.problems());
    }
    const bool many = json->is_array();
    if (!many && weightOf(request.body, *json) > kOneLimit)
        return refuse(response, 413, "One submission is at most 64 KiB.");
    if (many && (json->empty() || json->size() > kManyItems))
        return refuse(response, 422, ("An array has 1 to " + std::to_string(kManyItems) + " submissions."));
    std::vector<Json> submissions;
    if (many)
        submissions = std::move(json->get_ref<Json::array_t&>());
    else
        submissions.push_back(std::move(*json));
    const Visitors::Admission admission =
        site_.admit(request, response, static_cast<int>(submissions.size()));
    if (admission.admitted == 0) return refuse(response, 429, kTooMany);
    const std::vector<Item> items = take(site_.store, site_.redactor, std::move(submissions),
                                         static_cast<std::size_t>(admission.admitted));
    int stored = 0, wait = 0;
    for (const Item& item : items) {
        stored += item.outcome.status == 201;
        wait = std::max(wait, item.outcome.retryAfter);
        site_.counts.add(item.outcome.status);
    }
    site_.settle(request, admission, stored);
    if (wait > 0) comeAgain(response, wait);
    many ? sendMany(response, items) : sendOne(response, items.front());
}

void Api::getHealth(const Request& request, Response& response) const {
    const Status health = site_.store.health();
    if (!health.isGood()) return sendProblem(response, 503, health.detail());
    if (!request.has_param("backup")) return response.set_content("ok\n", "text/plain");
    const auto age = site_.options.copyAge();
    if (!age) return sendProblem(response, 503, "There is no copy yet. Make one: otklik backup");
    const std::string hours = std::to_string(std::chrono::floor<std::chrono::hours>(*age).count());
    if (*age > kOldestCopy)
        return sendProblem(response, 503,
                           "The latest copy is " + hours +
                               " hours old. Make one, and look why none is made "
                               "by itself: systemctl status otklik-backup.timer");
    response.set_content("ok\nThe latest copy is " + hours + " hours old.\n", "text/plain");
}

}  // namespace otklik
