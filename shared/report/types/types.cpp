#include "shared/report/types/types.h"

#include "shared/survey/types/types.h"

namespace otklik {
namespace {

struct ReportType {
    const QuestionType& type;
    void (*addTables)(Section&, const MeasuredQuestion&, double responses, const Locale&);
};

}  // namespace

void addTables(Section& section, const MeasuredQuestion& question, double responses, const Locale& locale) {
    static const ReportType types[] = {
        {kCheckbox, addOptions},
        {kRadiogroup, addOptions},
        {kRating, addOptions},
        {kMatrix, addRows},
    };
    for (const ReportType& each : types)
        if (&each.type == question.question->type) each.addTables(section, question, responses, locale);
}

std::string quoted(std::string text, const Locale& locale) {
    if (locale.language() == "ru")
        for (const auto& [outer, inner] : {std::pair{"«", "„"}, {"»", "“"}})
            for (std::size_t at = 0; (at = text.find(outer, at)) != text.npos;)
                text.replace(at, std::string_view(outer).size(), inner);
    return locale.text("report.quoted", {{"text", text}});
}

}  // namespace otklik
