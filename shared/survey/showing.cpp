// Judged in rounds, all of a round with the same answers, until one drops nothing: the order of questions
// decides nothing. Each round but the last drops an answer, so they end.

#include "shared/survey/showing.h"

#include <algorithm>

#include "shared/survey/types/choosing.h"
#include "shared/survey/types/type.h"

namespace otklik {

bool isTrue(const Expression& condition, const Value& values) {
    const Value value = condition.run(values);
    return value.kind() == Value::Kind::boolean ? value.number() == 1
                                                : value.isText() && value.text() == "true";
}

namespace {

bool holds(const Expression& condition, const Value& values) {
    return condition.empty() || isTrue(condition, values);
}

class Judging {
  public:
    Judging(const Survey& survey, Showing& shown) : survey_(survey), shown_(shown) {}

    /// True where something was dropped.
    bool round() {
        shown_.values = valuesOf(survey_, shown_.answers);
        judge();
        // What cannot be chosen hides nothing: it goes first.
        for (bool (Judging::*drop)(std::size_t) : {&Judging::dropParts, &Judging::dropWhole}) {
            bool isDropping = false;
            for (std::size_t i = 0; i < survey_.questions.size(); ++i)
                isDropping = (this->*drop)(i) || isDropping;
            if (isDropping) return true;
        }
        return false;
    }

    void requireWhatIsShown() {
        for (std::size_t i = 0; i < survey_.questions.size(); ++i) {
            const Question& question = survey_.questions[i];
            const bool isDemanded = question.requiredIf.empty() ? question.isRequired
                                                                : isTrue(question.requiredIf, shown_.values);
            shown_.open[i] = shown_.questions[i] && isOpenToAnswers(question);
            shown_.required[i] = isDemanded && shown_.open[i];
        }
    }

  private:
    bool isIn(int panel) const { return panel < 0 || shown_.panels[static_cast<std::size_t>(panel)]; }

    bool isOpenToAnswers(const Question& question) const {
        if (!holds(question.enableIf, shown_.values)) return false;
        for (const int at : survey_.panelsRound(question.panel))
            if (!holds(survey_.panels[static_cast<std::size_t>(at)].enableIf, shown_.values)) return false;
        return true;
    }

    void judge() {
        for (std::size_t i = 0; i < survey_.panels.size(); ++i)
            shown_.panels[i] =
                isIn(survey_.panels[i].parent) && holds(survey_.panels[i].visibleIf, shown_.values);
        for (std::size_t i = 0; i < survey_.passages.size(); ++i)
            shown_.passages[i] =
                isIn(survey_.passages[i].panel) && holds(survey_.passages[i].visibleIf, shown_.values);
        for (std::size_t i = 0; i < survey_.questions.size(); ++i) {
            const Question& question = survey_.questions[i];
            shown_.questions[i] = isIn(question.panel) && holds(question.visibleIf, shown_.values);
            shown_.options[i] = choicesShown(question.options, question.optionsVisibleIf);
            shown_.rows[i] = choicesShown(question.rows, question.rowsVisibleIf, question.cards);
            if (question.hidesWhenEmpty && offersNothing(i)) shown_.questions[i] = false;
        }
    }

    /// Special options alone are nothing to choose from.
    bool offersNothing(std::size_t i) const {
        const Question& question = survey_.questions[i];
        const bool areRows = !question.rows.empty();
        const auto& list = areRows ? question.rows : question.options;
        for (std::size_t k = 0; k < list.size(); ++k)
            if (!list[k].isSpecial && (areRows ? shown_.hasRow(i, k) : shown_.hasOption(i, k))) return false;
        return true;
    }

    /// A choice's own condition stands in the place of the one for all; neither is for special options. Where
    /// choices are the cells of cards, a condition speaks of the card.
    std::vector<bool> choicesShown(const std::vector<Choice>& choices, const Expression& ofAll,
                                   const std::vector<Choice>& cards = {}) const {
        const bool isJudged =
            !ofAll.empty() || std::any_of(choices.begin(), choices.end(),
                                          [](const Choice& each) { return !each.visibleIf.empty(); });
        if (!isJudged) return {};
        std::vector<bool> shown;
        Value values = shown_.values;
        for (std::size_t i = 0; i < choices.size(); ++i) {
            const Choice& each = choices[i];
            const Choice& item = cards.empty() ? each : cards[i * cards.size() / choices.size()];
            const Expression& condition = each.visibleIf.empty() && !each.isSpecial ? ofAll : each.visibleIf;
            values.set("item", valueOf(item));
            values.set("choice", valueOf(item));
            shown.push_back(condition.empty() || condition.holds(values));
        }
        return shown;
    }

