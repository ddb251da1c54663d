#include "server/admin/kiosk_pin.h"

#include <openssl/evp.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

#include "server/admin/asking.h"
#include "server/admin/saying.h"
#include "server/base/base64url.h"
#include "server/base/hex.h"
#include "server/base/wipe.h"

namespace otklik {
namespace {

constexpr std::size_t kFewestDigits = 6, kMostDigits = 12, kSaltBytes = 16, kHashBytes = 32;
constexpr int kIterations = 600'000;

/// 111111, 123456 and 987654 are what anybody tries first.
bool isRun(std::string_view digits) {
    const int step = digits[1] - digits[0];
    return std::abs(step) < 2 && std::adjacent_find(digits.begin(), digits.end(), [&](char one, char next) {
                                     return next - one != step;
                                 }) == digits.end();
}

/// What is wrong with a PIN; null: nothing.
const char* problemOf(std::string_view pin) {
    if (pin.find_first_not_of("0123456789") != pin.npos) return "A PIN is digits only.";
    if (pin.size() < kFewestDigits || pin.size() > kMostDigits) return "A PIN has 6 to 12 digits.";
    return isRun(pin) ? "Digits that are all the same, or in a row, are tried first. Choose others."
                      : nullptr;
}

std::string slowHash(std::string_view pin, std::string_view salt) {
    std::string hash(kHashBytes, '\0');
    const int worked = PKCS5_PBKDF2_HMAC(pin.data(), static_cast<int>(pin.size()),
                                         reinterpret_cast<const unsigned char*>(salt.data()),
                                         static_cast<int>(salt.size()), kIterations, EVP_sha256(), kHashBytes,
                                         reinterpret_cast<unsigned char*>(hash.data()));
    if (worked != 1) std::abort();  // no input can cause it
    return hash;
}

}  // namespace

int makeKioskPin() {
    show("The PIN of the terminal's staff, 6 to 12 digits:\n");
    std::optional<std::string> pin = typedLine();
    if (!pin) return refuse("The input ended before a PIN was typed.");
    const Wiped wiped(*pin);
    if (const char* problem = problemOf(*pin)) return refuse(problem);
    show("The same once more:\n");
    std::optional<std::string> again = typedLine();
    if (!again) return refuse("The input ended before the PIN was typed once more.");
    const Wiped wipedToo(*again);
    if (*again != *pin) return refuse("The PINs differ.");
    const std::string salt = fromHex(randomHex(kSaltBytes));
    std::printf("PIN='%d.%s.%s'\n", kIterations, toBase64url(salt).c_str(),
                toBase64url(slowHash(*pin, salt)).c_str());
    show(
        "Put this line into /etc/otklik-kiosk.conf of the terminal, in the place of the one that is there, "
        "and\n"
        "restart otklik-kiosk. A terminal without that file: open its address once with #pin= and what "
        "stands\n"
        "between the quotes. The line opens nothing by itself; keep it from others all the same.\n");
    return 0;
}

}  // namespace otklik
