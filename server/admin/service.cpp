#include "server/admin/service.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstddef>
#include <cstdlib>
#include <cstring>

namespace otklik {

void notifyService(const std::string& state) {
    const char* path = std::getenv("NOTIFY_SOCKET");
    sockaddr_un address{};
    const std::size_t size = path ? std::strlen(path) : 0;
    if (size == 0 || size > sizeof address.sun_path) return;
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, path, size);
    if (address.sun_path[0] == '@') address.sun_path[0] = '\0';  // of Linux's abstract names
    const int socket = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (socket < 0) return;
    // Whoever asked for it may be gone; the service goes on.
    static_cast<void>(sendto(socket, state.data(), state.size(), MSG_NOSIGNAL,
                             reinterpret_cast<const sockaddr*>(&address),
                             static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + size)));
    close(socket);
}

Watchdog::Watchdog(std::function<bool()> isAlive) : isAlive_(std::move(isAlive)) {
    const char* allowed = std::getenv("WATCHDOG_USEC");
    const long long microseconds = allowed ? std::atoll(allowed) : 0;
    if (microseconds <= 0) return;
    thread_ = std::thread([this, microseconds] { watch(std::chrono::microseconds(microseconds / 2)); });
}

Watchdog::~Watchdog() {
    {
        std::lock_guard guard(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    if (thread_.joinable()) thread_.join();
}

void Watchdog::watch(std::chrono::microseconds pause) {
    std::unique_lock guard(mutex_);
    while (!stopping_) {
        guard.unlock();
        const bool isAlive = isAlive_();
        if (isAlive) notifyService("WATCHDOG=1");
        guard.lock();
        wake_.wait_for(guard, pause, [this] { return stopping_; });
    }
}

}  // namespace otklik
