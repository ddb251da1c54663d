#include "server/report/report_input.h"

#include "server/report/office_text_file.h"

namespace otklik {
namespace {

/// What was kept has been read before; what another version took and this one does not is not shown.
std::vector<OfficeText> textsOf(const Wave& wave, const Locales& locales) {
    std::vector<OfficeText> texts;
    for (const OfficeTextSource& text : wave.texts) {
        const auto locale = locales.find(text.language);
        auto blocks = readOfficeText(text.markdown, locale == locales.end() ? nullptr : &locale->second);
        if (blocks) texts.push_back({text.language, text.signature, text.day, std::move(*blocks)});
    }
    return texts;
}

}  // namespace

ResponseKind kindOf(const Wave& wave) {
    if (wave.demonstration) return ResponseKind::madeUp;
    return wave.trial ? ResponseKind::trial : ResponseKind::real;
}

ReportInput reportInput(const Snapshot& snapshot, std::string_view wave, const Office& office,
                        const Locales& locales, const Locale& locale) {
    ReportInput input;
    input.office = office.name.in(locale.language());
    input.licence = {office.licence, office.licenceAddress};
    for (const Wave& each : snapshot.waves) {
        if (each.id == wave) input.chosen = input.waves.size();
        ReportedWave& reported = input.waves.emplace_back();
        reported.id = each.id;
        reported.survey = each.survey.get();
        reported.release = snapshot.release(each.id);
        reported.kind = kindOf(each);
        reported.opens = each.opens;
        reported.stops = each.stops;
        reported.channels = each.channels;
        reported.texts = textsOf(each, locales);
    }
    return input;
}

}  // namespace otklik
