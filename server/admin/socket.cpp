#include "server/admin/socket.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "server/admin/machine.h"

namespace otklik {
namespace {

constexpr std::size_t kRequestLimit = 64 * 1024 * 1024;  // an import file
constexpr const char* kName = "otklik.sock";
constexpr int kTold = 5000;          // milliseconds, after which whoever waits for an answer is told so
constexpr timeval kPatience{10, 0};  // for the other side of a connection to take or say something

/// The socket's address by way of the open folder: a path of its own may be longer than the 107 bytes that an
/// address holds, and one that is cut is another folder's.
class SocketAddress {
  public:
    explicit SocketAddress(const std::string& folder)
        : folder_(::open(folder.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC)) {
        address_.sun_family = AF_UNIX;
        std::snprintf(address_.sun_path, sizeof address_.sun_path, "/proc/self/fd/%d/%s", folder_, kName);
    }
    ~SocketAddress() {
        if (folder_ >= 0) close(folder_);
    }
    SocketAddress(const SocketAddress&) = delete;

    /// connect() or bind(); false where that failed, with errno.
    bool give(decltype(connect)* call, int socket) const {
        return folder_ >= 0 &&
               call(socket, reinterpret_cast<const sockaddr*>(&address_), sizeof address_) == 0;
    }

  private:
    int folder_;
    sockaddr_un address_{};
};

/// Reads up to a line's end.
std::string readLine(int socket) {
    std::string line;
    std::string buffer(65536,
                       '\0');  // not on the stack: a ballot key comes this way, and what is freed is wiped
    for (ssize_t got;
         line.size() < kRequestLimit && (got = read(socket, buffer.data(), buffer.size())) > 0;) {
        line.append(buffer, 0, static_cast<std::size_t>(got));
        if (line.back() == '\n') break;
    }
    return line;
}

void writeAll(int socket, const std::string& text) {
    for (std::size_t at = 0; at < text.size();) {
        const ssize_t put = send(socket, text.data() + at, text.size() - at, MSG_NOSIGNAL);
        if (put <= 0) return;
        at += static_cast<std::size_t>(put);
    }
}

/// A server may take minutes to close a large wave, or hang: who waits is told for whom.
void waitForAnswer(int socket, const std::string& folder) {
    pollfd ready{socket, POLLIN, 0};
    if (poll(&ready, 1, kTold) == 0)
        std::fprintf(stderr,
                     "otklik: the server of %s is still at it; ending this command does not stop it there.\n",
                     folder.c_str());
}

Json refused(const std::string& why) {
    return {{"problems", {why}}};
}

}  // namespace

Json askStore(const Folders& folders, const Json& request, bool create) {
    const std::string& folder = folders.data;
    const int connection = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    setsockopt(connection, SOL_SOCKET, SO_SNDTIMEO, &kPatience, sizeof kPatience);
    if (SocketAddress(folder).give(connect, connection)) {
        writeAll(connection, request.dump() + "\n");
        waitForAnswer(connection, folder);
        auto answer = parseJson(readLine(connection));
        close(connection);
        return answer ? *answer : refused("The server gave no answer. Look at its log.");
    }
    close(connection);
    Machine machine;
    StoreOptions options = machine.options(folders);
    options.create = create;
    auto store = openStore(options);
    return store ? carryOut({**store, folders, machine.clock}, request) : refused(store.status().detail());
}

AdminSocket::AdminSocket(Workplace workplace) : workplace_(workplace) {
    const std::string path = workplace_.folders.data + "/" + kName;
    socket_ = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    unlink(path.c_str());  // left by a killed server: the folder's lock is ours
    const mode_t before = umask(0177);
    const bool bound = SocketAddress(workplace_.folders.data).give(bind, socket_);
    umask(before);
    if (!bound || ::listen(socket_, 4) != 0) {
        problem_ = path + ": " + std::strerror(errno);
        return;
    }
    thread_ = std::thread([this] { listen(); });
}

AdminSocket::~AdminSocket() {
    stopping_ = true;
    if (thread_.joinable()) thread_.join();
    if (socket_ >= 0) close(socket_);
    unlink((workplace_.folders.data + "/" + kName).c_str());
}

void AdminSocket::listen() {
    while (!stopping_) {
        pollfd ready{socket_, POLLIN, 0};
        if (poll(&ready, 1, 200) <= 0) continue;
        const int connection = accept4(socket_, nullptr, nullptr, SOCK_CLOEXEC);
        if (connection < 0) continue;
        for (int option : {SO_RCVTIMEO, SO_SNDTIMEO})
            setsockopt(connection, SOL_SOCKET, option, &kPatience, sizeof kPatience);
        auto request = parseJson(readLine(connection));
        writeAll(
            connection,
            (request ? carryOut(workplace_, *request) : refused("The request is not JSON.")).dump() + "\n");
        close(connection);
    }
}

}  // namespace otklik
