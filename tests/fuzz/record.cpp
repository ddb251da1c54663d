// A row of a file that may be damaged: what is read as a record is written as one that reads back as the
// same.

#include "server/store/sqlite/record.h"
#include "tests/fuzz/fuzz.h"

using namespace otklik;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Survey survey = fuzz::survey();
    const auto read = fromRecord(survey, fuzz::text(data, size));
    if (!read) return 0;
    const std::string written = toRecord(survey, read->answers, read->via).dump();
    const auto again = fromRecord(survey, written);
    fuzz::require(again && again->answers == read->answers && again->via == read->via);
    return 0;
}
