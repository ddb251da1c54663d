// The sentences on top, each with figures for its case, in Russian and in English.

#include "tests/unit/report/waves.h"

using namespace otklik;
using test::Waves;

namespace {

const char* const kLanguages[] = {"ru", "en"};

/// The headline of the chosen wave, in Russian and in English.
std::vector<std::string> headlines(const Waves& waves) {
    std::vector<std::string> texts;
    for (const char* language : kLanguages)
        texts.push_back(makeReport(waves.input, test::locale(language)).headline.text);
    return texts;
}

/// Every bullet as it is read.
std::vector<std::string> bullets(const Waves& waves, const char* language = "ru") {
    std::vector<std::string> texts;
    for (const Bullet& bullet : makeReport(waves.input, test::locale(language)).headline.bullets)
        texts.push_back(bullet.lead + (bullet.lead.empty() ? "" : " ") + bullet.text);
    return texts;
}

/// The main index as the report prints it.
Figure mainIndex(const Waves& waves) {
    return *test::figure(waves.report(), "indices", "satisfaction", "index");
}

std::string text(double number) {
    return std::to_string(std::lround(number));
}

/// One mark for each of the three resources from everybody.
Waves marked(const std::string& site, const std::string& vk, const std::string& ok) {
    Waves waves;
    waves.add(
        "2026", test::orderSurvey(),
        [&](test::FixedRandom&, Answers& answers) {
            answers["satisfaction"].cells = {{"site", site}, {"vk", vk}, {"ok", ok}};
        },
        800);
    return waves;
}

/// The order's form without what makes an index.
Survey withoutIndices() {
    Survey survey = test::orderSurvey();
    for (Question& question : survey.questions) question.index.clear();
    return survey;
}

}  // namespace

TEST_CASE("It grew: both printed figures, and that it is more than chance") {
    Waves waves;
    waves.add("2025", 900, 0.1, 1), waves.add("2026", 900, 0.9, 2);
    const std::string before = test::figure(waves.report(), "indices", "satisfaction", "before")->text;
    const std::string now = mainIndex(waves).text;
    CHECK(headlines(waves) == std::vector<std::string>{"Удовлетворённость выросла с " + before + " до " +
                                                           now + " из 100: это больше случайных колебаний",
                                                       "Satisfaction rose from " + before + " to " + now +
                                                           " out of 100, which is more than chance"});
}

TEST_CASE("It fell") {
    Waves waves;
    waves.add("2025", 900, 0.9, 1), waves.add("2026", 900, 0.1, 2);
    const std::string before = test::figure(waves.report(), "indices", "satisfaction", "before")->text;
    const std::string now = mainIndex(waves).text;
    CHECK(headlines(waves) == std::vector<std::string>{"Удовлетворённость снизилась с " + before + " до " +
                                                           now + " из 100: это больше случайных колебаний",
                                                       "Satisfaction fell from " + before + " to " + now +
                                                           " out of 100, which is more than chance"});
}

TEST_CASE("Nobody can tell: this year's figure, and that last year's is no other for all that is known") {
    Waves waves;
    waves.add("2025", 600, 0.5, 1), waves.add("2026", 600, 0.5, 2);
    const std::string before = test::figure(waves.report(), "indices", "satisfaction", "before")->text;
    const std::string now = mainIndex(waves).text;
    CHECK(headlines(waves) ==
          std::vector<std::string>{
              "Удовлетворённость — " + now + " из 100. Изменилась ли она с 2025 года (было " + before +
                  "), по этим данным сказать нельзя",
              "Satisfaction is at " + now +
                  " out of 100. These data cannot tell whether it has changed since 2025 (it was " + before +
                  ")"});
}

TEST_CASE("The first year has nothing to be compared with, and its interval instead") {
    Waves waves;
    waves.add("2026", 600, 0.5);
    const Figure now = mainIndex(waves);
    const std::string low = text(*now.low), high = text(*now.high);
    CHECK(
        headlines(waves) ==
        std::vector<std::string>{"Удовлетворённость — " + now.text + " из 100 (от " + low + " до " + high +
                                     "). Сравнить пока не с чем: опрос проведён впервые",
                                 "Satisfaction is at " + now.text + " out of 100 (" + low + " to " + high +
                                     "). There is nothing to compare it with yet: this is the first survey"});
}

