#pragma once
// What the administrator asks of a store, as JSON: {"do": "wave-open", …}. The same requests go straight to a
// store that this process opened, or through DIR/otklik.sock to the server that has it open.

#include <atomic>
#include <string>
#include <thread>

#include "server/store/sqlite/sqlite_store.h"
#include "shared/base/json.h"

namespace otklik {

/// Carries a request out: {"said": "…"} with what was done and what comes next, or {"problems": ["…"]}.
Json carryOut(SqliteStore& store, const Json& request);

/// Sends a request to the process that has `folder` open, or opens the folder itself. The answer is as
/// carryOut's.
Json askStore(const std::string& folder, const Json& request);

/// Answers requests on DIR/otklik.sock (mode 0600) until it is destroyed.
class AdminSocket {
  public:
    AdminSocket(const std::string& folder, SqliteStore& store);
    ~AdminSocket();
    /// Empty, or why the socket could not be made.
    const std::string& problem() const { return problem_; }

  private:
    void listen();
    SqliteStore& store_;
    std::string path_, problem_;
    int socket_ = -1;
    std::atomic<bool> stopping_ = false;
    std::thread thread_;
};

}  // namespace otklik
