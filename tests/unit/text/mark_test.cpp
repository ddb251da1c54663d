#include "shared/text/mark.h"

#include "tests/support.h"

using namespace otklik;

TEST_CASE(
    "Only what does not count bears a mark: its text begins with its label, which stands before titles") {
    for (const char* language : {"ru", "en"}) {
        const Locale locale = test::locale(language);
        for (const ResponseKind kind : {ResponseKind::trial, ResponseKind::madeUp}) {
            const std::string label = markLabel(kind, locale), text = markText(kind, locale);
            CHECK(text.starts_with(label + ": "));
            CHECK(markHtml(kind, locale).find(text) != std::string::npos);
            CHECK(markedTitle(kind, "2026", locale) == label + ": 2026");
        }
        CHECK(markText(ResponseKind::real, locale).empty());
        CHECK(markHtml(ResponseKind::real, locale).empty());
        CHECK(markedTitle(ResponseKind::real, "2026", locale) == "2026");
    }
    CHECK(markLabel(ResponseKind::trial, test::locale("ru")) == "Проба");
    CHECK(markLabel(ResponseKind::trial, test::locale("en")) == "Trial");
}
