#include "web/app/types/types.h"

namespace otklik {
namespace {

void add(const Asked& asked, bool isTall) {
    asked.items.push_back(TextField{controlId(asked.question, ""), isTall, asked.isWrong});
    addFindings(asked, asked.answer.text);
}

}  // namespace

void addText(const Asked& asked) {
    add(asked, false);
}
void addLongText(const Asked& asked) {
    add(asked, true);
}

}  // namespace otklik
