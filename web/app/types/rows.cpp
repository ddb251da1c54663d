// Fields one below the other: cells of a table, several texts.

#include "web/app/types/types.h"

namespace otklik {

void addTable(const Asked& asked) {
    const Question& question = asked.question;
    for (std::size_t i = 0; i < question.rows.size(); ++i) {
        if (!asked.isRowShown(i)) continue;
        const std::size_t column = i % question.columns.size();
        if (column == 0)
            asked.items.push_back(
                Words{Words::Role::lead, asked.words(question.cards[i / question.columns.size()].text)});
        asked.items.push_back(TextField{.id = fieldId(question, question.rows[i].value),
                                        .isWrong = asked.isWrong,
                                        .label = asked.words(question.columns[column].text),
                                        .isList = true});
    }
}

void addTexts(const Asked& asked) {
    for (const Choice& row : asked.rows()) {
        asked.items.push_back(TextField{.id = fieldId(asked.question, row.value),
                                        .isWrong = asked.isWrong,
                                        .label = asked.words(row.text)});
        const auto text = asked.answer.texts.find(row.value);
        if (text != asked.answer.texts.end()) addUnderText(asked, text->second, asked.question.maxLength);
    }
    asked.items.push_back(Notice{asked.locale.text("form.open-hint"), Notice::Kind::privacy});
}

}  // namespace otklik
