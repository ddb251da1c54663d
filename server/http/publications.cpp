#include "server/http/publications.h"

#include "server/base/base64url.h"
#include "server/report/chart_png.h"
#include "server/report/report_input.h"
#include "server/report/report_xlsx.h"
#include "shared/form/card.h"
#include "shared/form/form.h"
#include "shared/form/pages.h"
#include "shared/report/chart_file.h"
#include "shared/report/report_csv.h"
#include "shared/report/report_html.h"
#include "shared/report/report_json.h"
#include "shared/report/report_lines.h"
#include "shared/report/report_tidy.h"
#include "shared/survey/survey_lines.h"

namespace otklik {
namespace {

constexpr const char* kLinesType = "text/plain; charset=utf-8";
constexpr const char* kCsvType = "text/csv; charset=utf-8; header=present";
constexpr std::size_t kMostChartBytes = 32 * 1024 * 1024;  // that are kept: some 160 pictures
constexpr int kMostChartReaders = 8;  // each holds a thread while one picture is drawn after the other

std::size_t bytesOf(const WebFile& file) {
    return file.plain.size() + file.brotli.size() + file.gzip.size();
}

/// One more while it lives.
struct Counted {
    explicit Counted(std::atomic<int>& all) : all(all), count(++all) {}
    Counted(const Counted&) = delete;
    ~Counted() { --all; }
    std::atomic<int>& all;
    const int count;
};

CsvDialect dialectOf(Representation representation) {
    const bool isExcel = representation == Representation::csvExcel ||
                         representation == Representation::tidyExcel ||
                         representation == Representation::codebookExcel;
    return isExcel ? CsvDialect::excel : CsvDialect::rfc4180;
}

/// Ready to be sent, for who takes it compressed too.
WebFile finished(WebFile file, bool isCompressed) {
    if (!isCompressed) {
        file.brotli = compressBrotli(file.plain);
        file.gzip = compressGzip(file.plain);
    }
    file.etag = etagOf(file.plain);
    return file;
}

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

Report Publications::reportOf(const Snapshot& snapshot, const Wave& wave, const Locale& locale) const {
    ReportInput input = reportInput(snapshot, wave.id, office_, locales_, locale);
    if (!site_.empty()) input.address = site_ + reportAddress(locale, wave.id);
    return makeReport(input, locale);
}

std::string Publications::pageOf(const Report& report, const Locale& locale, const Arrival& arrival) const {
    const std::string title = markedTitle(report.kind, report.title + " — " + report.wave, locale);
    const std::string card =
        cardHtml({title, report.day.empty() ? report.summary : report.headline.text, locale,
                  site_ + reportAddress(locale, report.wave), files_.cardOf(site_)});
    return pageHtml({title, report.language, files_.reportStyle, files_.head + card,
                     framedHtml({locale, locales_, office_, arrival}, reportHtml(report, locale),
                                "/results/" + report.wave) +
                         files_.reportTail});
}

Result<WebFile> Publications::make(const Snapshot& snapshot, const Wave& wave, Representation representation,
                                   const Locale& locale, const Arrival& arrival) const {
    const auto report = [&] { return reportOf(snapshot, wave, locale); };
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
            file.type = kCsvType;
            file.name = "results-" + wave.id + ".csv";
            file.plain = reportCsv(report(), locale, dialectOf(representation));
            break;
        case Representation::tidyExcel:
        case Representation::tidyRfc4180:
            file.type = kCsvType;
            file.name = "results-" + wave.id + "-tidy.csv";
            file.plain = tidyCsv(report(), locale, dialectOf(representation));
            break;
        case Representation::codebookExcel:
        case Representation::codebookRfc4180:
            file.type = kCsvType;
            file.name = "results-" + wave.id + "-codebook.csv";
            file.plain = codebookCsv(report(), locale, dialectOf(representation));
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
    return finished(std::move(file), representation == Representation::xlsx);
}

Result<WebFile> Publications::makeChart(const Snapshot& snapshot, const Wave& wave, const std::string& chart,
                                        Picture picture, const Locale& locale) const {
    const Report report = reportOf(snapshot, wave, locale);
    std::string names;
    for (const Chart& each : chartsOf(report)) {
        if (each.table->id != chart) {
            names += (names.empty() ? "" : ", ") + each.table->id;
            continue;
        }
        WebFile file;
        file.plain = chartFile(report, each, files_.chartStyle, locale);
        file.name = "results-" + wave.id + "-" + chart + (picture == Picture::svg ? ".svg" : ".png");
        file.type = picture == Picture::svg ? "image/svg+xml" : "image/png";
        if (picture == Picture::svg) return finished(std::move(file), false);
        auto png = chartPng(file.plain);
        if (!png) return png.problems();
        file.plain = std::move(*png);
        return finished(std::move(file), true);
    }
    return Problem::of("unknown",
                       "There is no such chart. " +
                           (names.empty() ? "This report has none yet." : "This report has: " + names + "."));
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

Result<std::shared_ptr<const WebFile>> Publications::getChart(const std::shared_ptr<const Snapshot>& snapshot,
                                                              const Wave& wave, const std::string& chart,
                                                              Picture picture, const Locale& locale) {
    const std::string address =
        std::to_string(static_cast<int>(picture)) + addressIn(locale, "/" + wave.id + "/" + chart);
    const Counted reader(chartReaders_);
    if (reader.count > kMostChartReaders)
        return Problem::of("busy", "Many charts are being drawn now. Try again in a moment.");
    std::lock_guard guard(chartMutex_);
    if (chartSnapshot_ != snapshot) {
        keptCharts_.clear(), chartOrder_.clear();
        chartSnapshot_ = snapshot;
        chartBytes_ = 0;
    }
    const auto found = keptCharts_.find(address);
    if (found != keptCharts_.end()) return found->second;
    auto made = makeChart(*snapshot, wave, chart, picture, locale);
    if (!made) return made.problems();
    for (; chartBytes_ > kMostChartBytes; chartOrder_.pop_front()) {
        const auto oldest = keptCharts_.find(chartOrder_.front());
        chartBytes_ -= bytesOf(*oldest->second);
        keptCharts_.erase(oldest);
    }
    const auto kept = std::make_shared<const WebFile>(std::move(*made));
    chartBytes_ += bytesOf(*kept);
    chartOrder_.push_back(address);
    return keptCharts_[address] = kept;
}

}  // namespace otklik
