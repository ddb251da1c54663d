// Routes. Pages are made from a snapshot of the store, errors are pages for people and problem documents (RFC
// 9457) for programs. Nothing about a client is read except its body, its query, the encodings it accepts and
// whether it wants to save data; nothing is logged.

#include "server/http/server.h"

#include <httplib.h>
#include <sodium.h>

#include <algorithm>
#include <filesystem>
#include <map>

#include "server/base/file.h"
#include "server/http/connections.h"
#include "server/intake/intake.h"
#include "server/http/publications.h"
#include "server/http/web_files.h"
#include "shared/form/card.h"
#include "shared/form/form.h"
#include "shared/form/pages.h"
#include "shared/report/report_html.h"

namespace otklik {
namespace {

using httplib::Request;
using httplib::Response;

constexpr std::size_t kOneLimit = 64 * 1024;
constexpr std::size_t kManyLimit = 8 * 1024 * 1024;
constexpr std::size_t kManyItems = 100;
constexpr std::size_t kManyValues = 50'000;   // JSON values of a request
constexpr const char* kKioskRefresh = "600";  // seconds between two looks for a wave
constexpr const char* kRetryAfter = "5";      // seconds, when the store cannot take a response now
constexpr const char* kJsonType = "application/json";
constexpr const char* kProblemType = "application/problem+json";
constexpr const char* kHtmlType = "text/html; charset=utf-8";

const char* titleOf(int status) {
    switch (status) {
        case 400:
            return "Bad request";
        case 404:
            return "Not found";
        case 405:
            return "Method not allowed";
        case 409:
            return "The wave takes no responses";
        case 413:
            return "Too large";
        case 415:
            return "Unsupported media type";
        case 422:
            return "The response cannot be stored as it is";
        case 429:
            return "Too many responses";
        case 503:
            return "The store cannot write now";
        default:
            return status >= 500 ? "Server error" : "Request refused";
    }
}

Json problemJson(int status, const std::string& detail, const Problems& problems = {}) {
    Json json = {{"type", "about:blank"}, {"title", titleOf(status)}, {"status", status}, {"detail", detail}};
    for (const Problem& problem : problems)
        json["errors"].push_back(
            {{"pointer", problem.pointer}, {"code", problem.code}, {"detail", problem.detail}});
    return json;
}

void sendProblem(Response& response, int status, const std::string& detail, const Problems& problems = {}) {
    response.status = status;
    response.set_content(problemJson(status, detail, problems).dump(), kProblemType);
}

std::string mediaType(const Request& request) {
    std::string type = request.get_header_value("Content-Type");
    type = type.substr(0, type.find(';'));
    while (!type.empty() && type.back() == ' ') type.pop_back();
    for (char& c : type) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return type;
}

bool accepts(const Request& request, const char* encoding) {
    return request.get_header_value("Accept-Encoding").find(encoding) != std::string::npos;
}

bool isThisMachine(const std::string& address) {
    return address == "127.0.0.1" || address == "::1" || address == "::ffff:127.0.0.1";
}

std::string randomId() {
    unsigned char bytes[16];
    randombytes_buf(bytes, sizeof bytes);
    char hex[2 * sizeof bytes + 1];
    sodium_bin2hex(hex, sizeof hex, bytes, sizeof bytes);
    return hex;
}

/// Content in the best encoding both sides know.
void sendEncoded(const Request& request, Response& response, const std::string& plain,
                 const std::string& brotli, const std::string& gzip, const char* type) {
    response.set_header("Vary", "Accept-Encoding");
    if (!brotli.empty() && accepts(request, "br")) {
        response.set_header("Content-Encoding", "br");
        response.set_content(brotli, type);
    } else if (!gzip.empty() && accepts(request, "gzip")) {
        response.set_header("Content-Encoding", "gzip");
        response.set_content(gzip, type);
    } else {
        response.set_content(plain, type);
    }
}

/// True where the client has this version already: then the answer is a 304.
bool notModified(const Request& request, Response& response, const std::string& etag) {
    response.set_header("ETag", etag);
    const std::string known = request.get_header_value("If-None-Match");
    if (known != "*" && known.find(etag) == std::string::npos) return false;
    response.set_header("Vary", "Accept-Encoding");
    response.status = 304;
    return true;
}

}  // namespace

struct HttpServer::Impl {
    ServerOptions options;
    Store& store;
    WebFiles files;
    std::map<std::string, Locale, std::less<>> locales;
    std::string formPolicy, reportPolicy;
    Visitors visitors;
    BoundedServer http{visitors};
    int port = 0;  // that is listened on

