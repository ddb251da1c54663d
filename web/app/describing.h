#pragma once
// What the descriptions of screens share. Internal to web/app.

#include "web/app/screen.h"

namespace otklik {

/// What was answered, as it leaves; `question` is one of the visit's.
Answered answeredTo(const Visit& visit, const Question& question, const Locale& locale);

/// The results, with the visitor's own answers marked; while there are none, these alone.
std::vector<Item> previewItems(const Visit& visit, const Locale& locale);

/// The main index of the survey before this one; nothing where the results are of this one, or have none.
std::optional<Part> lastResults(const Visit& visit, const Locale& locale);

}  // namespace otklik
