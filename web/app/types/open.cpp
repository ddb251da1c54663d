#include "shared/form/measure_words.h"
#include "web/app/types/types.h"

namespace otklik {
namespace {

void add(const Asked& asked, bool isTall) {
    asked.items.push_back(
        TextField{.id = fieldId(asked.question), .isTall = isTall, .isWrong = asked.isWrong});
    addUnderText(asked, asked.answer.text, asked.question.maxLength);
    asked.items.push_back(Notice{asked.locale.text("form.open-hint"), Notice::Kind::privacy});
}

}  // namespace

void addText(const Asked& asked) {
    add(asked, false);
}
void addLongText(const Asked& asked) {
    add(asked, true);
}

void addMeasure(const Asked& asked) {
    asked.items.push_back(Words{Words::Role::soft, measureHint(asked.question, asked.locale)});
    asked.items.push_back(TextField{.id = fieldId(asked.question), .isWrong = asked.isWrong});
}

}  // namespace otklik
