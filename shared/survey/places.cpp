#include "shared/survey/places.h"

namespace otklik {

std::size_t placesIn(const Question& question) {
    std::size_t places = 0;
    for (const Choice& line : question.lines()) places += question.optionsOf(line).size();
    return places;
}

std::vector<std::size_t> placesOf(const Question& question, const Answer& answer) {
    std::vector<std::size_t> places;
    std::size_t place = 0;
    for (const Choice& line : question.lines())
        for (const Choice& option : question.optionsOf(line)) {
            if (answer.choseIn(line.value, option.value)) places.push_back(place);
            ++place;
        }
    return places;
}

bool addPlace(const Question& question, std::size_t place, Answer& answer) {
    const Choice* line = question.lines().data();
    for (; place >= question.optionsOf(*line).size(); ++line) place -= question.optionsOf(*line).size();
    const std::string& option = question.optionsOf(*line)[place].value;
    if (!question.rows.empty()) return answer.cells.emplace(line->value, option).second;
    if (!question.takesSeveral && !answer.choices.empty()) return false;
    answer.choices.push_back(option);
    return true;
}

}  // namespace otklik
