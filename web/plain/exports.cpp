// What the page calls where no app runs: the plain form's fields become answers as the server would read
// them, checked and redacted before anything leaves the device.

#include <optional>

#include "shared/form/form.h"
#include "shared/redact/redact.h"
#include "shared/survey/fields.h"
#include "shared/survey/response.h"
#include "web/bridge/exchange.h"
#include "web/bridge/offered.h"

namespace otklik {
namespace {

struct Reader {
    Survey survey;
    Locale locale;
};

std::optional<Reader> reader;  // one form a page

enum Reading { unreadable, fine, wrong };  // the numbers that web/page/plain/reader.mjs knows

}  // namespace

extern "C" {

/// Input: lines: the locale, and the survey as the server handed it over. 1: read() may be called.
OTKLIK_EXPORT(start) int otklik_start() {
    LineReader lines(bridge::input);
    auto locale = Locale::fromLines(lines);
    auto offer = bridge::offerFrom(lines);
    if (!locale || !offer) return 0;
    reader = Reader{std::move(offer->survey), std::move(*locale)};
    return 1;
}

/// Input: the form, urlencoded. 1: output is the form's HTML as it stands after these answers, with what is
/// no longer asked marked (FormState::shown).
OTKLIK_EXPORT(follow) int otklik_follow() {
    bridge::output.clear();
    if (!reader) return 0;
    const auto fields = parseUrlEncoded(bridge::input, kFormOnDevice);
    if (!fields) return 0;
    const Showing shown =
        showingOf(reader->survey, answersFromForm(reader->survey, *fields, LoneText::isGivenUp).answers);
    FormState state;
    state.shown = &shown;
    bridge::output = formHtml(reader->survey, reader->locale, state);
    return 1;
}

/// Input: the form, urlencoded. What came of it, and with it as output: `fine` {"content": what leaves,
/// "isUnasked": whether something was answered that is not asked}; `wrong` the form's HTML with what is wrong
/// at its fields, as the server would send it back; `unreadable` nothing, as it is no form, or start() did
/// not work.
OTKLIK_EXPORT(read) int otklik_read() {
    bridge::output.clear();
    if (!reader) return unreadable;
    const auto fields = parseUrlEncoded(bridge::input, kFormOnDevice);
    if (!fields) return unreadable;
    FormReading reading = answersFromForm(reader->survey, *fields, LoneText::isGivenUp);
    Showing shown = showingOf(reader->survey, reading.answers);
    if (reading.problems.empty()) reading.problems = validate(reader->survey, shown);
    if (reading.problems.empty()) {
        const std::size_t answered = reading.answers.size();
        const Answers leaving = redacted(std::move(shown.answers));
        bridge::output = "{\"content\":{\"answers\":" + resultJson(reader->survey, leaving) +
                         "},\"isUnasked\":" + (leaving.size() < answered ? "true}" : "false}");
        return fine;
    }
    FormState state;
    state.shown = &shown;
    state.answers = std::move(reading.answers);
    state.problems = std::move(reading.problems);
    bridge::output = formHtml(reader->survey, reader->locale, state);
    return wrong;
}
}

}  // namespace otklik
