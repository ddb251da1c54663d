#pragma once
// A screen (web/app/screen.h), painted from top to bottom.

#include "web/app/screen.h"

namespace otklik::paint {

/// Everything above the bar. Returns where on a wide page the bar belongs, right below the question; 0: at
/// the bottom of the screen. There the list of questions stays on the screen, too.
float paintScreen(const Screen& screen);

/// The buttons at the bottom of the screen, and the keyboard over them, whose height is returned.
float paintBar(const Screen& screen);

}  // namespace otklik::paint
