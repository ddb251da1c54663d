#pragma once
// What every address needs: the options, the store, the client's files, the languages, and who comes how
// often. Nothing about a visitor is read except the body, the query, the encodings that are accepted, whether
// data are to be saved, and whether a page of ours sent the request; nothing is logged.

#include <httplib.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "server/http/outcome.h"
#include "server/http/publications.h"
#include "server/http/server.h"
#include "server/http/submission_counts.h"
#include "server/http/web_files.h"
#include "shared/text/address.h"

namespace otklik {

struct Site {
    ServerOptions options;
    Store& store;
    const Redactor& redactor;
    Visitors visitors;
    SubmissionCounts counts;
    WebFiles files;
    Locales locales;
    std::map<std::string, std::vector<std::string>> gaps;  ///< of the locales, see readLocales()
    Office office;                                         ///< who asks
    Publications publications{files, locales, office, options.site};
    std::string formPolicy, reportPolicy;  ///< Content-Security-Policy of the form's pages, and of the report

    /// Reads locales and the client's files. Problems name the file and what is wrong in it.
    static Result<std::unique_ptr<Site>> read(ServerOptions options, Store& store, const Redactor& redactor);

    /// The language that is asked for.
    const Locale& locale(const httplib::Request& request) const;
    /// What the visitor came with, as far as it is known: a channel of some wave, or a terminal.
    Arrival arrival(const httplib::Request& request) const;

    /// How many of a visitor's responses may come now; where that is not all, the answer says when to come
    /// again.
    Visitors::Admission admit(const httplib::Request& request, httplib::Response& response, int responses);
    /// Of those that were admitted `stored` were stored. The others count no more: what is refused anyway
    /// costs whoever sends it little, and would shut out everybody else.
    void settle(const httplib::Request& request, const Visitors::Admission& admission, int stored);

  private:
    Site(ServerOptions serverOptions, Store& responses, const Redactor& texts);
};

}  // namespace otklik
