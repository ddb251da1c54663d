#include "server/admin/demo.h"

#include <cstdio>

#include "server/admin/owner.h"
#include "server/admin/saying.h"
#include "server/base/file.h"
#include "server/store/clock.h"
#include "shared/survey/definition.h"

namespace otklik {

int demo(const DemoOptions& options) {
    auto text = readFile(options.surveyFile);
    if (!text) return refuse(text.problems().front().detail);
    auto survey = parseSurvey(*text);
    if (!survey) return refuse(options.surveyFile, survey.problems());
    auto redactor = Redactor::open();
    if (!redactor) return refuse(redactor.problems().front().detail);
    becomeOwnerAndMake(options.folders);
    const Status made = makeDemonstration(
        {options.folders.data, options.folders.keys(), std::move(*survey), options.responses, options.waves,
         static_cast<std::uint64_t>(options.seed), SystemClock().today()},
        **redactor);
    if (!made.isGood()) return refuse(made);
    std::printf(
        "A demonstration of %d waves with %d made-up responses each.\n"
        "See them: otklik serve --data %s, then /results\n",
        options.waves, options.responses, options.folders.data.c_str());
    return 0;
}

}  // namespace otklik
