// Every page is made from a snapshot of the store.

#include "server/http/pages.h"

#include "server/base/base64url.h"
#include "server/base/hex.h"
#include "server/http/reply.h"
#include "server/intake/intake.h"
#include "server/report/report_input.h"
#include "shared/form/card.h"
#include "shared/form/facts.h"
#include "shared/form/form.h"
#include "shared/report/measured.h"

namespace otklik {
namespace {

using httplib::Request;
using httplib::Response;

constexpr std::size_t kIdBytes = 16;
constexpr const char* kKioskRefresh = "600";  // seconds between two looks for a wave

/// Where people are thanked. The page names the wave, as it says again where that is a trial.
std::string thanksPath(const Wave& wave) {
    return "/thanks?wave=" + wave.id;
}

/// The wave whose results are published, if there is one.
const Wave* published(const Snapshot& snapshot) {
    const Wave* wave = snapshot.toShow();
    return wave && hasFigures(snapshot.release(wave->id)) ? wave : nullptr;
}

}  // namespace

PageContext Pages::in(const Locale& texts, const Arrival& arrival) const {
    return {texts, site_.locales, site_.office, arrival};
}

void Pages::send(const Request& request, Response& response, const Arrival& arrival, const Page& page) const {
    const Locale& texts = site_.locale(request);
    const std::string main = markHtml(page.kind, texts) + page.main;
    const PageContext context = in(texts, arrival);
    // Nothing on a kiosk's screen leads away from its form.
    const std::string body =
        arrival.kiosk.empty() ? framedHtml(context, main, page.path) : kioskHtml(context, main);
    protectPage(response, site_.formPolicy);
    sendHtml(request, response,
             pageHtml({markedTitle(page.kind, page.title, texts), texts.language(), site_.files.formStyle,
                       site_.files.head + page.head, body + page.tail}));
}

void Pages::getForm(const Request& request, Response& response) const {
    const auto snapshot = site_.store.snapshot();
    const Wave* wave = snapshot->open();
    const Locale& texts = site_.locale(request);
    const Arrival arrival = site_.arrival(request);
    if (!wave) {
        if (!arrival.kiosk.empty()) response.set_header("Refresh", kKioskRefresh);
        return send(
            request, response, arrival,
            {texts.text("no-wave.title"), noWaveHtml(in(texts, arrival), published(*snapshot) != nullptr)});
    }
    FormState state;
    state.id = randomHex(kIdBytes), state.wave = wave->id, state.key = toBase64url(wave->sealingKey);
    state.via = arrival.kiosk.empty() ? arrival.via : "kiosk", state.kiosk = arrival.kiosk;
    state.saveData = request.get_header_value("Save-Data") == "on";
    if (!isChannel(*wave, state.via)) state.via.clear();
    const std::string title = wave->survey->name(texts.language());
    const auto questions = static_cast<long>(wave->survey->questions.size());
    const std::string& site = site_.options.site;
    const ResponseKind kind = kindOf(*wave);
    const std::string card = cardHtml(
        {markedTitle(kind, title, texts),
         texts.plural("form.introduction", questions, {{"minutes", minutesWords(*wave->survey, texts)}}),
         texts, site + addressIn(texts, "/"), site_.files.cardOf(site)});
    send(request, response, arrival,
         {title, formHtml(*wave->survey, texts, state), site_.files.tail, card, {}, kind});
}

int Pages::postForm(const Request& request, Response& response) const {
    const Locale& texts = site_.locale(request);
    if (mediaType(request) != "application/x-www-form-urlencoded") {
        sendProblem(response, 415, "A form is sent as application/x-www-form-urlencoded.");
        return response.status;
    }
    auto fields = parseUrlEncoded(request.body, kFormFromNetwork);
    if (!fields) {
        sendProblem(response, fields.problems().front().code == "too-large" ? 413 : 422,
                    "The form could not be read.", fields.problems());
        return response.status;
    }
    FormState state;
    for (const auto& [name, value] : *fields) {
        if (name == "id") state.id = value;
        if (name == "wave") state.wave = value;
        if (name == "via") state.via = value;
    }
    Arrival arrival = site_.arrival(request);
    const auto snapshot = site_.store.snapshot();
    const Wave* wave = snapshot->wave(state.wave);
    if (!wave) return sendNotHere(request, response, arrival, *fields);
    if (!isSubmissionId(state.id)) state.id = randomHex(kIdBytes);
    if (!isChannel(*wave, state.via)) state.via.clear();
    arrival.via = state.via, state.kiosk = arrival.kiosk, state.key = toBase64url(wave->sealingKey);
    FormReading reading = answersFromForm(*wave->survey, *fields);
    state.problems = reading.problems;
    if (state.problems.empty())
        state.problems = validate(*wave->survey, showingOf(*wave->survey, reading.answers));
    if (!state.problems.empty()) {
        response.status = 422;
    } else if (const auto admission = site_.admit(request, response, 1); admission.admitted == 0) {
        response.status = 429;
        state.problems = {Problem::of("too-many", "")};
    } else {
        Submission submission = makeSubmission(site_.redactor, *wave, state.id, state.via, reading.answers);
        const bool isUnasked = submission.answers.size() < reading.answers.size();
        const Outcome outcome = outcomeOf(site_.store.accept({std::move(submission)}).front());
        site_.settle(request, admission, outcome.status == 201);
        if (outcome.isStored()) {
            response.set_redirect(
                addressIn(texts, thanksPath(*wave) + (isUnasked ? "&unasked=1" : ""), arrival), 303);
            return outcome.status;
        }
        response.status = outcome.status;
        if (wave->state == WaveState::closed) {
            send(request, response, arrival,
                 {.title = texts.text("no-wave.title"),
                  .main = noWaveHtml(in(texts, arrival), published(*snapshot) != nullptr),
                  .kind = kindOf(*wave)});
            return outcome.status;
        }
        if (outcome.retryAfter > 0) comeAgain(response, outcome.retryAfter);
        state.problems = {Problem::of(outcome.problem, "")};
    }
    state.answers = std::move(reading.answers);
    send(request, response, arrival,
         {.title = texts.text("form.errors"),
          .main = formHtml(*wave->survey, texts, state),
          .tail = site_.files.tail,
          .kind = kindOf(*wave)});
    return response.status;
}

/// A form of a wave that this store does not have: what was typed is given back.
int Pages::sendNotHere(const Request& request, Response& response, const Arrival& arrival,
                       const FormFields& sent) const {
    const Locale& texts = site_.locale(request);
    const Outcome outcome = outcomeOf(Accepted::unknown);
    response.status = outcome.status;
    comeAgain(response, outcome.retryAfter);
    send(request, response, arrival, {texts.text("not-here.title"), notHereHtml(in(texts, arrival), sent)});
    return outcome.status;
}

void Pages::getThanks(const Request& request, Response& response) const {
    const Locale& texts = site_.locale(request);
    const Arrival arrival = site_.arrival(request);
    const auto snapshot = site_.store.snapshot();
    const Wave* wave = snapshot->wave(request.get_param_value("wave"));
    Thanks thanks;
    thanks.isUnasked = request.has_param("unasked");
    if (wave && wave->state != WaveState::closed) thanks.closes = wave->closes;
    if (const Wave* last = published(*snapshot); last && last->state == WaveState::closed) {
        thanks.wave = last->id;
        const auto summary = site_.publications.get(snapshot, *last, Representation::summary, texts, {});
        if (summary) thanks.summary = (*summary)->plain;
    }
    send(request, response, arrival,
         {.title = texts.text("thanks.title"),
          .main = thanksHtml(in(texts, arrival), thanks),
          .path = wave ? thanksPath(*wave) : "",
          .kind = wave ? kindOf(*wave) : ResponseKind::real});
}

void Pages::getPrivacy(const Request& request, Response& response) const {
    const Locale& texts = site_.locale(request);
    const Arrival arrival = site_.arrival(request);
    const auto snapshot = site_.store.snapshot();
    const Wave* open = snapshot->open();
    const ResponseKind kind = open ? kindOf(*open) : ResponseKind::real;
    const std::string survey = open ? open->survey->title.in(texts.language()) : "";
    send(request, response, arrival,
         {.title = texts.text("privacy.title"),
          .main = privacyHtml(in(texts, arrival), kind, survey),
          .kind = kind});
}

void Pages::getAccessibility(const Request& request, Response& response) const {
    const Locale& texts = site_.locale(request);
    const Arrival arrival = site_.arrival(request);
    send(request, response, arrival,
         {texts.text("accessibility.title"), accessibilityHtml(in(texts, arrival))});
}

void Pages::sendNotFound(const Request& request, Response& response) const {
    const Locale& texts = site_.locale(request);
    const Arrival arrival = site_.arrival(request);
    response.status = 404;
    send(request, response, arrival, {texts.text("not-found.title"), notFoundHtml(in(texts, arrival))});
}

void Pages::sendFromElsewhere(const Request& request, Response& response) const {
    const Locale& texts = site_.locale(request);
    const Arrival arrival = site_.arrival(request);
    response.status = 403;
    send(request, response, arrival, {texts.text("elsewhere.title"), fromElsewhereHtml(in(texts, arrival))});
}

}  // namespace otklik
