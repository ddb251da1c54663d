#pragma once
// A text of the survey definition in several languages (SurveyJS: a string, or an object by language).

#include <map>
#include <string>
#include <string_view>

namespace otklik {

class LocalizedText {
  public:
    LocalizedText() = default;
    explicit LocalizedText(std::string text) { set("default", std::move(text)); }

    void set(std::string language, std::string text) { texts_[std::move(language)] = std::move(text); }

    /// The text in `language`, else the default one, else any; empty where there is none.
    const std::string& in(std::string_view language) const;

    bool empty() const { return texts_.empty(); }
    bool has(std::string_view language) const { return texts_.find(language) != texts_.end(); }
    const std::map<std::string, std::string, std::less<>>& all() const { return texts_; }
    bool operator==(const LocalizedText&) const = default;

  private:
    std::map<std::string, std::string, std::less<>> texts_;  // by language; "default" is the survey's own
};

}  // namespace otklik
