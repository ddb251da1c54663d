#pragma once
// How long a connection may take for what: no honest link is slower, on EDGE neither.

#include <chrono>
#include <cstdint>

namespace otklik {

struct Pace {
    std::chrono::milliseconds patience{15'000};  ///< for a request or an answer, and more for what is long:
    std::int64_t slowestRate = 1024;             ///< bytes a second
    std::chrono::milliseconds longest{300'000};  ///< for any request
    std::chrono::milliseconds idle{5'000};       ///< between two requests of a connection
    /// Without a new connection, after which what is old is forgotten.
    std::chrono::milliseconds quiet{1'000};
    /// Between two tries to listen, after a connection could not be accepted.
    std::chrono::milliseconds listenPause{1'000};
};

}  // namespace otklik