    Publications publications{files, options.site};

    Impl(ServerOptions serverOptions, Store& responses)
        : options(std::move(serverOptions)), store(responses), visitors(options.limits) {}

    /// Whose request it is, for the limits only.
    std::string visitorOf(const Request& request) const {
        const bool proxied = options.behindProxy && isThisMachine(request.remote_addr);
        return proxied && request.has_header("X-Real-IP") ? request.get_header_value("X-Real-IP")
                                                          : request.remote_addr;
    }

    std::string policy(const std::string& style) const {
        return "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'sha256-" +
               sha256Base64(files.script) + "'; style-src 'sha256-" + sha256Base64(style) +
               "'; connect-src 'self'; img-src 'self' data:; manifest-src 'self'; worker-src 'self'; "
               "form-action 'self'; "
               "base-uri 'none'; frame-ancestors 'none'";
    }

    const Locale& locale(const Request& request) const {
        const auto asked = locales.find(request.get_param_value("lang"));
        return asked != locales.end() ? asked->second : locales.find("ru")->second;
    }

    bool isKiosk(const Request& request) const {
        const auto& kiosks = options.kiosks;
        return std::find(kiosks.begin(), kiosks.end(), request.get_param_value("kiosk")) != kiosks.end();
    }

    void sendPage(const Request& request, Response& response, const std::string& title,
                  const std::string& main, bool withApp = false, const std::string& head = {}) const {
        const Locale& texts = locale(request);
        const std::string other = texts.language() == "ru" ? "?lang=en" : "?lang=ru";
        // Nothing on a kiosk's screen leads away from its form.
        const std::string body = isKiosk(request) ? kioskHtml(texts, main) : framedHtml(texts, main, other);
        const std::string html = pageHtml({title, texts.language(), files.formStyle, files.head + head,
                                           body + (withApp ? files.tail : "")});
        response.set_header("Content-Security-Policy", formPolicy);
        response.set_header("Cache-Control", "no-store");
        const std::string brotli = accepts(request, "br") ? compressBrotli(html) : "";
        const std::string gzip = brotli.empty() && accepts(request, "gzip") ? compressGzip(html) : "";
        sendEncoded(request, response, html, brotli, gzip, kHtmlType);
    }

    void getForm(const Request& request, Response& response) const {
        const auto snapshot = store.snapshot();
        const Wave* wave = snapshot->open();
        const Locale& texts = locale(request);
        const bool kiosk = isKiosk(request);
        if (!wave) {
            if (kiosk) response.set_header("Refresh", kKioskRefresh);
            return sendPage(request, response, texts.text("no-wave.title"), noWaveHtml(texts));
        }
        FormState state{randomId(), wave->id, kiosk ? "kiosk" : request.get_param_value("via"), {}, {}};
        state.kiosk = kiosk;
        state.saveData = request.get_header_value("Save-Data") == "on";
        if (!isChannel(*wave, state.via)) state.via.clear();
        const std::string title = wave->survey->title.in(texts.language());
        const auto questions = static_cast<long>(wave->survey->questions.size());
        const std::string card =
            cardHtml({title, texts.plural("form.introduction", questions), texts.language(),
                      options.site + addressIn(texts, "/"), files.cardOf(options.site)});
        sendPage(request, response, title, formHtml(*wave->survey, texts, state), true, card);
    }

