#pragma once
// Pages for people round the survey: the form, what follows it, and what is said where there is no page. They
// work without script.

#include <string>

#include "server/http/site.h"
#include "shared/form/pages.h"
#include "shared/survey/fields.h"
#include "shared/text/mark.h"

namespace otklik {

struct Page {
    std::string title, main;
    std::string tail = {};  ///< markup at the end of the body
    std::string head = {};  ///< markup of the head, besides that of every page
    std::string path = {};  ///< where the page is in the other language; empty: where it was asked for
    ResponseKind kind = ResponseKind::real;  ///< of the wave that the page is about
};

class Pages {
  public:
    explicit Pages(Site& site) : site_(site) {}

    void getForm(const httplib::Request& request, httplib::Response& response) const;
    /// Returns the status that the API would have answered the form's submission with.
    int postForm(const httplib::Request& request, httplib::Response& response) const;
    void getThanks(const httplib::Request& request, httplib::Response& response) const;
    void getPrivacy(const httplib::Request& request, httplib::Response& response) const;
    void getAccessibility(const httplib::Request& request, httplib::Response& response) const;
    void sendNotFound(const httplib::Request& request, httplib::Response& response) const;
    /// A page of another site sent the form.
    void sendFromElsewhere(const httplib::Request& request, httplib::Response& response) const;

    void send(const httplib::Request& request, httplib::Response& response, const Arrival& arrival,
              const Page& page) const;

  private:
    /// What a page is written with.
    PageContext in(const Locale& texts, const Arrival& arrival) const;
    int sendNotHere(const httplib::Request& request, httplib::Response& response, const Arrival& arrival,
                    const FormFields& sent) const;

    Site& site_;
};

}  // namespace otklik
