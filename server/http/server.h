#pragma once
// The HTTP face: pages, the API, the client's files. Knows the store only through its interface; keeps
// nothing about visitors.

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "server/http/pace.h"
#include "server/http/submission_counts.h"
#include "server/http/visitors.h"
#include "server/redact/redactor.h"
#include "server/store/store.h"
#include "shared/base/json.h"
#include "shared/form/office.h"

namespace otklik {

/// How old the latest copy is; nothing where there is none. Any thread may ask.
using CopyAge = std::function<std::optional<std::chrono::seconds>()>;
/// A copy is made every day; one that is older than this is overdue.
inline constexpr std::chrono::hours kOldestCopy{48};

struct ServerOptions {
    std::string host = "127.0.0.1";
    int port = 8080;     ///< 0 asks for a free one
    std::string webDir;  ///< made by scripts/build; empty: the plain form without style or app
    std::string localesDir;
    Office office;  ///< who asks; its emblem's address is the server's to give
    /// A PNG or SVG that is only a picture; without content none.
    struct Emblem {
        std::string name, content;
    } emblem;
    std::vector<std::string> kiosks;  ///< names that ?kiosk= may have
    VisitorLimits limits;
    bool behindProxy = false;  ///< a proxy on this machine says in X-Real-IP whose request it is
    /// "https://survey.example", how the public reaches it: for preview cards, and to know its own pages by.
    std::string site;
    /// Told when no connection can be accepted, and when they can again; and, hourly, of limits that are
    /// reached.
    std::function<void(const Json& line)> log = [](const Json&) {};
    CopyAge copyAge = [] { return std::nullopt; };
    Pace pace = {};
    std::function<Visitors::Time()> now = std::chrono::steady_clock::now;  ///< for limits and counts
};

class HttpServer {
  public:
    /// Reads locales and the client's files. Problems name the file and what is wrong in it.
    static Result<std::unique_ptr<HttpServer>> create(ServerOptions options, Store& store,
                                                      const Redactor& redactor);
    ~HttpServer();

    /// The port that is listened on, or why none could be.
    Result<int> bind();
    /// Serves until stop(), then finishes what was accepted, and returns true; false where nobody can be
    /// listened to any more.
    bool run();
    void stop();

    /// What became of submissions; as long as the server lives.
    SubmissionCounts& counts();
    /// Keys that a language lacks, by language; their texts are shown in the main one.
    const std::map<std::string, std::vector<std::string>>& gaps() const;
    /// Every address that is answered, "*" for any one part.
    std::vector<std::string> paths() const;

  private:
    struct Impl;
    explicit HttpServer(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace otklik
