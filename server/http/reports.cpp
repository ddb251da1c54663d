#include "server/http/reports.h"

#include "server/http/reply.h"
#include "server/report/report_input.h"
#include "shared/report/report_html.h"

namespace otklik {
namespace {

using httplib::Request;
using httplib::Response;

constexpr std::string_view kFolder = "/results/";

/// The wave that is asked for, else the one whose figures say most about now.
const Wave* asked(const Request& request, const Snapshot& snapshot) {
    if (request.path.starts_with(kFolder)) return snapshot.wave(request.path.substr(kFolder.size()));
    if (request.has_param("wave")) return snapshot.wave(request.get_param_value("wave"));
    return snapshot.toShow();
}

bool isForPrograms(Representation representation) {
    return representation == Representation::json || representation == Representation::aggregates ||
           representation == Representation::appPreview;
}

}  // namespace

void Reports::send(const Request& request, Response& response,
                   const std::shared_ptr<const Snapshot>& snapshot, const Wave& wave,
                   Representation representation) {
    const auto made =
        site_.publications.get(snapshot, wave, representation, site_.locale(request), site_.arrival(request));
    if (!made) return sendProblem(response, 503, made.problems().front().detail);
    if (representation == Representation::page) protectPage(response, site_.reportPolicy);
    sendFile(request, response, **made);
}

void Reports::sendUnknown(const Request& request, Response& response, const Snapshot& snapshot) const {
    const Locale& texts = site_.locale(request);
    std::vector<KnownWave> known;
    for (const Wave& each : snapshot.waves) known.push_back({each.id, kindOf(each)});
    // Named in the query, it would not be in a link that leads to the same page.
    const std::string named = httplib::encode_uri_component(request.get_param_value("wave"));
    response.status = 404;
    pages_.send(request, response, site_.arrival(request),
                {.title = texts.text("results.unknown-wave"),
                 .main = unknownWaveHtml(known, texts),
                 .path = named.empty() ? named : std::string(kFolder) + named});
}

void Reports::get(const Request& request, Response& response, Representation representation) {
    const auto snapshot = site_.store.snapshot();
    const Wave* wave = asked(request, *snapshot);
    if (wave) return send(request, response, snapshot, *wave, representation);
    if (isForPrograms(representation)) return sendProblem(response, 404, "There is no such wave.");
    sendUnknown(request, response, *snapshot);
}

void Reports::getPage(const Request& request, Response& response) {
    get(request, response, Representation::page);
}

void Reports::getJson(const Request& request, Response& response) {
    get(request, response, Representation::json);
}

void Reports::getXlsx(const Request& request, Response& response) {
    get(request, response, Representation::xlsx);
}

void Reports::getDialect(const Request& request, Response& response, bool isExcelUsual, Representation excel,
                         Representation rfc4180) {
    const std::string dialect = request.get_param_value("dialect");
    if (dialect == "excel" || (dialect.empty() && isExcelUsual)) return get(request, response, excel);
    if (dialect == "rfc4180" || dialect.empty()) return get(request, response, rfc4180);
    sendProblem(response, 400,
                std::string("The dialect is excel or rfc4180; ") + (isExcelUsual ? "excel" : "rfc4180") +
                    " needs not be said.");
}

void Reports::getCsv(const Request& request, Response& response) {
    const std::string layout = request.get_param_value("layout");
    if (layout.empty())
        return getDialect(request, response, true, Representation::csvExcel, Representation::csvRfc4180);
    if (layout == "tidy")
        return getDialect(request, response, false, Representation::tidyExcel, Representation::tidyRfc4180);
    sendProblem(response, 400, "The layout is tidy, or none is named.");
}

void Reports::getCodebook(const Request& request, Response& response) {
    getDialect(request, response, false, Representation::codebookExcel, Representation::codebookRfc4180);
}

void Reports::getChart(const Request& request, Response& response, Picture picture) {
    const auto snapshot = site_.store.snapshot();
    const Wave* wave = asked(request, *snapshot);
    if (!wave) return sendProblem(response, 404, "There is no such wave.");
    const auto made = site_.publications.getChart(snapshot, *wave, request.get_param_value("chart"), picture,
                                                  site_.locale(request));
    if (made) return sendFile(request, response, **made);
    const Problem& problem = made.problems().front();
    if (problem.code == "busy") return comeAgain(response, 1);
    sendProblem(response, problem.code == "unknown" ? 404 : 503, problem.detail);
}

void Reports::getSvg(const Request& request, Response& response) {
    getChart(request, response, Picture::svg);
}

void Reports::getPng(const Request& request, Response& response) {
    getChart(request, response, Picture::png);
}

void Reports::getAggregates(const Request& request, Response& response) {
    get(request, response, Representation::aggregates);
}

void Reports::getOpen(const Request& request, Response& response, Representation representation) {
    const auto snapshot = site_.store.snapshot();
    const Wave* wave = snapshot->open();
    if (!wave) return sendProblem(response, 404, "No wave is open.");
    send(request, response, snapshot, *wave, representation);
}

void Reports::getSurvey(const Request& request, Response& response) {
    getOpen(request, response, Representation::survey);
}

void Reports::getAppSurvey(const Request& request, Response& response) {
    getOpen(request, response, Representation::appSurvey);
}

void Reports::getAppPreview(const Request& request, Response& response) {
    get(request, response, Representation::appPreview);
}

}  // namespace otklik
