#pragma once
// What of a survey is asked, once some of it is answered: conditions show and hide questions, pages, options
// and rows, and what is hidden answers nothing, so that it hides others in turn. A device and the server,
// which sees only what is left, judge alike.

#include <vector>

#include "shared/survey/answers.h"
#include "shared/survey/survey.h"
#include "shared/survey/value.h"

namespace otklik {

/// Of each thing of a survey, by its place there, whether it is shown.
struct Showing {
    std::vector<bool> panels, passages, questions;
    std::vector<std::vector<bool>> options, rows;  ///< of each question; of all shown ones none
    std::vector<bool> open;      ///< of each question: shown, and enableIf lets it be answered
    std::vector<bool> required;  ///< of each question: open, and to be answered
    Answers answers;             ///< without what is hidden
    Value values;                ///< what conditions and quotes read of these

    bool hasOption(std::size_t question, std::size_t option) const {
        return options[question].empty() || options[question][option];
    }
    bool hasRow(std::size_t question, std::size_t row) const {
        return rows[question].empty() || rows[question][row];
    }
};

Showing showingOf(const Survey& survey, Answers answers);

/// Whether a condition of a question, a panel or words holds: it is true itself, as SurveyJS wants it there. Of
/// options and rows 1 will do (Expression::holds).
bool isTrue(const Expression& condition, const Value& values);

/// What conditions and quotes read of answers: an object by the names of questions, of texts beside options
/// and of calculated values.
Value valuesOf(const Survey& survey, const Answers& answers);

/// Whether no answer at all will do as things stand: neither the question nor a part of it has to be answered.
bool mayStayEmpty(const Survey& survey, const Question& question, const Showing& shown);

/// True where nothing of an answer that has something is left to be given.
bool isWhole(const Survey& survey, const Question& question, const Showing& shown);

}  // namespace otklik
