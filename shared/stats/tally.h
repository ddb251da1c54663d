#pragma once
// Counts over responses, mergeable by addition. A tally is private: it leaves the server only as a Release.
//
// Every closed question is a table: one row for a choice question, one row a resource for a matrix. A cell
// counts responses that gave that answer; base counts responses that answered the row at all. Open questions
// count non-empty answers. Breakdowns repeat the tables of questions that carry an index, for each group of
// each breakdown question and of the channel; no two breakdowns are crossed.

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "shared/survey/survey.h"

namespace otklik {

inline constexpr std::string_view kChannel = "channel";  ///< no question may be named so

/// What the keys of the channels' table begin with; alone, the key of its base.
inline std::string channelStart() {
    return std::string(kChannel) + "//";
}

/// The names of all cells of a survey in a fixed order; positions are the indices of a Tally's counts.
/// A key is "question/row/answer": "sources//site", "frequency/site/always", "sex//male"; the base of a row
/// is "frequency/site/" and an open question's count is "wishes//". All responses: "". The channels are a
/// table of their own, "channel//vk" and its base. A breakdown cell is prefixed by its group:
/// "sex=male|satisfaction/site/5".
class TallyLayout {
  public:
    TallyLayout(const Survey& survey, std::vector<std::string> channels);
    std::size_t size() const { return keys_.size(); }
    const std::vector<std::string>& keys() const { return keys_; }
    /// Position of `key`, or -1.
    int position(std::string_view key) const;
    const std::vector<std::string>& channels() const { return channels_; }
    const Survey& survey() const { return *survey_; }

    /// Positions of the cells that one response counts in, each once; `channel` may be empty.
    std::vector<std::uint32_t> cellsOf(const Answers& answers, std::string_view channel) const;

  private:
    const Survey* survey_;  // must outlive the layout
    std::vector<std::string> channels_, keys_;
    struct Hash : std::hash<std::string_view> {
        using is_transparent = void;
    };
    std::unordered_map<std::string, int, Hash, std::equal_to<>> positions_;
    // Where cells begin: those of each question; of the channels; of the first group of each question and of
    // the channels; and within any group, of each question again.
    std::vector<std::uint32_t> questionStarts_, groupStarts_, withinGroup_;
    std::uint32_t channelStart_ = 0, channelGroupStart_ = 0, groupSize_ = 0;
};

using Counts = std::vector<std::int64_t>;  ///< one a cell of a layout

/// Adds one to each of these cells of `counts` (of layout.size()).
void addCells(const std::vector<std::uint32_t>& cells, Counts& counts);

}  // namespace otklik
