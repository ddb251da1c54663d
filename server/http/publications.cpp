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

namespace otklik {
namespace {

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

}  // namespace

std::string Publications::pageOf(const Report& report, const Locale& locale, const Arrival& arrival) const {
    const std::string title = markedTitle(report.kind, report.title + " — " + report.wave, locale);
    const std::string card = cardHtml({title, report.summary, report.language,
                                       site_ + reportAddress(locale, report.wave), files_.cardOf(site_)});
    return pageHtml({title, report.language, files_.reportStyle, files_.head + card,
                     framedHtml(locale, arrival, reportHtml(report, locale), "/results/" + report.wave)});
}

Result<WebFile> Publications::make(const Snapshot& snapshot, const Wave& wave, Form form,
                                   const Locale& locale, const Arrival& arrival) const {
    const auto report = [&] { return makeReport(reportInput(snapshot, wave.id), locale); };
    WebFile file;
    file.type = "application/json";
    switch (form) {
        case Form::page:
            file.type = "text/html; charset=utf-8";
            file.plain = pageOf(report(), locale, arrival);
            break;
        case Form::json:
            file.plain = reportJson(report()).dump();
            break;
        case Form::csvExcel:
        case Form::csvRfc4180:
            file.type = "text/csv; charset=utf-8; header=present";
            file.name = "results-" + wave.id + ".csv";
            file.plain =
                reportCsv(report(), locale, form == Form::csvExcel ? CsvDialect::excel : CsvDialect::rfc4180);
            break;
        case Form::xlsx: {
            file.type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
            file.name = "results-" + wave.id + ".xlsx";
            auto bytes = reportXlsx(report(), locale);
            if (!bytes) return bytes.problems();
            file.plain = std::move(*bytes);
            break;
        }
        case Form::aggregates:
            file.plain = aggregatesJson(snapshot, wave);
            break;
        case Form::survey:
            file.plain = surveyJson(wave);
            break;
    }
    if (form != Form::xlsx) {  // which is compressed already
        file.brotli = compressBrotli(file.plain);
        file.gzip = compressGzip(file.plain);
    }
    file.etag = etagOf(file.plain);
    return file;
}

Result<std::shared_ptr<const WebFile>> Publications::get(const std::shared_ptr<const Snapshot>& snapshot,
                                                         const Wave& wave, Form form, const Locale& locale,
                                                         const Arrival& arrival) {
    const std::string address = addressIn(locale, "/" + wave.id, form == Form::page ? arrival : Arrival{});
    std::lock_guard guard(mutex_);
    Kept& kept = kept_[std::to_string(static_cast<int>(form)) + address];
    if (kept.snapshot != snapshot) {
        auto file = make(*snapshot, wave, form, locale, arrival);
        if (!file) return file.problems();
        kept = {snapshot, std::make_shared<const WebFile>(std::move(*file))};
    }
    return kept.file;
}

}  // namespace otklik
