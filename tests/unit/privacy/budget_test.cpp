// What one response changes of what is published is counted here a second time, from the tally's own amounts,
// and compared with what the budget says.

#include "shared/privacy/budget.h"

#include <cmath>
#include <functional>
#include <map>

#include "shared/privacy/gaussian.h"
#include "shared/stats/tally.h"
#include "tests/support.h"

using namespace otklik;

namespace {

const std::vector<std::string> kChannels = {"site", "vk", "ok", "kiosk", "letter"};

/// What a response adds to each published statistic, in SDs: main cells once for closing and once for the
/// period it lies in.
using Marks = std::map<std::string, double>;

struct Response {
    Answers answers;
    std::string channel;
    std::map<std::string, std::vector<int>> themes = {};  ///< of an open question
};

Marks marksOf(const TallyLayout& layout, const Response& response, const Noise& noise) {
    Marks marks;
    const auto add = [&](const std::string& name, double amount, std::int64_t sd) {
        marks[name] += 100 * amount / static_cast<double>(sd);
    };
    for (const Amount& each : layout.amountsOf(response.answers, response.channel)) {
        const std::string& key = layout.keys()[each.position];
        if (each.position >= layout.mainSize()) {
            add(key, each.amount, noise.sums);
        } else {
            add("main " + key, each.amount, noise.main);
            add("interim " + key, each.amount, noise.interim);
        }
    }
    for (const auto& [question, themes] : response.themes)
        for (const int theme : themes) add(question + " theme " + std::to_string(theme), 1, noise.themes);
    return marks;
}

double between(Marks a, const Marks& b) {
    for (const auto& [name, mark] : b) a[name] -= mark;
    double sum = 0;
    for (const auto& [name, mark] : a) sum += mark * mark;
    return sum;
}

/// Every response to `survey`: of an open question none, an answer without a theme, or one of two sets of
/// three.
std::vector<Response> everyResponse(const Survey& survey, std::vector<std::string> channels) {
    channels.emplace_back();
    std::vector<Response> all;
    for (const std::string& channel : channels) all.push_back({{}, channel});
    const auto vary = [&](const std::vector<std::function<void(Response&)>>& ways) {
        std::vector<Response> more;
        for (const Response& response : all)
            for (const auto& way : ways) {
                more.push_back(response);
                way(more.back());
            }
        all = std::move(more);
    };
    for (const Question& question : survey.questions) {
        const std::string& name = question.name;
        std::vector<std::function<void(Response&)>> ways = {[](Response&) {}};
        if (question.isOpen()) {
            for (const std::vector<int>& themes : {std::vector<int>{}, {1, 2, 3}, {4, 5, 6}})
                ways.emplace_back([&name, themes](Response& r) {
                    r.answers[name].text = "слово";
                    r.themes[name] = themes;
                });
            vary(ways);
        } else if (!question.rows.empty()) {
            for (const Choice& row : question.rows) {
                ways.resize(1);
                for (const Choice& column : question.options)
                    ways.emplace_back([&](Response& r) { r.answers[name].cells[row.value] = column.value; });
                vary(ways);
            }
        } else if (question.takesSeveral) {
            for (const Choice& choice : question.options) {
                ways.resize(1);
                ways.emplace_back([&](Response& r) { r.answers[name].choices.push_back(choice.value); });
                vary(ways);
            }
        } else {
            for (const Choice& choice : question.options)
                ways.emplace_back([&](Response& r) { r.answers[name].choices = {choice.value}; });
            vary(ways);
        }
    }
    return all;
}

/// The greatest sums that there are.
Spent tried(const Survey& survey, const std::vector<std::string>& channels, const Noise& noise) {
    const TallyLayout layout(survey, channels);
    std::vector<Marks> marks;
    for (const Response& each : everyResponse(survey, channels))
        marks.push_back(marksOf(layout, each, noise));
    Spent most;
    for (std::size_t i = 0; i < marks.size(); ++i) {
        most.response = std::max(most.response, between(marks[i], {}));
        for (std::size_t j = 0; j < i; ++j) most.two = std::max(most.two, between(marks[i], marks[j]));
    }
    return most;
}

Survey surveyOf(const std::string& elements) {
    auto survey = parseSurvey(R"({"title": "t", "pages": [{"elements": [)" + elements + "]}]}");
    REQUIRE(survey);
    return std::move(*survey);
}

std::string rating(const std::string& name, const std::string& more = "") {
    return R"({"type": "rating", "name": ")" + name + R"(", "title": "Q", "rateMax": 3)" + more + "}";
}

const std::string kIndex = R"(, "index": "satisfaction")", kGroups = R"(, "breakdown": true)";

bool near(double value, double expected, double within) {
    return std::fabs(value - expected) <= within;
}

}  // namespace

