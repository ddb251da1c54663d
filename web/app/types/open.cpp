#include "web/app/types/types.h"

namespace otklik {
namespace {

void add(const Asked& asked, bool isTall) {
    asked.items.push_back(TextField{controlId(asked.question, ""), isTall, asked.isWrong});
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

}  // namespace otklik
