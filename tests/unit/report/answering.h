#pragma once
// Answers to any form, at random, as its conditions allow.

#include "shared/privacy/random.h"
#include "shared/survey/showing.h"
#include "shared/survey/survey.h"
#include "shared/survey/types/types.h"

namespace otklik::test {

inline Answer answerOf(const Question& question, Random& random) {
    Answer answer;
    const auto& options = question.options;
    const auto chance = [&](std::uint64_t one, std::uint64_t of) { return random.below(of) < one; };
    if (question.isOpen()) {
        if (chance(1, 2)) answer.text = "слово";
    } else if (question.takesTexts) {
        for (const Choice& row : question.rows)
            if (chance(1, 2)) answer.texts[row.value] = "слово", answer.cells[row.value] = kWritten;
    } else if (question.type == &kRanking) {
        std::vector<std::string> rows;
        for (const Choice& row : question.rows) rows.push_back(row.value);
        for (std::size_t place = 0; place < std::min(rows.size(), options.size()); ++place) {
            // The first are ranked first more often than not.
            const std::size_t left = rows.size() - place;
            std::swap(rows[place], rows[place + (chance(1, 2) ? 0 : random.below(left))]);
            answer.cells[rows[place]] = options[place].value;
        }
    } else if (!question.rows.empty()) {
        for (const Choice& row : question.rows)
            if (chance(9, 10)) answer.cells[row.value] = options[random.below(options.size())].value;
    } else if (question.takesSeveral) {
        for (const Choice& option : options)
            if (!option.isExclusive && chance(1, 3)) answer.choices.push_back(option.value);
    } else {
        answer.choices = {options[random.below(options.size())].value};
        if (question.bins != Question::Bins::none) answer.text = answer.choices.front();
        if (!answer.text.empty() && answer.text.front() == '<') answer.text.erase(0, 1);
    }
    return answer;
}

inline Answers answersOf(const Survey& survey, Random& random) {
    Answers answers;
    for (const Question& question : survey.questions) {
        Answer answer = answerOf(question, random);
        if (!answer.empty() && random.below(10)) answers[question.name] = std::move(answer);
    }
    return showingOf(survey, std::move(answers)).answers;
}

}  // namespace otklik::test
