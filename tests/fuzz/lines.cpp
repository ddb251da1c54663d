// What the client reads of the server's lines: whatever is read can be asked, shown and answered, and is
// written and read alike.

#include "shared/report/report_lines.h"
#include "shared/survey/fields.h"
#include "shared/survey/survey_lines.h"
#include "tests/fuzz/fuzz.h"
#include "web/app/app.h"
#include "web/app/markup.h"

using namespace otklik;

namespace {

void visit(Survey survey, std::optional<Report> preview) {
    const std::string form = fieldName(survey.questions.front()) + "=x";
    App app(std::move(survey), fuzz::locale(), {}, 0, true);
    app.setForm(form);
    if (preview) app.setResults(std::move(*preview));
    for (const char* act : {"next", "goto:1000000", "key:show", "next", "back", "goto:0", "next", "next",
                            "delivered:sent", "next", "back"}) {
        app.act(act);
        panelMarkup(app.screen());
        barMarkup(app.screen(), app.locale());
        progressMarkup(app.screen());
        jumpsMarkup(app.screen(), app.locale());
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text = fuzz::text(data, size);
    LineReader lines(text), words(text);
    Locale::fromLines(words);
    auto survey = surveyFromLines(lines);
    LineReader rest(survey ? lines.left() : std::string_view(text));
    auto preview = previewFromLines(rest);
    if (preview) {
        const std::string written = previewLines(*preview);
        LineReader again(written);
        const auto read = previewFromLines(again);
        fuzz::require(bool(read));
        fuzz::require(previewLines(*read) == written);
    }
    if (!survey) return 0;
    const std::string written = surveyLines(*survey, "ru");
    LineReader again(written);
    const auto read = surveyFromLines(again);
    fuzz::require(bool(read));
    fuzz::require(surveyLines(*read, "ru") == written);
    visit(std::move(*survey), std::move(preview));
    return 0;
}
