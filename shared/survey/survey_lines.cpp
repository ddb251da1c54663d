// Writing and reading name the same members in the same order.

#include "shared/survey/survey_lines.h"

#include <initializer_list>

#include "shared/survey/types/type.h"
#include "shared/text/typeset.h"

namespace otklik {
namespace {

class Writer : public LineWriter {
  public:
    explicit Writer(std::string_view language) : language_(language) {}

    void words(const LocalizedText& words) { text(typeset(words.in(language_))); }
    void condition(const Expression& condition) { text(condition.text()); }
    /// Flags as one number, the first the lowest bit.
    void flags(std::initializer_list<bool> flags) {
        long bits = 0, bit = 1;
        for (const bool flag : flags) bits += flag ? bit : 0, bit *= 2;
        number(bits);
    }
    void choices(const std::vector<Choice>& choices) {
        number(static_cast<long>(choices.size()));
        for (const Choice& choice : choices) {
            text(choice.value), words(choice.text);
            const bool isJudged = !choice.visibleIf.empty();
            flags({choice.kind == Choice::Kind::number, choice.kind == Choice::Kind::flag, choice.isExclusive,
                   choice.isSpecial, choice.isRequired, isJudged});
            if (isJudged) condition(choice.visibleIf);
        }
    }
    void panel(const Panel& panel) {
        text(panel.name);
        words(panel.title);
        words(panel.description);
        number(panel.parent);
        flag(panel.isRequired);
        condition(panel.visibleIf);
        condition(panel.requiredIf);
        condition(panel.enableIf);
    }
    void passage(const Passage& passage) {
        words(passage.text);
        number(passage.panel);
        number(static_cast<long>(passage.before));
        text(passage.value);
        condition(passage.visibleIf);
    }
    void question(const Question& question) {
        text(question.type->name);
        text(question.name);
        number(question.panel);
        words(question.title);
        words(question.shortTitle);
        words(question.description);
        words(question.shortDescription);
        for (const auto* list : {&question.rows, &question.options, &question.cards, &question.columns})
            choices(*list);
        flags({question.takesSeveral, question.isScale, question.takesTexts, question.hasOther,
               question.isRequired, question.isWholeRequired, question.hidesWhenEmpty});
        words(question.rowsTitle);
        words(question.otherLabel);
        text(question.commentName);
        for (const Expression* each : {&question.visibleIf, &question.requiredIf, &question.enableIf,
                                       &question.optionsVisibleIf, &question.rowsVisibleIf})
            condition(*each);
        number(question.least);
        number(question.most);
        number(question.maxLength);
        for (const auto* each : {&question.lowest, &question.highest, &question.step}) decimal(*each);
        number(static_cast<long>(question.bins));
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
    Expression condition() {
        auto condition = Expression::parse(lines_.text());
        if (!condition) lines_.fail();
        return condition ? *condition : Expression();
    }
    void flags(std::initializer_list<bool*> flags) {
        long bits = lines_.number(0, (1L << flags.size()) - 1);
        for (bool* flag : flags) *flag = bits % 2 == 1, bits /= 2;
    }
    std::vector<Choice> choices() {
        std::vector<Choice> choices(lines_.count());
        for (Choice& choice : choices) {
            choice.value = lines_.text(), choice.text = words();
            bool isNumber = false, isFlag = false, isJudged = false;
            flags(
                {&isNumber, &isFlag, &choice.isExclusive, &choice.isSpecial, &choice.isRequired, &isJudged});
            choice.kind = isNumber ? Choice::Kind::number : isFlag ? Choice::Kind::flag : Choice::Kind::text;
            if (isJudged) choice.visibleIf = condition();
        }
        return choices;
    }
    /// A place among `count` panels; -1 for none.
    int panelOf(std::size_t count) {
        return static_cast<int>(lines_.number(-1, static_cast<long>(count) - 1));
    }
    Panel panel(std::size_t before) {
        Panel panel;
        panel.name = lines_.text();
        panel.title = words();
        panel.description = words();
        panel.parent = panelOf(before);
        panel.isRequired = lines_.flag();
        panel.visibleIf = condition();
        panel.requiredIf = condition();
        panel.enableIf = condition();
        return panel;
    }
    Passage passage(std::size_t panels) {
        Passage passage;
        passage.text = words();
        passage.panel = panelOf(panels);
        passage.before = static_cast<std::size_t>(lines_.number(0, 1'000'000));
        passage.value = lines_.text();
        passage.visibleIf = condition();
        return passage;
    }
    Question question(std::size_t panels) {
        Question question;
        question.type = questionType(lines_.text());
        question.name = lines_.text();
        question.panel = panelOf(panels);
        question.title = words();
        question.shortTitle = words();
        question.description = words();
        question.shortDescription = words();
        for (auto* list : {&question.rows, &question.options, &question.cards, &question.columns})
            *list = choices();
        flags({&question.takesSeveral, &question.isScale, &question.takesTexts, &question.hasOther,
               &question.isRequired, &question.isWholeRequired, &question.hidesWhenEmpty});
        question.rowsTitle = words();
        question.otherLabel = words();
        question.commentName = lines_.text();
        for (Expression* each : {&question.visibleIf, &question.requiredIf, &question.enableIf,
                                 &question.optionsVisibleIf, &question.rowsVisibleIf})
            *each = condition();
        question.least = static_cast<int>(lines_.number(0, 1000));
        question.most = static_cast<int>(lines_.number(0, 1000));
        question.maxLength = static_cast<int>(lines_.number(0, 1'000'000));
        for (auto* each : {&question.lowest, &question.highest, &question.step}) *each = lines_.decimal();
        question.bins = static_cast<Question::Bins>(lines_.number(0, 5));
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
    lines.number(static_cast<long>(survey.panels.size()));
    for (const Panel& panel : survey.panels) lines.panel(panel);
    lines.number(static_cast<long>(survey.passages.size()));
    for (const Passage& passage : survey.passages) lines.passage(passage);
    lines.number(static_cast<long>(survey.calculated.size()));
    for (const Calculated& each : survey.calculated) lines.text(each.name), lines.condition(each.value);
    lines.number(static_cast<long>(survey.questions.size()));
    for (const Question& question : survey.questions) lines.question(question);
    return lines.take();
}

std::optional<Survey> surveyFromLines(LineReader& lines) {
    Reader reader(lines);
    Survey survey;
    survey.title = reader.words();
    survey.shortTitle = reader.words();
    const auto each = [&](auto& list, auto read) {
        const std::size_t count = lines.count();
        for (std::size_t i = 0; i < count && !lines.isBroken(); ++i) list.push_back(read());
    };
    each(survey.panels, [&] { return reader.panel(survey.panels.size()); });
    each(survey.passages, [&] { return reader.passage(survey.panels.size()); });
    each(survey.calculated, [&] {
        std::string name = lines.text();
        return Calculated{std::move(name), reader.condition()};
    });
    each(survey.questions, [&] { return reader.question(survey.panels.size()); });
    if (lines.isBroken() || survey.questions.empty()) return std::nullopt;
    return survey;
}

}  // namespace otklik
