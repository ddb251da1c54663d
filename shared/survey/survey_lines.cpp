// Writing and reading name the same members in the same order.

#include "shared/survey/survey_lines.h"

#include "shared/survey/types/type.h"
#include "shared/text/typeset.h"

namespace otklik {
namespace {

class Writer : public LineWriter {
  public:
    explicit Writer(std::string_view language) : language_(language) {}

    void words(const LocalizedText& words) { text(typeset(words.in(language_))); }
    void choices(const std::vector<Choice>& choices) {
        number(static_cast<long>(choices.size()));
        for (const Choice& choice : choices) text(choice.value), words(choice.text);
    }
    void question(const Question& question) {
        text(question.type->name);
        text(question.name);
        words(question.title);
        words(question.shortTitle);
        words(question.description);
        words(question.shortDescription);
        choices(question.rows);
        choices(question.options);
        flag(question.takesSeveral);
        flag(question.isScale);
        flag(question.hasOther);
        words(question.otherLabel);
        text(question.commentName);
        flag(question.isRequired);
        text(question.visibleIf.expression());
        text(question.requiredIf.expression());
        number(question.maxLength);
        words(question.minRateDescription);
        words(question.maxRateDescription);
        text(question.index);
    }

  private:
    std::string_view language_;
};

class Reader {
  public:
    explicit Reader(LineReader& lines) : lines_(lines) {}

    LocalizedText words() {
        std::string text = lines_.text();
        return text.empty() ? LocalizedText() : LocalizedText(std::move(text));
    }
    std::vector<Choice> choices() {
        std::vector<Choice> choices(lines_.count());
        for (Choice& choice : choices) choice.value = lines_.text(), choice.text = words();
        return choices;
    }
    Condition condition() {
        auto condition = Condition::parse(lines_.text());
        if (!condition) lines_.fail();
        return condition ? *condition : Condition();
    }
    Question question() {
        Question question;
        question.type = questionType(lines_.text());
        question.name = lines_.text();
        question.title = words();
        question.shortTitle = words();
        question.description = words();
        question.shortDescription = words();
        question.rows = choices();
        question.options = choices();
        question.takesSeveral = lines_.flag();
        question.isScale = lines_.flag();
        question.hasOther = lines_.flag();
        question.otherLabel = words();
        question.commentName = lines_.text();
        question.isRequired = lines_.flag();
        question.visibleIf = condition();
        question.requiredIf = condition();
        question.maxLength = static_cast<int>(lines_.number(0, 1'000'000));
        question.minRateDescription = words();
        question.maxRateDescription = words();
        question.index = lines_.text();
        if (!question.type || !question.type->canAsk(question)) lines_.fail();
        return question;
    }

  private:
    LineReader& lines_;
};

}  // namespace

std::string surveyLines(const Survey& survey, std::string_view language) {
    Writer lines(language);
    lines.words(survey.title);
    lines.words(survey.shortTitle);
    lines.number(static_cast<long>(survey.questions.size()));
    for (const Question& question : survey.questions) lines.question(question);
    return lines.take();
}

std::optional<Survey> surveyFromLines(LineReader& lines) {
    Reader reader(lines);
    Survey survey;
    survey.title = reader.words();
    survey.shortTitle = reader.words();
    const std::size_t count = lines.count();
    for (std::size_t i = 0; i < count && !lines.isBroken(); ++i)
        survey.questions.push_back(reader.question());
    if (lines.isBroken() || survey.questions.empty()) return std::nullopt;
    return survey;
}

}  // namespace otklik
