#pragma once
// A type of question is a file in this folder, which says all that is true of it and of no other; types.cpp
// lists them. How one looks stands in a file of the same name in shared/form, web/app and shared/report.
// Nothing that counts, protects or keeps answers knows types: it walks a question's lines() and options.

#include <string>
#include <string_view>
#include <vector>

#include "shared/survey/answers.h"
#include "shared/survey/reading.h"
#include "shared/survey/survey.h"
#include "shared/survey/value.h"

namespace otklik {

class QuestionType {
  public:
    constexpr explicit QuestionType(std::string_view name) : name(name) {}

    const std::string_view name;  ///< as definitions call it, or its inputType

    /// True where a question has what this type chooses from, and nothing else.
    virtual bool canAsk(const Question& question) const = 0;
    /// Takes what one field of the form says; `row` is one of the question's rows, or nullptr.
    virtual void readField(AnswerReading& reading, const Choice* row, const std::string& value) const = 0;
    /// Once all fields are read: what they are together.
    virtual void readWhole(AnswerReading&) const {}
    /// How many rows an answer needs to say something.
    virtual std::size_t leastRows() const { return 0; }
    /// Makes an answer whole of which parts were dropped.
    virtual void mend(const Question&, Answer&) const {}
    /// One line an option or a row, of rows without an answer with `unanswered`. Texts as they are.
    virtual std::vector<std::string> inWords(const Question& question, const Answer& answer,
                                             std::string_view language,
                                             std::string_view unanswered) const = 0;
    /// The answer as results and conditions have it; empty where it says nothing.
    virtual Value value(const Question& question, const Answer& answer) const = 0;

  protected:
    ~QuestionType() = default;  // all of them live as long as the program
};

/// Of this name; nullptr where there is none.
const QuestionType* questionType(std::string_view name);

}  // namespace otklik
