// What systemd hears of the service.

#include "server/admin/service.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>

#include "tests/server/server_process.h"
#include "tests/support.h"

using namespace otklik;

namespace {

/// What systemd listens on.
class Manager {
  public:
    explicit Manager(const std::string& watchdog = "") {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        const std::string path = folder_.path() + "/notify";
        path.copy(address.sun_path, sizeof address.sun_path - 1);
        REQUIRE(bind(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
        const timeval patience{20, 0};
        setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        setenv("NOTIFY_SOCKET", path.c_str(), 1);
        if (!watchdog.empty()) setenv("WATCHDOG_USEC", watchdog.c_str(), 1);
    }
    ~Manager() {
        unsetenv("NOTIFY_SOCKET");
        unsetenv("WATCHDOG_USEC");
        close(socket_);
    }
    /// The next that is told; empty where nothing comes.
    std::string hears() const {
        char told[256];
        const ssize_t size = recv(socket_, told, sizeof told, 0);
        return size < 0 ? "" : std::string(told, static_cast<std::size_t>(size));
    }

  private:
    test::TemporaryFolder folder_;
    const int socket_ = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
};

}  // namespace

TEST_CASE("A server says when it is ready, that it is alive, and that it stops") {
    const Manager manager("2000000");
    test::ServerProcess server(10);
    CHECK(manager.hears() == "READY=1");
    CHECK(manager.hears() == "WATCHDOG=1");
    CHECK(manager.hears() == "WATCHDOG=1");
    server.stop();
    std::string last = manager.hears();
    while (last == "WATCHDOG=1") last = manager.hears();
    CHECK(last == "STOPPING=1");
}

TEST_CASE("What is not alive is not said to be") {
    const Manager manager("20000");
    std::atomic<int> asked{0};
    {
        const Watchdog watchdog([&] { return ++asked == 5; });
        CHECK(manager.hears() == "WATCHDOG=1");
        CHECK(asked >= 5);
    }
}

TEST_CASE("Without systemd nothing is watched, and a socket that is gone stops nobody") {
    bool asked = false;
    const Watchdog watchdog([&] { return asked = true; });
    notifyService("READY=1");
    setenv("NOTIFY_SOCKET", "/nowhere/at/all", 1);
    notifyService("READY=1");
    setenv("NOTIFY_SOCKET", std::string(500, 'a').c_str(), 1);
    notifyService("READY=1");
    unsetenv("NOTIFY_SOCKET");
    CHECK_FALSE(asked);
}
