#include "shared/form/condition_words.h"

#include "shared/survey/definition.h"
#include "tests/support.h"

using namespace otklik;

namespace {

/// What is said of the last question, which is shown on this condition.
std::string said(const std::string& condition) {
    const auto survey = parseSurvey(R"({"title": "t", "elements": [
        {"type": "radiogroup", "name": "был", "title": "?",
         "choices": [{"value": "year", "text": "Раз в год"}, {"value": "never", "text": "Никогда"}]},
        {"type": "rating", "name": "балл", "title": "?"},
        {"type": "text", "inputType": "number", "name": "дней", "title": "?", "min": 0, "max": 100},
        {"type": "matrix", "name": "где", "title": "?", "rows": ["парк"], "columns": ["чисто", "грязно"]},
        {"type": "comment", "name": "q", "title": "?", "visibleIf": ")" +
                                    condition + R"("}]})");
    REQUIRE_MESSAGE(survey, condition);
    return conditionWords(survey->questions.back().visibleIf, *survey, test::locale("ru"));
}

}  // namespace

TEST_CASE("A condition is said in the words of the form") {
    CHECK(said("{был} = 'never'") == "Ответьте, если в вопросе 1 Вы выбрали «Никогда».");
    CHECK(said("{был} anyof ['year', 'never']") ==
          "Ответьте, если в вопросе 1 Вы выбрали «Раз в год» или «Никогда».");
    CHECK(said("{был} <> 'never' and {балл} notempty") ==
          "Ответьте, если в вопросе 1 Вы не выбрали «Никогда» и на вопрос 2 Вы ответили.");
    CHECK(said("{балл} < 3") == "Ответьте, если в вопросе 2 ответ меньше «3».");
    CHECK(said("{где.парк} = 'грязно'") == "Ответьте, если в вопросе 4 (парк) Вы выбрали «грязно».");
}

TEST_CASE("A number is said as it is, not as the bin that it is counted in") {
    CHECK(said("{дней} > 10") == "Ответьте, если в вопросе 3 ответ больше «10».");
}

TEST_CASE("What the sentences have no words for is said to hang on other answers") {
    const std::string others =
        "Этот вопрос зависит от других ответов. Если он к Вам не относится, пропустите его.";
    CHECK(said("{балл} + {дней} > 5") == others);
    CHECK(said("{балл} = 1 and ({был} = 'year' or {дней} = 2)") == others);
}
