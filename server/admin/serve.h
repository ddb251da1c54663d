#pragma once

#include "server/admin/arguments.h"

namespace otklik {

inline const std::vector<std::string> kServeFlags = {"--data=",
                                                     "--host=",
                                                     "--port=",
                                                     "--metrics-port=",
                                                     "--web=",
                                                     "--locales=",
                                                     "--kiosk=",
                                                     "--connections-per-address=",
                                                     "--responses-per-hour=",
                                                     "--behind-proxy",
                                                     "--site=",
                                                     "--help"};

/// Serves until SIGTERM or SIGINT, finishes what was accepted, and returns the exit code.
int serve(const Arguments& arguments);

}  // namespace otklik
