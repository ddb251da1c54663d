#include "shared/survey/types/choosing.h"
#include "shared/survey/types/types.h"

#include "shared/text/json_text.h"

namespace otklik {
namespace {

class Checkbox final : public ChoosingType {
  public:
    using ChoosingType::ChoosingType;
    std::string json(const Answer& answer) const override {
        std::string list;
        for (const std::string& value : answer.choices) list += (list.empty() ? "[" : ",") + jsonText(value);
        return list.empty() ? list : list + "]";
    }
};
constexpr Checkbox kType{"checkbox"};

void takeMembers(DefinitionObject& object, Question& question) {
    question.takesSeveral = true;
    question.options = object.choices("choices");
    takeSpecialOptions(object, question);
    if (object.flag("breakdown"))
        object.wrong("breakdown", "wrong-value",
                     "Groups are those of a question that takes one answer: nobody stands in two of them.");
}

void readAnswer(AnswerReading& reading, const Json& value) {
    if (!value.is_array()) return reading.wrongType();
    for (std::size_t i = 0; i < value.size(); ++i)
        value[i].is_string() ? reading.choose(value[i].get<std::string>(), std::to_string(i))
                             : reading.wrongType(std::to_string(i));
}

}  // namespace

constinit const QuestionType& kCheckbox = kType;
constinit const JsonType kCheckboxJson{kType, takeMembers, readAnswer};

}  // namespace otklik
