#pragma once
// HTTP written by hand: what a client library would never send.

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <string>

namespace otklik::test {

/// A socket that is connected to a port of this machine from any of its addresses; -1 where it cannot be.
inline int connectedFrom(const std::string& from, int port) {
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    inet_pton(AF_INET, from.c_str(), &address.sin_addr);
    bool connected = bind(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
    inet_pton(AF_INET, "127.0.0.1", &address.sin_addr);
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    connected = connected && connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
    return connected ? socket : (close(socket), -1);
}

/// A TCP connection as an attacker has it, from any address of this machine.
class RawClient {
  public:
    explicit RawClient(int port, const std::string& from = "127.0.0.1") : socket_(connectedFrom(from, port)) {
        REQUIRE(socket_ >= 0);
    }
    ~RawClient() { close(socket_); }
    RawClient(const RawClient&) = delete;

    /// False where the server has closed.
    bool send(const std::string& bytes) const {
        for (std::size_t at = 0; at < bytes.size();) {
            const ssize_t put = ::send(socket_, bytes.data() + at, bytes.size() - at, MSG_NOSIGNAL);
            if (put <= 0) return false;
            at += static_cast<std::size_t>(put);
        }
        return true;
    }
    /// What comes until the server closes, or `patience` is over, or `enough` has come.
    std::string read(std::chrono::milliseconds patience, const std::string& enough = "") const {
        std::string text;
        const auto until = std::chrono::steady_clock::now() + patience;
        char buffer[4096];
        while (enough.empty() || text.find(enough) == std::string::npos) {
            const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
                                  until - std::chrono::steady_clock::now())
                                  .count();
            pollfd ready{socket_, POLLIN, 0};
            if (left <= 0 || poll(&ready, 1, static_cast<int>(left)) <= 0) break;
            const ssize_t got = recv(socket_, buffer, sizeof buffer, 0);
            if (got <= 0) break;
            text.append(buffer, static_cast<std::size_t>(got));
        }
        return text;
    }

  private:
    int socket_;
};

/// A submission as a well-behaved client sends it, with `more` header lines.
inline std::string post(const std::string& body, const std::string& more = "") {
    return "POST /api/v1/responses HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n" + more +
           "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

/// The whole of what the server on `port` answers to `request`, which asks it to close or makes it close.
inline std::string answerTo(int port, const std::string& request, const std::string& from = "127.0.0.1") {
    const RawClient client(port, from);
    client.send(request);
    return client.read(std::chrono::seconds(5));
}

}  // namespace otklik::test
