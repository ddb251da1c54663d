#include "shared/survey/reading.h"

#include "shared/base/json.h"
#include "shared/text/utf8.h"

namespace otklik {
namespace {

// Code points as a person typed them: a mark such as «[телефон]», which a device puts in the place of
// personal data before it sends, counts as one, so that no text grows over its limit on the way.
std::size_t typedLength(std::string_view text) {
    static constexpr std::size_t kLongestMark = 24;  // bytes between the brackets
    std::size_t length = 0;
    for (std::size_t at = 0; at < text.size(); ++length) {
        const std::size_t end = text[at] == '[' ? text.find_first_of("[] \n", at + 1) : text.npos;
        if (end != text.npos && text[end] == ']' && end - at - 1 <= kLongestMark)
            at = end + 1;
        else
            nextCodePoint(text, at);
    }
    return length;
}

}  // namespace

std::string pointerTo(const Question& question) {
    return "/answers/" + pointerToken(question.name);
}
std::string pointerToComment(const Question& question) {
    return "/answers/" + pointerToken(question.commentName);
}

bool takesMany(const Question& question) {
    return question.type == QuestionType::checkbox;
}

std::string openText(std::string_view raw, int limit, const std::string& pointer, Problems& problems) {
    if (!isUtf8(raw)) {
        report(problems, Problem::at(pointer, "not-utf8", "The text is not valid UTF-8."));
        return {};
    }
    std::string text = cleanedText(raw);
    if (isBlank(text)) return {};
    if (typedLength(text) > static_cast<std::size_t>(limit))
        report(problems, Problem::atLimit(pointer, "too-long", "The text is longer than allowed.", limit));
    return text;
}

void addChoice(const Question& question, const std::string& value, const std::string& pointer, Answer& answer,
               Problems& problems) {
    if (!question.choice(value)) {
        report(problems, Problem::at(pointer, "unknown-choice", "The question has no such option."));
    } else if (!answer.choices.empty() && !takesMany(question) && !answer.chose(value)) {
        report(problems, Problem::at(pointer, "only-one", "The question takes one answer."));
    } else if (!answer.chose(value)) {
        answer.choices.push_back(value);
    }
}

void addCell(const Question& question, const std::string& row, const std::string& column,
             const std::string& pointer, Answer& answer, Problems& problems) {
    if (!question.row(row)) {
        report(problems, Problem::at(pointer, "unknown-row", "The question has no such row."));
    } else if (!question.column(column)) {
        report(problems, Problem::at(pointer, "unknown-choice", "The question has no such column."));
    } else if (!answer.cells.emplace(row, column).second && answer.cells[row] != column) {
        report(problems, Problem::at(pointer, "only-one", "A row takes one answer."));
    }
}

void finishReading(Answers& answers, std::optional<LoneText> loneText, Problems& problems,
                   const Survey& survey) {
    for (auto at = answers.begin(); at != answers.end();) {
        Answer& answer = at->second;
        if (!answer.comment.empty() && !answer.chose(kOther)) {
            const Question* question = survey.question(at->first);
            if (loneText == LoneText::isGivenUp) {
                answer.comment.clear();
            } else if (loneText && (takesMany(*question) || answer.choices.empty())) {
                answer.choices.emplace_back(kOther);
            } else {
                report(problems, Problem::at(pointerToComment(*question), "comment-without-other",
                                             "A text is given, but the option it belongs to is not chosen."));
            }
        }
        at = answer.empty() ? answers.erase(at) : std::next(at);
    }
}

}  // namespace otklik
