#include "server/http/publications.h"

#include "server/report/report_input.h"
#include "shared/form/form.h"
#include "shared/form/pages.h"
#include "shared/report/report_html.h"

namespace otklik {
namespace {

std::string pageOf(const Report& report, const WebFiles& files, const Locale& locale) {
    const std::string other = (locale.language() == "ru" ? "?lang=en&wave=" : "?lang=ru&wave=") + report.wave;
    return pageHtml({report.title + " — " + report.wave, locale.language(), files.reportStyle, files.head,
                     framedHtml(locale, reportHtml(report, locale), other)});
}

}  // namespace

std::shared_ptr<const WebFile> Publications::get(const std::shared_ptr<const Snapshot>& snapshot,
                                                 const Wave& wave, Form form, const Locale& locale) {
    std::lock_guard guard(mutex_);
    Kept& kept = kept_[std::to_string(static_cast<int>(form)) + "/" + locale.language() + "/" + wave.id];
    if (kept.snapshot != snapshot) {
        const Report report = makeReport(reportInput(*snapshot, wave.id), locale);
        WebFile file;
        file.type = "text/html; charset=utf-8";
        file.plain = pageOf(report, files_, locale);
        file.brotli = compressBrotli(file.plain);
        file.gzip = compressGzip(file.plain);
        file.etag = '"' + sha256Base64(file.plain).substr(0, 22) + '"';
        kept = {snapshot, std::make_shared<const WebFile>(std::move(file))};
    }
    return kept.file;
}

}  // namespace otklik
