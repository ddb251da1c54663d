#pragma once
// What the server redacts open texts by: the device's finders, and what a dictionary and lists of names tell.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.h"
#include "shared/redact/redact.h"

namespace otklik {

namespace redaction {
class Dictionary;
}

class Redactor {
  public:
    /// With the Russian dictionary of `dictionaries`; a problem says which package of Debian's brings it.
    static Result<std::unique_ptr<Redactor>> open(const std::string& dictionaries = "/usr/share/hunspell");
    ~Redactor();

    /// All findings in well-formed UTF-8, in order.
    std::vector<Finding> find(std::string_view text) const;
    /// The text with each finding replaced by its label. Redacting twice changes nothing more. From any
    /// thread.
    std::string redact(std::string_view text) const;

    /// What is left in redacted text that a person should look at before it is shown: a capitalised word that
    /// is neither a word nor the name of anything public, a long row of digits, an at sign.
    struct Doubt {
        std::size_t begin, end;  ///< bytes
    };
    std::vector<Doubt> doubts(std::string_view text) const;

  private:
    explicit Redactor(std::unique_ptr<redaction::Dictionary> dictionary);
    template <class IsAsked>
    std::vector<Finding> findWhere(std::string_view text, IsAsked isAsked) const;
    std::unique_ptr<redaction::Dictionary> dictionary_;
};

}  // namespace otklik
