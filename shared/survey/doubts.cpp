#include "shared/survey/doubts.h"

#include <algorithm>
#include <set>

#include "shared/survey/quotes.h"
#include "shared/survey/showing.h"
#include "shared/survey/types/choosing.h"
#include "shared/survey/types/types.h"
#include "shared/text/utf8.h"

namespace otklik {
namespace {

using Node = Expression::Node;
using Operator = Expression::Operator;

class Doubting {
  public:
    Doubting(const Survey& survey, const DefinitionPointers& pointers, Problems& warnings)
        : survey_(survey), pointers_(pointers), warnings_(warnings), names_(survey.names()) {
        readBy_.resize(names_.size());
        for (std::size_t i = 0; i < survey.questions.size(); ++i) {
            if (!survey.questions[i].hasOther) continue;
            names_.push_back(survey.questions[i].commentName);
            readBy_.push_back({i});  // the text is a part of the answer
        }
    }

    void doubt() {
        for (std::size_t i = 0; i < survey_.panels.size(); ++i) panel(survey_.panels[i], pointers_.panels[i]);
        for (std::size_t i = 0; i < survey_.passages.size(); ++i)
            judge(survey_.passages[i].visibleIf, pointers_.passages[i] + "/visibleIf");
        for (std::size_t i = 0; i < survey_.calculated.size(); ++i)
            reads(survey_.questions.size() + i, named(survey_.calculated[i].value, pointers_.calculated[i]));
        for (std::size_t i = 0; i < survey_.questions.size(); ++i) question(i);
        circles();
    }

  private:
    void warn(const std::string& pointer, const char* code, const char* detail, std::string subject = {}) {
        warnings_.push_back(Problem::about(std::move(subject), pointer, code, detail));
    }

    void texts(const LocalizedText& text, const std::string& pointer) {
        for (const auto& [language, words] : text.all()) {
            for (const std::string& quote : quotesIn(words))
                if (nameRead(quote, names_) == std::string::npos)
                    warn(pointer, "unknown-name", "Nothing has this name: braces quote an answer.", quote);
            const std::size_t tag = words.find('<');
            const bool isTag = tag != words.npos && tag + 1 < words.size() &&
                               ((words[tag + 1] >= 'a' && words[tag + 1] <= 'z') || words[tag + 1] == '/');
            if (isTag || words.find("**") != words.npos)
                warn(pointer, "markup-in-text", "Markup in a text is shown as it is written.");
        }
    }

    void panel(const Panel& panel, const std::string& pointer) {
        texts(panel.title, pointer + "/title");
        texts(panel.description, pointer + "/description");
        judge(panel.visibleIf, pointer + "/visibleIf");
        judge(panel.requiredIf, pointer + "/requiredIf");
        judge(panel.enableIf, pointer + "/enableIf");
    }

    void question(std::size_t at) {
        const Question& question = survey_.questions[at];
        const std::string& pointer = pointers_.questions[at];
        texts(question.title, pointer + "/title");
        texts(question.description, pointer + "/description");
        reads(at, judge(question.visibleIf, pointer + "/visibleIf"));
        judge(question.requiredIf, pointer + "/requiredIf");
        judge(question.enableIf, pointer + "/enableIf");
        reads(at, judge(question.optionsVisibleIf, pointer));
        reads(at, judge(question.rowsVisibleIf, pointer));
        choices(at, question.cards.empty() ? question.rows : question.cards, jsonType(*question.type).rows);
        choices(at, question.columns, "columns");
        choices(at, question.options, jsonType(*question.type).options);
        for (const int round : survey_.panelsRound(question.panel))
            reads(at, survey_.panels[static_cast<std::size_t>(round)].visibleIf.variables());
        index(question, pointer);
        if (question.hasOther)
            warn(pointer, "other-may-be-blank",
                 "SurveyJS demands the text beside «other»; here it may stay blank.");
    }

    /// Of a question's rows or options, which stand in its member `list`; of those that stand in none, such
    /// as special options, the question itself is named.
    void choices(std::size_t at, const std::vector<Choice>& choices, const char* list) {
        const std::string& question = pointers_.questions[at];
        for (std::size_t i = 0; i < choices.size(); ++i) {
            const bool isListed = list && !choices[i].isSpecial;
            const std::string pointer = isListed ? question + "/" + list + "/" + std::to_string(i) : question;
            texts(choices[i].text, pointer);
            reads(at, judge(choices[i].visibleIf, pointer));
        }
    }

    /// Which answer is the worst is told by the order alone, unless tones say the same.
    void index(const Question& question, const std::string& pointer) {
        if (question.index.empty() || question.isScale || question.takesSeveral) return;
        const Choice* worst = nullptr;
        for (const Choice& option : question.options)
            if (option.value != kHardToSay) worst = &option;
        if (!worst) return;
        const bool isSaid = worst->tone && std::none_of(question.options.begin(), question.options.end(),
                                                        [&](const Choice& each) {
                                                            return each.tone && *each.tone < *worst->tone;
                                                        });
        if (!isSaid)
            warn(pointer + "/index", "index-by-order",
                 "The index counts the last option as the worst answer, and every other one as the best.",
                 worst->value);
    }

    void reads(std::size_t at, const std::vector<std::string>& variables) {
        for (const std::string& variable : variables) {
            const std::size_t read = nameRead(variable, names_);
            if (read < names_.size()) readBy_[at].insert(read);
        }
    }

