#include "server/report/report_input.h"

namespace otklik {

ResponseKind kindOf(const Wave& wave) {
    if (wave.demonstration) return ResponseKind::madeUp;
    return wave.trial ? ResponseKind::trial : ResponseKind::real;
}

ReportInput reportInput(const Snapshot& snapshot, std::string_view wave) {
    ReportInput input;
    for (const Wave& each : snapshot.waves) {
        if (each.id == wave) input.chosen = input.waves.size();
        input.waves.push_back({each.id, each.survey.get(), snapshot.release(each.id), kindOf(each)});
    }
    return input;
}

}  // namespace otklik
