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
    std::vector<std::string> warnings;  ///< pointers of what only concerns looks
    std::vector<std::pair<std::string, std::string>>
        references;  ///< pointer of a condition, question that it names
};

/// An option's value as it is stored, a string; whole numbers are written as such. Nothing for other JSON.
std::optional<std::string> optionValue(const Json& json);

/// True for what may be a name or a value: [A-Za-z0-9_-]{1,64}.
bool isDefinitionName(std::string_view name);

class DefinitionObject {
  public:
    /// `json` that is no object is one without members, and a problem.
    DefinitionObject(const Json& json, std::string pointer, DefinitionFindings& findings);

    /// The member, taken; nullptr where it is absent.
    const Json* take(const char* member);
    // A member of the wrong type is a problem, and read as one that is absent.
    std::string string(const char* member, std::string_view fallback = "");
    LocalizedText text(const char* member, LocalizedText fallback = {});
    bool flag(const char* member);
    long whole(const char* member, long least, long most, long fallback);
    Condition condition(const char* member);
    /// `haveTones`: each may say how good it is, by the own member "tone".
    std::vector<Choice> choices(const char* member, bool haveTones = false);
    /// The objects of a list; none where it is absent.
    std::vector<DefinitionObject> objects(const char* member, const char* detail);

    /// A problem at a member, or at the object itself.
    void wrong(std::string_view member, const char* code, const char* detail, long limit = 0);

    /// To be called last: a member that is left only concerns looks, and is a warning, or is a problem.
    void end();

  private:
    std::string at(std::string_view member) const;
    LocalizedText words(const Json& value, const std::string& at);

    const Json& json_;
    std::string pointer_;
    DefinitionFindings* findings_;
    std::set<std::string, std::less<>> taken_;
};

}  // namespace otklik
