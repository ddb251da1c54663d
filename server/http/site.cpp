#include "server/http/site.h"

#include <algorithm>
#include <filesystem>

#include "server/base/locale_files.h"
#include "server/http/emblem.h"
#include "server/http/reply.h"
#include "server/intake/intake.h"

namespace otklik {
namespace {

using httplib::Request;
using httplib::Response;

bool isThisMachine(const std::string& address) {
    return address == "127.0.0.1" || address == "::1" || address == "::ffff:127.0.0.1";
}

/// Whose request it is, for the limits only.
std::string visitorOf(const ServerOptions& options, const Request& request) {
    const bool proxied = options.behindProxy && isThisMachine(request.remote_addr);
    return proxied && request.has_header("X-Real-IP") ? request.get_header_value("X-Real-IP")
                                                      : request.remote_addr;
}

std::string policyOf(const std::string& script, const std::string& style) {
    return "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'sha256-" + sha256Base64(script) +
           "'; style-src 'sha256-" + sha256Base64(style) +
           "'; connect-src 'self'; img-src 'self' data:; manifest-src 'self'; worker-src 'self'; "
           "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
}

WebFile emblemFile(const std::string& content) {
    WebFile file;
    file.type = isPng(content) ? "image/png" : "image/svg+xml";
    file.plain = content;
    file.immutable = true;
    if (!isPng(content)) file.brotli = compressBrotli(file.plain), file.gzip = compressGzip(file.plain);
    file.etag = etagOf(file.plain);
    return file;
}

}  // namespace

Site::Site(ServerOptions serverOptions, Store& responses, const Redactor& texts)
    : options(std::move(serverOptions)),
      store(responses),
      redactor(texts),
      visitors(options.limits, options.now,
               [&log = options.log](const LimitReached& told) {
                   log({{"event", "limit"},
                        {"limit", told.limit},
                        {"most", told.most},
                        {"refused", told.refused}});
               }),
      counts(options.now) {}

Result<std::unique_ptr<Site>> Site::read(ServerOptions options, Store& store, const Redactor& redactor) {
    std::unique_ptr<Site> site(new Site(std::move(options), store, redactor));
    auto languages = readLocales(site->options.localesDir);
    if (!languages) return languages.problems();
    site->locales = std::move(languages->locales);
    site->gaps = std::move(languages->gaps);
    auto files = readWebFiles(site->options.webDir);
    if (!files) return files.problems();
    site->files = std::move(*files);
    site->office = site->options.office;
    if (const std::string& content = site->options.emblem.content; !content.empty()) {
        WebFile file = emblemFile(content);
        site->office.emblem = "/a/emblem-" + shortHash(content) + (isPng(content) ? ".png" : ".svg");
        site->files.byPath.emplace(site->office.emblem, std::move(file));
    }
    site->formPolicy = policyOf(site->files.script, site->files.formStyle);
    site->reportPolicy = policyOf(site->files.script, site->files.reportStyle);
    return site;
}

const Locale& Site::locale(const Request& request) const {
    const auto asked = locales.find(request.get_param_value("lang"));
    return asked != locales.end() ? asked->second : locales.find(kMainLanguage)->second;
}

Arrival Site::arrival(const Request& request) const {
    const std::string via = request.get_param_value("via"), kiosk = request.get_param_value("kiosk");
    const auto snapshot = store.snapshot();
    const bool isKnown = std::any_of(snapshot->waves.begin(), snapshot->waves.end(),
                                     [&](const Wave& wave) { return isChannel(wave, via); });
    const bool isKiosk = std::count(options.kiosks.begin(), options.kiosks.end(), kiosk) > 0;
    return {isKnown ? via : "", isKiosk ? kiosk : ""};
}

Visitors::Admission Site::admit(const Request& request, Response& response, int responses) {
    const Visitors::Admission admission = visitors.take(visitorOf(options, request), responses);
    if (admission.wait > 0) comeAgain(response, admission.wait);
    return admission;
}

void Site::settle(const Request& request, const Visitors::Admission& admission, int stored) {
    visitors.giveBack(visitorOf(options, request), admission, admission.admitted - stored);
}

}  // namespace otklik
