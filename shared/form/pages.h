#pragma once
// The small pages round the form, as bodies for pageHtml.

#include <string>
#include <string_view>

#include "shared/form/office.h"
#include "shared/survey/fields.h"
#include "shared/text/address.h"
#include "shared/text/locale.h"
#include "shared/text/mark.h"

namespace otklik {

/// What every page is written with: its language, all that there are, who asks, and what the visitor came
/// with.
struct PageContext {
    const Locale& locale;
    const Locales& locales;
    const Office& office;
    const Arrival& arrival;
};

/// The frame of every page: the header with the office and links, among them to `path` in the other
/// languages, <main>, and the footer. On a phone the links are behind a button, which needs no script.
std::string framedHtml(const PageContext& page, std::string_view main, std::string_view path = {});

/// The frame of a kiosk's page, without anything that leads away.
std::string kioskHtml(const PageContext& page, std::string_view main);

/// What is known when somebody is thanked.
struct Thanks {
    bool isUnasked = false;  ///< a question was answered that is not asked of who answers the others so; that
                             ///< answer is gone
    std::string closes;      ///< the wave's last day, an ISO date; empty: not known
    std::string wave;        ///< the survey before, whose results are published; empty: none
    std::string summary;     ///< what they say in one sentence
};
std::string thanksHtml(const PageContext& page, const Thanks& thanks);
/// `hasResults`: of an earlier survey.
std::string noWaveHtml(const PageContext& page, bool hasResults);
std::string notFoundHtml(const PageContext& page);
std::string fromElsewhereHtml(const PageContext& page);

/// The server does not have the survey that was answered. The page holds what was sent, to be sent again: by
/// the button back nothing typed returns, so that nobody finds it on the device.
std::string notHereHtml(const PageContext& page, const FormFields& sent);

/// «Как мы храним Ваши ответы»: every sentence is held by a test (see README, "Threat model").
/// `kind`: of the wave that is open; `survey`: what its form is called in full, empty where there is none.
std::string privacyHtml(const PageContext& page, ResponseKind kind, std::string_view survey);

/// «Доступность»: what was done for whom, what is not, how it was tried, and where to complain.
std::string accessibilityHtml(const PageContext& page);

}  // namespace otklik
