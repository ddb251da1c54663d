#include "shared/survey/places.h"

namespace otklik {

std::size_t placesIn(const Question& question) {
    return question.lines().size() * question.options.size();
}

std::vector<std::size_t> placesOf(const Question& question, const Answer& answer) {
    std::vector<std::size_t> places;
    std::size_t place = 0;
    for (const Choice& line : question.lines())
        for (const Choice& option : question.options) {
            if (answer.choseIn(line.value, option.value)) places.push_back(place);
            ++place;
        }
    return places;
}

bool addPlace(const Question& question, std::size_t place, Answer& answer) {
    const std::string& option = question.options[place % question.options.size()].value;
    if (!question.rows.empty())
        return answer.cells.emplace(question.rows[place / question.options.size()].value, option).second;
    if (!question.takesSeveral && !answer.choices.empty()) return false;
    answer.choices.push_back(option);
    return true;
}

}  // namespace otklik
