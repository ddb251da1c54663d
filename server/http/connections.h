#pragma once
// cpp-httplib gives a thread to a connection and has no deadline for a whole request. Here a request must
// arrive, and its answer be taken, at a pace that no honest link is below, and connections are counted.

#include <httplib.h>

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>

#include "server/http/pace.h"
#include "server/http/visitors.h"
#include "shared/base/result.h"

namespace otklik {

/// A thread for every connection that has something to do, up to `most`, and as many connections that wait
/// for one; threads beyond `kept` end when they have been idle for a while. (httplib's own pool counts a
/// thread as idle that has been woken already, so that a connection can be left waiting behind slow ones.)
class ConnectionThreads : public httplib::TaskQueue {
  public:
    /// `quiet` is called by the listening thread when no connection has come for a while.
    /// `ending`: when none will come any more, and those that are open should end.
    ConnectionThreads(std::size_t kept, std::size_t most, std::function<void()> quiet,
                      std::function<void()> ending)
        : kept_(kept), most_(most), quiet_(std::move(quiet)), ending_(std::move(ending)) {}
    bool enqueue(std::function<void()> task) override;
    void shutdown() override;
    void on_idle() override { quiet_(); }

  private:
    void work();

    const std::size_t kept_, most_;
    const std::function<void()> quiet_, ending_;
    std::mutex mutex_;  // guards everything below
    std::condition_variable wake_, ended_;
    std::deque<std::function<void()>> tasks_;
    std::size_t threads_ = 0, idle_ = 0;
    bool stopping_ = false;
};

/// A server whose every bound is kept here: those of `visitors`, and a thread for each connection they allow.
class BoundedServer : public httplib::Server {
  public:
    /// `visitors` must outlive the server.
    explicit BoundedServer(Visitors& visitors, Pace pace = {});

    /// Listens at a port, which then is nobody else's; 0 asks for a free one. Returns it, or a problem that
    /// names the `flag` by which it was asked for.
    Result<int> listenAt(const std::string& host, int port, const char* flag);
    /// Serves until finish(), then ends what was begun, and returns true. Where a connection cannot be
    /// accepted, which httplib takes for the end, it listens anew, after a while: the fault may be that
    /// connection's, or pass. `told` hears when nobody is listened to, and when somebody is again. False
    /// where that stays so.
    bool serve(const std::function<void(bool listens)>& told);
    /// From any thread, once: also before serve() has begun.
    void finish();

  private:
    bool process_and_close_socket(socket_t socket) override;
    void refuse(socket_t socket);

    Visitors& visitors_;
    const Pace pace_;
    std::string host_;
    int port_ = 0;                          // that is listened at
    std::mutex mutex_;                      // guards:
    bool finishing_ = false;                // finish() was called
    std::atomic<std::size_t> refusing_{0};  // threads that tell a client that there are too many
};

}  // namespace otklik