    void postForm(const Request& request, Response& response) {
        const Locale& texts = locale(request);
        if (mediaType(request) != "application/x-www-form-urlencoded")
            return sendProblem(response, 415, "A form is sent as application/x-www-form-urlencoded.");
        auto fields = parseUrlEncoded(request.body);
        if (!fields)
            return sendProblem(response, request.body.size() > kOneLimit ? 413 : 422,
                               "The form could not be read.", fields.problems());
        FormState state;
        for (const auto& [name, value] : *fields) {
            if (name == "id") state.id = value;
            if (name == "wave") state.wave = value;
            if (name == "via") state.via = value;
        }
        const auto snapshot = store.snapshot();
        const Wave* wave = snapshot->wave(state.wave);
        if (!wave || wave->state == WaveState::closed) {
            response.status = 409;
            return sendPage(request, response, texts.text("no-wave.title"), noWaveHtml(texts));
        }
        if (!isSubmissionId(state.id)) state.id = randomId();
        if (!isChannel(*wave, state.via)) state.via.clear();
        FormReading reading = answersFromForm(*wave->survey, *fields);
        state.problems = reading.problems;
        if (state.problems.empty()) state.problems = validate(*wave->survey, reading.answers);
        Accepted accepted = Accepted::unavailable;
        const int wait = state.problems.empty() ? visitors.take(visitorOf(request), 1) : 0;
        if (wait > 0) {
            response.set_header("Retry-After", std::to_string(wait));
            state.problems.push_back({"", "too-many", "", 0});
        }
        if (state.problems.empty()) {
            accepted = store.accept({makeSubmission(*wave, state.id, state.via, reading.answers)}).front();
            if (accepted == Accepted::stored || accepted == Accepted::repeated)
                return response.set_redirect(addressIn(texts, "/thanks"), 303);
            state.problems.push_back(
                {"", accepted == Accepted::closed ? "wave-closed" : "unavailable", "", 0});
        }
        response.status = wait > 0                                      ? 429
                          : accepted == Accepted::closed                ? 409
                          : state.problems.back().code == "unavailable" ? 503
                                                                        : 422;
        if (response.status == 503) notStored(request, response, 1);
        state.answers = std::move(reading.answers);
        sendPage(request, response, texts.text("form.errors"), formHtml(*wave->survey, texts, state), true);
    }

    /// The wave that is asked for, else the one whose figures say most about now.
    static const Wave* asked(const Request& request, const Snapshot& snapshot) {
        if (const auto named = request.path_params.find("wave"); named != request.path_params.end())
            return snapshot.wave(named->second);
        if (request.has_param("wave")) return snapshot.wave(request.get_param_value("wave"));
        const Wave* wave = snapshot.toShow();
        return wave || snapshot.waves.empty() ? wave : &snapshot.waves.back();
    }

    void getResults(const Request& request, Response& response, Form form) {
        const auto snapshot = store.snapshot();
        const Locale& texts = locale(request);
        const Wave* wave = asked(request, *snapshot);
        if (!wave && form == Form::json) return sendProblem(response, 404, "There is no such wave.");
        if (!wave) {
            response.status = 404;
            std::vector<std::string> known;
            for (const Wave& each : snapshot->waves) known.push_back(each.id);
            return sendPage(request, response, texts.text("results.unknown-wave"),
                            unknownWaveHtml(known, texts));
        }
        response.set_header("Content-Security-Policy", reportPolicy);
        sendPublication(request, response, snapshot, *wave, form, texts);
    }

    void getAggregates(const Request& request, Response& response) {
        const auto snapshot = store.snapshot();
        const Wave* wave = asked(request, *snapshot);
        if (!wave) return sendProblem(response, 404, "There is no such wave.");
        sendPublication(request, response, snapshot, *wave, Form::aggregates, locale(request));
    }

    void getSurvey(const Request& request, Response& response) {
        const auto snapshot = store.snapshot();
        const Wave* wave = snapshot->open();
        if (!wave) return sendProblem(response, 404, "No wave is open.");
        sendPublication(request, response, snapshot, *wave, Form::survey, locale(request));
    }

    void sendPublication(const Request& request, Response& response,
                         const std::shared_ptr<const Snapshot>& snapshot, const Wave& wave, Form form,
                         const Locale& texts) {
        const auto made = publications.get(snapshot, wave, form, texts);
        if (!made) return sendProblem(response, 503, made.problems().front().detail);
        sendFile(request, response, **made);
    }

