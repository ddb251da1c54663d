#pragma once
// The small pages round the form, as bodies for pageHtml.

#include <string>
#include <string_view>

#include "shared/text/locale.h"

namespace otklik {

/// The frame of every page: the header with links, <main>, the footer. `otherLanguage` is a link such as
/// "?lang=en", empty for none.
std::string framedHtml(const Locale& locale, std::string_view main, std::string_view otherLanguage);

/// The frame of a kiosk's page, without anything that leads away.
std::string kioskHtml(const Locale& locale, std::string_view main);

std::string thanksHtml(const Locale& locale);
std::string noWaveHtml(const Locale& locale);
std::string notFoundHtml(const Locale& locale);

/// «Как мы храним Ваши ответы»: every sentence is held by a test (see README, "Threat model").
std::string privacyHtml(const Locale& locale);

}  // namespace otklik
