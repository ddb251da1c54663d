#pragma once
// «Версия для слабовидящих»: how a visitor wants to see every page. The panel only offers; web/page/view.mjs
// does and remembers, so without script the panel stays hidden.

#include <string>

#include "shared/text/locale.h"

namespace otklik {

/// A <details> with one group of radios a setting. `remembers`: this device keeps the choice, which the panel
/// says; a kiosk does not.
std::string viewPanelHtml(const Locale& locale, bool remembers);

}  // namespace otklik
