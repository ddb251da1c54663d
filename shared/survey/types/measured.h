#pragma once
// What types have in common whose answer is a measure, written by hand and counted by bins. Without bins it
// is an open answer. Internal to this folder.

#include "shared/survey/types/json_type.h"

namespace otklik {

class MeasuredType : public QuestionType {
  public:
    using QuestionType::QuestionType;
    bool canAsk(const Question& question) const override { return question.rows.empty(); }
    void readField(AnswerReading& reading, const Choice*, const std::string& value) const override {
        reading.write(value);
    }
    /// Puts what was written into its own form, and into its bin.
    void readWhole(AnswerReading& reading) const override;
    std::vector<std::string> inWords(const Question& question, const Answer& answer, std::string_view,
                                     std::string_view) const override;

  protected:
    ~MeasuredType() = default;
    /// What a text says: as it is kept, and what bounds and bins see of it. Nothing where it says no measure.
    struct Measure {
        std::string text;
        double value;
    };
    virtual std::optional<Measure> measure(const Question& question, const std::string& text) const = 0;
    /// The position among the question's options.
    virtual std::size_t binOf(const Question& question, const Measure& measure) const = 0;
    virtual const char* wrongCode(const Question& question) const = 0;
    /// A bound, as people write it.
    virtual std::string words(const Question& question, double bound) const = 0;
};

}  // namespace otklik
