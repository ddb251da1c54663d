#pragma once
// The report as the body of the public page. Needs no script and no inline style.

#include <string>

#include "shared/report/report.h"

namespace otklik {

/// Markup for <main>. Addresses in it keep the reader's language and wave.
std::string reportHtml(const Report& report, const Locale& locale);

/// A wave that is not known: says so, with links to those that are.
std::string unknownWaveHtml(const std::vector<KnownWave>& waves, const Locale& locale);

}  // namespace otklik