    void getCsv(const Request& request, Response& response) {
        const std::string dialect = request.get_param_value("dialect");
        if (dialect.empty() || dialect == "excel") return getResults(request, response, Form::csvExcel);
        if (dialect == "rfc4180") return getResults(request, response, Form::csvRfc4180);
        sendProblem(response, 400, "The dialect is excel, which needs not be said, or rfc4180.");
    }

    struct Outcome {
        int status;
        std::string detail;
        Problems problems;
    };

    static Outcome outcomeOf(Accepted accepted) {
        switch (accepted) {
            case Accepted::stored:
                return {201, "", {}};
            case Accepted::repeated:
                return {200, "", {}};
            case Accepted::closed:
                return {409, "The wave is closed.", {}};
            case Accepted::full:
                return {503, "Too many responses wait at once. Try again in a few seconds.", {}};
            case Accepted::unavailable:
                break;
        }
        return {503, "The store cannot write now. Try again later; nothing was stored.", {}};
    }

    /// Each item on its own; everything that can be stored goes into one transaction.
    std::vector<Outcome> take(std::vector<Json> items) {
        const auto snapshot = store.snapshot();
        std::vector<Outcome> outcomes(items.size());
        std::vector<Submission> submissions;
        std::vector<std::size_t> places;
        for (std::size_t i = 0; i < items.size(); ++i) {
            auto envelope = openEnvelope(std::move(items[i]));
            if (!envelope) {
                outcomes[i] = {422, "Some members are wrong; errors says which.", envelope.problems()};
                continue;
            }
            const Wave* wave = snapshot->wave(envelope->wave);
            if (!wave || wave->state == WaveState::closed) {
                outcomes[i] = {wave ? 409 : 503, wave ? "The wave is closed." : "There is no such wave.", {}};
                continue;
            }
            auto submission = intake(*wave, std::move(*envelope));
            if (!submission) {
                outcomes[i] = {422, "Some answers are wrong; errors says which.", submission.problems()};
                continue;
            }
            submissions.push_back(std::move(*submission));
            places.push_back(i);
        }
        if (submissions.empty()) return outcomes;
        const std::vector<Accepted> accepted = store.accept(std::move(submissions));
        for (std::size_t i = 0; i < places.size(); ++i) outcomes[places[i]] = outcomeOf(accepted[i]);
        return outcomes;
    }

    /// The store could not take responses: they may come again, and then do not count twice.
    void notStored(const Request& request, Response& response, int responses) {
        visitors.giveBack(visitorOf(request), responses);
        response.set_header("Retry-After", kRetryAfter);
    }

    void postResponses(const Request& request, Response& response) {
        if (mediaType(request) != kJsonType) return sendProblem(response, 415, "Send application/json.");
        auto json = parseJson(withoutPadding(request.body), {.values = kManyValues});
        // Again, where it is not JSON, to say where it is wrong in what was sent.
        if (!json && json.problems().front().code == "not-json")
            json = parseJson(request.body, {.values = kManyValues});
        if (!json) {
            const std::string& code = json.problems().front().code;
            return sendProblem(response,
                               code == "not-json"   ? 400
                               : code == "too-many" ? 413
                                                    : 422,
                               json.problems().front().detail, json.problems());
        }
        if (!json->is_array() && request.body.size() > kOneLimit)
            return sendProblem(response, 413, "One submission is at most 64 KiB.");
        if (json->is_array() && (json->empty() || json->size() > kManyItems))
            return sendProblem(response, 422, "An array has 1 to 100 submissions.");
        const int responses = json->is_array() ? static_cast<int>(json->size()) : 1;
        if (const int wait = visitors.take(visitorOf(request), responses); wait > 0) {
            response.set_header("Retry-After", std::to_string(wait));
            return sendProblem(response, 429,
                               "Too many responses from one address within the hour. Send the rest later.");
        }
        if (!json->is_array()) {
            const std::string id = stringMember(*json, "id");
            std::vector<Json> items;
            items.push_back(std::move(*json));
            const Outcome outcome = take(std::move(items)).front();
            response.status = outcome.status;
            if (outcome.status == 503) notStored(request, response, 1);
            if (outcome.status >= 400)
                return sendProblem(response, outcome.status, outcome.detail, outcome.problems);
            return response.set_content(Json{{"id", id}, {"status", outcome.status}}.dump(), kJsonType);
        }
        std::vector<std::string> ids;
        for (const Json& item : *json) ids.push_back(stringMember(item, "id"));
        const std::vector<Outcome> outcomes = take(std::move(json->get_ref<Json::array_t&>()));
        Json results = Json::array();
        int unavailable = 0;
        for (std::size_t i = 0; i < ids.size(); ++i) {
            Json result = {{"id", ids[i]}, {"status", outcomes[i].status}};
            if (outcomes[i].status >= 400)
                result["problem"] = problemJson(outcomes[i].status, outcomes[i].detail, outcomes[i].problems);
            unavailable += outcomes[i].status == 503;
            results.push_back(std::move(result));
        }
        if (unavailable > 0) notStored(request, response, unavailable);
        response.set_content(Json{{"results", std::move(results)}}.dump(), kJsonType);
    }

