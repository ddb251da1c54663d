#include "server/http/publications.h"

#include "server/base/base64url.h"
#include "server/report/report_input.h"
#include "server/report/report_xlsx.h"
#include "shared/form/card.h"
#include "shared/form/form.h"
#include "shared/form/pages.h"
#include "shared/report/report_csv.h"
#include "shared/report/report_html.h"
#include "shared/report/report_json.h"
#include "shared/report/report_lines.h"
#include "shared/survey/survey_lines.h"

namespace otklik {
namespace {

constexpr const char* kLinesType = "text/plain; charset=utf-8";

std::string aggregatesJson(const Snapshot& snapshot, const Wave& wave) {
    const Release* release = snapshot.release(wave.id);
    Release none;
    none.wave = wave.id;
    Json json = toJson(release ? *release : none);
    json["trial"] = wave.trial;
    return json.dump();
}

std::string surveyJson(const Wave& wave) {
    return "{\"wave\":" + Json(wave.id).dump() + ",\"opens\":" + Json(wave.opens).dump() +
           ",\"closes\":" + (wave.closes.empty() ? "null" : Json(wave.closes).dump()) +
           ",\"key\":" + (wave.sealingKey.empty() ? "null" : Json(toBase64url(wave.sealingKey)).dump()) +
           ",\"trial\":" + Json(wave.trial).dump() + ",\"channels\":" + Json(wave.channels).dump() +
           ",\"survey\":" + wave.survey->source + "}";
}

/// What the pages' script reads (web/page/survey.mjs), a line each, and then the survey itself.
std::string appSurveyLines(const Wave& wave, const Office& office, const Locale& locale) {
    std::string channels;
    for (const std::string& channel : wave.channels) channels += (channels.empty() ? "" : " ") + channel;
    LineWriter lines;
    lines.text(wave.id);
    lines.text(wave.sealingKey.empty() ? "" : toBase64url(wave.sealingKey));
    lines.text(channels);
    lines.text(wave.closes);
    lines.text(office.reception);
    return lines.take() + surveyLines(*wave.survey, locale.language());
}

}  // namespace

std::string Publications::pageOf(const Report& report, const Locale& locale, const Arrival& arrival) const {
    const std::string title = markedTitle(report.kind, report.title + " — " + report.wave, locale);
    const std::string card = cardHtml({title, report.summary, report.language,
                                       site_ + reportAddress(locale, report.wave), files_.cardOf(site_)});
    return pageHtml(
        {title, report.language, files_.reportStyle, files_.head + card,
         framedHtml({locale, office_, arrival}, reportHtml(report, locale), "/results/" + report.wave)});
}

Result<WebFile> Publications::make(const Snapshot& snapshot, const Wave& wave, Representation representation,
                                   const Locale& locale, const Arrival& arrival) const {
    const auto report = [&] { return makeReport(reportInput(snapshot, wave.id, locales_), locale); };
    WebFile file;
    file.type = "application/json";
    switch (representation) {
        case Representation::page:
            file.type = "text/html; charset=utf-8";
            file.plain = pageOf(report(), locale, arrival);
            break;
        case Representation::json:
            file.plain = reportJson(report()).dump();
            break;
        case Representation::csvExcel:
        case Representation::csvRfc4180:
            file.type = "text/csv; charset=utf-8; header=present";
            file.name = "results-" + wave.id + ".csv";
            file.plain = reportCsv(
                report(), locale,
                representation == Representation::csvExcel ? CsvDialect::excel : CsvDialect::rfc4180);
            break;
        case Representation::xlsx: {
            file.type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
            file.name = "results-" + wave.id + ".xlsx";
            auto bytes = reportXlsx(report(), locale);
            if (!bytes) return bytes.problems();
            file.plain = std::move(*bytes);
            break;
        }
        case Representation::aggregates:
            file.plain = aggregatesJson(snapshot, wave);
            break;
        case Representation::survey:
            file.plain = surveyJson(wave);
            break;
        case Representation::appSurvey:
            file.type = kLinesType;
            file.plain = appSurveyLines(wave, office_, locale);
            break;
        case Representation::appPreview:
            file.type = kLinesType;
            file.plain = previewLines(report());
            break;
        case Representation::summary:
            file.plain = report().summary;
            return file;
    }
    if (representation != Representation::xlsx) {  // which is compressed already
        file.brotli = compressBrotli(file.plain);
        file.gzip = compressGzip(file.plain);
    }
    file.etag = etagOf(file.plain);
    return file;
}

Result<std::shared_ptr<const WebFile>> Publications::get(const std::shared_ptr<const Snapshot>& snapshot,
                                                         const Wave& wave, Representation representation,
                                                         const Locale& locale, const Arrival& arrival) {
    const std::string address =
        addressIn(locale, "/" + wave.id, representation == Representation::page ? arrival : Arrival{});
    std::lock_guard guard(mutex_);
    Kept& kept = kept_[std::to_string(static_cast<int>(representation)) + address];
    if (kept.snapshot != snapshot) {
        auto file = make(*snapshot, wave, representation, locale, arrival);
        if (!file) return file.problems();
        kept = {snapshot, std::make_shared<const WebFile>(std::move(*file))};
    }
    return kept.file;
}

}  // namespace otklik
