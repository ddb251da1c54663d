// Always holds: what is not understood and is not known to concern looks is a problem, so that a loaded
// survey never asks something else than its author wrote.

#include "shared/survey/definition.h"

#include <algorithm>
#include <array>

#include "shared/base/pointer.h"
#include "shared/survey/definition_members.h"
#include "shared/survey/definition_object.h"
#include "shared/survey/doubts.h"
#include "shared/survey/places.h"
#include "shared/survey/types/json_type.h"
#include "shared/text/passage.h"
#include "shared/text/utf8.h"

namespace otklik {
namespace {

constexpr std::size_t kMaxBytes = 1 << 20, kMaxQuestions = 200, kMaxPanels = 200, kMaxPassages = 200,
                      kMaxCalculated = 200, kMaxControls = 50'000;
constexpr std::string_view kCommentSuffix = "-Comment";
constexpr std::string_view kTextSuffix = "-Text";
constexpr const char* kHiddenAnswers = "Answers to what is hidden are not kept: remove it.";
constexpr const char* kTakenName = "The name has a meaning of its own: choose another.";

class Loader {
  public:
    Survey survey;
    DefinitionFindings findings;
    std::size_t pages = 0;

    void load(const Json& json) {
        DefinitionObject whole(json, "", findings);
        survey.title = whole.text("title");
        survey.shortTitle = whole.text("shortTitle");
        survey.description = whole.text("description");
        survey.locale = whole.language("locale", "ru");
        behaviour(whole);
        calculatedValues(whole);
        elements(whole, -1);
        for (DefinitionObject& page : whole.objects("pages", "A list of pages is expected.")) {
            panel(page, -1, true);
            ++pages;
        }
        whole.end();
        if (survey.questions.empty() && findings.problems.empty())
            whole.wrong("", "no-questions", "A survey has at least one question.");
        nameComments();
        nameTexts();
        if (findings.problems.empty()) orderComputed();
        if (findings.problems.empty()) addDoubts(survey, pointers_, findings.warnings);
    }

