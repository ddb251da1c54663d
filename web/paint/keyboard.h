#pragma once

#include "shared/text/locale.h"
#include "web/app/keyboard.h"

namespace otklik::paint {

/// The keyboard at the cursor, as wide as the screen; the native buttons of its keys lie over it.
void paintKeyboard(const Keyboard& keyboard, const Locale& locale);

}  // namespace otklik::paint
