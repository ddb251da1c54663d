#pragma once
// Whether the server of a folder answers, asked as a visitor would.

#include <httplib.h>

#include <chrono>
#include <string>

namespace otklik {

/// GET /healthz of the server that listens on `host`, within `patience` for each step. An answer of any
/// status is an answer.
httplib::Result askHealth(const std::string& host, int port, std::chrono::seconds patience);

}  // namespace otklik