    /// The variables of an expression.
    std::vector<std::string> named(const Expression& expression, const std::string& pointer) {
        std::vector<std::string> variables = expression.variables();
        for (const std::string& variable : variables)
            if (!isKnown(variable))
                warn(pointer, "unknown-name", "Nothing has this name: braces read an answer.", variable);
        return variables;
    }

    /// The same of a condition, which is to hold for somebody.
    std::vector<std::string> judge(const Expression& condition, const std::string& pointer) {
        if (condition.empty()) return {};
        std::vector<std::string> variables = named(condition, pointer);
        if (variables.empty() && !holdsAtAll(condition))
            warn(pointer, "false-condition", "The condition reads no answer, and never holds.",
                 condition.text());
        never(*condition.root(), pointer, true);
        return variables;
    }

    /// Of one that reads no answer, wherever it stands.
    static bool holdsAtAll(const Expression& condition) {
        const Value nothing = Value::object();
        return isTrue(condition, nothing) || condition.holds(nothing);
    }

    bool isKnown(const std::string& variable) const {
        if (variable == "item" || variable == "choice") return true;
        const std::size_t at = nameRead(variable, names_);
        if (at == std::string::npos) return false;
        if (at >= survey_.questions.size()) return true;
        const Question& question = survey_.questions[at];
        if (variable.size() <= question.name.size() || variable[question.name.size()] != '.') return true;
        const std::string part = folded(std::string_view(variable).substr(question.name.size() + 1));
        if (part == "length") return question.takesSeveral || question.type == &kRanking;
        const auto begins = [&](const Choice& row) {
            const std::string name = folded(row.value);
            return part == name || part.starts_with(name + ".");
        };
        const auto& rows = question.cards.empty() ? question.rows : question.cards;
        return std::any_of(rows.begin(), rows.end(), begins);
    }

    /// The options that a variable can have; nothing where that cannot be said.
    const std::vector<Choice>* optionsOf(const Node& node) const {
        if (node.kind != Node::Kind::variable) return nullptr;
        const std::size_t at = nameRead(node.name, names_);
        if (at >= survey_.questions.size()) return nullptr;
        const Question& question = survey_.questions[at];
        // Rows of these answer with what is written, or with themselves, and not with an option.
        if (question.takesTexts || question.type == &kRanking) return nullptr;
        const bool isOption = question.rows.empty() ? node.name.size() == question.name.size()
                                                    : node.name.size() > question.name.size();
        const bool isPlain = question.bins == Question::Bins::none && !question.isOpen();
        return isOption && isPlain && isKnown(node.name) ? &question.options : nullptr;
    }

    static bool isAmong(const std::vector<Choice>& options, const Value& value) {
        return std::any_of(options.begin(), options.end(),
                           [&](const Choice& option) { return areEqual(valueOf(option), value); });
    }

    /// A test that no answer passes. One whose failing leaves another way to hold is not looked at.
    void never(const Node& node, const std::string& pointer, bool isDecisive) {
        if (!isDecisive) return;
        if (const auto* options = optionsOf(node); options && !isAmong(*options, Value(true)))
            return warn(pointer, "never-holds", "No answer of this question makes the condition hold.",
                        node.name);
        if (node.kind != Node::Kind::operation) return;
        if (node.op == Operator::both) {
            for (const Node& operand : node.operands) never(operand, pointer, true);
            return;
        }
        if (node.operands.size() != 2) return;
        const bool isTest =
            node.op == Operator::equal || node.op == Operator::contains || node.op == Operator::anyOf;
        const Node &left = node.operands[0], &right = node.operands[1];
        const auto* options = isTest ? optionsOf(left) : nullptr;
        if (!options) return;
        std::vector<Value> wanted;
        if (right.kind == Node::Kind::constant && !isEmpty(right.constant)) wanted.push_back(right.constant);
        if (right.kind == Node::Kind::list)
            for (const Node& each : right.operands)
                if (each.kind == Node::Kind::constant) wanted.push_back(each.constant);
        const bool isPossible =
            wanted.empty() || std::any_of(wanted.begin(), wanted.end(),
                                          [&](const Value& value) { return isAmong(*options, value); });
        const bool isPartOfText = node.op == Operator::contains;  // of one option's text
        if (!isPossible && !isPartOfText)
            warn(pointer, "never-holds", "No answer of this question makes the condition hold.", left.name);
    }

    /// Questions that hang on themselves, over others or not.
    void circles() {
        for (std::size_t start = 0; start < survey_.questions.size(); ++start) {
            std::set<std::size_t> seen;
            std::vector<std::size_t> left(readBy_[start].begin(), readBy_[start].end());
            while (!left.empty()) {
                const std::size_t at = left.back();
                left.pop_back();
                if (at == start) {
                    warn(pointers_.questions[start], "depends-on-itself",
                         "Whether the question is shown hangs on its own answer.",
                         survey_.questions[start].name);
                    break;
                }
                if (seen.insert(at).second) left.insert(left.end(), readBy_[at].begin(), readBy_[at].end());
            }
        }
    }

    const Survey& survey_;
    const DefinitionPointers& pointers_;
    Problems& warnings_;
    std::vector<std::string> names_;  ///< of questions, calculated values, and texts beside «other»
    std::vector<std::set<std::size_t>> readBy_;  ///< what of these each of them hangs on
};

}  // namespace

void addDoubts(const Survey& survey, const DefinitionPointers& pointers, Problems& warnings) {
    Doubting(survey, pointers, warnings).doubt();
}

}  // namespace otklik
