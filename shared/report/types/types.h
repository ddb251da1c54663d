#pragma once
// How a question stands in the report: a file a family of types. Internal to shared/report.

#include "shared/report/sections.h"

namespace otklik {

/// Options as bars.
void addOptions(Section& section, const MeasuredQuestion& question, double responses, const Locale& locale);
/// Rows as stacked bars.
void addRows(Section& section, const MeasuredQuestion& question, double responses, const Locale& locale);
/// What the question's type adds to its section; open answers have a section of their own.
void addTables(Section& section, const MeasuredQuestion& question, double responses, const Locale& locale);

/// In quotation marks; Russian ones within the text become those of the other kind.
std::string quoted(std::string text, const Locale& locale);

}  // namespace otklik
