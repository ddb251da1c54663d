#pragma once
// What changes only with a snapshot: the report in every representation in which it is served, and what the
// API says of a wave. Each is made once a snapshot and language, and the page also once a channel that its
// links keep; compressed, with its ETag. Readers wait for the first of them; after that it is a copy of a
// pointer.

#include <atomic>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "server/http/web_files.h"
#include "server/store/store.h"
#include "shared/form/office.h"
#include "shared/report/report.h"
#include "shared/text/address.h"

namespace otklik {

enum class Representation {
    page,
    json,
    csvExcel,
    csvRfc4180,
    tidyExcel,  ///< one figure a row
    tidyRfc4180,
    codebookExcel,  ///< what that has for columns and codes
    codebookRfc4180,
    xlsx,
    aggregates,
    survey,
    appSurvey,   ///< the survey as this server's own pages read it
    appPreview,  ///< and what the app shows of the report
    summary,     ///< the report in one sentence, as pages quote it
};

/// What a chart is served as.
enum class Picture { svg, png };

class Publications {
  public:
    /// `site` stands before addresses that others must be able to follow.
    Publications(const WebFiles& files, const Locales& locales, const Office& office, const std::string& site)
        : files_(files), locales_(locales), office_(office), site_(site) {}

    /// `wave` is one of the snapshot's, and `arrival` a known one: what is kept is bounded by that. A problem
    /// where the machine has no place to make the file.
    Result<std::shared_ptr<const WebFile>> get(const std::shared_ptr<const Snapshot>& snapshot,
                                               const Wave& wave, Representation representation,
                                               const Locale& locale, const Arrival& arrival);

    /// One chart of the report, by the id of its table. A problem, "unknown", where the report has no such
    /// chart: it names those there are; "busy" while too many wait for one; else as get().
    Result<std::shared_ptr<const WebFile>> getChart(const std::shared_ptr<const Snapshot>& snapshot,
                                                    const Wave& wave, const std::string& chart,
                                                    Picture picture, const Locale& locale);

  private:
    struct Kept {
        std::shared_ptr<const Snapshot> snapshot;
        std::shared_ptr<const WebFile> file;
    };
    Result<WebFile> make(const Snapshot& snapshot, const Wave& wave, Representation representation,
                         const Locale& locale, const Arrival& arrival) const;
    Result<WebFile> makeChart(const Snapshot& snapshot, const Wave& wave, const std::string& chart,
                              Picture picture, const Locale& locale) const;
    Report reportOf(const Snapshot& snapshot, const Wave& wave, const Locale& locale) const;
    std::string pageOf(const Report& report, const Locale& locale, const Arrival& arrival) const;

    const WebFiles& files_;  // all four must outlive this
    const Locales& locales_;
    const Office& office_;
    const std::string& site_;
    std::mutex mutex_;
    std::map<std::string, Kept> kept_;  // by representation and address
    // Pictures take longer than all else: who waits for one holds up nobody who wants the page.
    std::atomic<int> chartReaders_ = 0;  // that draw a picture or wait for one
    std::mutex chartMutex_;
    std::map<std::string, std::shared_ptr<const WebFile>> keptCharts_;  // by address; of one snapshot
    std::shared_ptr<const Snapshot> chartSnapshot_;
    std::deque<std::string> chartOrder_;  // the addresses, oldest first
    std::size_t chartBytes_ = 0;
};

}  // namespace otklik
