#pragma once
// cpp-httplib gives a thread to a connection and has no deadline for a whole request. Here a request must
// arrive, and its answer be taken, at a pace that no honest link is below, and connections are counted.

#include <httplib.h>

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>

#include "server/http/visitors.h"

namespace otklik {

/// A thread for every connection that has something to do, up to `most`, and as many connections that wait
/// for one; threads beyond `kept` end when they have been idle for a while. (httplib's own pool counts a
/// thread as idle that has been woken already, so that a connection can be left waiting behind slow ones.)
class ConnectionThreads : public httplib::TaskQueue {
  public:
    /// `quiet` is called by the listening thread when no connection has come for a while.
    ConnectionThreads(std::size_t kept, std::size_t most, std::function<void()> quiet)
        : kept_(kept), most_(most), quiet_(std::move(quiet)) {}
    bool enqueue(std::function<void()> task) override;
    void shutdown() override;
    void on_idle() override { quiet_(); }

  private:
    void work();

    const std::size_t kept_, most_;
    const std::function<void()> quiet_;
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
    explicit BoundedServer(Visitors& visitors);

  private:
    bool process_and_close_socket(socket_t socket) override;
    void refuse(socket_t socket);

    Visitors& visitors_;
    std::atomic<std::size_t> refusing_{0};  // threads that tell a client that there are too many
};

}  // namespace otklik
