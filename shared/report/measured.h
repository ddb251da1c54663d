#pragma once
// What a release says, in shares, indices and their intervals, whichever rules it was made by. Every figure
// of the report is one of these, or computed from them.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "shared/privacy/release.h"
#include "shared/stats/interval.h"
#include "shared/stats/scores.h"
#include "shared/survey/survey.h"

namespace otklik {

/// The share of those who answered a row that gave one of its answers.
struct Share {
    enum class Kind {
        known,
        atMost,   ///< the interval begins at 0, or an earlier release gave a bound alone
        atLeast,  ///< of an earlier release
        hidden,   ///< by an earlier release
        tooFew,   ///< answers to say anything of the row
    };
    std::string value;  ///< the answer
    Kind kind = Kind::tooFew;
    Measure measure;              ///< of a known one
    double bound = 0;             ///< 0 to 1, of atMost and atLeast
    std::optional<double> count;  ///< about how many gave it
    double drawn = 0;             ///< 0 to 1, what a chart draws
    /// In whole percents, where the shares of a row exclude each other: they add up to 100.
    std::optional<double> percent{};
};

/// What the answers of a row are together, in the unit of the question.
struct Mean {
    double value = 0;
    Interval interval;
    double span = 1;  ///< from the least that an answer can stand for to the most
};

struct MeasuredRow {
    std::string row;                 ///< matrix row value, else ""
    std::optional<double> answered;  ///< about how many did; nothing where an earlier release hides that
    std::vector<Share> shares;
    std::optional<Mean>
        mean{};  ///< where its answers stand for something (types/types.h), and it can be told
};

/// How many answers speak of a theme, with noise and sampling together.
struct MeasuredTheme {
    std::string name;
    double count = 0;   ///< 0 to the total
    Interval interval;  ///< 95 %, of answers
    Share share;  ///< of those who answered the question; where its rows are texts, of all who responded
};

struct MeasuredQuestion {
    const Question* question;
    /// One, but of a matrix; an open question's has no shares, and where rows are texts each has one: of all
    /// who responded.
    std::vector<MeasuredRow> rows;
    std::vector<MeasuredTheme> themes = {};  ///< of a question with texts, the most frequent first
    /// Of a ranking, whose rows it has in the place of answers: each one's share of first places. Everybody
    /// who answered gave one.
    std::optional<MeasuredRow> firsts = {};
};

/// One resource in one question.
struct IndexPart {
    const Question* question;
    std::string id;                  ///< the row's or the option's value, "" of a choice
    std::optional<double> answered;  ///< as the row's
    double answers = 0;              ///< that have a score
    std::optional<Share> hardToSay;  ///< where the question offers that
    std::optional<Measure> measure;  ///< nothing where the noise hides it
};

struct Index {
    std::string name;  ///< "satisfaction"
    std::vector<IndexPart> parts;
    double answers = 0;  ///< of the part that has most
    /// The unweighted mean of its parts; nothing where one is missing, or the noise hides it.
    std::optional<Measure> whole;
};

/// One group of a breakdown.
struct MeasuredGroup {
    std::string by, group;  ///< "sex", "male"; "channel", "vk"
    Share size;             ///< among those who named a group
    bool tooFew = false;    ///< people, to say how content they are
    /// By name. Weighted by their people all groups of a breakdown give the index as a whole.
    std::map<std::string, std::optional<Measure>> indices;
};

/// Points into the survey that it was made with.
struct Measured {
    double responses = 0;                     ///< about how many
    std::vector<MeasuredQuestion> questions;  ///< in form order
    std::vector<Index> indices;               ///< those that the survey has, most telling first
    std::vector<MeasuredGroup> groups;        ///< a breakdown after the other
};

/// A release's questions that `survey` does not have are left out, as are those that it asks otherwise.
Measured measured(const Survey& survey, const Release& release);
/// The same of one of schema 1.
Measured measuredEarlier(const Survey& survey, const EarlierFigures& figures, int draws);

/// About how many responses a release with figures is of.
double responsesOf(const Release& release);

/// Whether a release has figures to show: not where it says that there are too few, and of a wave that counts
/// not under kLeastTotal responses.
bool hasFigures(const Release* release);

// For both kinds of releases.

inline constexpr const char* kIndexNames[] = {"satisfaction", "ease", "findability", "reach"};

/// Whether a question asks what was published: the same rows and answers.
template <typename Published>
bool asks(const Question& question, const Published& published) {
    const std::vector<Choice>& lines = question.lines();
    if (published.rows.size() != lines.size()) return false;
    for (std::size_t r = 0; r < lines.size(); ++r) {
        const auto& row = published.rows[r];
        const auto options = question.optionsOf(lines[r]);
        if (row.row != lines[r].value || row.cells.size() != options.size()) return false;
        for (std::size_t i = 0; i < row.cells.size(); ++i)
            if (row.cells[i].value != options[i].value) return false;
    }
    return true;
}

/// A mean score, 0 to 1, in the unit of `values`, one an option; nothing where it cannot be told, or where
/// all stand for the same.
std::optional<Mean> meanOf(const std::optional<Measure>& score, const std::vector<double>& values);
/// The scores that it is the mean of.
Scores scoresOf(const std::vector<double>& values);

/// The part of an index that a row of one answer each makes.
IndexPart partOf(const MeasuredQuestion& measured, const MeasuredRow& row);

}  // namespace otklik
