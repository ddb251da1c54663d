#include "shared/survey/survey_lines.h"

#include "shared/survey/types/type.h"
#include "shared/text/typeset.h"
#include "tests/support.h"

using namespace otklik;

namespace {

bool areSame(const std::vector<Choice>& a, const std::vector<Choice>& b, std::string_view language) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](const Choice& one, const Choice& other) {
        return one.value == other.value && one.isSpecial == other.isSpecial &&
               typeset(one.text.in(language)) == other.text.in("");
    });
}

constexpr const char* kAllMembers = R"json({"title": {"default": "Опрос", "en": "Survey"}, "elements": [
    {"type": "radiogroup", "name": "a", "title": "Да?\n\\ Нет?", "isRequired": true, "choices": ["x", {"value": "y", "text": {"ru": "Игрек", "en": "Y"}}],
     "showOtherItem": true, "index": "ease"},
    {"type": "checkbox", "name": "b", "title": "B", "choices": ["x"], "showNoneItem": true, "visibleIf": "{a} = 'x'"},
    {"type": "matrix", "name": "c", "title": "C", "rows": ["r", "s"], "columns": ["1", "2"], "requiredIf": "{a} notempty",
     "minRateDescription": "плохо", "maxRateDescription": "хорошо"},
    {"type": "rating", "name": "d", "title": "D", "description": "(ответ)"
},
    {"type": "comment", "name": "e", "title": "E", "maxLength": 77},
    {"type": "text", "name": "f", "title": "F"}]
})json";

}  // namespace

TEST_CASE("A survey read back from lines asks the same, in one language and as it stands on a screen") {
    for (const char* language : {"ru", "en"})
        for (Survey survey : {test::orderSurvey(), std::move(*parseSurvey(kAllMembers))}) {
            const std::string written = surveyLines(survey, language);
            LineReader lines(written);
            const auto read = surveyFromLines(lines);
            REQUIRE(read);
            CHECK(lines.left().empty());
            CHECK(read->title.in(language) == typeset(survey.title.in(language)));
            CHECK(read->name(language) == typeset(survey.name(language)));
            REQUIRE(read->questions.size() == survey.questions.size());
            for (std::size_t i = 0; i < survey.questions.size(); ++i) {
                const Question &a = survey.questions[i], &b = read->questions[i];
                INFO(a.name);
                CHECK(a.name == b.name);
                CHECK(a.type == b.type);
                CHECK(typeset(a.title.in(language)) == b.title.in(language));
                CHECK(typeset(shortTitleOf(a, language)) == shortTitleOf(b, language));
                CHECK(typeset(a.description.in(language)) == b.description.in(language));
                CHECK(typeset(hintOf(a, language)) == hintOf(b, language));
                CHECK(areSame(a.rows, b.rows, language));
                CHECK(areSame(a.options, b.options, language));
                CHECK(a.takesSeveral == b.takesSeveral);
                CHECK(a.isScale == b.isScale);
                CHECK(a.hasOther == b.hasOther);
                CHECK(a.commentName == b.commentName);
                CHECK(a.isRequired == b.isRequired);
                CHECK(a.visibleIf.text() == b.visibleIf.text());
                CHECK(a.requiredIf.variables() == b.requiredIf.variables());
                CHECK(a.maxLength == b.maxLength);
                CHECK(scaleEnds(a, language).low == scaleEnds(b, language).low);
                CHECK(scaleEnds(a, language).high == scaleEnds(b, language).high);
                CHECK(a.index == b.index);
            }
        }
}

TEST_CASE("What is no survey is none, wherever it ends or changes, and reads nothing out of its bounds") {
    const std::string good = surveyLines(*parseSurvey(kAllMembers), "ru");
    for (std::size_t end = 0; end < good.size(); ++end) {
        LineReader lines(std::string_view(good).substr(0, end));
        CHECK_FALSE(surveyFromLines(lines));
    }
    for (std::size_t at = 0; at < good.size(); ++at)
        for (const char other : {'\n', '\\', '9', '-'}) {
            std::string bad = good;
            bad[at] = other;
            LineReader lines(bad);
            surveyFromLines(lines);
        }
}

TEST_CASE("A question that its type could not ask makes no survey") {
    Survey survey = std::move(*parseSurvey(kAllMembers));
    for (Question& question : survey.questions) {
        const Question whole = question;
        question.options.clear();
        if (whole.isOpen()) question.options.push_back({"x", LocalizedText("x")});
        const std::string written = surveyLines(survey, "ru");
        LineReader lines(written);
        CHECK_MESSAGE(!surveyFromLines(lines), whole.name);
        question = whole;
    }
}
