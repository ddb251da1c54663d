#pragma once

#include <vector>

#include "web/app/keyboard.h"

namespace otklik::paint {

/// The keyboard at the cursor, as wide as the screen; the native buttons of its keys lie over it.
void paintKeyboard(const std::vector<std::vector<Key>>& rows);

}  // namespace otklik::paint
