#include "server/redact/dictionary.h"

#include <unistd.h>

#include <algorithm>
#include <hunspell/hunspell.hxx>

namespace otklik::redaction {

Dictionary::Dictionary(std::unique_ptr<Hunspell> hunspell) : hunspell_(std::move(hunspell)) {}
Dictionary::~Dictionary() = default;

Result<std::unique_ptr<Dictionary>> Dictionary::open(const std::string& folder) {
    const std::string rules = folder + "/ru_RU.aff", words = folder + "/ru_RU.dic";
    for (const std::string& file : {rules, words})
        if (access(file.c_str(), R_OK) != 0)
            return Problem::of(
                "dictionary",
                "Names cannot be told from words: " + file +
                    " is missing. It is of Debian's package hunspell-ru: apt install hunspell-ru");
    auto hunspell = std::make_unique<Hunspell>(rules.c_str(), words.c_str());
    if (hunspell->get_dict_encoding() != "UTF-8")
        return Problem::of(
            "dictionary",
            words + " is not in UTF-8. Debian's package hunspell-ru is: apt install hunspell-ru");
    return std::unique_ptr<Dictionary>(new Dictionary(std::move(hunspell)));
}

bool Dictionary::has(const std::string& lowerCase) const {
    std::lock_guard guard(mutex_);
    return hunspell_->spell(lowerCase);
}

bool Dictionary::hasAsFirstForm(const std::string& lowerCase) const {
    std::lock_guard guard(mutex_);
    const std::vector<std::string> forms = hunspell_->stem(lowerCase);
    return std::find(forms.begin(), forms.end(), lowerCase) != forms.end();
}

}  // namespace otklik::redaction