    static void sendFile(const Request& request, Response& response, const WebFile& file) {
        if (!file.name.empty())
            response.set_header("Content-Disposition", "attachment; filename=\"" + file.name + '"');
        response.set_header("Cache-Control",
                            file.immutable ? "public, max-age=31536000, immutable" : "no-cache");
        if (!notModified(request, response, file.etag))
            sendEncoded(request, response, file.plain, file.brotli, file.gzip, file.type.c_str());
    }

    void note(const Request& request, Response& response, const char* key,
              std::string (*html)(const Locale&)) const {
        const Locale& texts = locale(request);
        sendPage(request, response, texts.text(key), html(texts));
    }

    /// A path that exists answers every other method with 405 and what it allows.
    void only(const char* path, const char* allowed) {
        const auto refuse = [allowed](const Request&, Response& response) {
            response.set_header("Allow", allowed);
            sendProblem(response, 405, std::string("This address takes ") + allowed + ".");
        };
        const std::string methods(allowed);
        if (methods.find("POST") == std::string::npos) http.Post(path, refuse);
        if (methods.find("GET") == std::string::npos) http.Get(path, refuse);
        http.Put(path, refuse);
        http.Patch(path, refuse);
        http.Delete(path, refuse);
        http.Options(path, refuse);
    }

    void routes() {
        http.Get("/", [this](const Request& q, Response& r) { getForm(q, r); });
        http.Post("/", [this](const Request& q, Response& r) { postForm(q, r); });
        http.Get("/thanks",
                 [this](const Request& q, Response& r) { note(q, r, "thanks.title", thanksHtml); });
        http.Get("/privacy",
                 [this](const Request& q, Response& r) { note(q, r, "privacy.title", privacyHtml); });
        for (const char* path : {"/results", "/results/:wave"})
            http.Get(path, [this](const Request& q, Response& r) { getResults(q, r, Form::page); });
        http.Get("/results.json", [this](const Request& q, Response& r) { getResults(q, r, Form::json); });
        http.Get("/results.xlsx", [this](const Request& q, Response& r) { getResults(q, r, Form::xlsx); });
        http.Get("/results.csv", [this](const Request& q, Response& r) { getCsv(q, r); });
        http.Get("/api/v1/survey", [this](const Request& q, Response& r) { getSurvey(q, r); });
        http.Get("/api/v1/aggregates", [this](const Request& q, Response& r) { getAggregates(q, r); });
        http.Post("/api/v1/responses", [this](const Request& q, Response& r) { postResponses(q, r); });
        http.Get("/healthz", [this](const Request&, Response& r) {
            const std::string trouble = store.trouble(), failure = store.failure();
            if (!trouble.empty() || !failure.empty())
                return sendProblem(r, 503, trouble.empty() ? failure : trouble);
            r.set_content("ok\n", "text/plain");
        });
        only("/", "GET, POST");
        for (const char* path :
             {"/thanks", "/privacy", "/results", "/results/:wave", "/results.json", "/results.csv",
              "/results.xlsx", "/api/v1/survey", "/api/v1/aggregates", "/healthz"})
            only(path, "GET");
        only("/api/v1/responses", "POST");
        for (const auto& [path, file] : files.byPath) {
            http.Get(path, [&file = file](const Request& q, Response& r) { sendFile(q, r, file); });
            only(path.c_str(), "GET");
        }
    }

