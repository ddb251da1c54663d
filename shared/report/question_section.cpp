#include "shared/report/question_id.h"
#include "shared/report/sections.h"
#include "shared/report/types/types.h"

namespace otklik {

std::string numberedTitle(const MeasuredWave& wave, const Question& question, const Locale& locale) {
    return std::to_string(wave.wave->survey->number(question)) + ". " +
           shortTitleOf(question, locale.language());
}

Section questionSection(const MeasuredWave& wave, const MeasuredQuestion& measured, const Locale& locale) {
    const Question& question = *measured.question;
    const SplitTitle title = splitTitle(question.title.in(locale.language()));
    Section section;
    section.id = reportId(question);
    section.number = wave.wave->survey->number(question);
    section.title = numberedTitle(wave, question, locale);
    if (shortTitleOf(question, locale.language()) != title.question) section.wording = title.question;
    section.explanation = hintOf(question, locale.language());
    if (!title.explanation.empty()) section.notes.push_back(title.explanation);
    addTables(section, measured, wave.measured.responses, locale);
    return section;
}

}  // namespace otklik
