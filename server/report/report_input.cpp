#include "server/report/report_input.h"

namespace otklik {

ReportInput reportInput(const Snapshot& snapshot, std::string_view wave) {
    ReportInput input;
    input.demonstration = snapshot.isDemonstration();
    for (const Wave& each : snapshot.waves) {
        if (each.id == wave) input.chosen = input.waves.size();
        input.waves.push_back({each.id, each.survey.get(), snapshot.release(each.id)});
    }
    return input;
}

}  // namespace otklik
