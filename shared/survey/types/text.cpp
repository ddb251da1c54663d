// A line of text; with an inputType a number or a date, which are types of their own.

#include "shared/survey/types/open.h"
#include "shared/survey/types/types.h"

namespace otklik {
namespace {

constexpr OpenType kType{"text"};

constexpr const char* kIdentifies = "It asks what identifies people: an anonymous survey does not.";

void takeMembers(DefinitionObject& object, Question& question) {
    const std::string input = object.string("inputType", "text");
    for (const JsonType* type : {&kNumberJson, &kDateJson, &kMonthJson, &kTimeJson}) {
        if (type->type.name != input) continue;
        question.type = &type->type;
        object.take("maxLength");
        return type->takeMembers(object, question);
    }
    if (input == "range") {
        question.type = &kNumber;
        kNumberJson.takeMembers(object, question);
    } else if (input == "text") {
        takeOpenMembers(object, question);
        for (const char* ofNumbers : {"min", "max", "step"}) object.take(ofNumbers);
    } else if (input == "email" || input == "tel" || input == "url" || input == "password") {
        object.refuse("inputType", "input-identifies", input, kIdentifies);
    } else {
        object.refuse("inputType", "unsupported-input", input, "Use text, number, date, month or time.");
    }
}

}  // namespace

constinit const QuestionType& kText = kType;
constinit const JsonType kTextJson{kType, takeMembers, readOpenAnswer};

}  // namespace otklik
