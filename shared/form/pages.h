#pragma once
// The small pages round the form, as bodies for pageHtml.

#include <string>
#include <string_view>

#include "shared/survey/fields.h"
#include "shared/text/address.h"
#include "shared/text/locale.h"
#include "shared/text/mark.h"

namespace otklik {

/// The frame of every page: the header with links, one of them to `path` in the other language, and <main>.
std::string framedHtml(const Locale& locale, const Arrival& arrival, std::string_view main,
                       std::string_view path = {});

/// The frame of a kiosk's page, without anything that leads away.
std::string kioskHtml(const Locale& locale, std::string_view main);

/// `isUnasked`: a question was answered that is not asked of who answers the others so; that answer is gone.
std::string thanksHtml(const Locale& locale, const Arrival& arrival, bool isUnasked);
std::string noWaveHtml(const Locale& locale, const Arrival& arrival);
std::string notFoundHtml(const Locale& locale, const Arrival& arrival);
std::string fromElsewhereHtml(const Locale& locale, const Arrival& arrival);

/// The server does not have the survey that was answered. The page holds what was sent, to be sent again: by
/// the button back nothing typed returns, so that nobody finds it on the device.
std::string notHereHtml(const Locale& locale, const Arrival& arrival, const FormFields& sent);

/// «Как мы храним Ваши ответы»: every sentence is held by a test (see README, "Threat model").
/// `kind`: of the wave that is open.
std::string privacyHtml(const Locale& locale, const Arrival& arrival, ResponseKind kind);

}  // namespace otklik
