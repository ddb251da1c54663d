#pragma once
// Addresses of this site's pages, in the language that is being read.

#include <string>
#include <string_view>

#include "shared/text/locale.h"

namespace otklik {

/// `path` in the language of `locale`: Russian needs no mark, others carry lang=.
std::string addressIn(const Locale& locale, std::string_view path);

/// Where a wave's report stands for good.
std::string reportAddress(const Locale& locale, std::string_view wave);

}  // namespace otklik