TEST_CASE("The order's form has its noise unscaled") {
    const Survey survey = test::orderSurvey();
    CHECK(noiseFor(survey, kChannels.size()) == Noise{});
    const Spent most = spent(survey, kChannels.size(), Noise{});
    // The total, the channel, 16 rows, a base and 4 options, 4 open questions, at 8 and at 16; a group's sum
    // of four questions and the channels; three themes of four questions.
    CHECK(near(most.response, 27 * (1.0 / 64 + 1.0 / 256) + 5 * 0.01 + 12.0 / 196, 1e-12));
    CHECK(near(most.two, 43 * (1.0 / 64 + 1.0 / 256) + 5 * 0.02 + 12.0 / 196, 1e-12));
    CHECK(most.response <= kMostOfResponse);
    CHECK(most.two <= kMostOfTwo);
}

TEST_CASE("What an attacker who knows all the rest guesses at most, of the order's form") {
    const Survey survey = test::orderSurvey();
    const TallyLayout layout(survey, kChannels);
    const auto right = [&](const Response& a, const Response& b) {
        return 100 * rightGuess(between(marksOf(layout, a, Noise{}), marksOf(layout, b, Noise{})));
    };
    Response content{{}, "site"};
    content.answers["sources"].choices = {"site", "vk", "ok", "other"};
    for (const char* row : {"site", "vk", "ok"}) {
        content.answers["frequency"].cells[row] = "always";
        content.answers["findability"].cells[row] = "yes";
        content.answers["ease"].cells[row] = "5";
        content.answers["satisfaction"].cells[row] = "5";
    }
    content.answers["status"].choices = {"citizen"};
    content.answers["sex"].choices = {"male"};
    content.answers["age"].choices = {"18-25"};
    content.answers["education"].choices = {"basic"};
    for (const char* open : {"seek", "change-content", "demand", "change-pages"}) {
        content.answers[open].text = "слово";
        content.themes[open] = {1, 2, 3};
    }

    // One answer. Promised: 56.
    Response other = content;
    other.answers["satisfaction"].cells["site"] = "1";
    CHECK(near(right(content, other), 54.93, 0.01));
    other = content;
    other.answers["sex"].choices = {"female"};
    CHECK(near(right(content, other), 54.84, 0.01));
    other = content;
    other.channel = "vk";
    CHECK(near(right(content, other), 54.84, 0.01));
    other = content;
    other.answers["sources"].choices = {"site", "vk", "ok"};
    CHECK(near(right(content, other), 52.78, 0.01));
    other = content;
    other.themes["seek"] = {1, 2};
    CHECK(near(right(content, other), 51.42, 0.01));
    other = content;
    other.answers.erase("seek");
    other.themes.erase("seek");
    CHECK(near(right(content, other), 53.72, 0.01));

    // One question of three rows. Promised: 62.
    other = content;
    for (auto& [row, mark] : other.answers["satisfaction"].cells) mark = "1";
    CHECK(near(right(content, other), 61.09, 0.01));

    // All nine scored rows. Promised: 66.
    for (auto& [row, mark] : other.answers["ease"].cells) mark = "1";
    for (auto& [row, mark] : other.answers["findability"].cells) mark = "no";
    CHECK(near(right(content, other), 64.48, 0.01));

    // Four demographics. Promised: 61.
    other = content;
    other.answers["status"].choices = {"media"};
    other.answers["sex"].choices = {"female"};
    other.answers["age"].choices = {"66-plus"};
    other.answers["education"].choices = {"higher"};
    CHECK(near(right(content, other), 59.60, 0.01));

    // Whether somebody took part. Promised: 67.
    const double whether = between(marksOf(layout, content, Noise{}), {});
    CHECK(near(whether, spent(survey, kChannels.size(), Noise{}).response, 1e-12));
    CHECK(near(100 * rightGuess(whether), 65.53, 0.01));

    // The whole response, one of two. Promised: 70.
    other.channel = "vk";
    for (auto& [row, mark] : other.answers["frequency"].cells) mark = "never";
    for (auto& [row, mark] : other.answers["findability"].cells) mark = "no";
    for (const char* question : {"ease", "satisfaction"})
        for (auto& [row, mark] : other.answers[question].cells) mark = "1";
    for (const char* name : {"sources", "seek", "change-content", "demand", "change-pages"}) {
        other.answers.erase(name);
        other.themes.erase(name);
    }
    const double most = spent(survey, kChannels.size(), Noise{}).two;
    CHECK(near(between(marksOf(layout, content, Noise{}), marksOf(layout, other, Noise{})), most, 1e-12));
    CHECK(near(100 * rightGuess(most), 69.16, 0.01));
    CHECK(rightGuess(kMostOfResponse) <= 0.67);
    CHECK(rightGuess(kMostOfTwo) <= 0.70);
}

