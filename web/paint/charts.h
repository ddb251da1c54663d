#pragma once
// The preview: the indices and the released shares as bars with the visitor's own answer marked, or, before
// there is a release, a picture of the visitor's own answers.

#include "shared/text/locale.h"
#include "web/app/visit.h"
#include "web/paint/widgets.h"

namespace otklik::paint {

void paintPreview(const Column& column, const Visit& visit, const Locale& locale);

}  // namespace otklik::paint
