// The definition loader. Always holds: what it does not understand and is not known to concern looks is a
// problem, so that a loaded survey never asks something else than its author wrote.

#include "shared/survey/survey.h"

#include <algorithm>
#include <cstdlib>
#include <set>

#include "shared/base/json.h"
#include "shared/text/utf8.h"

namespace otklik {
namespace {

constexpr std::size_t kMaxBytes = 1 << 20, kMaxQuestions = 200, kMaxOptions = 200, kMaxText = 2000;

const Choice* find(const std::vector<Choice>& list, std::string_view value) {
    for (const auto& choice : list) {
        if (choice.value == value) return &choice;
    }
    return nullptr;
}

bool isName(std::string_view name) {
    const auto fits = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
               c == '-';
    };
    return !name.empty() && name.size() <= 64 && std::all_of(name.begin(), name.end(), fits);
}

class Loader {
  public:
    Survey survey;
    Problems problems;

    void load(const Json& json) {
        survey.locale = "ru";
        if (!json.is_object()) return wrong("", "wrong-type", "A definition is an object.");
        for (const auto& [member, value] : json.items()) {
            const std::string at = "/" + pointerToken(member);
            if (member == "title") {
                survey.title = text(value, at);
            } else if (member == "description") {
                survey.description = text(value, at);
            } else if (member == "locale") {
                survey.locale = stringMember(json, "locale", "ru");
            } else if (member == "pages") {
                pages(value, at);
            } else if (member == "elements" || member == "questions") {
                elements(value, at);
            } else {
                other(member, at);
            }
        }
        if (survey.questions.empty() && problems.empty())
            wrong("", "no-questions", "A survey has at least one question.");
        if (survey.questions.size() > kMaxQuestions)
            wrong("", "too-many", "A survey has at most 200 questions.", kMaxQuestions);
        nameComments();
        for (const auto& [pointer, name] : references_) {
            if (!survey.question(name))
                wrong(pointer, "unknown-question", "The condition names an unknown question.");
        }
    }

