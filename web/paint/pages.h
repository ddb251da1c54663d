#pragma once
// The screens of a visit, painted: a question, the review, sending, thanks, the preview.

#include "shared/text/locale.h"
#include "web/app/keyboard.h"
#include "web/app/visit.h"

namespace otklik::paint {

/// Everything above the bar; a kiosk, whose plain form would have no keyboard, does not offer it.
void paintPage(const Visit& visit, const Locale& locale, bool offersPlainForm);

/// The buttons at the bottom of the screen.
void paintBar(const Visit& visit, const Keyboard& keyboard, const Locale& locale);

}  // namespace otklik::paint
