#include "server/store/sqlite/health.h"

namespace otklik {
/// What to do about a write that failed.
Status Health::withAdvice(const Status& status) const {
    switch (status.kind()) {
        case Status::Kind::damaged:
            return status.within(
                "the database is damaged (",
                "); stop the server and restore the latest backup: see otklik restore --help");
        case Status::Kind::lasting:
            return status.within("the database could not be written (",
                                 "); check the disk, then start the server again: it takes up from the last "
                                 "durable response");
        default:
            // The keys folder names itself.
            if (status.detail().starts_with("The keys folder")) return status;
            return status.within(
                "the data folder " + folder_ + " cannot be written (",
                "); make room on its disk, and let this user write it: it is tried every second");
    }
}

Status Health::status() const {
    std::lock_guard guard(mutex_);
    return status_;
}

Status Health::note(const Status& status) {
    if (status.isGood() || status.kind() == Status::Kind::refused || status_.isFinal()) return status;
    const Status advised = withAdvice(status);
    if (advised.detail() != status_.detail())  // not once a refused response: a full disk would fill the log
        log_({{"event", "error"}, {"failure", status.detail()}, {"recoverable", !status.isFinal()}});
    std::lock_guard guard(mutex_);
    status_ = advised;
    return status;
}

void Health::worked() {
    if (status_.isGood() || status_.isFinal()) return;
    log_({{"event", "recovered"}, {"failure", status_.detail()}});
    std::lock_guard guard(mutex_);
    status_ = {};
}

}  // namespace otklik
