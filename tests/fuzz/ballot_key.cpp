// What somebody types as a ballot key: what is read is written as it is read.

#include "server/seal/ballot_key.h"
#include "tests/fuzz/fuzz.h"

using namespace otklik;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto key = BallotKey::read(fuzz::text(data, size));
    if (!key) return 0;
    const auto again = BallotKey::read(key->text());
    fuzz::require(again && again->text() == key->text());
    return 0;
}