  private:
    /// Members of the whole survey that say what becomes of answers.
    void behaviour(DefinitionObject& whole) {
        longestText_ = whole.whole("maxTextLength", 0, 10'000, 0);
        longestComment_ = std::max(whole.whole("maxCommentLength", 0, 10'000, 0),
                                   whole.whole("maxOthersLength", 0, 10'000, 0));  // of old, the same
        if (whole.string("clearInvisibleValues", "onComplete") == "none")
            whole.refuse("clearInvisibleValues", "hidden-answers", "clearInvisibleValues", kHiddenAnswers);
    }

    /// Whether more of a kind is read, of which there are `most` at most. What is too much is not: so no
    /// definition takes long or much room.
    bool fits(DefinitionObject& object, bool isFull, std::size_t most, const char* code, const char* detail) {
        if (!isFull) return true;
        if (full_.insert(code).second) object.wrong("", code, detail, static_cast<long>(most));
        return false;
    }

    /// Each may be made of all others, so that computing them takes the square of their number.
    bool fitsCalculated(DefinitionObject& object) {
        return fits(object, survey.calculated.size() >= kMaxCalculated, kMaxCalculated, "too-many-calculated",
                    "A survey computes at most 200 values.");
    }

    /// Lists are bounded, so that one question has 40,000 at most.
    bool fitsControls(DefinitionObject& object) {
        return fits(object, controls_ > kMaxControls, kMaxControls, "too-many-controls",
                    "A survey has at most 50,000 fields to choose in: of a table rows times columns.");
    }

    bool fitsPassage(DefinitionObject& object) {
        return fits(object, survey.passages.size() >= kMaxPassages, kMaxPassages, "too-many-passages",
                    "A survey has at most 200 texts between questions.");
    }

    void calculatedValues(DefinitionObject& whole) {
        for (DefinitionObject& each : whole.objects("calculatedValues", "A list of values is expected.")) {
            if (!fitsCalculated(each)) return;
            Calculated made{calculatedName(each), each.condition("expression")};
            if (each.flag("includeIntoResult")) warnOfResult(each, made.name);
            each.end();
            survey.calculated.push_back(std::move(made));
            pointers_.calculated.push_back(each.at("expression"));
        }
    }

    void elements(DefinitionObject& owner, int panel) {
        for (const char* member : {"elements", "questions"})
            for (DefinitionObject& each : owner.objects(member, "A list of questions is expected."))
                element(each, panel);
    }

    void element(DefinitionObject& object, int panel) {
        const std::string type = object.string("type");
        if (type == "panel") return this->panel(object, panel, false);
        if (type == "html") return passage(object, panel);
        if (type == "expression") return computed(object, panel);
        if (!fits(object, survey.questions.size() >= kMaxQuestions, kMaxQuestions, "too-many-questions",
                  "A survey has at most 200 questions.") ||
            !fitsControls(object))
            return;
        const JsonType* read = jsonTypeDefinedAs(type);
        const std::string name = questionName(object);
        if (type.empty()) return object.wrong("", "missing-type", "An element has a type.");
        if (!read) return object.refuse("type", "unsupported-type", type, adviceForType(type));
        question(object, *read, name, panel);
    }

    void panel(DefinitionObject& object, int parent, bool isPage) {
        if (!fits(object, survey.panels.size() >= kMaxPanels, kMaxPanels, "too-many-panels",
                  "A survey has at most 200 pages and panels."))
            return;
        Panel panel;
        panel.name = object.optionalName("name");
        if (panel.name.empty())
            panel.name = isPage ? "page" + std::to_string(++unnamedPages_)
                                : "panel" + std::to_string(++unnamedPanels_);
        panel.title = object.text("title");
        panel.description = object.text("description");
        panel.parent = parent;
        panel.isRequired = object.flag("isRequired");
        panel.visibleIf = object.condition("visibleIf");
        panel.requiredIf = object.condition("requiredIf");
        panel.enableIf = object.condition("enableIf");
        object.flag("visible", true)
            ? void()
            : object.refuse("visible", "unsupported-member", "visible", adviceFor("visible"));
        survey.panels.push_back(std::move(panel));
        pointers_.panels.push_back(object.pointer());
        elements(object, static_cast<int>(survey.panels.size()) - 1);
        object.end();
    }

    void warnOfResult(DefinitionObject& object, const std::string& name) {
        object.warn(
            "", "not-in-result",
            "What is computed from answers can be shown and asked about, and is no part of the answers.",
            name);
    }

    /// Words between questions, with a value that is computed from answers.
    void computed(DefinitionObject& object, int panel) {
        if (!fitsPassage(object) || !fitsCalculated(object)) return;
        Passage passage{
            {}, panel, survey.questions.size(), questionName(object), object.condition("visibleIf")};
        const LocalizedText title = object.label("title", LocalizedText(passage.value));
        for (const auto& [language, words] : title.all()) passage.text.set(language, " " + words);
        survey.calculated.push_back({passage.value, object.condition("expression")});
        pointers_.calculated.push_back(object.at("expression"));
        warnOfResult(object, passage.value);
        for (const char* ofQuestions : {"description", "isRequired", "requiredIf", "enableIf"})
            object.take(ofQuestions);
        object.end();
        survey.passages.push_back(std::move(passage));
        pointers_.passages.push_back(object.pointer());
    }

    void passage(DefinitionObject& object, int panel) {
        if (!fitsPassage(object)) return;
        object.string("name");
        object.take("title");
        Passage passage{{}, panel, survey.questions.size(), {}, object.condition("visibleIf")};
        std::vector<std::string> leftOut;
        const LocalizedText written = object.text("html");
        for (const auto& [language, html] : written.all())
            if (std::string lines = passageLines(html, leftOut); !lines.empty())
                passage.text.set(language, std::move(lines));
        for (std::string& element : leftOut)
            object.warn("html", "html-left-out", "Only words, lists and bold type of html are shown.",
                        element);
        object.end();
        if (passage.text.empty()) return;
        survey.passages.push_back(std::move(passage));
        pointers_.passages.push_back(object.pointer());
    }

    /// Conditions know no capital letters, and call an option {item} or {choice}.
    std::string calculatedName(DefinitionObject& object) {
        const std::string name = object.name("name"), read = folded(name);
        if (read == "item" || read == "choice") object.refuse("name", "taken-name", name, kTakenName);
        if (!calculatedNames_.insert(read).second)
            object.refuse("name", "duplicate-name", name, "Another value has this name.");
        return name;
    }

    std::string questionName(DefinitionObject& object) {
        const std::string name = object.name("name");
        if (name == "channel") object.refuse("name", "taken-name", name, kTakenName);
        if (!names_.insert(name).second || calculatedNames_.contains(folded(name)))
            object.refuse("name", "duplicate-name", name, "Another question or value has this name.");
        else if (!foldedNames_.insert(folded(name)).second)
            object.warn("name", "alike-names",
                        "Two names differ in capital letters only: conditions take them for one.", name);
        return name;
    }

    /// What becomes of the answer once the question is hidden.
    void clearing(DefinitionObject& object) {
        if (object.string("clearIfInvisible", "default") == "none")
            object.refuse("clearIfInvisible", "hidden-answers", "clearIfInvisible", kHiddenAnswers);
    }

    void question(DefinitionObject& object, const JsonType& type, const std::string& name, int panel) {
        Question question;
        question.name = name;
        question.type = &type.type;
        question.panel = panel;
        if (longestText_ > 0 && type.type.name == "text") question.maxLength = static_cast<int>(longestText_);
        if (longestComment_ > 0 && type.type.name == "comment")
            question.maxLength = static_cast<int>(longestComment_);
        question.title = object.label("title", LocalizedText(name));
        question.shortTitle = object.text("shortTitle");
        question.description = object.text("description");
        question.shortDescription = object.text("shortDescription");
        question.isRequired = object.flag("isRequired");
        question.visibleIf = object.condition("visibleIf");
        question.requiredIf = object.condition("requiredIf");
        question.enableIf = object.condition("enableIf");
        if (!object.flag("visible", true))
            object.refuse("visible", "unsupported-member", "visible", adviceFor("visible"));
        question.index = object.string("index");
        constexpr std::array<std::string_view, 5> kIndices = {"", "satisfaction", "ease", "findability",
                                                              "reach"};
        if (std::find(kIndices.begin(), kIndices.end(), question.index) == kIndices.end())
            object.wrong("index", "wrong-index",
                         "One of satisfaction, ease, findability, reach is expected.");
        const std::size_t before = findings.problems.size();
        type.takeMembers(object, question);
        if (!question.type->canAsk(question) && findings.problems.size() == before)
            object.refuse("", "missing-member", std::string(type.type.name),
                          "A question to choose from has options; a matrix, rows and columns.");
        if (!question.index.empty() && question.isOpen())
            object.wrong("index", "index-of-text",
                         "An index is computed from options: an open answer has none.");
        clearing(object);
        object.end();
        controls_ += placesIn(question);
        if (!fitsControls(object)) return;
        survey.questions.push_back(std::move(question));
        pointers_.questions.push_back(object.pointer());
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

    /// Several texts of one question are kept apart, so each has a name of its own.
    void nameTexts() {
        std::set<std::string> taken;
        for (const Question& question : survey.questions) taken.insert({question.name, question.commentName});
        for (Question& question : survey.questions)
            for (Choice& row : question.rows) {
                if (!question.takesTexts) break;
                row.textName = question.name + "." + row.value;
                while (!taken.insert(row.textName).second) row.textName += kTextSuffix;
            }
    }

    /// Puts what is computed behind what it is made of.
    void orderComputed() {
        const std::vector<std::string> names = survey.names();
        const std::size_t first = survey.questions.size(), count = survey.calculated.size();
        enum class State { unseen, open, placed };
        std::vector<State> states(count, State::unseen);
        std::vector<std::size_t> order;
        const auto place = [&](std::size_t at, const auto& placeNext) -> void {
            states[at] = State::open;
            for (const std::string& variable : survey.calculated[at].value.variables()) {
                const std::size_t read = nameRead(variable, names);
                if (read == std::string::npos || read < first) continue;
                if (states[read - first] == State::unseen) placeNext(read - first, placeNext);
                if (states[read - first] == State::open)
                    findings.problems.push_back(Problem::about(survey.calculated[at].name,
                                                               pointers_.calculated[at], "computed-of-itself",
                                                               "What is computed of itself has no value."));
            }
            states[at] = State::placed;
            order.push_back(at);
        };
        for (std::size_t at = 0; at < count; ++at)
            if (states[at] == State::unseen) place(at, place);
        std::vector<Calculated> calculated;
        std::vector<std::string> pointers;
        for (const std::size_t at : order) {
            calculated.push_back(std::move(survey.calculated[at]));
            pointers.push_back(std::move(pointers_.calculated[at]));
        }
        survey.calculated = std::move(calculated);
        pointers_.calculated = std::move(pointers);
    }

    std::set<std::string> names_, foldedNames_, calculatedNames_;
    std::set<std::string_view> full_;  ///< the problems of what there is too much of
    std::size_t controls_ = 0;         ///< fields of all questions: of each its rows times its options
    DefinitionPointers pointers_;
    int unnamedPages_ = 0, unnamedPanels_ = 0;
    long longestText_ = 0, longestComment_ = 0;
};

}  // namespace

DefinitionReading readDefinition(std::string_view text) {
    DefinitionReading reading;
    if (text.size() > kMaxBytes) {
        reading.problems = {Problem::atLimit("", "too-large", "A definition has at most 1 MiB.", kMaxBytes)};
        return reading;
    }
    constexpr std::string_view kMark = "\xEF\xBB\xBF";  // as some editors begin a file
    if (text.starts_with(kMark)) text.remove_prefix(kMark.size());
    auto json = parseJson(text);
    if (!json) {
        reading.problems = json.problems();
        return reading;
    }
    Loader loader;
    loader.load(*json);
    reading.survey = std::move(loader.survey);
    reading.survey.warnings = std::move(loader.findings.warnings);
    reading.pages = loader.pages;
    reading.problems = std::move(loader.findings.problems);
    if (reading.problems.empty()) reading.survey.source = json->dump();
    return reading;
}

Result<Survey> parseSurvey(std::string_view text) {
    DefinitionReading reading = readDefinition(text);
    if (!reading.problems.empty()) return std::move(reading.problems);
    return std::move(reading.survey);
}

}  // namespace otklik
