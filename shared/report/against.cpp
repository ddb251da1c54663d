#include "shared/report/against.h"

#include <algorithm>

#include "shared/report/comparison.h"

namespace otklik {
namespace {

using Choices = std::vector<Choice>;

const Choice* find(const Choices& list, const std::string& value) {
    for (const Choice& each : list)
        if (each.value == value) return &each;
    return nullptr;
}

class Comparing {
  public:
    Comparing(const Survey& earlier, const Survey& now) : earlier_(earlier), now_(now) {}

    Against all() {
        for (const Question& question : now_.questions) {
            if (const Question* before = earlier_.question(question.name))
                both(*before, question);
            else
                add("added", question, {});
        }
        for (const Question& question : earlier_.questions)
            if (!now_.question(question.name)) add("dropped", question, {});
        indices();
        return std::move(found_);
    }

  private:
    /// `question` carries the indices that a difference concerns.
    void add(const char* change, const Question& question, std::vector<std::string> items,
             const std::string& otherIndex = "") {
        Difference difference{change, question.name, std::move(items)};
        for (const std::string& index : {question.index, otherIndex})
            if (!index.empty()) difference.indices.push_back(index);
        found_.differences.push_back(std::move(difference));
    }

    void both(const Question& before, const Question& now) {
        if (before.type != now.type) add("type", now, {});
        if (before.title != now.title) add("title", now, {});
        const auto values = [](const Choices& list) {
            std::vector<std::string> all;
            for (const Choice& each : list) all.push_back(each.value);
            return all;
        };
        if ((before.isScale || now.isScale) && values(before.options) != values(now.options))
            add("scale", now, values(now.options));
        else
            lists("options", before.options, now.options, now);
        lists("rows", before.rows, now.rows, now);
        if (before.minRateDescription != now.minRateDescription ||
            before.maxRateDescription != now.maxRateDescription)
            add("ends", now, {});
        if (before.index != now.index) add("index", now, {}, before.index);
    }

    void lists(const std::string& what, const Choices& before, const Choices& now, const Question& question) {
        std::vector<std::string> added, dropped, reworded, kept, keptBefore;
        for (const Choice& each : now) {
            const Choice* last = find(before, each.value);
            (last ? kept : added).push_back(each.value);
            if (last && last->text != each.text) reworded.push_back(each.value);
        }
        for (const Choice& each : before)
            (find(now, each.value) ? keptBefore : dropped).push_back(each.value);
        const auto say = [&](const char* change, std::vector<std::string> items) {
            if (!items.empty()) add((what + change).c_str(), question, std::move(items));
        };
        say("-added", std::move(added));
        say("-dropped", std::move(dropped));
        say("-reworded", std::move(reworded));
        if (kept != keptBefore) say("-moved", std::move(kept));
    }

    static std::vector<const Question*> questionsOf(const Survey& survey, const std::string& index) {
        std::vector<const Question*> questions;
        for (const Question& question : survey.questions)
            if (question.index == index) questions.push_back(&question);
        return questions;
    }

    /// The report's own rule: of both the same questions in the same order.
    void indices() {
        std::vector<std::string> names;
        for (const Question& question : now_.questions)
            if (!question.index.empty() &&
                std::find(names.begin(), names.end(), question.index) == names.end())
                names.push_back(question.index);
        for (const std::string& name : names) {
            const auto before = questionsOf(earlier_, name), now = questionsOf(now_, name);
            if (before.empty()) continue;
            const bool isSame = std::equal(before.begin(), before.end(), now.begin(), now.end(),
                                           [](const Question* a, const Question* b) {
                                               return a->name == b->name && isSameQuestion(*a, *b);
                                           });
            (isSame ? found_.compared : found_.apart).push_back(name);
            const bool isTold = std::any_of(
                found_.differences.begin(), found_.differences.end(), [&](const Difference& each) {
                    return std::find(each.indices.begin(), each.indices.end(), name) != each.indices.end();
                });
            if (!isSame && !isTold) found_.differences.push_back({"order", "", {}, {name}});
        }
        // What only one of the two has is compared with nothing anyway.
        for (Difference& each : found_.differences)
            std::erase_if(each.indices, [&](const std::string& index) {
                return std::find(found_.apart.begin(), found_.apart.end(), index) == found_.apart.end();
            });
    }

    const Survey &earlier_, &now_;
    Against found_;
};

}  // namespace

Against against(const Survey& earlier, const Survey& now) {
    return Comparing(earlier, now).all();
}

}  // namespace otklik