    void rules() {
        http.set_payload_max_length(kManyLimit);
        http.set_tcp_nodelay(true);
        http.set_default_headers(
            {{"X-Content-Type-Options", "nosniff"},
             {"Referrer-Policy", "no-referrer"},
             {"X-Frame-Options", "DENY"},
             {"Cross-Origin-Opener-Policy", "same-origin"},
             {"Cross-Origin-Resource-Policy", "same-origin"},
             {"Permissions-Policy", "camera=(), microphone=(), geolocation=(), browsing-topics=()"}});
        http.set_pre_routing_handler([](const Request& request, Response& response) {
            // What is refused before its body is read: a form of parts, whatever it is for, and what weighs
            // too much for one submission, unless it is an array.
            const std::size_t limit = request.path == "/api/v1/responses" ? kManyLimit : kOneLimit;
            if (request.is_multipart_form_data())
                sendProblem(response, 415, "No address takes a form of parts.");
            else if (request.get_header_value_u64("Content-Length") > limit)
                sendProblem(response, 413, "The body is larger than this address takes.");
            else
                return httplib::Server::HandlerResponse::Unhandled;
            return httplib::Server::HandlerResponse::Handled;
        });
        http.set_exception_handler([](const Request&, Response& response, std::exception_ptr) {
            sendProblem(response, 500, "Something went wrong here. Nothing was stored.");
        });
        http.set_error_handler([this](const Request& request, Response& response) {
            if (!response.body.empty()) return httplib::Server::HandlerResponse::Handled;
            if (response.status == 404 && request.path.rfind("/api/", 0) != 0 && request.method == "GET")
                note(request, response, "not-found.title", notFoundHtml);
            else
                sendProblem(response, response.status, titleOf(response.status));
            return httplib::Server::HandlerResponse::Handled;
        });
    }
};

HttpServer::HttpServer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
HttpServer::~HttpServer() = default;

Result<std::unique_ptr<HttpServer>> HttpServer::create(ServerOptions options, Store& store) {
    auto impl = std::make_unique<Impl>(std::move(options), store);
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(impl->options.localesDir, error)) {
        if (entry.path().extension() != ".json") continue;
        auto text = readFile(entry.path());
        auto locale = text ? Locale::parse(*text) : Result<Locale>(text.problems());
        if (!locale) {
            Problems problems = locale.problems();
            for (Problem& problem : problems)
                problem.detail = entry.path().string() + problem.pointer + ": " + problem.detail;
            return problems;
        }
        impl->locales.emplace(locale->language(), std::move(*locale));
    }
    if (!impl->locales.contains("ru"))
        return Problem{
            "", "file",
            impl->options.localesDir + ": no Russian locale (ru.json). Name the folder with --locales.", 0};
    auto files = readWebFiles(impl->options.webDir);
    if (!files) return files.problems();
    impl->files = std::move(*files);
    impl->formPolicy = impl->policy(impl->files.formStyle);
    impl->reportPolicy = impl->policy(impl->files.reportStyle);
    impl->rules();
    impl->routes();
    return std::unique_ptr<HttpServer>(new HttpServer(std::move(impl)));
}

Result<int> HttpServer::bind() {
    httplib::Server& http = impl_->http;
    const ServerOptions& options = impl_->options;
    const int port = options.port == 0                               ? http.bind_to_any_port(options.host)
                     : http.bind_to_port(options.host, options.port) ? options.port
                                                                     : -1;
    if (port < 0)
        return Problem{"", "port",
                       options.host + ":" + std::to_string(options.port) +
                           " is taken or not allowed. Choose another with --port.",
                       0};
    return impl_->port = port;
}

bool HttpServer::run() {
    return impl_->http.serve(impl_->options.host, impl_->port, [this](bool listens) {
        impl_->options.log({{"event", listens ? "recovered" : "error"},
                            {"failure", "no connection can be accepted"},
                            {"recoverable", true}});
    });
}
void HttpServer::stop() {
    impl_->http.finish();
}

}  // namespace otklik