    /// Drops the answer to question `i` where it is hidden; true where there was one.
    bool dropWhole(std::size_t i) {
        const Question& question = survey_.questions[i];
        const auto& rows = shown_.rows[i];
        const auto asked = static_cast<std::size_t>(std::count(rows.begin(), rows.end(), true));
        const bool saysNothing = !rows.empty() && asked < question.type->leastRows();
        return (!shown_.questions[i] || saysNothing) && shown_.answers.erase(question.name) > 0;
    }

    /// Drops what of its answer chooses hidden options and rows.
    bool dropParts(std::size_t i) {
        const Question& question = survey_.questions[i];
        const auto found = shown_.answers.find(question.name);
        if (found == shown_.answers.end()) return false;
        if (shown_.options[i].empty() && shown_.rows[i].empty()) return false;
        Answer& answer = found->second;
        const Answer before = answer;
        for (std::size_t k = 0; k < question.options.size(); ++k) {
            if (shown_.hasOption(i, k)) continue;
            const Choice& hidden = question.options[k];
            std::erase(answer.choices, hidden.value);
            std::erase_if(answer.cells, [&](const auto& cell) {
                return question.optionIn(*question.row(cell.first), cell.second) == &hidden;
            });
        }
        for (std::size_t k = 0; k < question.rows.size(); ++k) {
            if (shown_.hasRow(i, k)) continue;
            answer.cells.erase(question.rows[k].value);
            answer.texts.erase(question.rows[k].value);
        }
        if (!answer.chose(kOther)) answer.comment.clear();
        if (answer == before) return false;
        question.type->mend(question, answer);
        if (answer.empty()) shown_.answers.erase(found);
        return true;
    }

    const Survey& survey_;
    Showing& shown_;
};

}  // namespace

namespace {

// More than any answer weighs: of values that are made of each other each could be twice the one before.
constexpr std::size_t kMostComputed = 64 * 1024;

/// About how many bytes a value takes.
std::size_t weightOf(const Value& value) {
    std::size_t weight = value.text().size() + sizeof(Value);
    for (const Value& item : value.items()) weight += weightOf(item);
    return weight;
}

}  // namespace

Value valuesOf(const Survey& survey, const Answers& answers) {
    Value values = Value::object();
    for (const Question& question : survey.questions) {
        const auto found = answers.find(question.name);
        if (found == answers.end()) continue;
        if (Value value = question.type->value(question, found->second); !value.isNothing())
            values.set(question.name, std::move(value));
        if (!found->second.comment.empty()) values.set(question.commentName, found->second.comment);
    }
    for (const Calculated& each : survey.calculated) {
        Value value = each.value.run(values);
        values.set(each.name, weightOf(value) > kMostComputed ? Value() : std::move(value));
    }
    return values;
}

Showing showingOf(const Survey& survey, Answers answers) {
    Showing shown;
    shown.answers = std::move(answers);
    shown.panels.resize(survey.panels.size());
    shown.passages.resize(survey.passages.size());
    for (auto* each : {&shown.questions, &shown.open, &shown.required}) each->resize(survey.questions.size());
    for (auto* each : {&shown.options, &shown.rows}) each->resize(survey.questions.size());
    Judging judging(survey, shown);
    while (judging.round()) {
    }
    judging.requireWhatIsShown();
    return shown;
}

bool mayStayEmpty(const Survey& survey, const Question& question, const Showing& shown) {
    const auto at = static_cast<std::size_t>(&question - survey.questions.data());
    if (!shown.open[at]) return true;
    if (shown.required[at] || question.least > 0) return false;
    for (std::size_t i = 0; i < question.rows.size(); ++i)
        if ((question.isWholeRequired || question.rows[i].isRequired) && shown.hasRow(at, i)) return false;
    return true;
}

bool isWhole(const Survey& survey, const Question& question, const Showing& shown) {
    const auto found = shown.answers.find(question.name);
    if (found == shown.answers.end()) return false;
    if (question.rows.empty()) return true;
    const auto at = static_cast<std::size_t>(&question - survey.questions.data());
    std::size_t asked = 0;
    for (std::size_t i = 0; i < question.rows.size(); ++i) asked += shown.hasRow(at, i);
    if (question.most > 0) asked = std::min(asked, static_cast<std::size_t>(question.most));
    return found->second.cells.size() >= asked;
}

}  // namespace otklik
