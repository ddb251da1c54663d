// Which address is whose, what every answer carries, and what is refused before anybody reads it.

#include "server/http/server.h"

#include "server/http/api.h"
#include "server/http/connections.h"
#include "server/http/origin.h"
#include "server/http/pages.h"
#include "server/http/reply.h"
#include "server/http/reports.h"
#include "server/http/routes.h"
#include "shared/survey/fields.h"

namespace otklik {
namespace {

using httplib::Request;
using httplib::Response;
using Handling = httplib::Server::HandlerResponse;

constexpr std::size_t kManyLimit = 8 * 1024 * 1024;  // of a body with many submissions
constexpr const char* kResponses = "/api/v1/responses";

const httplib::Headers kHeaders = {
    {"X-Content-Type-Options", "nosniff"},
    // Not no-referrer: under that, browsers call a form's own origin "null". Other sites are told nothing.
    {"Referrer-Policy", "same-origin"},
    {"X-Frame-Options", "DENY"},
    {"Cross-Origin-Resource-Policy", "same-origin"}};

bool takesSubmissions(const Request& request) {
    return request.method == "POST" && (request.path == "/" || request.path == kResponses);
}

/// Refuses what needs no reading of its body: a form of parts, whatever it is for, and what weighs too much
/// for one submission, unless it is an array.
bool refused(const Request& request, Response& response) {
    if (request.is_multipart_form_data())
        sendProblem(response, 415, "No address takes a form of parts.");
    else if (request.get_header_value_u64("Content-Length") >
             (request.path == kResponses ? kManyLimit : kFormFromNetwork.bytes))
        sendProblem(response, 413, "The body is larger than this address takes.");
    else
        return false;
    return true;
}

}  // namespace

struct HttpServer::Impl {
    std::unique_ptr<Site> site;
    Pages pages{*site};
    Reports reports{*site, pages};
    Api api{*site};
    Routes routes;
    BoundedServer http{site->visitors, site->options.pace};

    explicit Impl(std::unique_ptr<Site> read) : site(std::move(read)) {
        addRoutes();
        addRules();
    }

    /// A method of one of the parts, as a handler.
    template <class Part, class Method>
    static Route::Handler call(Part& part, Method method) {
        return [&part, method](const Request& request, Response& response) {
            (part.*method)(request, response);
        };
    }

    void addRoutes() {
        routes["/"] = {call(pages, &Pages::getForm), [this](const Request& request, Response& response) {
                           site->counts.add(pages.postForm(request, response));
                       }};
        routes["/thanks"].get = call(pages, &Pages::getThanks);
        routes["/privacy"].get = call(pages, &Pages::getPrivacy);
        routes["/accessibility"].get = call(pages, &Pages::getAccessibility);
        routes["/results"].get = call(reports, &Reports::getPage);
        routes["/results/*"].get = call(reports, &Reports::getPage);
        routes["/results.json"].get = call(reports, &Reports::getJson);
        routes["/results.csv"].get = call(reports, &Reports::getCsv);
        routes["/results.codebook.csv"].get = call(reports, &Reports::getCodebook);
        routes["/results.svg"].get = call(reports, &Reports::getSvg);
        routes["/results.png"].get = call(reports, &Reports::getPng);
        routes["/results.xlsx"].get = call(reports, &Reports::getXlsx);
        routes["/app/survey"].get = call(reports, &Reports::getAppSurvey);
        routes["/app/preview"].get = call(reports, &Reports::getAppPreview);
        routes["/api/v1/survey"].get = call(reports, &Reports::getSurvey);
        routes["/api/v1/aggregates"].get = call(reports, &Reports::getAggregates);
        routes[kResponses].post = call(api, &Api::postResponses);
        routes["/healthz"].get = call(api, &Api::getHealth);
        for (const auto& [path, file] : site->files.byPath)
            routes[path].get = [&file = file](const Request& request, Response& response) {
                sendFile(request, response, file);
            };
        routes.registerPosts(http);
    }

    void addRules() {
        http.set_payload_max_length(kManyLimit);
        http.set_tcp_nodelay(true);
        http.set_default_headers(kHeaders);
        http.set_pre_routing_handler(
            [this](const Request& request, Response& response) { return answer(request, response); });
        http.set_exception_handler([](const Request&, Response& response, std::exception_ptr) {
            sendProblem(response, 500, "Something went wrong here. Nothing was stored.");
        });
        http.set_error_handler([this](const Request& request, Response& response) {
            if (!response.body.empty()) return Handling::Handled;
            if (response.status == 413 && takesSubmissions(request))
                site->counts.add(413);  // which did not say its size
            const bool isPage = request.method == "GET" && !request.path.starts_with("/api/");
            if (response.status == 404 && isPage)
                pages.sendNotFound(request, response);
            else
                sendProblem(response, response.status);
            return Handling::Handled;
        });
    }

    void sendFromElsewhere(const Request& request, Response& response) const {
        if (request.path == kResponses)
            sendProblem(response, 403, "A page of another site sent this. Nothing was stored.");
        else
            pages.sendFromElsewhere(request, response);
        site->counts.add(response.status);
    }

    /// Answers all but what has a body that is wanted: httplib reads that, and then calls its handler.
    Handling answer(const Request& request, Response& response) const {
        if (refused(request, response)) {
            if (takesSubmissions(request)) site->counts.add(response.status);
            return Handling::Handled;
        }
        const Route* route = routes.at(request.path);
        if (!route) {
            response.status = 404;
            return Handling::Handled;
        }
        const Route::Handler& handler = route->of(request.method);
        if (!handler) {
            response.set_header("Allow", route->allowed());
            sendProblem(response, 405, "This address takes " + route->allowed() + ".");
            return Handling::Handled;
        }
        if (request.method != "POST")
            handler(request, response);
        else if (!isFromElsewhere(request, site->options.site))
            return Handling::Unhandled;
        else
            sendFromElsewhere(request, response);
        return Handling::Handled;
    }
};

HttpServer::HttpServer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
HttpServer::~HttpServer() = default;

Result<std::unique_ptr<HttpServer>> HttpServer::create(ServerOptions options, Store& store,
                                                       const Redactor& redactor) {
    auto site = Site::read(std::move(options), store, redactor);
    if (!site) return site.problems();
    return std::unique_ptr<HttpServer>(new HttpServer(std::make_unique<Impl>(std::move(*site))));
}

Result<int> HttpServer::bind() {
    const ServerOptions& options = impl_->site->options;
    return impl_->http.listenAt(options.host, options.port, "--port");
}

bool HttpServer::run() {
    return impl_->http.serve([&log = impl_->site->options.log](bool listens) {
        log({{"event", listens ? "recovered" : "error"},
             {"failure", "no connection can be accepted"},
             {"recoverable", true}});
    });
}

void HttpServer::stop() {
    impl_->http.finish();
}

const std::map<std::string, std::vector<std::string>>& HttpServer::gaps() const {
    return impl_->site->gaps;
}

SubmissionCounts& HttpServer::counts() {
    return impl_->site->counts;
}

std::vector<std::string> HttpServer::paths() const {
    return impl_->routes.paths();
}

}  // namespace otklik
