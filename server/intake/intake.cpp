// The server repeats what an honest client did already: a client that skipped it changes nothing.

#include "server/intake/intake.h"

#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>

#include "server/intake/sealed.h"
#include "shared/base/pointer.h"
#include "shared/survey/answers_json.h"
#include "shared/text/utf8.h"

namespace otklik {
namespace {

std::string normalized(const std::string& text) {
    utf8proc_uint8_t* composed = nullptr;
    const auto length = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                     static_cast<utf8proc_ssize_t>(text.size()), &composed,
                                     static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
    std::string result =
        length < 0 ? text : std::string(reinterpret_cast<char*>(composed), static_cast<std::size_t>(length));
    std::free(composed);
    return result;
}

std::string publishable(const Redactor& redactor, const std::string& text) {
    return redactor.redact(cleanedText(normalized(text)));
}

/// Members that are none of the `known` ones.
void reportOthers(const Json& object, std::initializer_list<std::string_view> known, const char* detail,
                  Problems& problems) {
    for (const auto& [name, value] : object.items()) {
        (void)value;
        if (std::find(known.begin(), known.end(), name) == known.end())
            addProblem(problems, Problem::at("/" + pointerToken(name), "unknown-member", detail));
    }
}

/// The form's fields as they are: [[name, value], …].
void readFields(const Json& list, Envelope& envelope, Problems& problems) {
    FormFields fields;
    std::size_t bytes = 0;
    bool isWhole = list.is_array() && list.size() <= kFormFromNetwork.fields;
    for (std::size_t i = 0; isWhole && i < list.size(); ++i) {
        isWhole =
            list[i].is_array() && list[i].size() == 2 && list[i][0].is_string() && list[i][1].is_string();
        if (!isWhole) break;
        fields.emplace_back(list[i][0].get<std::string>(), list[i][1].get<std::string>());
        bytes += fields.back().first.size() + fields.back().second.size();
        isWhole = bytes <= kFormFromNetwork.bytes;
    }
    if (!isWhole)
        addProblem(problems, Problem::at("/fields", "wrong-type",
                                         "The fields are a list of at most 5,000 pairs of a name and a "
                                         "value, 256 KiB in all."));
    envelope.fields = std::move(fields);
}

/// Takes `via` and `answers` out of an object, which an open submission is, and a sealed one holds.
void readAnswers(Json& object, Envelope& envelope, Problems& problems) {
    envelope.via = stringMember(object, "via");
    const auto via = object.find("via");
    if (via != object.end() && !via->is_null() && !via->is_string())
        addProblem(problems, Problem::at("/via", "wrong-type", "The channel is a name or null."));
    const auto fields = object.find("fields");
    if (fields != object.end()) return readFields(*fields, envelope, problems);
    const auto answers = object.find("answers");
    if (answers == object.end() || !answers->is_object())
        addProblem(problems,
                   Problem::at("/answers", "wrong-type", "The answers are an object by question name."));
    else
        envelope.answers = std::move(*answers);
}

Result<Answers> answersOf(const Survey& survey, const Envelope& envelope) {
    if (!envelope.fields) return answersFromJson(survey, envelope.answers);
    FormReading reading = answersFromForm(survey, *envelope.fields, LoneText::isGivenUp);
    if (!reading.problems.empty()) return std::move(reading.problems);
    return std::move(reading.answers);
}

/// Puts what was sealed into its place.
Problems unseal(const Store& store, const Wave& wave, Envelope& envelope) {
    auto json = openSealed(store, wave, envelope.id, *envelope.sealed);
    if (!json) return json.problems();
    Problems problems;
    if (json->is_object()) {
        reportOthers(*json, {"via", json->contains("fields") ? "fields" : "answers"}, "", problems);
        readAnswers(*json, envelope, problems);
    }
    if (json->is_object() && problems.empty()) return {};
    return {Problem::at("/sealed", "not-sealed-so",
                        "What was sealed is not an object with via and answers alone.")};
}

}  // namespace

std::string withoutPadding(std::string_view body) {
    static constexpr std::string_view kMember = "\"pad\":\"";
    std::string bare;
    std::size_t from = 0;
    for (std::size_t at; (at = body.find(kMember, from)) != body.npos;) {
        const std::size_t begin = at + kMember.size();
        const std::size_t end = std::min(body.find_first_not_of(' ', begin), body.size());
        bare += body.substr(from, begin - from);
        from = end;
    }
    return bare += body.substr(from);
}

bool isSubmissionId(std::string_view id) {
    return id.size() == 32 && id.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

bool isChannel(const Wave& wave, std::string_view via) {
    return std::find(wave.channels.begin(), wave.channels.end(), via) != wave.channels.end();
}

Result<Envelope> openEnvelope(Json item) {
    if (!item.is_object())
        return Problem::of("wrong-type", "A submission is an object with id, wave, via and answers.");
    Problems problems;
    const auto sealed = item.find("sealed");
    const bool isSealed = sealed != item.end();
    if (isSealed)
        reportOthers(item, {"id", "wave", "sealed", "pad"},
                     "A sealed submission has no such member; only id, wave, sealed and pad are taken.",
                     problems);
    else
        reportOthers(
            item, {"id", "wave", "via", item.contains("fields") ? "fields" : "answers", "pad"},
            "A submission has no such member; only id, wave, via, answers (or fields) and pad are taken.",
            problems);
    Envelope envelope;
    envelope.id = stringMember(item, "id");
    envelope.wave = stringMember(item, "wave");
    if (!isSubmissionId(envelope.id))
        addProblem(problems, Problem::at("/id", "bad-id",
                                         "The id is 32 lower-case hexadecimal digits, drawn at random."));
    if (envelope.wave.empty())
        addProblem(problems, Problem::at("/wave", "wrong-type", "The wave's id is missing."));
    if (!isSealed)
        readAnswers(item, envelope, problems);
    else if (!sealed->is_string())
        addProblem(problems, Problem::at("/sealed", "wrong-type", "What is sealed is a text in base64url."));
    else if (openedSize(sealed->get_ref<const std::string&>()) > kOneLimit)
        addProblem(problems, Problem::at("/sealed", "too-large", "One submission is at most 64 KiB."));
    else
        envelope.sealed = std::move(sealed->get_ref<std::string&>());
    if (!problems.empty()) return problems;
    return envelope;
}

Submission makeSubmission(const Redactor& redactor, const Wave& wave, std::string id, const std::string& via,
                          Answers answers) {
    answers = showingOf(*wave.survey, std::move(answers)).answers;
    for (auto& [name, answer] : answers) {
        answer.text = publishable(redactor, answer.text);
        for (auto& [row, text] : answer.texts) text = publishable(redactor, text);
        answer.comment = publishable(redactor, answer.comment);
    }
    return {std::move(id), wave.id, via, std::move(answers)};
}

Result<Submission> intake(const Store& store, const Redactor& redactor, const Wave& wave, Envelope envelope) {
    if (envelope.sealed) {
        if (wave.state == WaveState::closed) return Submission{std::move(envelope.id), wave.id, "", {}};
        if (Problems problems = unseal(store, wave, envelope); !problems.empty()) return problems;
    }
    if (!envelope.via.empty() && !isChannel(wave, envelope.via))
        return Problem::at("/via", "unknown-channel",
                           "This wave has no such channel; leave it out or send null.");
    auto answers = answersOf(*wave.survey, envelope);
    if (!answers) return answers.problems();
    Showing shown = showingOf(*wave.survey, std::move(*answers));
    Problems problems = validate(*wave.survey, shown);
    if (!problems.empty()) return problems;
    return makeSubmission(redactor, wave, std::move(envelope.id), envelope.via, std::move(shown.answers));
}

}  // namespace otklik
