// The cells of a survey and how one response counts in them. Always holds: positions follow the definition's
// order, so that counts of two processes with one definition and one list of channels add up.

#include "shared/stats/tally.h"

#include <algorithm>

namespace otklik {
namespace {

void addKeys(const Question& question, const std::string& prefix, std::vector<std::string>& keys) {
    const std::string start = prefix + question.name + "/";
    if (question.type != QuestionType::matrix) {
        keys.push_back(start + "/");
        for (const auto& choice : question.choices) keys.push_back(start + "/" + choice.value);
        return;
    }
    for (const auto& row : question.rows) {
        keys.push_back(start + row.value + "/");
        for (const auto& column : question.columns) keys.push_back(start + row.value + "/" + column.value);
    }
}

/// Place among `choices`, or -1.
int placeOf(const std::vector<Choice>& choices, std::string_view value) {
    for (std::size_t i = 0; i < choices.size(); ++i)
        if (choices[i].value == value) return static_cast<int>(i);
    return -1;
}

/// Where an answer counts among the cells of its question, in the order of addKeys().
std::vector<std::uint32_t> offsetsIn(const Question& question, const Answer& answer) {
    std::vector<std::uint32_t> offsets;
    const auto add = [&](int start, const std::vector<Choice>& choices, std::string_view value) {
        const int place = placeOf(choices, value);
        if (place >= 0) offsets.push_back(static_cast<std::uint32_t>(start + 1 + place));
    };
    if (answer.empty()) return offsets;
    if (question.type != QuestionType::matrix) offsets.push_back(0);
    for (const auto& value : answer.choices) add(0, question.choices, value);
    for (const auto& [row, column] : answer.cells) {
        const int place = placeOf(question.rows, row);
        if (place < 0) continue;
        const int start = place * (1 + static_cast<int>(question.columns.size()));
        offsets.push_back(static_cast<std::uint32_t>(start));
        add(start, question.columns, column);
    }
    return offsets;
}

}  // namespace

TallyLayout::TallyLayout(const Survey& survey, std::vector<std::string> channels)
    : survey_(&survey), channels_(std::move(channels)) {
    const auto size = [this] { return static_cast<std::uint32_t>(keys_.size()); };
    keys_.emplace_back();
    for (const auto& question : survey.questions) {
        questionStarts_.push_back(size());
        addKeys(question, "", keys_);
    }
    channelStart_ = size();
    keys_.push_back(channelStart());
    for (const auto& channel : channels_) keys_.push_back(channelStart() + channel);
    const auto addGroup = [&](const std::string& group) {
        const std::uint32_t start = size();
        withinGroup_.clear();
        for (const auto& question : survey.questions) {
            withinGroup_.push_back(size() - start);
            if (!question.index.empty()) addKeys(question, group + "|", keys_);
        }
        groupSize_ = size() - start;
    };
    for (const auto& question : survey.questions) {
        groupStarts_.push_back(size());
        if (!question.breakdown) continue;
        for (const auto& choice : question.choices) addGroup(question.name + "=" + choice.value);
    }
    channelGroupStart_ = size();
    for (const auto& channel : channels_) addGroup(std::string(kChannel) + "=" + channel);
    for (std::size_t i = 0; i < keys_.size(); ++i) positions_.emplace(keys_[i], static_cast<int>(i));
}

int TallyLayout::position(std::string_view key) const {
    const auto found = positions_.find(key);
    return found == positions_.end() ? -1 : found->second;
}

std::vector<std::uint32_t> TallyLayout::cellsOf(const Answers& answers, std::string_view channel) const {
    const auto& questions = survey_->questions;
    std::vector<std::uint32_t> cells = {0};
    std::vector<std::uint32_t> groups;  // where the cells of those that the response belongs to begin
    const auto addGroup = [&](std::uint32_t first, int place) {
        if (place >= 0) groups.push_back(first + static_cast<std::uint32_t>(place) * groupSize_);
    };
    for (std::size_t i = 0; i < questions.size(); ++i) {
        const auto found = answers.find(questions[i].name);
        if (!questions[i].breakdown || found == answers.end()) continue;
        for (const auto& value : found->second.choices)
            addGroup(groupStarts_[i], placeOf(questions[i].choices, value));
    }
    const auto from = std::find(channels_.begin(), channels_.end(), channel);
    if (from != channels_.end()) {
        const int place = static_cast<int>(from - channels_.begin());
        cells.push_back(channelStart_);
        cells.push_back(channelStart_ + 1 + static_cast<std::uint32_t>(place));
        addGroup(channelGroupStart_, place);
    }
    for (std::size_t i = 0; i < questions.size(); ++i) {
        const auto found = answers.find(questions[i].name);
        if (found == answers.end()) continue;
        for (const std::uint32_t offset : offsetsIn(questions[i], found->second)) {
            cells.push_back(questionStarts_[i] + offset);
            if (questions[i].index.empty()) continue;
            for (const std::uint32_t group : groups) cells.push_back(group + withinGroup_[i] + offset);
        }
    }
    return cells;
}

void addCells(const std::vector<std::uint32_t>& cells, Counts& counts) {
    for (const std::uint32_t cell : cells) ++counts[cell];
}

}  // namespace otklik
