#include "server/admin/health.h"

namespace otklik {

httplib::Result askHealth(const std::string& host, int port, std::chrono::seconds patience) {
    const bool isAnywhere = host == "0.0.0.0" || host == "::";
    httplib::Client client(isAnywhere ? "127.0.0.1" : host, port);
    client.set_connection_timeout(patience);
    client.set_read_timeout(patience);
    return client.Get("/healthz");
}

}  // namespace otklik
