#pragma once
// How a command reaches the process that has a folder open: one line of JSON through DIR/otklik.sock, one
// line back. The socket's folder and mode are its only protection, and enough: only the owner reaches it.

#include <atomic>
#include <string>
#include <thread>

#include "server/admin/requests.h"

namespace otklik {

/// Sends a request to the process that has the data folder open; where there is none, opens the folder
/// itself, and makes a database there where `create` is set and there is none. The answer is as carryOut's.
Json askStore(const Folders& folders, const Json& request, bool create = false);

/// Answers requests on DIR/otklik.sock (mode 0600) until it is destroyed.
class AdminSocket {
  public:
    explicit AdminSocket(Workplace workplace);
    ~AdminSocket();
    /// Empty, or why the socket could not be made.
    const std::string& problem() const { return problem_; }

  private:
    void listen();

    Workplace workplace_;
    std::string problem_;
    int socket_ = -1;
    std::atomic<bool> stopping_ = false;
    std::thread thread_;
};

}  // namespace otklik
