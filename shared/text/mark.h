#pragma once
// Responses that do not count say so wherever they are seen.

#include <string>
#include <string_view>

#include "shared/text/locale.h"

namespace otklik {

/// What the responses of a wave are; all but real ones bear a mark.
enum class ResponseKind {
    real,
    trial,   ///< given by people, for trying
    madeUp,  ///< by a program
};

/// «Проба»; empty for real responses.
std::string markLabel(ResponseKind kind, const Locale& locale);

/// «Проба: ответы не войдут в результаты»; empty for real responses.
std::string markText(ResponseKind kind, const Locale& locale);

/// The same as an element of <main>, which stays on the screen; empty for real responses. It knows its label
/// too, for the titles that script makes.
std::string markHtml(ResponseKind kind, const Locale& locale);

/// «Проба: TITLE», where a title is all that is seen: a tab, a preview card.
std::string markedTitle(ResponseKind kind, std::string_view title, const Locale& locale);

}  // namespace otklik
