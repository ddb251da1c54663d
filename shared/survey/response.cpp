// Answers in and out. Always holds: answers that come out without problems name only questions, options, rows
// and columns of the survey, are clean UTF-8 within their limits, and are never empty.

#include "shared/survey/response.h"

#include <optional>

#include "shared/text/utf8.h"

namespace otklik {
namespace {

Problem problem(std::string pointer, const char* code, const char* detail, long limit = 0) {
    return {std::move(pointer), code, detail, limit};
}

std::string pointerTo(const Question& question) {
    return "/answers/" + pointerToken(question.name);
}

bool takesMany(const Question& question) {
    return question.type == QuestionType::checkbox;
}

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

// Cleans and bounds an open text; a text over its limit is still returned, so that it can be shown again.
std::string openText(std::string_view raw, int limit, const std::string& pointer, Problems& problems) {
    if (!isUtf8(raw)) {
        report(problems, problem(pointer, "not-utf8", "The text is not valid UTF-8."));
        return {};
    }
    std::string text = cleanedText(raw);
    if (isBlank(text)) return {};
    if (typedLength(text) > static_cast<std::size_t>(limit))
        report(problems, problem(pointer, "too-long", "The text is longer than allowed.", limit));
    return text;
}

void addChoice(const Question& question, const std::string& value, const std::string& pointer, Answer& answer,
               Problems& problems) {
    if (!question.choice(value)) {
        report(problems, problem(pointer, "unknown-choice", "The question has no such option."));
    } else if (!answer.choices.empty() && !takesMany(question) && !answer.chose(value)) {
        report(problems, problem(pointer, "only-one", "The question takes one answer."));
    } else if (!answer.chose(value)) {
        answer.choices.push_back(value);
    }
}

void addCell(const Question& question, const std::string& row, const std::string& column,
             const std::string& pointer, Answer& answer, Problems& problems) {
    if (!question.row(row)) {
        report(problems, problem(pointer, "unknown-row", "The question has no such row."));
    } else if (!question.column(column)) {
        report(problems, problem(pointer, "unknown-choice", "The question has no such column."));
    } else if (!answer.cells.emplace(row, column).second && answer.cells[row] != column) {
        report(problems, problem(pointer, "only-one", "A row takes one answer."));
    }
}

// Stored values are strings; scales are numbers in SurveyJS results.
bool scalar(const Json& value, std::string& out) {
    if (value.is_string()) {
        out = value.get<std::string>();
    } else if (value.is_number_integer()) {
        out = value.dump();
    } else {
        return false;
    }
    return true;
}

void readValue(const Question& question, const Json& value, const std::string& at, Answer& answer,
               Problems& problems) {
    const auto wrongType = [&](const std::string& pointer) {
        report(problems, problem(pointer, "wrong-type", "The answer has the wrong JSON type."));
    };
    std::string one;
    if (question.isOpen()) {
        if (!value.is_string()) return wrongType(at);
        answer.text = openText(value.get_ref<const std::string&>(), question.maxLength, at, problems);
    } else if (question.type == QuestionType::matrix) {
        if (!value.is_object()) return wrongType(at);
        for (const auto& [row, cell] : value.items()) {
            const std::string place = at + "/" + pointerToken(row);
            if (scalar(cell, one))
                addCell(question, row, one, place, answer, problems);
            else
                wrongType(place);
        }
    } else if (takesMany(question)) {
        if (!value.is_array()) return wrongType(at);
        for (std::size_t i = 0; i < value.size(); ++i) {
            const std::string place = at + "/" + std::to_string(i);
            if (value[i].is_string())
                addChoice(question, value[i].get<std::string>(), place, answer, problems);
            else
                wrongType(place);
        }
    } else if (scalar(value, one)) {
        addChoice(question, one, at, answer, problems);
    } else {
        wrongType(at);
    }
}

void finish(Answers& answers, std::optional<LoneText> loneText, const std::string& prefix, Problems& problems,
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
                report(problems,
                       problem(prefix + at->first + std::string(kCommentSuffix), "comment-without-other",
                               "A text is given, but the option it belongs to is not chosen."));
            }
        }
        at = answer.empty() ? answers.erase(at) : std::next(at);
    }
}

int hexDigit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

bool decode(std::string_view raw, std::string& out) {
    out.clear();
    for (std::size_t i = 0; i < raw.size(); ++i) {
        if (raw[i] != '%') {
            out += raw[i] == '+' ? ' ' : raw[i];
            continue;
        }
        const int high = i + 2 < raw.size() ? hexDigit(raw[i + 1]) : -1,
                  low = i + 2 < raw.size() ? hexDigit(raw[i + 2]) : -1;
        if (high < 0 || low < 0) return false;
        out += static_cast<char>(high * 16 + low);
        i += 2;
    }
    return true;
}

}  // namespace

Result<FormFields> parseUrlEncoded(std::string_view body, const FormBounds& bounds) {
    const auto tooLarge = [](const char* detail, std::size_t limit) {
        return problem("", "too-large", detail, static_cast<long>(limit));
    };
    if (body.size() > bounds.bytes) return tooLarge("The form has more bytes than are read.", bounds.bytes);
    FormFields fields;
    while (!body.empty()) {
        const std::string_view pair = body.substr(0, body.find('&'));
        body.remove_prefix(pair.size() < body.size() ? pair.size() + 1 : pair.size());
        if (pair.empty()) continue;
        if (fields.size() == bounds.fields)
            return tooLarge("The form has more fields than are read.", bounds.fields);
        const std::size_t equals = pair.find('=');
        std::string name, value;
        const bool whole =
            decode(pair.substr(0, equals), name) &&
            decode(equals == std::string_view::npos ? std::string_view() : pair.substr(equals + 1), value);
        if (!whole)
            return problem("", "bad-encoding", "A percent sign is not followed by two hexadecimal digits.");
        if (!isUtf8(name) || !isUtf8(value)) return problem("", "not-utf8", "The form is not valid UTF-8.");
        fields.emplace_back(std::move(name), std::move(value));
    }
    return fields;
}

