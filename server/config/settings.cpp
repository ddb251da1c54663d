#include "server/config/settings.h"

#include <algorithm>
#include <numeric>

#include "shared/base/pointer.h"
#include "shared/text/utf8.h"

namespace otklik {
namespace {

constexpr std::size_t kMostLetters = 300;

/// How many letters have to be changed, put in or taken out.
std::size_t distance(const std::string& one, const std::string& other) {
    std::vector<std::size_t> row(other.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < one.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < other.size(); ++j) {
            const std::size_t changed = diagonal + (one[i] != other[j]);
            diagonal = row[j + 1];
            row[j + 1] = std::min({changed, row[j] + 1, row[j + 1] + 1});
        }
    }
    return row.back();
}

std::string joined(const std::vector<std::string>& names) {
    std::string list;
    for (const std::string& name : names) list += (list.empty() ? "" : ", ") + name;
    return list;
}

/// «did you mean …», where one of `names` is written nearly so; else what there is.
std::string suggestion(const std::string& name, const std::vector<std::string>& names) {
    constexpr std::size_t kTypingErrors = 3;
    if (name.size() > 64) return "there are " + joined(names) + ".";
    const auto nearest =
        std::min_element(names.begin(), names.end(), [&](const std::string& one, const std::string& other) {
            return distance(name, one) < distance(name, other);
        });
    return nearest != names.end() && distance(name, *nearest) <= kTypingErrors
               ? "did you mean " + *nearest + "?"
               : "there are " + joined(names) + ".";
}

std::string range(int least, int most) {
    return "a whole number from " + std::to_string(least) + " to " + std::to_string(most) + " is expected.";
}

}  // namespace

const Json* Settings::member(const char* name, bool (*fits)(const Json&), const char* expected) {
    asked_.emplace_back(name);
    const auto found = object_.find(name);
    if (found == object_.end()) return nullptr;
    if (fits(*found)) return &*found;
    wrong(name, expected);
    return nullptr;
}

void Settings::read(const char* name, std::string& into) {
    const Json* found = member(
        name, [](const Json& json) { return json.is_string(); }, "a string is expected.");
    if (found) into = found->get<std::string>();
}

void Settings::read(const char* name, bool& into) {
    const Json* found = member(
        name, [](const Json& json) { return json.is_boolean(); }, "true or false is expected.");
    if (found) into = found->get<bool>();
}

void Settings::read(const char* name, int& into, int least, int most) {
    std::optional<int> number = into;
    read(name, number, least, most);
    into = *number;
}

void Settings::read(const char* name, std::optional<int>& into, int least, int most) {
    const Json* found = member(
        name, [](const Json& json) { return json.is_number(); }, "a number is expected.");
    if (!found) return;
    const bool isWhole = found->is_number_integer() &&
                         (!found->is_number_unsigned() || found->get<std::uint64_t>() <= 2'147'483'647U);
    if (!isWhole || found->get<std::int64_t>() < least || found->get<std::int64_t>() > most)
        return wrong(name, range(least, most));
    into = found->get<int>();
}

void Settings::read(const char* name, std::vector<std::string>& into) {
    const auto areStrings = [](const Json& json) {
        return json.is_array() &&
               std::all_of(json.begin(), json.end(), [](const Json& each) { return each.is_string(); });
    };
    const Json* found = member(name, areStrings, "a list of strings is expected, such as [\"hall\"].");
    if (found) into = found->get<std::vector<std::string>>();
}

void Settings::read(const char* name, LocalizedText& into) {
    const Json* found = member(
        name, [](const Json& json) { return json.is_string() || json.is_object(); },
        "a string is expected, or an object of strings by language.");
    if (!found) return;
    if (found->is_string()) return addWords(into, name, "default", *found);
    for (const auto& [language, words] : found->items())
        addWords(into, name + ("/" + pointerToken(language)), language, words);
}

void Settings::addWords(LocalizedText& into, const std::string& name, const std::string& language,
                        const Json& words) {
    if (!words.is_string() || words.get<std::string>().empty() ||
        countCodePoints(words.get<std::string>()) > kMostLetters)
        return wrong(name, "words are expected, at most 300 letters.");
    into.set(language, words.get<std::string>());
}

Settings Settings::within(const char* name) {
    static const Json nothing = Json::object();
    const Json* found = member(
        name, [](const Json& json) { return json.is_object(); }, "an object is expected.");
    return {found ? *found : nothing, file_, at_ + "/" + name, problems_};
}

void Settings::wrong(const std::string& name, const std::string& detail) {
    const std::string pointer = at_ + "/" + name;
    addProblem(problems_, Problem::at(pointer, "file", file_ + pointer + ": " + detail));
}

void Settings::refuseOthers() {
    for (const auto& [name, value] : object_.items())
        if (std::find(asked_.begin(), asked_.end(), name) == asked_.end())
            wrong(pointerToken(name), "there is no such setting; " + suggestion(name, asked_));
}

}  // namespace otklik
