#pragma once
// Pages for people round the survey: the form, what follows it, and what is said where there is no page. They
// work without script.

#include <string>

#include "server/http/site.h"

namespace otklik {

class Pages {
  public:
    explicit Pages(Site& site) : site_(site) {}

    void getForm(const httplib::Request& request, httplib::Response& response) const;
    void postForm(const httplib::Request& request, httplib::Response& response) const;
    void getThanks(const httplib::Request& request, httplib::Response& response) const;
    void getPrivacy(const httplib::Request& request, httplib::Response& response) const;
    void sendNotFound(const httplib::Request& request, httplib::Response& response) const;

    /// A page round `main` in the language that is asked for. `tail`: markup at the end of its body; `head`:
    /// more of its head.
    void send(const httplib::Request& request, httplib::Response& response, const std::string& title,
              const std::string& main, const std::string& tail = {}, const std::string& head = {}) const;

  private:
    Site& site_;
};

}  // namespace otklik
