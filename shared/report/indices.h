#pragma once
// The indices of a wave: which published rows make each; how answers count is in shared/stats/scores.h.
//
// The whole index is the unweighted mean of its parts, and is there only where every part is.

#include <string>
#include <vector>

#include "shared/report/published.h"

namespace otklik {

/// One resource in one question.
struct IndexPart {
    const Question* question;
    std::string id, label;  ///< "site", as the question names it
    const PublishedRow* row;
    std::optional<Estimate> estimate;
};

struct Index {
    std::string name;  ///< "satisfaction"
    std::vector<IndexPart> parts;
    std::optional<Estimate> whole;
};

/// Those of the parts that have one, in order.
std::vector<Estimate> estimatesOf(const Index& index);

/// The indices that `survey` has, most telling first, from a release's questions or from those of one group.
std::vector<Index> indicesOf(const Survey& survey, const std::vector<PublishedQuestion>& published, int draws,
                             std::string_view language);

/// True where both ask the same in the same words with the same answers, so that years may be compared.
bool isSameQuestion(const Question& a, const Question& b);

}  // namespace otklik
