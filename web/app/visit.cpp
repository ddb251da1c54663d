// The life of a visit: question → … → review → sending → thanks → preview; any question can be revisited from
// the review.

#include "web/app/visit.h"

#include <algorithm>
#include <utility>

#include "shared/redact/redact.h"

namespace otklik {

Visit::Visit(const Survey& survey, Answers answers, int openAt, Problems unread)
    : survey_(survey), answers_(std::move(answers)), unread_(std::move(unread)) {
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
    showing_ = showingOf(survey_, answers_);
    for (std::size_t i = 0; i < survey_.questions.size(); ++i)
        if (showing_.questions[i]) visible_.push_back(&survey_.questions[i]);
    if (visible_.empty()) visible_.push_back(&survey_.questions.front());
    auto found = std::find(visible_.begin(), visible_.end(), shown);
    position_ = found != visible_.end() ? static_cast<int>(found - visible_.begin())
                                        : std::min(position_, static_cast<int>(visible_.size()) - 1);
}

void Visit::setAnswers(Answers answers, Problems unread) {
    answers_ = std::move(answers);
    unread_ = std::move(unread);
    problems_.clear();
    refreshVisible();
}

void Visit::setAnswer(const Question& question, Answer answer) {
    Answers answers = std::move(answers_);
    Problems unread = std::move(unread_);
    answer.empty() ? void(answers.erase(question.name)) : void(answers[question.name] = std::move(answer));
    std::erase_if(unread, [&](const Problem& problem) { return concerns(problem, question); });
    setAnswers(std::move(answers), std::move(unread));
}

Problems Visit::wrong() const {
    return unread_.empty() ? validate(survey_, showing_) : unread_;
}

bool Visit::next() {
    if (stage_ != Stage::question) return false;
    problems_.clear();
    for (Problem& problem : wrong())
        if (concerns(problem, current())) problems_.push_back(std::move(problem));
    if (!problems_.empty()) return false;
    if (fromReview_ || position_ + 1 == static_cast<int>(visible_.size())) {
        stage_ = Stage::review;
        fromReview_ = false;
    } else {
        ++position_;
    }
    return true;
}

void Visit::back() {
    problems_.clear();
    if (std::exchange(fromReview_, false)) {
        stage_ = Stage::review;
    } else if (stage_ == Stage::review) {
        stage_ = Stage::question;
        position_ = static_cast<int>(visible_.size()) - 1;
    } else if (stage_ == Stage::preview) {
        stage_ = Stage::thanks;
    } else if (stage_ == Stage::question && position_ > 0) {
        --position_;
    }
}

void Visit::goTo(int position) {
    if (stage_ != Stage::question && stage_ != Stage::review) return;
    fromReview_ = stage_ == Stage::review;
    stage_ = Stage::question;
    position_ = std::clamp(position, 0, static_cast<int>(visible_.size()) - 1);
    problems_.clear();
}

bool Visit::send() {
    if (stage_ != Stage::review) return false;
    problems_ = wrong();
    if (problems_.empty()) {
        stage_ = Stage::sending;
        return true;
    }
    // The first question that lacks something is shown, with the words beside it; where all do, the first.
    for (std::size_t i = 0; i < visible_.size(); ++i) {
        Problems here;
        for (const Problem& problem : problems_)
            if (problem.pointer == "/answers" || concerns(problem, *visible_[i])) here.push_back(problem);
        if (here.empty()) continue;
        goTo(static_cast<int>(i));
        problems_ = std::move(here);
        break;
    }
    return false;
}

bool Visit::finish() {
    if (stage_ == Stage::question) stage_ = Stage::review;
    return send();
}

void Visit::delivered(Delivery delivery, std::string reason) {
    delivery_ = delivery;
    reason_ = std::move(reason);
    if (delivery != Delivery::refused) {
        for (auto& [name, answer] : answers_)
            answer.text.clear(), answer.texts.clear(), answer.comment.clear();
        std::erase_if(answers_, [&](const auto& entry) {
            const bool isAsked = std::any_of(visible_.begin(), visible_.end(), [&](const Question* question) {
                return question->name == entry.first;
            });
            return !isAsked || entry.second.empty();
        });
    }
    if (stage_ == Stage::sending) stage_ = delivery == Delivery::refused ? Stage::review : Stage::thanks;
}

Answers Visit::outgoing() const {
    return redacted(showing_.answers);
}

}  // namespace otklik
