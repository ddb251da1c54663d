// A bundle that somebody else may have sealed: the ballot key's public half is in the file.

#include "server/store/sqlite/bundle.h"
#include "tests/fuzz/fuzz.h"

using namespace otklik;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Survey survey = *parseSurvey(R"({"title": "t", "pages": [{"elements": [
        {"type": "radiogroup", "name": "a", "title": "A", "choices": ["x"], "hasOther": true},
        {"type": "comment", "name": "b", "title": "B"}]}]})");
    static const TallyLayout layout(survey, {"site"});
    const auto read = bundleFromJson(layout, fuzz::text(data, size));
    if (!read) return 0;
    const auto again = bundleFromJson(layout, toText(*read));
    fuzz::require(again && again->counts == read->counts && again->texts == read->texts);
    return 0;
}