TEST_CASE("Another wording last year is said, by the year or by the wave's name") {
    Waves waves;
    waves.add("2025", 600, 0.5, 1), waves.add("2026", 600, 0.5, 2);
    waves.surveys[0].questions[8].title.set("default", "Насколько Вы довольны?");
    CHECK(headlines(waves)[0].find(
              "Сравнить с 2025 годом нельзя: вопросы или варианты ответа были другими") != std::string::npos);
    waves.input.waves[0].id = "spring";
    CHECK(headlines(waves)[0].find("Сравнить с опросом spring нельзя") != std::string::npos);
    CHECK(headlines(waves)[1].find("It cannot be compared with the survey spring") != std::string::npos);
}

TEST_CASE("A year with too few responses before it is no first year") {
    Waves waves;
    waves.add("2025", 600, 0.5, 1), waves.add("2026", 600, 0.5, 2);
    waves.releases[0] = Release{};
    waves.releases[0].number = 1, waves.releases[0].final = waves.releases[0].tooFew = true;
    CHECK(headlines(waves)[0].find("Сравнить не с чем: в прошлый раз ответов было слишком мало") !=
          std::string::npos);
    CHECK(headlines(waves)[1].find("last time there were too few responses") != std::string::npos);
}

TEST_CASE("Where last time has no figures, the survey that is compared with is named") {
    Waves waves;
    waves.add("2024", 900, 0.1, 1), waves.add("2025", 900, 0.5, 2), waves.add("2026", 900, 0.9, 3);
    CHECK(headlines(waves)[0].find("(сравнили") == std::string::npos);
    waves.releases[1] = Release{};
    waves.releases[1].number = 1, waves.releases[1].final = waves.releases[1].tooFew = true;
    CHECK(headlines(waves)[0].find("случайных колебаний (сравнили с 2024 годом)") != std::string::npos);
    CHECK(headlines(waves)[1].find("(compared with 2024)") != std::string::npos);
}

TEST_CASE("Too few responses: no figure and no bullet, whether the wave closed so or is tried out") {
    Waves waves;
    waves.add("2026", 20, 0.5);
    CHECK(headlines(waves) ==
          std::vector<std::string>{"Ответов слишком мало, чтобы судить", "Too few responses to judge by"});
    CHECK(bullets(waves).empty());
    waves.releases.back().trial = true;
    CHECK(headlines(waves)[0] == "Ответов слишком мало, чтобы судить");
    CHECK(bullets(waves).empty());
}

TEST_CASE("Before the first release the headline says that there is nothing yet") {
    Waves waves;
    waves.surveys.push_back(test::orderSurvey());
    waves.input.waves.push_back({"2026", &waves.surveys.back(), nullptr});
    CHECK(headlines(waves) == std::vector<std::string>{"Результатов пока нет", "There are no results yet"});
}

TEST_CASE("The best and the worst resource are named where they differ beyond chance") {
    const Waves apart = marked("5", "4", "1");
    const auto value = [&](const char* row) {
        return test::figure(apart.report(), "index-satisfaction", std::string("satisfaction.") + row, "index")
            ->text;
    };
    CHECK(bullets(apart) ==
          std::vector<std::string>{
              "Выше всего оценили: Официальный сайт Министерства — " + value("site") + " из 100",
              "Ниже всего оценили: Страница Министерства в социальной сети «Одноклассники» — " + value("ok") +
                  " из 100"});
    CHECK(bullets(marked("3", "3", "3")) ==
          std::vector<std::string>{"Всё, о чём спрашивали, оценили примерно одинаково"});
    CHECK(bullets(marked("3", "3", "3"), "en") ==
          std::vector<std::string>{"Everything asked about was rated about alike"});
}

TEST_CASE("Resources that people rate alike are told apart in fewer than 5 of 100 reports") {
    int told = 0;
    constexpr int kReports = 100;
    for (std::uint64_t round = 1; round <= kReports; ++round) {
        Waves waves;
        waves.add("2026", 400, 0.5, round);
        told += bullets(waves).front().rfind("Выше", 0) == 0;
    }
    CHECK(told <= 5);
}

