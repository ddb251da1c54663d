#pragma once
// The one table of addresses. Paths are compared byte for byte: httplib would take them for regular
// expressions, whose dots match anything and whose repetitions overflow the stack on a long path.

#include <httplib.h>

#include <map>
#include <string>
#include <vector>

namespace otklik {

/// What is done of each method at one path.
struct Route {
    using Handler = httplib::Server::Handler;
    Handler get, post;  ///< empty: not taken

    /// Empty where the method is not taken. HEAD is a GET whose answer is not sent whole.
    const Handler& of(const std::string& method) const;
    /// The methods that are taken, as the header Allow lists them.
    std::string allowed() const;
};

class Routes {
  public:
    /// A path that ends in "/*" stands for every path with one part in its place.
    Route& operator[](const std::string& path) { return routes_[path]; }

    /// nullptr where there is nothing.
    const Route* at(const std::string& path) const;
    std::vector<std::string> paths() const;

    /// Tells httplib what is posted, which it calls once the body has come.
    void registerPosts(httplib::Server& server) const;

  private:
    std::map<std::string, Route> routes_;
};

}  // namespace otklik
