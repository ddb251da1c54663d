// The life of a visit: question → … → review → sending → thanks → preview; any question can be revisited from
// the review.

#include "web/app/visit.h"

#include <algorithm>

#include "shared/redact/redact.h"

namespace otklik {

Visit::Visit(const Survey& survey, Answers answers, int openAt)
    : survey_(survey), answers_(std::move(answers)) {
    refreshVisible();
    const Question* wanted = &survey.questions[static_cast<std::size_t>(
        std::clamp(openAt, 0, static_cast<int>(survey.questions.size()) - 1))];
    auto found = std::find(visible_.begin(), visible_.end(), wanted);
    if (found != visible_.end()) position_ = static_cast<int>(found - visible_.begin());
}

const Answer* Visit::answer(const Question& question) const {
    auto found = answers_.find(question.name);
    return found == answers_.end() ? nullptr : &found->second;
}

void Visit::refreshVisible() {
    const Question* shown = visible_.empty() ? nullptr : &current();
    visible_.clear();
    const Answers leaving = visibleAnswers(survey_, answers_);
    for (const Question& question : survey_.questions)
        if (isVisible(question, leaving)) visible_.push_back(&question);
    if (visible_.empty()) visible_.push_back(&survey_.questions.front());
    auto found = std::find(visible_.begin(), visible_.end(), shown);
    position_ = found != visible_.end() ? static_cast<int>(found - visible_.begin())
                                        : std::min(position_, static_cast<int>(visible_.size()) - 1);
}

void Visit::setAnswers(Answers answers) {
    answers_ = std::move(answers);
    problems_.clear();
    refreshVisible();
}

bool Visit::next() {
    if (screen_ != Screen::question) return false;
    problems_.clear();
    for (Problem& problem : validate(survey_, answers_))
        if (concerns(problem, current())) problems_.push_back(std::move(problem));
    if (!problems_.empty()) return false;
    if (fromReview_ || position_ + 1 == static_cast<int>(visible_.size())) {
        screen_ = Screen::review;
        fromReview_ = false;
    } else {
        ++position_;
    }
    return true;
}

void Visit::back() {
    problems_.clear();
    fromReview_ = false;
    if (screen_ == Screen::review) {
        screen_ = Screen::question;
        position_ = static_cast<int>(visible_.size()) - 1;
    } else if (screen_ == Screen::preview) {
        screen_ = Screen::thanks;
    } else if (screen_ == Screen::question && position_ > 0) {
        --position_;
    }
}

void Visit::goTo(int position) {
    if (screen_ != Screen::question && screen_ != Screen::review) return;
    fromReview_ = screen_ == Screen::review;
    screen_ = Screen::question;
    position_ = std::clamp(position, 0, static_cast<int>(visible_.size()) - 1);
    problems_.clear();
}

bool Visit::send() {
    if (screen_ != Screen::review) return false;
    problems_ = validate(survey_, answers_);
    if (problems_.empty()) {
        screen_ = Screen::sending;
        return true;
    }
    // The first question that lacks something is shown, with the words beside it; where all do, the first.
    for (std::size_t i = 0; i < visible_.size(); ++i) {
        const Problem& problem = problems_.front();
        if (problem.pointer != "/answers" && !concerns(problem, *visible_[i])) continue;
        Problems problems = problems_;
        goTo(static_cast<int>(i));
        problems_ = std::move(problems);
        break;
    }
    return false;
}

void Visit::delivered(Delivery delivery, std::string reason) {
    delivery_ = delivery;
    reason_ = std::move(reason);
    if (delivery != Delivery::refused) {
        for (auto& [name, answer] : answers_) answer.text.clear(), answer.comment.clear();
        std::erase_if(answers_, [](const auto& entry) { return entry.second.empty(); });
    }
    if (screen_ == Screen::sending) screen_ = delivery == Delivery::refused ? Screen::review : Screen::thanks;
}

Answers Visit::outgoing() const {
    return redacted(visibleAnswers(survey_, answers_));
}

std::vector<std::string> describeAnswer(const Question& question, const Answer& answer,
                                        std::string_view language) {
    std::vector<std::string> lines;
    for (const Choice& choice : question.choices) {
        if (!answer.chose(choice.value)) continue;
        std::string line = choice.text.in(language);
        if (choice.value == kOther && !answer.comment.empty()) line += ": " + redact(answer.comment);
        lines.push_back(std::move(line));
    }
    for (const Choice& row : question.rows) {
        auto cell = answer.cells.find(row.value);
        if (cell == answer.cells.end()) continue;
        const Choice* column = question.column(cell->second);
        if (column) lines.push_back(row.text.in(language) + " — " + column->text.in(language));
    }
    if (!answer.text.empty()) lines.push_back(redact(answer.text));
    return lines;
}

}  // namespace otklik
