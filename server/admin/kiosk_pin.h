#pragma once
// The PIN of a terminal's staff panel. It is chosen here, and a terminal is given a salted slow hash of it
// (web/page/kiosk/pin.mjs), by its own configuration: neither the server nor any page of it knows either.

namespace otklik {

/// Asks for a PIN, twice, and prints the line of the terminal's configuration that gives it to it.
int makeKioskPin();

}  // namespace otklik
