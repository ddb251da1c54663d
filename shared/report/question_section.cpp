#include "shared/report/question_id.h"
#include "shared/report/sections.h"
#include "shared/report/types/types.h"
#include "shared/survey/quotes.h"

namespace otklik {

std::string said(std::string_view text, const Survey& survey, const Locale& locale) {
    constexpr int kDepth = 3;  // of titles that quote questions whose titles quote others
    std::string made(text);
    for (int i = 0; i < kDepth; ++i) made = quotingTitles(made, survey, locale.language());
    // An author may have put the answer in quotation marks too.
    for (const std::string_view mark : {"«", "»"})
        for (std::size_t at = 0; (at = made.find(std::string(mark) + std::string(mark), at)) != made.npos;)
            made.erase(at, mark.size());
    return made;
}

std::string titleOf(const Survey& survey, const Question& question, const Locale& locale) {
    return said(shortTitleOf(question, locale.language()), survey, locale);
}

std::string numberedTitle(const MeasuredWave& wave, const Question& question, const Locale& locale) {
    return std::to_string(wave.wave->survey->number(question)) + ". " +
           titleOf(*wave.wave->survey, question, locale);
}

Section questionSection(const MeasuredWave& wave, const MeasuredQuestion& measured, const Locale& locale) {
    const Question& question = *measured.question;
    const Survey& survey = *wave.wave->survey;
    const SplitTitle title = splitTitle(question.title.in(locale.language()));
    Section section;
    section.id = reportId(question);
    section.question = question.name;
    section.number = survey.number(question);
    section.title = numberedTitle(wave, question, locale);
    if (shortTitleOf(question, locale.language()) != title.question)
        section.wording = said(title.question, survey, locale);
    section.explanation = said(hintOf(question, locale.language()), survey, locale);
    if (!title.explanation.empty()) section.notes.push_back(said(title.explanation, survey, locale));
    addTables({section, measured, wave.measured.responses, locale});
    return section;
}

}  // namespace otklik
