#include "shared/base/json.h"
#include "tests/server/http/running_server.h"
#include "tests/support.h"

using namespace otklik;

TEST_CASE("Every address for programs is in the description of the interface, and no other") {
    const test::RunningServer running;
    const Json paths = Json::parse(test::sourceFile("assets/schemas/openapi.json"))["paths"];
    const auto isForPrograms = [](const std::string& path) {
        return path.starts_with("/api/") || path.starts_with("/results.") || path == "/healthz";
    };
    for (const std::string& path : running.server->paths())
        if (isForPrograms(path)) CHECK_MESSAGE(paths.contains(path), path);
    for (const auto& [path, methods] : paths.items()) CHECK_MESSAGE(isForPrograms(path), path);
}
