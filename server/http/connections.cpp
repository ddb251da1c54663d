#include "server/http/connections.h"

#include <netdb.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <system_error>
#include <thread>

#include "server/http/framing.h"

namespace otklik {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr auto kSpare = seconds(10);  // how long a thread that is not needed stays
constexpr int kListenTries = 60;      // to listen anew
constexpr int kRequests = 1000;       // of a connection
constexpr int kLastPort = 65535;
constexpr std::size_t kKept = 32;      // threads that stay when they are not needed
constexpr std::size_t kRefusing = 64;  // threads beyond those of the admitted, to say that they are too many
constexpr std::size_t kClosing = 64;   // and beyond those, to close the connections of more
constexpr std::size_t kDrained = 256 * 1024;  // of what a refused client still sends

/// The numbers of an end of the connection, getpeername's or getsockname's; none where it is gone already.
void nameEnd(decltype(getpeername)* end, socket_t socket, std::string& ip, int& port) {
    sockaddr_storage storage{};
    socklen_t size = sizeof storage;
    auto* address = reinterpret_cast<sockaddr*>(&storage);
    char host[NI_MAXHOST], service[NI_MAXSERV];
    if (end(socket, address, &size) != 0 || getnameinfo(address, size, host, sizeof host, service,
                                                        sizeof service, NI_NUMERICHOST | NI_NUMERICSERV) != 0)
        return;
    ip = host;
    port = std::atoi(service);
}

bool waitFor(socket_t socket, short events, Clock::time_point until) {
    for (;;) {
        const auto left = std::chrono::duration_cast<milliseconds>(until - Clock::now()).count();
        if (left <= 0) return false;
        pollfd ready{socket, events, 0};
        const int count = poll(&ready, 1, static_cast<int>(left));
        if (count > 0) return true;
        if (count < 0 && errno != EINTR) return false;
    }
}

/// A socket for one connection: buffered, with a deadline for each request as a whole. Each request ends
/// where its frame says, and then so does the stream, until the next one begins; what of that came along
/// stays.
class PacedStream : public httplib::Stream {
  public:
    PacedStream(socket_t socket, const Pace& pace) : socket_(socket), pace_(pace) {}
    ~PacedStream() override { explicit_bzero(buffer_, sizeof buffer_); }
    PacedStream(const PacedStream&) = delete;

    /// The next request begins now.
    void begin() {
        start_ = Clock::now(), received_ = 0;
        frame_ = {};
        given_.clear(), read_ = 0;
        answered_ = false;
    }
    /// Overwrites what it has read of the request, also what an earlier fill of the buffer left behind a
    /// shorter one.
    void forget() {
        explicit_bzero(buffer_, at_);
        explicit_bzero(buffer_ + filled_, sizeof buffer_ - filled_);
        std::string().swap(given_);  // what is freed is overwritten as a whole, see wiping.cpp
        read_ = 0;
    }
    bool hasInput() const { return at_ < filled_; }
    bool isBroken() const { return frame_.broken(); }
    bool isReadToEnd() const { return frame_.complete() && !hasGiven(); }
    bool answered() const { return answered_; }
    /// True once an answer has said that it is the connection's last one.
    bool last() const { return last_; }

    bool is_readable() const override { return hasGiven() || (hasInput() && !frame_.complete()); }
    bool wait_readable() const override {
        return hasGiven() || hasInput() || frame_.complete() ||
               waitFor(socket_, POLLIN, deadlineOf(start_, received_));
    }
    bool wait_writable() const override { return waitFor(socket_, POLLOUT, Clock::now() + pace_.patience); }
    bool is_peer_alive() const override {
        char byte;
        const ssize_t got = recv(socket_, &byte, 1, MSG_PEEK | MSG_DONTWAIT);
        return got > 0 || (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK));
    }

    ssize_t read(char* to, std::size_t size) override {
        if (!hasGiven()) given_.clear(), read_ = 0;
        while (!hasGiven() && !frame_.complete() && !frame_.broken()) {
            if (const ssize_t got = hasInput() ? 1 : receive(); got <= 0) return got;
            const std::size_t part = frame_.take({buffer_ + at_, filled_ - at_}, given_);
            at_ += part, received_ += part;
        }
        if (frame_.broken()) return error_ = httplib::Error::Read, -1;
        const std::size_t part = given_.copy(to, size, read_);
        read_ += part;
        return static_cast<ssize_t>(part);
    }

    ssize_t write(const char* from, std::size_t size) override {
        const auto until = deadlineOf(Clock::now(), size);
        answered_ = true;
        const std::string_view bytes(from, size);
        if (bytes.starts_with("HTTP/1.1 "))
            last_ =
                bytes.substr(0, bytes.find("\r\n\r\n") + 2).find("\r\nConnection: close\r\n") != bytes.npos;
        for (std::size_t done = 0; done < size;) {
            const ssize_t put = send(socket_, from + done, size - done, MSG_NOSIGNAL | MSG_DONTWAIT);
            if (put > 0)
                done += static_cast<std::size_t>(put);
            else if ((errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR) ||
                     !waitFor(socket_, POLLOUT, until))
                return error_ = httplib::Error::Write, -1;
        }
        return static_cast<ssize_t>(size);
    }

