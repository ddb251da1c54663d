#pragma once
// What programs do with the server beyond reading what is published: they send responses, one or up to 100 at
// once, and ask whether it works.

#include "server/http/site.h"

namespace otklik {

class Api {
  public:
    explicit Api(Site& site) : site_(site) {}

    void postResponses(const httplib::Request& request, httplib::Response& response) const;
    void getHealth(const httplib::Request& request, httplib::Response& response) const;

  private:
    void refuse(httplib::Response& response, int status, const std::string& detail,
                const Problems& problems = {}) const;

    Site& site_;
};

}  // namespace otklik