TEST_CASE("Of the other indices the one that changed most is named, or that none did") {
    Waves waves;
    waves.add("2025", 900, 0.1, 1), waves.add("2026", 900, 0.9, 2);
    const Report report = waves.report();
    std::string most;
    double size = 0;
    for (const char* name : {"ease", "findability", "reach"}) {
        const Figure& change = *test::figure(report, "indices", name, "change");
        if (change.verdict != Verdict::higher || *change.value <= size) continue;
        size = *change.value;
        most = "Из других индексов заметнее всего изменился «" +
               waves.russian.text(std::string("results.index.") + name) + "» — было " +
               test::figure(report, "indices", name, "before")->text + ", стало " +
               test::figure(report, "indices", name, "index")->text;
    }
    REQUIRE_FALSE(most.empty());
    CHECK(bullets(waves).back() == most);
    Waves same;
    same.add("2025", 600, 0.5, 1), same.add("2026", 600, 0.5, 2);
    CHECK(bullets(same).back() == "Остальные индексы заметно не изменились");
    CHECK(bullets(same, "en").back() == "The other indices did not change notably");
}

TEST_CASE("A group that is lower than the others is named, the lowest of those, and none where none is") {
    const auto answering = [](std::uint64_t low) {
        return [low](test::FixedRandom& random, Answers& answers) {
            const std::uint64_t age = random.below(3);
            answers["age"].choices = {age == 0 ? "18-25" : age == 1 ? "26-35" : "36-45"};
            const char* mark = age < low ? age == 0 ? "2" : "3" : "5";
            for (const char* row : {"site", "vk", "ok"}) answers["satisfaction"].cells[row] = mark;
        };
    };
    Waves waves, alike;
    waves.add("2026", test::orderSurvey(), answering(2), 1500);
    alike.add("2026", test::orderSurvey(), answering(0), 1500);
    const std::string value = test::figure(waves.report(), "by-age", "18-25", "satisfaction")->text;
    CHECK(bullets(waves).back() == "Меньше остальных довольны: 18-25 лет (Возраст) — " + value + " из 100");
    CHECK(bullets(waves, "en").back().rfind("Less satisfied than the others: ", 0) == 0);
    CHECK(bullets(alike).back() == "Всё, о чём спрашивали, оценили примерно одинаково");
}

TEST_CASE("Another main index has a sentence that names it") {
    Waves waves;
    waves.add("2025", 900, 0.1, 1), waves.add("2026", 900, 0.9, 2);
    for (Survey& survey : waves.surveys) survey.questions[8].index.clear();
    const std::string before = test::figure(waves.report(), "indices", "ease", "before")->text;
    const std::string now = test::figure(waves.report(), "indices", "ease", "index")->text;
    CHECK(headlines(waves)[0] == "Индекс «Легко найти» вырос с " + before + " до " + now +
                                     " из 100: это больше случайных колебаний");
    CHECK(headlines(waves)[1] ==
          "“Easy to find” rose from " + before + " to " + now + " out of 100, which is more than chance");
}

TEST_CASE("A form without any index says how many answered, and what most people chose") {
    Waves waves;
    waves.add(
        "2026", withoutIndices(),
        [](test::FixedRandom& random, Answers& answers) {
            answers["sources"].choices = {"site"};
            answers["sex"].choices = {random.below(4) ? "female" : "male"};
        },
        800);
    const std::string headline = headlines(waves)[0];
    CHECK(headline.rfind("На опрос ответил", 0) == 0);
    CHECK(headlines(waves)[1].rfind("About ", 0) == 0);
    REQUIRE_FALSE(bullets(waves).empty());
    CHECK(bullets(waves)[0].rfind("1. Источники информации: Чаще всего: «Официальный сайт Министерства»",
                                  0) == 0);
    CHECK(bullets(waves).size() <= 3);
    CHECK_FALSE(test::table(waves.report(), "indices"));
}

TEST_CASE("Everybody answers the same: an index near its end, told without a false difference") {
    Waves waves = marked("5", "5", "5");
    CHECK(*mainIndex(waves).value >= 97);
    CHECK(*mainIndex(waves).low < 100);
    CHECK(bullets(waves) == std::vector<std::string>{"Всё, о чём спрашивали, оценили примерно одинаково"});
}
