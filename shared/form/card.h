#pragma once
// What a link to a page looks like in a message or a feed: Open Graph, which VKontakte, Odnoklassniki and
// Telegram read too, and VKontakte's own picture.

#include <string>

#include "shared/text/locale.h"

namespace otklik {

struct Card {
    std::string title, description;
    const Locale& locale;
    std::string address;  ///< of the page, for good
    std::string image;    ///< 1200 by 630; empty: none
};

/// Markup for <head>. Networks want whole addresses, with https:// and the site's name.
std::string cardHtml(const Card& card);

}  // namespace otklik
