// The cells of a survey and how one response counts in them. Always holds: positions follow the definition's
// order, so that counts of two processes with one definition and one list of channels add up.

#include "shared/stats/tally.h"

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

}  // namespace

TallyLayout::TallyLayout(const Survey& survey, std::vector<std::string> channels)
    : survey_(&survey), channels_(std::move(channels)) {
    keys_.emplace_back();
    for (const auto& question : survey.questions) addKeys(question, "", keys_);
    keys_.push_back(channelStart());
    for (const auto& channel : channels_) keys_.push_back(channelStart() + channel);
    const auto addGroup = [&](const std::string& group) {
        for (const auto& question : survey.questions) {
            if (!question.index.empty()) addKeys(question, group + "|", keys_);
        }
    };
    for (const auto& question : survey.questions) {
        if (!question.breakdown) continue;
        for (const auto& choice : question.choices) addGroup(question.name + "=" + choice.value);
    }
    for (const auto& channel : channels_) addGroup(std::string(kChannel) + "=" + channel);
    for (std::size_t i = 0; i < keys_.size(); ++i) positions_.emplace(keys_[i], static_cast<int>(i));
}

int TallyLayout::position(std::string_view key) const {
    const auto found = positions_.find(key);
    return found == positions_.end() ? -1 : found->second;
}

void addResponse(const TallyLayout& layout, const Answers& answers, std::string_view channel,
                 Counts& counts) {
    std::string key;  // of every cell in turn
    const auto count = [&] {
        const int position = layout.position(key);
        if (position >= 0) ++counts[static_cast<std::size_t>(position)];
    };
    const auto within = [&](std::initializer_list<std::string_view> parts, const auto& what) {
        const std::size_t length = key.size();
        for (const std::string_view part : parts) key += part;
        what();
        key.resize(length);
    };
    const auto countQuestion = [&](const Question& question) {
        const auto found = answers.find(question.name);
        if (found == answers.end() || found->second.empty()) return;
        const Answer& answer = found->second;
        within({question.name, "/"}, [&] {
            if (question.type != QuestionType::matrix) within({"/"}, count);
            for (const auto& choice : answer.choices) within({"/", choice}, count);
            for (const auto& [row, column] : answer.cells) {
                within({row, "/"}, count);
                within({row, "/", column}, count);
            }
        });
    };
    const auto countGroup = [&](std::string_view name, std::string_view value) {
        within({name, "=", value, "|"}, [&] {
            for (const auto& question : layout.survey().questions)
                if (!question.index.empty()) countQuestion(question);
        });
    };
    count();
    for (const auto& question : layout.survey().questions) countQuestion(question);
    for (const auto& question : layout.survey().questions) {
        const auto found = answers.find(question.name);
        if (!question.breakdown || found == answers.end()) continue;
        for (const auto& choice : found->second.choices) countGroup(question.name, choice);
    }
    if (channel.empty()) return;
    within({channelStart()}, count);
    within({channelStart(), channel}, count);
    countGroup(kChannel, channel);
}

}  // namespace otklik
