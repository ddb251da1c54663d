#pragma once
// What is published of a wave: the report as a page and as files, and what the API says of a wave.

#include "server/http/pages.h"
#include "server/http/publications.h"

namespace otklik {

class Reports {
  public:
    Reports(Site& site, const Pages& pages) : site_(site), pages_(pages) {}

    void getPage(const httplib::Request& request, httplib::Response& response);
    void getJson(const httplib::Request& request, httplib::Response& response);
    void getCsv(const httplib::Request& request, httplib::Response& response);
    void getCodebook(const httplib::Request& request, httplib::Response& response);
    void getSvg(const httplib::Request& request, httplib::Response& response);
    void getPng(const httplib::Request& request, httplib::Response& response);
    void getXlsx(const httplib::Request& request, httplib::Response& response);
    void getAggregates(const httplib::Request& request, httplib::Response& response);
    void getSurvey(const httplib::Request& request, httplib::Response& response);
    void getAppSurvey(const httplib::Request& request, httplib::Response& response);
    void getAppPreview(const httplib::Request& request, httplib::Response& response);

  private:
    void get(const httplib::Request& request, httplib::Response& response, Representation representation);
    /// As Excel reads it or as programs do, whichever the query asks for.
    void getDialect(const httplib::Request& request, httplib::Response& response, bool isExcelUsual,
                    Representation excel, Representation rfc4180);
    void getChart(const httplib::Request& request, httplib::Response& response, Picture picture);
    void getOpen(const httplib::Request& request, httplib::Response& response, Representation representation);
    void send(const httplib::Request& request, httplib::Response& response,
              const std::shared_ptr<const Snapshot>& snapshot, const Wave& wave,
              Representation representation);
    void sendUnknown(const httplib::Request& request, httplib::Response& response,
                     const Snapshot& snapshot) const;

    Site& site_;
    const Pages& pages_;
};

}  // namespace otklik
