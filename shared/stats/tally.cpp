// The counts of a survey and what one response adds to them. Always holds: positions follow the definition's
// order, so that counts of two processes with one definition and one list of channels add up.

#include "shared/stats/tally.h"

#include <algorithm>
#include <cmath>

#include "shared/base/pointer.h"
#include "shared/stats/scores.h"
#include "shared/survey/places.h"

namespace otklik {
namespace {

void addKeys(const Question& question, std::vector<std::string>& keys) {
    for (const Choice& line : question.lines()) {
        if (hasBase(question)) keys.push_back(countKey(question.name, line.value, ""));
        for (const Choice& option : question.optionsOf(line))
            keys.push_back(countKey(question.name, line.value, option.value));
    }
}

/// Where an answer counts among the cells of its question, in the order of addKeys(): a question that has a
/// base has one line.
std::vector<std::uint32_t> offsetsIn(const Question& question, const Answer& answer) {
    std::vector<std::uint32_t> offsets;
    if (answer.empty()) return offsets;
    const bool base = hasBase(question);
    if (base) offsets.push_back(0);
    for (const std::size_t place : placesOf(question, answer))
        offsets.push_back(static_cast<std::uint32_t>(place + base));
    return offsets;
}

/// The sum over the rows that were answered of their score less a half.
double centredScore(const Question& question, const Answer& answer) {
    double sum = 0;
    if (question.takesSeveral) {
        if (answer.empty()) return 0;
        for (const Choice& option : question.options)
            if (isScored(option)) sum += answer.chose(option.value) ? 0.5 : -0.5;
        return sum;
    }
    const Scores scores = scoresOf(question);
    for (const std::size_t place : placesOf(question, answer))
        if (const auto score = scores[place % scores.size()]) sum += *score - 0.5;
    return sum;
}

/// How content the answers are, from -500 to 500; 0 too where the survey has no such index.
std::int32_t contentment(const Survey& survey, const Answers& answers) {
    double sum = 0, rows = 0;
    for (const Question& question : survey.questions) {
        if (question.index != kGroupIndex) continue;
        rows += static_cast<double>(scoredRows(question));
        if (const auto found = answers.find(question.name); found != answers.end())
            sum += centredScore(question, found->second);
    }
    return rows > 0 ? static_cast<std::int32_t>(std::lround(1000 * sum / rows)) : 0;
}

}  // namespace

std::string countKey(std::string_view question, std::string_view row, std::string_view answer) {
    return pointerToken(question) + "/" + pointerToken(row) + "/" + pointerToken(answer);
}
std::string groupKey(std::string_view by, std::string_view group) {
    std::string key = pointerToken(by);
    for (std::size_t at = key.find('='); at != key.npos; at = key.find('=')) key.replace(at, 1, "~2");
    return key + "=" + pointerToken(group);
}

TallyLayout::TallyLayout(const Survey& survey, std::vector<std::string> channels)
    : survey_(&survey), channels_(std::move(channels)) {
    const auto size = [this] { return static_cast<std::uint32_t>(keys_.size()); };
    keys_.emplace_back();
    for (const auto& question : survey.questions) {
        questionStarts_.push_back(size());
        addKeys(question, keys_);
    }
    channelStart_ = size();
    keys_.push_back(countKey(kChannel, "", ""));
    for (const auto& channel : channels_) keys_.push_back(countKey(kChannel, "", channel));
    mainSize_ = keys_.size();
    for (const auto& question : survey.questions) {
        groupStarts_.push_back(size());
        std::vector<std::string> groups;
        for (const Choice& choice : question.options) groups.push_back(choice.value);
        if (question.breakdown) addGroups(question.name, groups);
    }
    channelGroupStart_ = size();
    addGroups(kChannel, channels_);
    for (std::size_t i = 0; i < keys_.size(); ++i) positions_.emplace(keys_[i], static_cast<int>(i));
}

void TallyLayout::addGroups(std::string_view by, const std::vector<std::string>& groups) {
    keys_.push_back(groupKey(by, ""));
    for (const std::string& group : groups) keys_.push_back(groupKey(by, group));
}

int TallyLayout::position(std::string_view key) const {
    const auto found = positions_.find(key);
    return found == positions_.end() ? -1 : found->second;
}

Amounts TallyLayout::amountsOf(const Answers& answers, std::string_view channel) const {
    const auto& questions = survey_->questions;
    const std::int32_t content = contentment(*survey_, answers);
    Amounts amounts = {{0, 1}}, groups;
    for (std::size_t i = 0; i < questions.size(); ++i) {
        const auto found = answers.find(questions[i].name);
        std::vector<std::uint32_t> offsets;
        if (found != answers.end()) offsets = offsetsIn(questions[i], found->second);
        for (const std::uint32_t offset : offsets) amounts.push_back({questionStarts_[i] + offset, 1});
        if (!questions[i].breakdown) continue;
        // Who named no group stands before the groups.
        groups.push_back({groupStarts_[i] + (offsets.empty() ? 0 : 1 + offsets.front()), content});
    }
    const auto from = std::find(channels_.begin(), channels_.end(), channel);
    const auto place = from == channels_.end() ? 0 : 1 + static_cast<std::uint32_t>(from - channels_.begin());
    amounts.push_back({channelStart_ + place, 1});
    groups.push_back({channelGroupStart_ + place, content});
    amounts.insert(amounts.end(), groups.begin(), groups.end());
    return amounts;
}

void add(const Amounts& amounts, Counts& counts) {
    for (const Amount& each : amounts) counts[each.position] += each.amount;
}

}  // namespace otklik
