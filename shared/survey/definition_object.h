#pragma once
// One object of a definition, from which members are taken. What nobody takes is reported in one place: so a
// type of question says what it reads, and never what it does not.

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shared/base/json.h"
#include "shared/survey/survey.h"

namespace otklik {

/// What reading a definition comes to besides the survey.
struct DefinitionFindings {
    Problems problems;
    Problems warnings;  ///< what changes no answer, or is likely not meant
};

/// A value of an option as JSON has it; text that is empty for what can be none.
struct OptionValue {
    std::string text;
    Choice::Kind kind = Choice::Kind::text;
};
OptionValue optionValue(const Json& json);

/// How many code points a name or a value has at most.
inline constexpr std::size_t kMaxName = 200;
/// How many entries a list of elements or the like has at most. What is longer is not read at all.
inline constexpr std::size_t kMaxEntries = 1000;

class DefinitionObject {
  public:
    /// `json` that is no object is one without members, and a problem.
    DefinitionObject(const Json& json, std::string pointer, DefinitionFindings& findings);

    /// The member, taken; nullptr where it is absent.
    const Json* take(const char* member);
    // A member of the wrong type is a problem, and read as one that is absent.
    std::string string(const char* member, std::string_view fallback = "");
    LocalizedText text(const char* member, LocalizedText fallback = {});
    /// The same of what a control is called: it has to say something.
    LocalizedText label(const char* member, LocalizedText fallback);
    /// A language, such as "ru" or "pt-br".
    std::string language(const char* member, std::string_view fallback);
    bool flag(const char* member, bool fallback = false);
    long whole(const char* member, long least, long most, long fallback);
    std::optional<double> number(const char* member);
    Expression condition(const char* member);
    /// The name of a question, a row or the like: any text that can be read.
    std::string name(const char* member);
    /// The same of what may have none: a page or a panel.
    std::string optionalName(const char* member);
    /// What results have of an option; `fallback` where it is absent.
    OptionValue value(const char* member, OptionValue fallback);
    /// `haveTones`: each may say how good it is, by the own member "tone".
    std::vector<Choice> choices(const char* member, bool haveTones = false);
    /// The objects of a list; none where it is absent, or longer than `most`.
    std::vector<DefinitionObject> objects(const char* member, const char* detail,
                                          std::size_t most = kMaxEntries);
    bool has(const char* member) const { return json_.contains(member); }

    // A problem, or a warning, at a member, or at the object itself.
    void wrong(std::string_view member, const char* code, const char* detail, long limit = 0);
    void warn(std::string_view member, const char* code, const char* detail, std::string subject = {});
    /// A problem that names something: what is refused, with what to do instead.
    void refuse(std::string_view member, const char* code, std::string subject, const char* detail,
                long limit = 0);

    /// To be called last: a member that is left only concerns looks, and is a warning, or is a problem.
    void end();

    const std::string& pointer() const { return pointer_; }
    std::string at(std::string_view member) const;

  private:
    LocalizedText words(const Json& value, const std::string& at, bool isLabel);
    void checkName(std::string_view member, const std::string& name);

    const Json& json_;
    std::string pointer_;
    DefinitionFindings* findings_;
    std::set<std::string, std::less<>> taken_;
};

}  // namespace otklik
