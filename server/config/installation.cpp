#include "server/config/installation.h"

#include <filesystem>

namespace otklik {

namespace fs = std::filesystem;

Installation installationOf(const std::string& program) {
    const fs::path folder = fs::path(program).parent_path();
    const fs::path share = (folder / "../share/otklik").lexically_normal();
    std::error_code error;
    if (fs::is_directory(share, error))
        return {share / "web", share / "locales", share / "surveys", "/etc/otklik/otklik.json"};
    const fs::path root = (folder / "../..").lexically_normal();
    const fs::path assets = root / "assets", web = root / "build/web";
    return {fs::exists(web / "index.json", error) ? web.string() : "", assets / "locales", assets / "surveys",
            assets / "otklik.json"};
}

const Installation& installation() {
    static const Installation found = [] {
        std::error_code error;
        return installationOf(fs::read_symlink("/proc/self/exe", error));
    }();
    return found;
}

std::string surveyFile(const std::string& name) {
    std::error_code error;
    if (fs::exists(name, error) || name.find_first_of("/.") != std::string::npos) return name;
    const fs::path shipped = fs::path(installation().surveys) / (name + ".json");
    return fs::exists(shipped, error) ? shipped.string() : name;
}

}  // namespace otklik
