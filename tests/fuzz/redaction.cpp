// Any text of a visitor, to the device's redaction and the server's: findings lie in it in order, and nothing
// more is found in what was redacted. What a person should look at again lies in it too.

#include "shared/redact/redact.h"
#include "shared/text/utf8.h"
#include "tests/fuzz/fuzz.h"
#include "tests/server/redactor.h"

using namespace otklik;

namespace {

template <class Find, class Redact>
void requireRedacts(const std::string& text, Find find, Redact redact) {
    std::size_t end = 0;
    for (const Finding& finding : find(text)) {
        fuzz::require(finding.begin >= end && finding.begin < finding.end && finding.end <= text.size());
        end = finding.end;
    }
    const std::string redacted = redact(text);
    fuzz::require(isUtf8(redacted) || !isUtf8(text));
    fuzz::require(find(redacted).empty());
    fuzz::require(redact(redacted) == redacted);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text = cleanedText(fuzz::text(data, size));
    const Redactor& server = test::redactor();
    requireRedacts(text, findPersonalData, [](const std::string& one) { return redact(one); });
    requireRedacts(
        text, [&](const std::string& one) { return server.find(one); },
        [&](const std::string& one) { return server.redact(one); });
    for (const Redactor::Doubt& doubt : server.doubts(text))
        fuzz::require(doubt.begin < doubt.end && doubt.end <= text.size());
    return 0;
}
