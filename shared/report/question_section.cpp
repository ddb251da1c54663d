#include "shared/report/sections.h"
#include "shared/report/types/types.h"

namespace otklik {

Section questionSection(const Survey& survey, const Measured& measured, const MeasuredQuestion& question,
                        const Locale& locale) {
    const SplitTitle title = splitTitle(question.question->title.in(locale.language()));
    Section section{question.question->name,
                    std::to_string(survey.number(*question.question)) + ". " + title.question,
                    title.explanation,
                    {},
                    {},
                    true};
    addTables(section, question, measured.responses, locale);
    return section;
}

}  // namespace otklik
