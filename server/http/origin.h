#pragma once
// Whose page made a browser post here. A page of another site could store responses through its visitors: a
// form, or a fetch with no-cors, needs nobody's leave. What browsers say of that in two headers, no page can
// change; who says neither, an old browser or a program, stands for himself.

#include <httplib.h>

#include <string>

namespace otklik {

/// True where a page that is not of this server posts. Sec-Fetch-Site decides where it is said:
/// "same-origin", or "none", which is no page; another host or port of the same site is another office. Else
/// Origin does, by the host and port of the request, whatever the scheme, as TLS may end before this server,
/// or by `site`, where that is set: a proxy may call this server by another name.
bool isFromElsewhere(const httplib::Request& request, const std::string& site);

}  // namespace otklik
