#pragma once
// One object of the configuration, read strictly: a member of another kind or out of its range is a problem,
// and so is one that nobody asked for.

#include <optional>
#include <string>
#include <vector>

#include "shared/base/json.h"
#include "shared/base/result.h"
#include "shared/text/localized.h"

namespace otklik {

/// Problems name the file and the member, and go to `problems`. What is missing leaves a value as it is.
class Settings {
  public:
    /// `at`: the object's JSON pointer; empty: the whole file.
    Settings(const Json& object, std::string file, std::string at, Problems& problems)
        : object_(object), file_(std::move(file)), at_(std::move(at)), problems_(problems) {}

    void read(const char* name, std::string& into);
    void read(const char* name, bool& into);
    void read(const char* name, int& into, int least, int most);
    void read(const char* name, std::optional<int>& into, int least, int most);
    void read(const char* name, std::vector<std::string>& into);
    /// Words, at most 300 letters: a string, or an object of strings by language.
    void read(const char* name, LocalizedText& into);
    /// Settings within; an empty object where there are none.
    Settings within(const char* name);

    void wrong(const std::string& name, const std::string& detail);
    /// To be called once everything was asked for: names what else there is, and what it was perhaps meant to
    /// be.
    void refuseOthers();

  private:
    /// The member, where it is there and of this kind.
    const Json* member(const char* name, bool (*fits)(const Json&), const char* expected);
    void addWords(LocalizedText& into, const std::string& name, const std::string& language,
                  const Json& words);

    const Json& object_;
    const std::string file_, at_;
    Problems& problems_;
    std::vector<std::string> asked_;
};

}  // namespace otklik