  private:
    void wrong(std::string pointer, const char* code, const char* detail, std::size_t limit = 0) {
        problems.push_back(Problem::atLimit(std::move(pointer), code, detail, static_cast<long>(limit)));
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
    void other(const std::string& member, const std::string& at) {
        static const std::set<std::string, std::less<>> kLooks = {"showProgressBar", "showQuestionNumbers",
                                                                  "width",           "minWidth",
                                                                  "maxWidth",        "logo",
                                                                  "logoPosition",    "startWithNewLine",
                                                                  "colCount",        "rows",
                                                                  "titleLocation",   "questionTitleLocation",
                                                                  "widthMode",       "placeholder",
                                                                  "alternateRows",   "autoGrow"};
        if (kLooks.count(member)) {
            survey.warnings.push_back(at);
        } else {
            wrong(at, "unsupported", "This member is not supported.");
        }
    }
    LocalizedText text(const Json& value, const std::string& at) {
        LocalizedText result;
        const auto put = [&](const std::string& language, const Json& words, const std::string& place) {
            if (!words.is_string()) return wrong(place, "wrong-type", "A string is expected.");
            const auto& string = words.get_ref<const std::string&>();
            if (countCodePoints(string) > kMaxText)
                return wrong(place, "too-long", "A text has at most 2,000 characters.", kMaxText);
            result.set(language, string);
        };
        if (!value.is_object()) {
            put("default", value, at);
        } else {
            for (const auto& [language, words] : value.items())
                put(language, words, at + "/" + pointerToken(language));
        }
        return result;
    }
    bool flag(const Json& value, const std::string& at) {
        if (!value.is_boolean()) wrong(at, "wrong-type", "true or false is expected.");
        return value.is_boolean() && value.get<bool>();
    }
    Condition condition(const Json& value, const std::string& at) {
        if (!value.is_string()) {
            wrong(at, "wrong-type", "A string is expected.");
            return {};
        }
        auto parsed = Condition::parse(value.get_ref<const std::string&>());
        if (!parsed) {
            for (auto problem : parsed.problems()) {
                problem.pointer = at;
                problems.push_back(std::move(problem));
            }
            return {};
        }
        for (auto& name : parsed->names()) references_.emplace_back(at, std::move(name));
        return *parsed;
    }
    std::string optionValue(const Json& value) {
        if (value.is_string()) return value.get<std::string>();
        return value.is_number_integer() ? value.dump() : std::string();
    }
    std::vector<Choice> options(const Json& list, const std::string& at) {
        std::vector<Choice> result;
        if (!list.is_array() || list.size() > kMaxOptions) {
            wrong(at, "wrong-type", "A list of at most 200 options is expected.", kMaxOptions);
            return result;
        }
        for (std::size_t i = 0; i < list.size(); ++i) {
            const std::string place = at + "/" + std::to_string(i);
            const bool object = list[i].is_object();
            const Json value = object ? list[i].value("value", Json()) : list[i];
            Choice choice{optionValue(value), LocalizedText(optionValue(value))};
            if (!isName(choice.value))
                wrong(place, "bad-name", "A value consists of 1 to 64 of A-Z, a-z, 0-9, _ and -.");
            if (find(result, choice.value)) wrong(place, "duplicate-value", "This value occurs twice.");
            if (object) {
                for (const auto& [member, entry] : list[i].items()) {
                    const std::string inner = place + "/" + pointerToken(member);
                    if (member == "text") {
                        choice.text = text(entry, inner);
                    } else if (member != "value") {
                        wrong(inner, "unsupported", "An option has the members value and text.");
                    }
                }
            }
            result.push_back(std::move(choice));
        }
        return result;
    }
    void pages(const Json& list, const std::string& at) {
        if (!list.is_array()) return wrong(at, "wrong-type", "A list of pages is expected.");
        for (std::size_t i = 0; i < list.size(); ++i) {
            const std::string place = at + "/" + std::to_string(i);
            if (!list[i].is_object()) {
                wrong(place, "wrong-type", "A page is an object.");
                continue;
            }
            for (const auto& [member, value] : list[i].items()) {
                const std::string inner = place + "/" + pointerToken(member);
                if (member == "elements" || member == "questions") {
                    elements(value, inner);
                } else if (member != "name") {
                    other(member, inner);
                }
            }
        }
    }
    void elements(const Json& list, const std::string& at) {
        if (!list.is_array()) return wrong(at, "wrong-type", "A list of questions is expected.");
        for (std::size_t i = 0; i < list.size(); ++i) question(list[i], at + "/" + std::to_string(i));
    }
    void question(const Json& json, const std::string& at) {
        static const std::pair<const char*, QuestionType> kTypes[] = {
            {"checkbox", QuestionType::checkbox}, {"radiogroup", QuestionType::radiogroup},
            {"matrix", QuestionType::matrix},     {"rating", QuestionType::rating},
            {"comment", QuestionType::comment},   {"text", QuestionType::text}};
        if (!json.is_object()) return wrong(at, "wrong-type", "A question is an object.");
        Question q;
        q.name = stringMember(json, "name");
        if (!isName(q.name))
            wrong(at + "/name", "bad-name", "A name consists of 1 to 64 of A-Z, a-z, 0-9, _ and -.");
        for (const char* taken : {"id", "wave", "via", "channel"})
            if (q.name == taken)
                wrong(at + "/name", "bad-name",
                      "The names id, wave, via and channel are taken; choose another.");
        if (survey.question(q.name)) wrong(at + "/name", "duplicate-name", "Another question has this name.");
        const std::string type = stringMember(json, "type");
        const auto* known = std::find_if(std::begin(kTypes), std::end(kTypes),
                                         [&](const auto& t) { return type == t.first; });
        if (known == std::end(kTypes))
            return wrong(at + "/type", "unsupported", "This question type is not supported.");
        q.type = known->second;
        q.title = LocalizedText(q.name);
        const bool chooses = q.type == QuestionType::checkbox || q.type == QuestionType::radiogroup;
        const bool rates = q.type == QuestionType::rating, matrix = q.type == QuestionType::matrix;
        long rateMin = 1, rateMax = 5;
        bool none = false;
        LocalizedText otherText("Другое (укажите)"), noneText("Нет");
        otherText.set("en", "Other (please specify)");
        noneText.set("en", "None");
        for (const auto& [member, value] : json.items()) {
            const std::string inner = at + "/" + pointerToken(member);
            const auto whole = [&, &number = value](long least, long most) {
                if (number.is_number_integer() && number >= least && number <= most)
                    return number.get<long>();
                wrong(inner, "wrong-value", "A whole number within the bounds is expected.");
                return least;
            };
            if (member == "name" || member == "type") continue;
            if (member == "title")
                q.title = text(value, inner);
            else if (member == "description")
                q.description = text(value, inner);
            else if (member == "isRequired")
                q.isRequired = flag(value, inner);
            else if (member == "visibleIf")
                q.visibleIf = condition(value, inner);
            else if (member == "requiredIf")
                q.requiredIf = condition(value, inner);
            else if (member == "choices" && chooses)
                q.choices = options(value, inner);
            else if (member == "rateValues" && rates)
                q.choices = options(value, inner);
            else if (member == "rows" && matrix)
                q.rows = options(value, inner);
            else if (member == "columns" && matrix)
                q.columns = options(value, inner);
            else if ((member == "showOtherItem" || member == "hasOther") && chooses)
                q.hasOther = flag(value, inner);
            else if (member == "showNoneItem" && chooses)
                none = flag(value, inner);
            else if (member == "otherText" && chooses)
                otherText = text(value, inner);
            else if (member == "noneText" && chooses)
                noneText = text(value, inner);
            else if (member == "rateMin" && rates)
                rateMin = whole(0, 100);
            else if (member == "rateMax" && rates)
                rateMax = whole(0, 100);
            else if (member == "maxLength" && q.isOpen())
                q.maxLength = static_cast<int>(whole(1, 10000));
            else if (member == "minRateDescription" && (rates || matrix))
                q.minRateDescription = text(value, inner);
            else if (member == "maxRateDescription" && (rates || matrix))
                q.maxRateDescription = text(value, inner);
            else if (member == "breakdown" && (chooses || rates))
                q.breakdown = flag(value, inner);
            else if (member == "index")
                q.index = value.is_string() ? value.get<std::string>() : "?";
            else
                other(member, inner);
        }
        if (q.breakdown && q.type == QuestionType::checkbox)
            wrong(at + "/breakdown", "wrong-value",
                  "Groups are those of a question that takes one answer: nobody stands in two of them.");
        if (!q.index.empty() && q.index != "satisfaction" && q.index != "ease" && q.index != "findability" &&
            q.index != "reach")
            wrong(at + "/index", "wrong-value", "One of satisfaction, ease, findability, reach is expected.");
        if (rates && q.choices.empty()) {
            for (long n = rateMin; n <= rateMax; ++n)
                q.choices.push_back({std::to_string(n), LocalizedText(std::to_string(n))});
        }
        if (none) q.choices.push_back({std::string(kNone), noneText});
        if (q.hasOther) q.choices.push_back({std::string(kOther), otherText});
        if ((chooses || rates) && q.choices.empty())
            wrong(at, "missing-member", "A question to choose from has options.");
        if (matrix && (q.rows.empty() || q.columns.empty()))
            wrong(at, "missing-member", "A matrix has rows and columns.");
        survey.questions.push_back(std::move(q));
    }

    std::vector<std::pair<std::string, std::string>>
        references_;  // pointer of a condition, question it names
};

}  // namespace

SplitTitle splitTitle(std::string_view title) {
    const std::size_t mark = title.find("? ");
    if (mark == std::string_view::npos) return {std::string(title), {}};
    return {std::string(title.substr(0, mark + 1)), std::string(title.substr(mark + 2))};
}

ScaleEnds scaleEnds(const Question& question, std::string_view language) {
    const auto said = [&](const Choice& step, const LocalizedText& words) {
        return words.empty() ? std::string() : step.value + " — " + words.in(language);
    };
    const std::vector<Choice>& steps = question.steps();
    if (steps.empty()) return {};
    return {said(steps.front(), question.minRateDescription),
            said(steps.back(), question.maxRateDescription)};
}

bool Question::isScale() const {
    if (type == QuestionType::rating) return true;
    if (type != QuestionType::matrix || columns.empty()) return false;
    long previous = 0;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        char* end = nullptr;
        const long n = std::strtol(columns[i].value.c_str(), &end, 10);
        if (*end != '\0' || (i > 0 && n != previous + 1)) return false;
        previous = n;
    }
    return true;
}

const Choice* Question::choice(std::string_view value) const {
    return find(choices, value);
}
const Choice* Question::row(std::string_view value) const {
    return find(rows, value);
}
const Choice* Question::column(std::string_view value) const {
    return find(columns, value);
}

const Question* Survey::question(std::string_view name) const {
    for (const auto& question : questions) {
        if (question.name == name) return &question;
    }
    return nullptr;
}

const Question* Survey::commented(std::string_view name) const {
    for (const Question& owner : questions)
        if (owner.hasOther && owner.commentName == name) return &owner;
    return nullptr;
}

int Survey::number(const Question& question) const {
    return static_cast<int>(&question - questions.data()) + 1;
}

Result<Survey> parseSurvey(std::string_view text) {
    if (text.size() > kMaxBytes)
        return Problem::atLimit("", "too-large", "A definition has at most 1 MiB.", kMaxBytes);
    auto json = parseJson(text);
    if (!json) return json.problems();
    Loader loader;
    loader.load(*json);
    if (!loader.problems.empty()) return std::move(loader.problems);
    loader.survey.source = json->dump();
    return std::move(loader.survey);
}

}  // namespace otklik
