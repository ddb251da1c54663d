#pragma once
// A form with a question of each type, a visit of it, and ways to look into a screen.

#include <string>
#include <vector>

#include "tests/support.h"
#include "web/app/screen.h"

namespace otklik::test {

inline Survey surveyOf(const std::string& json) {
    auto survey = parseSurvey(json);
    REQUIRE(survey);
    return std::move(*survey);
}

/// Six questions: sources, sex, mark, ease, wish, word.
inline Survey eachType() {
    return surveyOf(R"({"title": {"default": "Опрос", "en": "Survey"}, "elements": [
        {"type": "checkbox", "name": "sources", "showOtherItem": true,
         "title": {"default": "Откуда Вы узнаёте? Отметьте всё.", "en": "How do you learn? Tick all."},
         "description": {"default": "Несколько", "en": "Several"},
         "choices": [{"value": "site", "text": {"default": "Сайт", "en": "The site"}}, {"value": "vk", "text": "VK"}]
},
        {"type": "radiogroup", "name": "sex", "title": "Ваш пол", "showOtherItem": true, "otherText": "Иное",
         "choices": [{"value": "male", "text": "Мужской"}, {"value": "female", "text": "Женский"}]},
        {"type": "rating", "name": "mark", "title": "Оценка", "rateMax": 3,
         "minRateDescription": "плохо", "maxRateDescription": "хорошо"},
        {"type": "matrix", "name": "ease", "title": "Легко ли?", "columns": ["yes", "no"],
         "rows": [{"value": "site", "text": "Сайт"}, {"value": "vk", "text": "ВК"}]},
        {"type": "comment", "name": "wish", "title": "Пожелания"},
        {"type": "text", "name": "word", "title": "Одним словом"}]
})");
}

inline Answer chosen(std::vector<std::string> options, std::string comment = {}) {
    Answer answer;
    answer.choices = std::move(options), answer.comment = std::move(comment);
    return answer;
}
inline Answer written(std::string text) {
    Answer answer;
    answer.text = std::move(text);
    return answer;
}
inline Answer inRows(std::map<std::string, std::string, std::less<>> cells) {
    Answer answer;
    answer.cells = std::move(cells);
    return answer;
}

/// An answer to each question of eachType().
inline Answers answersToEachType() {
    return {{"sources", chosen({"vk", "other"}, "соседи")},
            {"sex", chosen({"female"})},
            {"mark", chosen({"2"})},
            {"ease", inRows({{"vk", "no"}})},
            {"wish", written("больше новостей")},
            {"word", written("хорошо")}};
}

inline void goToReview(Visit& visit) {
    while (visit.stage() == Stage::question) REQUIRE(visit.next());
    REQUIRE(visit.stage() == Stage::review);
}

/// What stands on a screen, kind by kind: "title soft option option link".
inline std::string kinds(const Screen& screen) {
    struct Naming {
        std::string operator()(const Words& words) const {
            constexpr const char* kRoles[] = {"lead", "facts", "panel", "step", "title", "headline", "body", "soft"};
            return kRoles[static_cast<int>(words.role)];
        }
        std::string operator()(const Notice& notice) const {
            constexpr const char* kKinds[] = {"notice", "error", "privacy"};
            return kKinds[static_cast<int>(notice.kind)];
        }
        std::string operator()(const Counter&) const { return "counter"; }
        std::string operator()(const Action&) const { return "action"; }
        std::string operator()(const Folded&) const { return "folded"; }
        std::string operator()(const Link&) const { return "link"; }
        std::string operator()(const Option&) const { return "option"; }
        std::string operator()(const ScaleSteps&) const { return "steps"; }
        std::string operator()(const TextField&) const { return "field"; }
        std::string operator()(const RankedLine&) const { return "ranked"; }
        std::string operator()(const Grid&) const { return "grid"; }
        std::string operator()(const Answered&) const { return "answered"; }
        std::string operator()(const Busy&) const { return "busy"; }
        std::string operator()(const Done&) const { return "done"; }
        std::string operator()(const Part&) const { return "part"; }
    };
    std::string all;
    for (const Item& item : screen.items) all += (all.empty() ? "" : " ") + std::visit(Naming(), item);
    return all;
}

/// Those of one kind, in order.
template <class T>
std::vector<T> all(const Screen& screen) {
    std::vector<T> found;
    for (const Item& item : screen.items)
        if (const T* one = std::get_if<T>(&item)) found.push_back(*one);
    return found;
}
template <class T>
T only(const Screen& screen) {
    const std::vector<T> found = all<T>(screen);
    REQUIRE(found.size() == 1);
    return found.front();
}

/// The first words of one role; empty where there are none.
inline std::string words(const Screen& screen, Words::Role role) {
    for (const Words& each : all<Words>(screen))
        if (each.role == role) return each.text;
    return {};
}

inline bool hasLink(const Screen& screen, const std::string& id) {
    for (const Link& link : all<Link>(screen))
        if (link.id == id) return true;
    return false;
}

}  // namespace otklik::test
