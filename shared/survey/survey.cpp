#include "shared/survey/survey.h"

namespace otklik {
namespace {

const Choice* find(std::span<const Choice> list, std::string_view value) {
    for (const auto& choice : list) {
        if (choice.value == value) return &choice;
    }
    return nullptr;
}

}  // namespace

SplitTitle splitTitle(std::string_view title) {
    const std::size_t mark = title.find("? ");
    if (mark == std::string_view::npos) return {std::string(title), {}};
    return {std::string(title.substr(0, mark + 1)), std::string(title.substr(mark + 2))};
}

std::string shortTitleOf(const Question& question, std::string_view language) {
    return question.shortTitle.empty() ? splitTitle(question.title.in(language)).question
                                       : question.shortTitle.in(language);
}

std::string hintOf(const Question& question, std::string_view language) {
    if (!question.shortDescription.empty()) return question.shortDescription.in(language);
    const std::string& hint = question.description.in(language);
    const bool isInParentheses = hint.size() > 2 && hint.front() == '(' && hint.find(')') == hint.size() - 1;
    return isInParentheses ? hint.substr(1, hint.size() - 2) : hint;
}

ScaleEnds scaleEnds(const Question& question, std::string_view language) {
    const auto said = [&](const Choice& step, const LocalizedText& words) {
        return words.empty() ? std::string() : step.value + " — " + words.in(language);
    };
    if (question.options.empty()) return {};
    return {said(question.options.front(), question.minRateDescription),
            said(question.options.back(), question.maxRateDescription)};
}

const std::vector<Choice>& Question::lines() const {
    static const std::vector<Choice> itself(1);
    return rows.empty() ? itself : rows;
}

const Choice* Question::option(std::string_view value) const {
    return find(options, value);
}
const Choice* Question::row(std::string_view value) const {
    return find(rows, value);
}

std::span<const Choice> Question::optionsOf(const Choice& line) const {
    return line.optionCount > 0 ? std::span(options).subspan(line.firstOption, line.optionCount)
                                : std::span(options);
}
const Choice* Question::optionIn(const Choice& line, std::string_view value) const {
    return find(optionsOf(line), value);
}

const std::string& Survey::name(std::string_view language) const {
    return (shortTitle.empty() ? title : shortTitle).in(language);
}

const Question* Survey::question(std::string_view name) const {
    for (const auto& question : questions) {
        if (question.name == name) return &question;
    }
    return nullptr;
}

const Question* Survey::commented(std::string_view name) const {
    for (const Question& owner : questions)
        if (owner.hasOther && owner.commentName == name) return &owner;
    return nullptr;
}

Survey::Written Survey::written(std::string_view name) const {
    const Question* open = question(name);
    if (open && open->isOpen()) return {open};
    if (const Question* owner = commented(name)) return {owner, nullptr, true};
    for (const Question& each : questions)
        if (each.takesTexts)
            for (const Choice& row : each.rows)
                if (row.textName == name) return {&each, &row};
    return {};
}

std::vector<std::string> Survey::names() const {
    std::vector<std::string> names;
    for (const Question& question : questions) names.push_back(question.name);
    for (const Calculated& each : calculated) names.push_back(each.name);
    return names;
}

std::vector<int> Survey::panelsRound(int innermost) const {
    std::vector<int> round;
    for (int at = innermost; at >= 0; at = panels[static_cast<std::size_t>(at)].parent)
        round.insert(round.begin(), at);
    return round;
}

int Survey::number(const Question& question) const {
    return static_cast<int>(&question - questions.data()) + 1;
}

}  // namespace otklik
