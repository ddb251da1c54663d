#include "shared/survey/fields.h"

#include "shared/base/pointer.h"
#include "shared/survey/reading.h"
#include "shared/survey/types/type.h"
#include "shared/text/token.h"
#include "shared/text/utf8.h"

namespace otklik {
namespace {

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

/// What a field of the form is; no question where the survey's form has no such field.
struct Field {
    const Question* question = nullptr;
    const Choice* row = nullptr;  ///< of a matrix
    bool isOther = false;
};

/// Looks a field up by its whole name: nothing takes a name apart.
Field fieldNamed(const Survey& survey, const std::string& name) {
    for (const Question& question : survey.questions) {
        if (question.hasOther && name == otherFieldName(question)) return {&question, nullptr, true};
        if (!name.starts_with(fieldName(question))) continue;
        if (question.rows.empty() && name == fieldName(question)) return {&question, nullptr, false};
        for (const Choice& row : question.rows)
            if (name == fieldName(question, row.value)) return {&question, &row, false};
    }
    return {};
}

}  // namespace

std::string fieldName(const Question& question) {
    return "q-" + token(question.name);
}
std::string fieldName(const Question& question, std::string_view row) {
    return fieldName(question) + "[" + token(row) + "]";
}
std::string otherFieldName(const Question& question) {
    return "other-" + token(question.name);
}

Result<FormFields> parseUrlEncoded(std::string_view body, const FormBounds& bounds) {
    const auto tooLarge = [](const char* detail, std::size_t limit) {
        return Problem::atLimit("", "too-large", detail, static_cast<long>(limit));
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
            return Problem::of("bad-encoding", "A percent sign is not followed by two hexadecimal digits.");
        if (!isUtf8(name) || !isUtf8(value)) return Problem::of("not-utf8", "The form is not valid UTF-8.");
        fields.emplace_back(std::move(name), std::move(value));
    }
    return fields;
}

FormReading answersFromForm(const Survey& survey, const FormFields& fields, LoneText loneText) {
    FormReading reading;
    for (const auto& [name, value] : fields) {
        if (name == "id" || name == "wave" || name == "via") continue;
        const auto [question, row, isOther] = fieldNamed(survey, name);
        if (!question) {
            addProblem(reading.problems, Problem::at("/answers/" + pointerToken(name), "unknown-question",
                                                     "The survey has no such question."));
            continue;
        }
        AnswerReading answer(*question, reading.answers[question->name], reading.problems);
        if (isOther)
            answer.writeComment(value);
        else
            question->type->readField(answer, row, value);
    }
    finishReading(reading.answers, loneText, reading.problems, survey);
    return reading;
}

}  // namespace otklik
