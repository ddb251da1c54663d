#include "shared/survey/reading.h"

#include <algorithm>

#include "shared/base/pointer.h"
#include "shared/survey/response.h"
#include "shared/survey/types/type.h"
#include "shared/text/utf8.h"

namespace otklik {
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

std::string pointerTo(const Question& question) {
    return "/answers/" + pointerToken(question.name);
}
std::string pointerToComment(const Question& question) {
    return "/answers/" + pointerToken(question.commentName);
}

void AnswerReading::wrong(const std::string& at, const char* code, const char* detail, std::string subject) {
    addProblem(problems_, Problem::about(std::move(subject),
                                         pointerTo(question_) + (at.empty() ? "" : "/" + pointerToken(at)),
                                         code, detail));
}

void AnswerReading::wrongType(const std::string& at) {
    wrong(at, "wrong-type", "The answer has the wrong JSON type.");
}

std::string AnswerReading::text(std::string_view raw, int limit, const std::string& pointer) {
    if (!isUtf8(raw)) {
        addProblem(problems_, Problem::at(pointer, "not-utf8", "The text is not valid UTF-8."));
        return {};
    }
    std::string text = cleanedText(raw);
    if (isBlank(text)) return {};
    if (typedLength(text) > static_cast<std::size_t>(limit))
        addProblem(problems_,
                   Problem::atLimit(pointer, "too-long", "The text is longer than allowed.", limit));
    return text;
}

void AnswerReading::write(std::string_view raw) {
    put(answer_.text, raw, question_.maxLength, pointerTo(question_));
}

void AnswerReading::writeComment(std::string_view raw) {
    put(answer_.comment, raw, kMaxOtherLength, pointerToComment(question_));
}

void AnswerReading::put(std::string& place, std::string_view raw, int limit, const std::string& pointer) {
    std::string more = text(raw, limit, pointer);
    if (place.empty())
        place = std::move(more);
    else if (!more.empty() && more != place)
        addProblem(problems_, Problem::at(pointer, "only-one", "There are two texts for one field."));
}

void AnswerReading::choose(const std::string& option, const std::string& at) {
    if (!question_.option(option))
        wrong(at, "unknown-choice", "The question has no such option.");
    else if (!answer_.choices.empty() && !question_.takesSeveral && !answer_.chose(option))
        wrong(at, "only-one", "The question takes one answer.");
    else if (!answer_.chose(option))
        answer_.choices.push_back(option);
}

void AnswerReading::chooseIn(const std::string& row, const std::string& option) {
    const Choice* line = question_.row(row);
    if (!line)
        wrong(row, "unknown-row", "The question has no such row.");
    else if (!question_.optionIn(*line, option))
        wrong(row, "unknown-choice", "The question has no such column.");
    else if (!answer_.cells.emplace(row, option).second && answer_.cells[row] != option)
        wrong(row, "only-one", "A row takes one answer.");
}

void AnswerReading::writeIn(const std::string& row, std::string_view raw) {
    put(answer_.texts[row], raw, question_.maxLength, pointerTo(question_) + "/" + pointerToken(row));
    if (answer_.texts[row].empty())
        answer_.texts.erase(row);
    else
        answer_.cells.emplace(row, kWritten);
}

void AnswerReading::dropExclusive() {
    const auto isExclusive = [&](const std::string& value) {
        const Choice* option = question_.option(value);
        return option && option->isExclusive;
    };
    auto& chosen = answer_.choices;
    if (!std::all_of(chosen.begin(), chosen.end(), isExclusive)) std::erase_if(chosen, isExclusive);
    if (chosen.size() > 1 && isExclusive(chosen.front())) chosen.resize(1);
}

void AnswerReading::bound() {
    if (question_.takesSeveral && question_.most > 0 &&
        answer_.choices.size() > static_cast<std::size_t>(question_.most))
        addProblem(problems_,
                   Problem::atLimit(pointerTo(question_), "too-many-chosen",
                                    "More options are chosen than the question takes.", question_.most));
}

void finishReading(Answers& answers, LoneText loneText, Problems& problems, const Survey& survey) {
    for (auto at = answers.begin(); at != answers.end();) {
        const Question& question = *survey.question(at->first);
        Answer& answer = at->second;
        if (!answer.comment.empty() && !answer.chose(kOther)) {
            const bool mayChoose = question.takesSeveral || answer.choices.empty();
            if (loneText == LoneText::choosesOption && mayChoose)
                answer.choices.emplace_back(kOther);
            else if (loneText == LoneText::choosesOption)
                addProblem(problems,
                           Problem::at(pointerToComment(question), "comment-without-other",
                                       "A text is given, but the option it belongs to is not chosen."));
            else
                answer.comment.clear();
        }
        AnswerReading reading(question, answer, problems);
        question.type->readWhole(reading);
        at = answer.empty() ? answers.erase(at) : std::next(at);
    }
    if (problems.empty()) return;
    // What is not asked is answered in good faith, however it is answered.
    const Showing showing = showingOf(survey, answers);
    for (std::size_t i = 0; i < survey.questions.size(); ++i) {
        const Question& question = survey.questions[i];
        std::erase_if(problems, [&](const Problem& each) {
            // What is shown and closed to answers keeps the one it has, so that its length stays bounded.
            const bool isKeptTooLong = showing.questions[i] && each.code == "too-long";
            return !showing.open[i] && !isKeptTooLong && concerns(each, question);
        });
        // Nobody can give a place to an option that is hidden.
        const bool isRanked = isWhole(survey, question, showing);
        if (isRanked && std::erase_if(problems, [&](const Problem& each) {
                return each.code == "rank-all" && concerns(each, question);
            }))
            question.type->mend(question, answers[question.name]);
    }
}

}  // namespace otklik
