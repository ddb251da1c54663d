#pragma once
// The public page's body, made from a release and nothing else.

#include <string>

#include "shared/privacy/release.h"
#include "shared/text/locale.h"

namespace otklik {

struct ReportInput {
    const Survey& survey;
    const Release* release;  ///< nullptr before the first one
    std::string wave;        ///< its id
    bool open = false;       ///< answers are still taken
};

/// Markup for <main>: facts, then every question in form order as bars and a table. Needs no script and no
/// inline style.
std::string reportHtml(const ReportInput& input, const Locale& locale);

/// True where a bar of percent length says something true of the cell: a number, or at least so much.
bool isMeasured(const PublishedCell& cell);

/// The words for a cell: «40 %», «не более 10 %», or why there is no number.
std::string shareText(const PublishedCell& cell, const Locale& locale);

}  // namespace otklik