    void get_remote_ip_and_port(std::string& ip, int& port) const override {
        nameEnd(getpeername, socket_, ip, port);
    }
    void get_local_ip_and_port(std::string& ip, int& port) const override {
        nameEnd(getsockname, socket_, ip, port);
    }
    socket_t socket() const override { return socket_; }
    time_t duration() const override { return 0; }

  private:
    /// When `bytes` that began at `start` must be through.
    Clock::time_point deadlineOf(Clock::time_point start, std::size_t bytes) const {
        const auto more = milliseconds(static_cast<std::int64_t>(bytes) * 1000 / pace_.slowestRate);
        return start + std::min(pace_.patience + more, pace_.longest);
    }

    bool hasGiven() const { return read_ < given_.size(); }

    /// Fills the buffer; as recv says, or -1 where it took too long.
    ssize_t receive() {
        if (Clock::now() >= deadlineOf(start_, received_)) return error_ = httplib::Error::Timeout, -1;
        ssize_t got = recv(socket_, buffer_, sizeof buffer_, MSG_DONTWAIT);
        if (got < 0) {
            if (!wait_readable()) return error_ = httplib::Error::Timeout, -1;
            got = recv(socket_, buffer_, sizeof buffer_, 0);
        }
        if (got <= 0) return error_ = httplib::Error::ConnectionClosed, got;
        at_ = 0, filled_ = static_cast<std::size_t>(got);
        return got;
    }

    socket_t socket_;
    const Pace& pace_;
    Clock::time_point start_ = Clock::now();
    RequestFrame frame_;
    std::string given_;     // what of the request the frame has let through
    std::size_t read_ = 0;  // of that
    bool answered_ = false, last_ = false;
    std::size_t received_ = 0, at_ = 0, filled_ = 0;
    char buffer_[8192];  // of a padded response all at once
};

/// Overwrites what a request has left on this thread's stack, below whoever calls it: the thread waits for
/// the next one, which may come in a minute or never.
__attribute__((noinline)) void forgetStack() {
    char used[64 * 1024];
    explicit_bzero(used, sizeof used);
}

/// Lets a client that is still sending read the answer: closing at once would reset the connection and take
/// the answer with it.
void closeGently(socket_t socket) {
    shutdown(socket, SHUT_WR);
    char rest[16384];
    std::size_t drained = 0;
    const auto until = Clock::now() + seconds(1);
    while (drained < kDrained && waitFor(socket, POLLIN, until)) {
        const ssize_t got = recv(socket, rest, sizeof rest, 0);
        if (got <= 0) break;
        drained += static_cast<std::size_t>(got);
    }
    close(socket);
}

/// An answer that is given without httplib: a whole response with a problem document, after which the
/// connection ends.
std::string lastAnswer(const char* status, const char* more, const char* detail) {
    const std::string body = std::string("{\"type\":\"about:blank\",\"title\":\"") + (status + 4) +
                             "\",\"status\":" + std::string(status, 3) + ",\"detail\":\"" + detail + "\"}";
    return std::string("HTTP/1.1 ") + status + "\r\n" + more +
           "Connection: close\r\nContent-Type: application/problem+json\r\nContent-Length: " +
           std::to_string(body.size()) + "\r\n\r\n" + body;
}

}  // namespace

BoundedServer::BoundedServer(Visitors& visitors, Pace pace) : visitors_(visitors), pace_(pace) {
    new_task_queue = [this, &visitors] {
        // When it ends by itself, httplib leaves the number of a socket that it has closed.
        return new ConnectionThreads(
            kKept, static_cast<std::size_t>(visitors.limits().allConnections) + kRefusing + kClosing,
            [&visitors] { visitors.forget(); }, [this] { svr_sock_ = INVALID_SOCKET; });
    };
    set_idle_interval(pace_.quiet);
    set_keep_alive_max_count(kRequests);  // what every answer's Keep-Alive header says
    set_keep_alive_timeout(std::chrono::duration_cast<seconds>(pace_.idle).count());
    // A HEAD is answered as if parts could be asked for.
    set_post_routing_handler([](const httplib::Request&, httplib::Response& response) {
        response.headers.erase("Accept-Ranges");
    });
    // httplib lets several servers of one user share a port, and then each gets some of the visitors. This
    // lets a server come back at once to a port whose last connections the system still remembers.
    set_socket_options([](socket_t socket) { httplib::set_socket_opt(socket, SOL_SOCKET, SO_REUSEADDR, 1); });
}