Result<Answers> answersFromJson(const Survey& survey, const Json& json) {
    const std::string prefix = "/answers/";
    if (!json.is_object()) return problem("/answers", "wrong-type", "An object of answers is expected.");
    Answers answers;
    Problems problems;
    for (const auto& [name, value] : json.items()) {
        const std::string at = prefix + pointerToken(name);
        if (const Question* question = survey.question(name)) {
            readValue(*question, value, at, answers[name], problems);
        } else if (const Question* owner = survey.commented(name)) {
            if (value.is_string()) {
                answers[owner->name].comment =
                    openText(value.get_ref<const std::string&>(), kMaxOtherLength, at, problems);
            } else {
                report(problems, problem(at, "wrong-type", "A string is expected."));
            }
        } else {
            report(problems, problem(at, "unknown-question", "The survey has no such question."));
        }
    }
    finish(answers, std::nullopt, prefix, problems, survey);
    if (!problems.empty()) return problems;
    return answers;
}

FormReading answersFromForm(const Survey& survey, const FormFields& fields, LoneText loneText) {
    const std::string prefix = "/answers/";
    FormReading reading;
    for (const auto& [name, value] : fields) {
        if (name == "id" || name == "wave" || name == "via") continue;
        const std::size_t open = name.find('[');
        const std::string base = name.substr(0, open);
        const bool cell = open != std::string::npos && name.back() == ']';
        const std::string row = cell ? name.substr(open + 1, name.size() - open - 2) : std::string();
        const std::string at = prefix + pointerToken(base) + (cell ? "/" + pointerToken(row) : "");
        const Question* question = survey.question(base);
        const Question* owner = question ? nullptr : survey.commented(name);
        const bool matrix = question && question->type == QuestionType::matrix;
        if (owner) {
            reading.answers[owner->name].comment = openText(value, kMaxOtherLength, at, reading.problems);
        } else if (!question || matrix != cell || (open != std::string::npos && !cell)) {
            report(reading.problems, problem(at, "unknown-question", "The survey has no such question."));
        } else if (question->isOpen()) {
            reading.answers[base].text = openText(value, question->maxLength, at, reading.problems);
        } else if (!value.empty() && matrix) {
            addCell(*question, row, value, at, reading.answers[base], reading.problems);
        } else if (!value.empty()) {
            addChoice(*question, value, at, reading.answers[base], reading.problems);
        }
    }
    finish(reading.answers, loneText, prefix, reading.problems, survey);
    return reading;
}

bool isVisible(const Question& question, const Answers& answers) {
    return question.visibleIf.empty() || question.visibleIf.holds(answers);
}

Answers visibleAnswers(const Survey& survey, Answers answers) {
    for (std::size_t before = answers.size() + 1; answers.size() < before;) {
        before = answers.size();
        const Answers all = answers;
        for (const auto& question : survey.questions)
            if (!isVisible(question, all)) answers.erase(question.name);
    }
    return answers;
}

bool concerns(const Problem& problem, const Question& question) {
    const std::string pointer = pointerTo(question);
    const std::string& at = problem.pointer;
    return at == pointer || at == pointer + std::string(kCommentSuffix) || at.starts_with(pointer + "/");
}

namespace {

/// Reports an answer set that no submission can hold, at the answer that is best shortened.
void checkSize(const Json& answers, Problems& problems) {
    if (answers.dump().size() <= kMostAnswerBytes) return;
    std::string longest;
    std::size_t most = 0;
    for (const auto& [name, value] : answers.items()) {
        const std::size_t size = value.dump().size();
        if (size <= most) continue;
        most = size;
        longest = name;
    }
    problems.push_back(problem("/answers/" + pointerToken(longest), "too-large",
                               "All answers together have at most 63 KiB as JSON.",
                               static_cast<long>(kMostAnswerBytes)));
}

}  // namespace

Problems validate(const Survey& survey, const Answers& answers) {
    Problems problems;
    const Answers leaving = visibleAnswers(survey, answers);
    for (const auto& question : survey.questions) {
        const bool required = question.isRequired || question.requiredIf.holds(leaving);
        if (!required || !isVisible(question, leaving)) continue;
        const auto found = leaving.find(question.name);
        const bool whole = found != leaving.end() && !found->second.empty() &&
                           found->second.cells.size() >= question.rows.size();
        if (!whole)
            problems.push_back(problem(pointerTo(question), "required", "This question needs an answer."));
    }
    const Json whole = toJson(survey, leaving);
    if (whole.empty() && problems.empty())
        problems.push_back(
            problem("/answers", "nothing-answered", "A response answers at least one question."));
    checkSize(whole, problems);
    return problems;
}

Json toJson(const Survey& survey, const Answers& answers) {
    Json json = Json::object();
    for (const auto& question : survey.questions) {
        const auto found = answers.find(question.name);
        if (found == answers.end() || found->second.empty()) continue;
        const Answer& answer = found->second;
        if (question.isOpen()) {
            json[question.name] = answer.text;
        } else if (question.type == QuestionType::matrix) {
            json[question.name] = answer.cells;
        } else if (takesMany(question)) {
            json[question.name] = answer.choices;
        } else if (!answer.choices.empty()) {
            json[question.name] = answer.choices.front();
        }
        if (!answer.comment.empty()) json[question.name + std::string(kCommentSuffix)] = answer.comment;
    }
    return json;
}

}  // namespace otklik
