#pragma once
// What changes only with a snapshot: the report in every representation in which it is served, and what the
// API says of a wave. Each is made once a snapshot and language, and the page also once a channel that its
// links keep; compressed, with its ETag. Readers wait for the first of them; after that it is a copy of a
// pointer.

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
    xlsx,
    aggregates,
    survey,
    appSurvey,   ///< the survey as this server's own pages read it
    appPreview,  ///< and what the app shows of the report
    summary,     ///< the report in one sentence, as pages quote it
};

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

  private:
    struct Kept {
        std::shared_ptr<const Snapshot> snapshot;
        std::shared_ptr<const WebFile> file;
    };
    Result<WebFile> make(const Snapshot& snapshot, const Wave& wave, Representation representation,
                         const Locale& locale, const Arrival& arrival) const;
    std::string pageOf(const Report& report, const Locale& locale, const Arrival& arrival) const;

    const WebFiles& files_;  // all four must outlive this
    const Locales& locales_;
    const Office& office_;
    const std::string& site_;
    std::mutex mutex_;
    std::map<std::string, Kept> kept_;  // by representation and address
};

}  // namespace otklik
