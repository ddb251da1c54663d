#pragma once
// What is counted of responses: sums that one response adds to, mergeable by addition. They are private: they
// leave the server only as a Release.
//
// Main cells. Every closed question is a table of its lines and options. A cell counts responses that gave
// that answer. Where answers exclude each other the cells say how many answered; a question that takes
// several has a base, which counts who answered it at all, and so has an open one, whose answers are not
// empty. The channels are a table of their own, with a cell for none.
//
// Group sums. For each group of each breakdown question, and of the channel, the sum of how content its
// people are: of each the mean of the scores of one index's rows, less a half, rows without an answer as a
// half; in thousandths, so from -500 to 500 a response. Who named no group is one more group. Nothing else is
// crossed.

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "shared/survey/answers.h"
#include "shared/survey/survey.h"

namespace otklik {

inline constexpr std::string_view kChannel = "channel";          ///< no question may be named so
inline constexpr std::string_view kGroupIndex = "satisfaction";  ///< whose scores the group sums hold

/// Whether counts say how many answered, besides what they answered.
inline bool hasBase(const Question& question) {
    return question.takesSeveral || question.isOpen();
}

/// What one response adds to one count.
struct Amount {
    std::uint32_t position;
    std::int32_t amount;
    bool operator==(const Amount&) const = default;
};
using Amounts = std::vector<Amount>;

// Keys of counts are made here alone, and nothing takes one apart.
std::string countKey(std::string_view question, std::string_view row, std::string_view answer);
std::string groupKey(std::string_view by, std::string_view group);

/// The names of all counts of a survey in a fixed order; positions are the indices of Counts.
/// A cell's key is "question/row/answer": "sources//site", "frequency/site/always", "sex//male"; a base is
/// "sources//", "wishes//". All responses: "". A channel: "channel//vk", "channel//" for none. A group sum's
/// key is the group: "sex=male", "channel=vk", "sex=" for who named none. A "/" in a name is "~1", "~" is
/// "~0" and before a group "=" is "~2", so that no two names make one key.
class TallyLayout {
  public:
    TallyLayout(const Survey& survey, std::vector<std::string> channels);
    std::size_t size() const { return keys_.size(); }
    /// The first so many are main cells, the rest group sums.
    std::size_t mainSize() const { return mainSize_; }
    const std::vector<std::string>& keys() const { return keys_; }
    /// Position of `key`, or -1.
    int position(std::string_view key) const;
    const std::vector<std::string>& channels() const { return channels_; }
    const Survey& survey() const { return *survey_; }

    /// What one response adds, each position once; `channel` may be empty.
    Amounts amountsOf(const Answers& answers, std::string_view channel) const;

  private:
    void addGroups(std::string_view by, const std::vector<std::string>& groups);

    const Survey* survey_;  // must outlive the layout
    std::vector<std::string> channels_, keys_;
    struct Hash : std::hash<std::string_view> {
        using is_transparent = void;
    };
    std::unordered_map<std::string, int, Hash, std::equal_to<>> positions_;
    std::size_t mainSize_ = 0;
    // Where counts begin: those of each question and of the channels; and the group sums of each breakdown
    // question and of the channels, the unnamed group first.
    std::vector<std::uint32_t> questionStarts_, groupStarts_;
    std::uint32_t channelStart_ = 0, channelGroupStart_ = 0;
};

using Counts = std::vector<std::int64_t>;  ///< one a position of a layout, or of its main cells

/// Adds what a response adds to `counts` (of layout.size()).
void add(const Amounts& amounts, Counts& counts);

}  // namespace otklik
