#pragma once
// The ballot key as a page for the office's printer.

#include <string>

#include "server/seal/ballot_key.h"

namespace otklik {

/// One sheet of A4 as HTML that asks nothing of the network: the key's groups, numbered, a QR code of its 48
/// digits, and what to do with it, in Russian and English. To be wiped.
std::string keyPage(const std::string& wave, const BallotKey& key);

}  // namespace otklik
