// Always holds: parts point into the survey and the release that they were made from.

#include "shared/report/indices.h"

#include <algorithm>
#include <string>

namespace otklik {
namespace {

constexpr const char* kNames[] = {"satisfaction", "ease", "findability", "reach"};

void addParts(Index& index, const Question& question, const PublishedQuestion& published, int draws,
              std::string_view language) {
    for (const PublishedRow& row : published.rows) {
        if (question.type == QuestionType::checkbox) {
            for (std::size_t i = 0; i < row.cells.size(); ++i) {
                const Choice* choice = question.choice(row.cells[i].value);
                if (!choice || !isScored(*choice)) continue;
                index.parts.push_back({&question, choice->value, choice->text.in(language), &row,
                                       estimateShare(row, i, draws)});
            }
            continue;
        }
        const bool matrix = question.type == QuestionType::matrix;
        const std::vector<Choice>& answers = matrix ? question.columns : question.choices;
        const Choice* resource = question.row(row.row);
        if (answers.size() != row.cells.size() || (matrix && !resource)) continue;
        index.parts.push_back(
            {&question, row.row,
             matrix ? resource->text.in(language) : splitTitle(question.title.in(language)).question, &row,
             estimateMean(row, scoresOf(question), draws)});
    }
}

bool isSame(const std::vector<Choice>& a, const std::vector<Choice>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Choice& one, const Choice& other) {
        return one.value == other.value && one.text == other.text;
    });
}

}  // namespace

std::vector<Estimate> estimatesOf(const Index& index) {
    std::vector<Estimate> known;
    for (const IndexPart& part : index.parts)
        if (part.estimate) known.push_back(*part.estimate);
    return known;
}

std::vector<Index> indicesOf(const Survey& survey, const std::vector<PublishedQuestion>& published, int draws,
                             std::string_view language) {
    std::vector<Index> indices;
    for (const char* name : kNames) {
        Index index{name, {}, {}};
        for (const PublishedQuestion& each : published) {
            const Question* question = survey.question(each.name);
            if (question && question->index == name) addParts(index, *question, each, draws, language);
        }
        if (index.parts.empty()) continue;
        const std::vector<Estimate> known = estimatesOf(index);
        if (known.size() == index.parts.size()) index.whole = meanOf(known);
        indices.push_back(std::move(index));
    }
    return indices;
}

bool isSameQuestion(const Question& a, const Question& b) {
    return a.type == b.type && a.title == b.title && a.index == b.index && isSame(a.choices, b.choices) &&
           isSame(a.rows, b.rows) && isSame(a.columns, b.columns) &&
           a.minRateDescription == b.minRateDescription && a.maxRateDescription == b.maxRateDescription;
}

}  // namespace otklik
