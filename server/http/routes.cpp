#include "server/http/routes.h"

namespace otklik {

const Route::Handler& Route::of(const std::string& method) const {
    static const Handler none;
    if (method == "GET" || method == "HEAD") return get;
    return method == "POST" ? post : none;
}

std::string Route::allowed() const {
    if (get && post) return "GET, POST";
    return get ? "GET" : "POST";
}

const Route* Routes::at(const std::string& path) const {
    auto found = routes_.find(path);
    if (found == routes_.end()) found = routes_.find(path.substr(0, path.rfind('/') + 1) + '*');
    return found == routes_.end() ? nullptr : &found->second;
}

std::vector<std::string> Routes::paths() const {
    std::vector<std::string> paths;
    for (const auto& [path, route] : routes_) paths.push_back(path);
    return paths;
}

void Routes::registerPosts(httplib::Server& server) const {
    for (const auto& [path, route] : routes_)
        if (route.post) server.Post(path, route.post);
}

}  // namespace otklik