TEST_CASE("No response to a small survey changes more than the budget says") {
    const std::string options = R"({"type": "checkbox", "name": "m", "title": "M", "choices": ["a", "b"])";
    const std::string open = R"({"type": "comment", "name": "o", "title": "O"})";
    const std::string matrix = R"({"type": "matrix", "name": "x", "title": "X", "rows": ["r", "s"],
        "columns": ["1", "2"])";
    struct Small {
        std::string elements;
        std::vector<std::string> channels;
        bool exact;
    };
    for (const Small& small : {
             Small{rating("q"), {}, false},
             Small{rating("q", kIndex) + "," + rating("g", kGroups) + "," + open, {"site", "vk"}, true},
             Small{matrix + kIndex + "}," + rating("g", kGroups), {"site"}, true},
             Small{options + R"(, "showNoneItem": true},)" + rating("q", kIndex), {"site", "vk"}, true},
             Small{options + "}," + rating("q", kIndex) + "," + open, {"site"}, true},
             // Its two greatest changes, no answer against all and the score, go not together.
             Small{options + kIndex + "}," + rating("g", kGroups), {"site", "vk"}, false},
             Small{rating("q", kIndex + kGroups), {"site", "vk"}, false},
         }) {
        CAPTURE(small.elements);
        const Survey survey = surveyOf(small.elements);
        for (const Noise& noise :
             {Noise{}, Noise{800, 1600, 500, 500'000}, Noise{800, 1600, 1400, 200'000}}) {
            const Spent most = tried(survey, small.channels, noise);
            const Spent said = spent(survey, small.channels.size(), noise);
            CHECK(most.response <= said.response + 1e-12);
            CHECK(most.two <= said.two + 1e-12);
            if (!small.exact) continue;
            CHECK(near(most.response, said.response, 1e-12));
            CHECK(near(most.two, said.two, 1e-12));
        }
    }
}

TEST_CASE("A short form has the noise of the order's, a long one more, and never more than it needs") {
    CHECK(noiseFor(surveyOf(rating("q", kIndex) + "," + rating("g", kGroups) + "," + rating("p")), 2) ==
          Noise{});
    for (const std::size_t questions : {40u, 200u}) {
        std::string elements = rating("q1", kIndex);
        for (std::size_t i = 2; i <= questions; ++i)
            elements += "," + rating("q" + std::to_string(i), i < 6 ? kGroups : "");
        const Survey survey = surveyOf(elements);
        const Noise noise = noiseFor(survey, 5);
        const std::int64_t factor = noise.main / 8;
        CHECK(factor > 100);
        CHECK(noise == Noise{8 * factor, 16 * factor, 14 * factor, 5'000 * factor});
        const Spent now = spent(survey, 5, noise);
        CHECK(now.response <= kMostOfResponse);
        CHECK(now.two <= kMostOfTwo);
        const std::int64_t less = factor - 1;
        const Spent closer = spent(survey, 5, {8 * less, 16 * less, 14 * less, 5'000 * less});
        CHECK((closer.response > kMostOfResponse || closer.two > kMostOfTwo));
    }
}

TEST_CASE("The noise of the longest form can be drawn") {
    Survey matrices, checkboxes;
    Question question;
    question.index = "satisfaction";
    question.rows.resize(200);
    question.options.resize(200);
    matrices.questions.assign(200, question);
    question.rows.clear();
    question.takesSeveral = true;
    question.options.resize(202);
    checkboxes.questions.assign(200, question);
    for (const Survey* survey : {&matrices, &checkboxes}) {
        CHECK(noiseFor(*survey, 20).main <= 60 * 800);
        CHECK(noiseFor(*survey, 20).sums <= kGreatestSd);
    }
}

TEST_CASE("A survey without an index has no group sums to pay for") {
    const Survey survey = surveyOf(rating("g", kGroups));
    CHECK(near(spent(survey, 2, Noise{}).response, 3 * (1.0 / 64 + 1.0 / 256), 1e-12));
}

TEST_CASE("How often a guess is right") {
    CHECK(rightGuess(0) == 0.5);
    CHECK(near(rightGuess(0.64), 0.655422, 1e-6));  // pnorm(0.4)
    CHECK(near(rightGuess(1.01), 0.692340, 1e-6));  // pnorm(sqrt(1.01) / 2)
    CHECK(rightGuess(1e4) == 1);
    // One count that changes by 1 under whole noise of SD 8: the chances of x and x - 1 differ by P(0) in
    // all.
    double sum = 1;
    for (int x = 1; x < 100; ++x) sum += 2 * std::exp(-x * x / 128.0);
    CHECK(near(rightGuess(1.0 / 64), 0.5 + 0.5 / sum, 1e-4));
}

TEST_CASE("One question of many options spends nearly all, and one mark stands in every breakdown") {
    const Survey order = test::orderSurvey();
    CHECK(rightGuess(spentOnQuestion(order, 4, Noise{})) < 0.62);
    std::string options, groups = rating("q", kIndex);
    for (int n = 0; n < 30; ++n) options += std::string(n ? "," : "") + "\"o" + std::to_string(n) + "\"";
    const Survey many =
        surveyOf(R"({"type": "checkbox", "name": "m", "title": "M", "choices": [)" + options + "]}");
    CHECK(rightGuess(spentOnQuestion(many, 4, noiseFor(many, 4))) > 0.63);
    for (int n = 0; n < 20; ++n) groups += "," + rating("g" + std::to_string(n), kGroups);
    const Survey broken = surveyOf(groups);
    CHECK(rightGuess(spentOnQuestion(broken, 4, noiseFor(broken, 4))) > 0.64);
}
