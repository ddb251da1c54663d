#pragma once
// Texts that quote answers: «Почему Вы выбрали {q}?».

#include <string>
#include <string_view>
#include <vector>

#include "shared/survey/showing.h"

namespace otklik {

/// What stands in braces in a text, each once.
std::vector<std::string> quotesIn(std::string_view text);

/// The text with answers in the place of braces, as their options are called; a question without an answer
/// leaves nothing, what is no name stays as it is.
std::string quoting(std::string_view text, const Survey& survey, const Showing& shown,
                    std::string_view language);

/// The same where no answers are known: what a question is called stands in its place, in quotation marks.
std::string quotingTitles(std::string_view text, const Survey& survey, std::string_view language);

}  // namespace otklik
