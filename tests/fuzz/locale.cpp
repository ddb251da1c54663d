// A locale file: whatever loads answers for every key and number.

#include "tests/fuzz/fuzz.h"

using namespace otklik;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    auto locale = Locale::parse(fuzz::text(data, size));
    if (!locale) return 0;
    locale->strangers(fuzz::locale());
    for (const std::string& key : locale->fillGaps(fuzz::locale())) locale->text(key);
    for (long number : {0L, 1L, 2L, 5L, 21L, 1'000'000L}) locale->plural("form.introduction", number);
    locale->text("report.percent", {{"percent", "{percent}"}});
    return 0;
}
