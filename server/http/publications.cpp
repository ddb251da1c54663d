#include "server/http/publications.h"

#include "server/report/report_input.h"
#include "shared/form/card.h"
#include "shared/form/form.h"
#include "shared/form/pages.h"
#include "shared/report/report_html.h"

namespace otklik {

std::string Publications::pageOf(const Report& report, const Locale& locale) const {
    const std::string title = report.title + " — " + report.wave;
    const std::string card =
        cardHtml({title, report.summary, report.language, site_ + reportAddress(locale, report.wave),
                  files_.card.empty() ? "" : site_ + files_.card});
    const std::string other = "/results/" + report.wave + "?lang=" + locale.text("page.other-language-code");
    return pageHtml({title, report.language, files_.reportStyle, files_.head + card,
                     framedHtml(locale, reportHtml(report, locale), other)});
}

std::shared_ptr<const WebFile> Publications::get(const std::shared_ptr<const Snapshot>& snapshot,
                                                 const Wave& wave, Form form, const Locale& locale) {
    std::lock_guard guard(mutex_);
    Kept& kept = kept_[std::to_string(static_cast<int>(form)) + "/" + locale.language() + "/" + wave.id];
    if (kept.snapshot != snapshot) {
        const Report report = makeReport(reportInput(*snapshot, wave.id), locale);
        WebFile file;
        file.type = "text/html; charset=utf-8";
        file.plain = pageOf(report, locale);
        file.brotli = compressBrotli(file.plain);
        file.gzip = compressGzip(file.plain);
        file.etag = '"' + sha256Base64(file.plain).substr(0, 22) + '"';
        kept = {snapshot, std::make_shared<const WebFile>(std::move(file))};
    }
    return kept.file;
}

}  // namespace otklik
