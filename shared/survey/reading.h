#pragma once
// What reading an answer has in common, whether it comes as JSON or as fields of a form. What is wrong
// becomes a problem where it stands, and the rest of the answer is read all the same.

#include <optional>
#include <string>
#include <string_view>

#include "shared/base/result.h"
#include "shared/survey/answers.h"
#include "shared/survey/fields.h"
#include "shared/survey/survey.h"

namespace otklik {

std::string pointerTo(const Question& question);
std::string pointerToComment(const Question& question);

/// Code points of a text as a person typed it: a mark such as «[телефон]», which a device puts in the place
/// of personal data before it sends, counts as one, so that no text grows over its limit on the way.
std::size_t typedLength(std::string_view text);

/// The answer to one question, as it is read.
class AnswerReading {
  public:
    AnswerReading(const Question& question, Answer& answer, Problems& problems)
        : question_(question), answer_(answer), problems_(problems) {}

    /// Cleans and bounds the text of an open answer; one over its limit is still kept, so that it can be
    /// shown again. Another text for the same field is a problem.
    void write(std::string_view raw);
    /// The same of the text beside an option.
    void writeComment(std::string_view raw);
    // `at`: the place within the answer that a problem names, none for the answer itself.
    void choose(const std::string& option, const std::string& at = "");
    void chooseIn(const std::string& row, const std::string& option);
    /// The text of a row that takes one.
    void writeIn(const std::string& row, std::string_view raw);
    void wrongType(const std::string& at = "");
    void wrong(const std::string& at, const char* code, const char* detail, std::string subject = {});

    // Of all options that are chosen:
    void dropExclusive();  ///< of one that excludes others and others: the others
    void bound();          ///< no more than the question takes

    const Question& question() const { return question_; }
    Answer& answer() { return answer_; }

  private:
    std::string text(std::string_view raw, int limit, const std::string& pointer);
    void put(std::string& place, std::string_view raw, int limit, const std::string& pointer);

    const Question& question_;
    Answer& answer_;
    Problems& problems_;
};

/// Once all is read: what each answer is as a whole, what a text means whose option is not chosen, and no
/// answer that is empty.
void finishReading(Answers& answers, LoneText loneText, Problems& problems, const Survey& survey);

}  // namespace otklik