Result<int> BoundedServer::listenAt(const std::string& host, int port, const char* flag) {
    if (port < 0 || port > kLastPort)
        return Problem::of("port", std::to_string(port) + " is not a port. Give " + flag + " one of 1 to " +
                                       std::to_string(kLastPort) + ", or 0 for a free one.");
    const int free = port == 0 ? bind_to_any_port(host) : 0;
    if (free < 0 || (port > 0 && !bind_to_port(host, port)))
        return Problem::of("port", host + ":" + std::to_string(port) +
                                       " is taken or not allowed. Choose another with " + flag + ".");
    host_ = host, port_ = port == 0 ? free : port;
    return port_;
}

bool ConnectionThreads::enqueue(std::function<void()> task) {
    std::lock_guard guard(mutex_);
    if (stopping_ || tasks_.size() >= most_) return false;
    const bool needed = tasks_.size() >= idle_;  // every idle thread has a task waiting for it already
    if (needed && threads_ < most_) {
        try {
            std::thread([this] { work(); }).detach();
        } catch (const std::system_error&) {  // the machine has none left: the client may try again
            return false;
        }
        ++threads_;
    }
    tasks_.push_back(std::move(task));
    wake_.notify_one();
    return true;
}

void ConnectionThreads::work() {
    std::unique_lock guard(mutex_);
    for (;;) {
        ++idle_;
        const bool woken = wake_.wait_for(guard, kSpare, [&] { return stopping_ || !tasks_.empty(); });
        --idle_;
        if (tasks_.empty() && (stopping_ || (!woken && threads_ > kept_))) break;
        if (tasks_.empty()) continue;
        const auto task = std::move(tasks_.front());
        tasks_.pop_front();
        guard.unlock();
        task();
        guard.lock();
    }
    if (--threads_ == 0) ended_.notify_all();
}

void ConnectionThreads::shutdown() {
    ending_();
    std::unique_lock guard(mutex_);
    stopping_ = true;
    wake_.notify_all();
    ended_.wait(guard, [&] { return threads_ == 0; });
}

bool BoundedServer::serve(const std::function<void(bool)>& told) {
    while (!listen_after_bind()) {
        told(false);
        for (int left = kListenTries;; --left) {
            std::this_thread::sleep_for(pace_.listenPause);
            std::lock_guard guard(mutex_);
            if (finishing_) return true;
            stop();  // so that httplib takes up again
            if (bind_to_port(host_, port_)) break;
            if (left == 0) return false;
        }
        told(true);
    }
    return true;
}

void BoundedServer::finish() {
    {
        std::lock_guard guard(mutex_);
        finishing_ = true;
    }
    wait_until_ready();  // httplib would let a stop that comes before the start pass by
    stop();
}

/// Tells a client that there are too many. That holds a thread until the client has read it: there are as
/// many beyond those of the admitted, and who comes while they are all at it is not told, so as to take none
/// from others.
void BoundedServer::refuse(socket_t socket) {
    if (++refusing_ <= kRefusing) {
        static const std::string busy =
            lastAnswer("503 Too many connections", "Retry-After: 5\r\n", "Too many at once. Try again soon.");
        PacedStream(socket, pace_).write(busy.data(), busy.size());
        closeGently(socket);
    } else {
        close(socket);
    }
    --refusing_;
}

bool BoundedServer::process_and_close_socket(socket_t socket) {
    PacedStream stream(socket, pace_);
    std::string address, local;
    int port = 0, localPort = 0;
    stream.get_remote_ip_and_port(address, port);
    stream.get_local_ip_and_port(local, localPort);
    const Visitors::Connection connection(visitors_, address);
    if (!connection) return refuse(socket), false;
    bool good = false;
    const auto oldest = visitors_.now() + visitors_.limits().longestConnection;
    for (int left = kRequests; left > 0; --left) {
        const auto idle = Clock::now() + pace_.idle;
        bool came = stream.hasInput();
        while (!came && svr_sock_ != INVALID_SOCKET && Clock::now() < idle)
            came =
                waitFor(socket, POLLIN, std::min<Clock::time_point>(idle, Clock::now() + milliseconds(100)));
        if (!came) break;
        stream.begin();
        bool closed = false;
        const bool last = left == 1 || visitors_.now() > oldest || svr_sock_ == INVALID_SOCKET;
        good = process_request(stream, address, port, local, localPort, last, closed, nullptr);
        if (stream.isBroken() && !stream.answered()) {
            static const std::string unreadable =
                lastAnswer("400 Bad Request", "", "The request is not one of HTTP/1.1.");
            stream.write(unreadable.data(), unreadable.size());
        }
        stream.forget();
        forgetStack();
        // What follows a request that was not read to its end is not the next request.
        if (!good || closed || last || stream.last() || !stream.isReadToEnd() ||
            stream.get_error() != httplib::Error::Success)
            break;
    }
    closeGently(socket);
    return good;
}

}  // namespace otklik
