#pragma once
// The office's own words beside a wave's figures, as the office writes them: a small subset of Markdown.
//
//   ## Heading                         «Сделано», «Делаем», «Не стали делать» get a sign
//   > The figure that is answered      a quote
//   Words, **strong**, *emphasised*, [with a link](https://…)
//   - an item of a list                one level
//
// Everything else is refused, so that nothing of a text is shown otherwise than its author saw it, or not at
// all.

#include <string_view>
#include <vector>

#include "server/store/store.h"
#include "shared/base/result.h"
#include "shared/report/office_text.h"
#include "shared/text/locale.h"

namespace otklik {

/// Reads a file: UTF-8, with or without a byte order mark, lines ended by LF or CRLF. Signs are those of
/// headings that `locale` knows; without one no heading has any. Problems have ":" and the line's number as
/// pointer, one of each kind, in the order of lines; codes: "not-utf8", "too-large", "empty", "wrong-value".
Result<std::vector<TextBlock>> readOfficeText(std::string_view markdown, const Locale* locale = nullptr);

/// What is wrong with a text that is to be kept on the day `today`: with its words, as above, its signature
/// or its day.
Problems problemsOf(const OfficeTextSource& text, std::string_view today);

}  // namespace otklik
