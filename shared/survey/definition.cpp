// Always holds: what is not understood and is not known to concern looks is a problem, so that a loaded
// survey never asks something else than its author wrote.

#include "shared/survey/definition.h"

#include "shared/survey/definition_object.h"
#include "shared/survey/types/json_type.h"

namespace otklik {
namespace {

constexpr std::size_t kMaxBytes = 1 << 20, kMaxQuestions = 200;
constexpr std::string_view kCommentSuffix = "-Comment";

class Loader {
  public:
    Survey survey;
    DefinitionFindings findings;

    void load(const Json& json) {
        DefinitionObject whole(json, "", findings);
        survey.title = whole.text("title");
        survey.shortTitle = whole.text("shortTitle");
        survey.description = whole.text("description");
        survey.locale = whole.string("locale", "ru");
        elements(whole);
        for (DefinitionObject& page : whole.objects("pages", "A list of pages is expected.")) {
            page.take("name");
            elements(page);
            page.end();
        }
        whole.end();
        if (survey.questions.empty() && findings.problems.empty())
            whole.wrong("", "no-questions", "A survey has at least one question.");
        if (survey.questions.size() > kMaxQuestions)
            whole.wrong("", "too-many", "A survey has at most 200 questions.", kMaxQuestions);
        nameComments();
        for (const auto& [pointer, name] : findings.references)
            if (!survey.question(name))
                findings.problems.push_back(
                    Problem::at(pointer, "unknown-question", "The condition names an unknown question."));
    }

  private:
    void elements(DefinitionObject& owner) {
        for (const char* member : {"elements", "questions"})
            for (DefinitionObject& each : owner.objects(member, "A list of questions is expected."))
                question(each);
    }

    void question(DefinitionObject& object) {
        Question question;
        question.name = object.string("name");
        if (!isDefinitionName(question.name))
            object.wrong("name", "bad-name", "A name consists of 1 to 64 of A-Z, a-z, 0-9, _ and -.");
        for (const char* taken : {"id", "wave", "via", "channel"})
            if (question.name == taken)
                object.wrong("name", "bad-name",
                             "The names id, wave, via and channel are taken; choose another.");
        if (survey.question(question.name))
            object.wrong("name", "duplicate-name", "Another question has this name.");
        const JsonType* type = jsonType(object.string("type"));
        if (!type) return object.wrong("type", "unsupported", "This question type is not supported.");
        question.type = &type->type;
        question.title = object.text("title", LocalizedText(question.name));
        question.shortTitle = object.text("shortTitle");
        question.description = object.text("description");
        question.shortDescription = object.text("shortDescription");
        question.isRequired = object.flag("isRequired");
        question.visibleIf = object.condition("visibleIf");
        question.requiredIf = object.condition("requiredIf");
        question.index = object.string("index");
        if (!question.index.empty() && question.index != "satisfaction" && question.index != "ease" &&
            question.index != "findability" && question.index != "reach")
            object.wrong("index", "wrong-value",
                         "One of satisfaction, ease, findability, reach is expected.");
        type->takeMembers(object, question);
        if (!question.type->canAsk(question))
            object.wrong("", "missing-member",
                         "A question to choose from has options; a matrix, rows and columns.");
        object.end();
        survey.questions.push_back(std::move(question));
    }

    void nameComments() {
        for (Question& owner : survey.questions) {
            if (!owner.hasOther) continue;
            std::string name = owner.name;
            do name += kCommentSuffix;
            while (survey.question(name) || survey.commented(name));
            owner.commentName = name;
        }
    }
};

}  // namespace

Result<Survey> parseSurvey(std::string_view text) {
    if (text.size() > kMaxBytes)
        return Problem::atLimit("", "too-large", "A definition has at most 1 MiB.", kMaxBytes);
    auto json = parseJson(text);
    if (!json) return json.problems();
    Loader loader;
    loader.load(*json);
    if (!loader.findings.problems.empty()) return std::move(loader.findings.problems);
    loader.survey.warnings = std::move(loader.findings.warnings);
    loader.survey.source = json->dump();
    return std::move(loader.survey);
}

}  // namespace otklik
