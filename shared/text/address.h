#pragma once
// Addresses of this site's pages, in the language that is being read.

#include <string>
#include <string_view>

#include "shared/text/locale.h"

namespace otklik {

/// What a visitor came with, and keeps from page to page.
struct Arrival {
    std::string via;    ///< the channel; empty: none
    std::string kiosk;  ///< the terminal's name, which stands for its channel too; empty: none
};

/// `path` in the language of `locale`: the main one needs no mark, others carry lang=.
std::string addressIn(const Locale& locale, std::string_view path, const Arrival& arrival = {});

/// `path` in another language than the page is in; an empty one is the page that is being read.
std::string addressInOther(const Locale& other, std::string_view path, const Arrival& arrival);

/// Where a wave's report stands for good.
std::string reportAddress(const Locale& locale, std::string_view wave);
std::string reportAddress(std::string_view language, std::string_view wave);

}  // namespace otklik
