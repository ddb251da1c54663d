// What the report says, and what it must not say.

#include "shared/report/report.h"

#include <set>

#include "shared/report/measured.h"
#include "shared/report/report_csv.h"
#include "shared/report/report_html.h"
#include "shared/report/report_json.h"
#include "tests/unit/report/waves.h"

using namespace otklik;
using test::Waves;

namespace {

bool says(const std::string& text, const std::string& words) {
    return text.find(words) != std::string::npos;
}

/// A wave in which everybody gives the same answers.
Waves unanimous(int size) {
    Waves waves;
    waves.add(
        "2026", test::orderSurvey(),
        [](test::FixedRandom&, Answers& answers) {
            answers["sources"].choices = {"site"};
            answers["sex"].choices = {"female"};
            for (const char* row : {"site", "vk", "ok"}) {
                answers["satisfaction"].cells[row] = "5";
                answers["findability"].cells[row] = "hard-to-say";
            }
        },
        size);
    return waves;
}

}  // namespace

TEST_CASE(
    "Before the first release, and with one response, the page says when results appear, and no number") {
    Waves waves;
    waves.surveys.push_back(test::orderSurvey());
    waves.input.waves.push_back({"2026", &waves.surveys.back(), nullptr});
    const std::string html = reportHtml(waves.report(), waves.russian);
    CHECK(says(html, "когда опрос закончится"));
    CHECK_FALSE(says(html, "<table"));
}

TEST_CASE("A wave that closed with too few responses publishes no figure") {
    Waves waves;
    waves.add("2026", 300, 0.5);
    waves.releases.back() = Release{};
    waves.releases.back().number = 1;
    waves.releases.back().final = waves.releases.back().tooFew = true;
    const std::string html = reportHtml(waves.report(), waves.russian);
    CHECK(says(html, "слишком мало"));
    CHECK_FALSE(says(html, "<table"));
}

TEST_CASE(
    "Every question has its section at a permanent place; a closed one its table, with the release's "
    "numbers") {
    Waves waves;
    waves.add("2026", 400, 0.5);
    const Report report = waves.report();
    for (const Question& question : waves.surveys.back().questions) {
        const Section* section = test::section(report, question.name);
        CHECK((section != nullptr) == !question.isOpen());  // what people wrote has a section of its own
        if (section) CHECK(section->tables.size() == 1);
    }
    const Measured measured = otklik::measured(waves.surveys.back(), waves.releases.back());
    CHECK(measured.questions.size() == waves.surveys.back().questions.size());
    for (const MeasuredQuestion& question : measured.questions)
        for (const MeasuredRow& row : question.rows)
            for (const Share& share : row.shares) {
                const std::string& name = question.question->name;
                const Figure* figure = row.row.empty() ? test::figure(report, name, share.value, "share")
                                                       : test::figure(report, name, row.row, share.value);
                REQUIRE(figure);
                CHECK(figure->value.has_value() == (share.kind == Share::Kind::known));
                if (!figure->value) continue;
                // Answers of one row are rounded so that they add up.
                CHECK(std::abs(*figure->value - 100 * share.measure.value) <= (row.row.empty() ? 0.5 : 1));
                CHECK(*figure->low <= *figure->value);
                CHECK(*figure->high >= *figure->value);
            }
    CHECK(says(report.source, "24 ноября 2026 года"));
    CHECK(says(reportHtml(report, waves.russian), report.source));
}

TEST_CASE("Answers of a row that exclude each other are printed so that they add up to 100") {
    Waves waves;
    waves.add("2026", 900, 0.3);
    const Report report = waves.report();
    int rows = 0;
    for (const char* name : {"frequency", "findability", "ease", "satisfaction"})
        for (const Line& line : test::table(report, name)->lines) {
            double sum = 0;
            for (const Figure& figure : line.figures)
                if (figure.unit == Unit::percent) sum += figure.drawn;
            CHECK(sum == 100);
            ++rows;
        }
    CHECK(rows == 12);
}

TEST_CASE("What a chart says quotes a name that has quotes of its own by the other kind") {
    Waves waves;
    waves.add("2026", 400, 0.5);
    const Report report = waves.report();
    const Table* chart = test::table(report, "ease");
    REQUIRE(chart);
    CHECK_MESSAGE(says(chart->says, "сети „ВКонтакте“»"), chart->says);
}

TEST_CASE("Every index stands with its formula, its interval and the answers it rests on") {
    Waves waves;
    waves.add("2026", 400, 0);
    const Report report = waves.report();
    const std::string html = reportHtml(report, waves.russian);
    for (const char* name : {"satisfaction", "ease", "findability", "reach"}) {
        const Figure* index = test::figure(report, "indices", name, "index");
        REQUIRE(index);
        REQUIRE(index->value);
        CHECK(*index->low < *index->value);
        CHECK(*index->high > *index->value);
        CHECK(test::figure(report, "indices", name, "answers")->value);
        CHECK(says(
            html,
            waves.russian.text("results.formula." + std::string(name), {{"questions", ""}}).substr(20, 30)));
    }
    CHECK(test::table(report, "index-reach")->lines.size() == 6);  // three sources named, three used
    // What does not count is shown, not dropped.
    CHECK(test::figure(report, "index-findability", "findability.site", "hard-to-say")->value);
    CHECK(test::figure(report, "index-findability", "findability.site", "blank")->value);
}

TEST_CASE("An index is what its formula says of the shares on the page") {
    Waves waves;
    waves.add("2026", 4000, 0);
    const Report report = waves.report();
    double sum = 0, all = 0;
    for (int mark = 1; mark <= 5; ++mark) {
        const Figure* share = test::figure(report, "satisfaction", "site", std::to_string(mark));
        REQUIRE(share->count);
        sum += mark * static_cast<double>(*share->count), all += static_cast<double>(*share->count);
    }
    const double expected = (sum / all - 1) / 4 * 100;  // by hand, from the table on the page
    CHECK(std::abs(*test::figure(report, "index-satisfaction", "satisfaction.site", "index")->value -
                   expected) < 0.8);
}

TEST_CASE("Few answers are said to be few") {
    Waves few, many;
    few.add("2026", 90, 0.5);
    many.add("2026", 900, 0.5);
    CHECK(says(reportHtml(few.report(), few.russian), "Ответов мало"));
    CHECK_FALSE(says(reportHtml(many.report(), many.russian), "Ответов мало"));
}

TEST_CASE("A8: all the same answer: every other share is told as «до N %», never as none") {
    const Waves waves = unanimous(300);
    const Report report = waves.report();
    int bounds = 0;
    for (const char* mark : {"1", "2", "3", "4"}) {
        const Figure* figure = test::figure(report, "satisfaction", "site", mark);
        if (figure->value) continue;
        ++bounds;
        CHECK(says(figure->text, "до "));
        CHECK(*figure->high >= 1);
    }
    CHECK(bounds >= 3);
    CHECK(*test::figure(report, "satisfaction", "site", "5")->low < 100);
    CHECK(*test::figure(report, "indices", "satisfaction", "index")->low < 100);
    CHECK_FALSE(says(reportHtml(report, waves.russian), ">0\xC2\xA0%"));
}

TEST_CASE("Only «Затрудняюсь ответить»: no index, and the page says that it cannot be known") {
    const Waves waves = unanimous(300);
    const Report report = waves.report();
    CHECK(test::figure(report, "indices", "findability", "index")->text == "не определить");
    CHECK(*test::figure(report, "index-findability", "findability.site", "hard-to-say")->value > 85);
}

TEST_CASE("So few answers that the noise hides shares: the page says so, by the total and not by the share") {
    Waves waves;
    waves.add("2026", 75, 0.5);
    const Report report = waves.report();
    for (const Figure& figure : test::table(report, "ease")->lines[0].figures)
        if (figure.unit == Unit::percent) CHECK(figure.text == "слишком мало ответов");
    CHECK(says(reportHtml(report, waves.russian), "слишком мало ответов"));
    CHECK(test::figure(report, "indices", "satisfaction", "index")->value);  // overall indices always
    Waves none;
    none.add("2026", 20, 0.5);
    CHECK(none.report().sections.empty());
    CHECK(says(reportHtml(none.report(), none.russian), "слишком мало"));
}

TEST_CASE("A trial has figures however few responses it has") {
    Waves waves;
    waves.add("2026", 20, 0.5);
    waves.releases.back().trial = true;
    CHECK_FALSE(waves.report().sections.empty());
}

TEST_CASE("Groups: how content each is, with its interval; a small one says that it is small") {
    Waves waves;
    waves.add(
        "2026", test::orderSurvey(),
        [](test::FixedRandom& random, Answers& answers) {
            const bool woman = random.below(2) > 0;
            answers["sex"].choices = {woman ? "female" : "male"};
            for (const char* row : {"site", "vk", "ok"})
                answers["satisfaction"].cells[row] = woman ? "5" : "2";
            answers["age"].choices = {random.below(2) ? "18-25" : "26-35"};
        },
        2000);
    const Report report = waves.report();
    const Figure* women = test::figure(report, "by-sex", "female", "satisfaction");
    const Figure* men = test::figure(report, "by-sex", "male", "satisfaction");
    REQUIRE(women->value);
    REQUIRE(men->value);
    CHECK(*women->low > 90);
    CHECK(*men->high < 40);
    CHECK(test::figure(report, "by-age", "66-plus", "satisfaction")->text == "мало ответивших");
    CHECK(test::figure(report, "by-sex", "male", "size")->text ==
          test::figure(report, "sex", "male", "share")->text);
    CHECK(says(reportHtml(report, waves.russian), "меньше 75 человек"));
    CHECK(women->verdict == Verdict::higher);
    CHECK(men->verdict == Verdict::lower);
    CHECK(test::figure(report, "by-age", "18-25", "satisfaction")->verdict == Verdict::chance);
    CHECK(test::figure(report, "by-age", "66-plus", "satisfaction")->verdict == Verdict::none);
    CHECK(test::table(report, "by-sex")->says ==
          "Мужской — " + men->text + ", ниже остальных; Женский — " + women->text + ", выше остальных");
    CHECK(test::table(report, "by-age")->says == "без заметных различий");
    // Groups lie round the whole, and not all below it.
    const double whole = *test::figure(report, "indices", "satisfaction", "index")->value;
    CHECK(*women->value > whole);
    CHECK(*men->value < whole);
}

TEST_CASE("Years: side by side, with what changed since the last, told alike wherever it is told") {
    Waves waves;
    waves.add("2024", 600, 0.1, 1), waves.add("2025", 600, 0.1, 2), waves.add("2026", 600, 0.9, 3);
    const Report report = waves.report();
    CHECK(test::table(report, "years-satisfaction")->lines.size() == 3);
    CHECK(test::figure(report, "changes", "satisfaction", "verdict")->text == "заметный рост");
    CHECK(*test::figure(report, "changes", "satisfaction", "change")->value > 5);
    CHECK(test::figure(report, "changes", "reach", "verdict")->text == "без заметных изменений");
    for (const Line& line : test::table(report, "changes")->lines)
        if (line.id.rfind("reach.sources.", 0) == 0) CHECK(says(line.label, "Вопрос 1: "));
    for (const char* name : {"satisfaction", "ease", "findability", "reach"}) {
        CHECK(test::figure(report, "indices", name, "before")->value ==
              test::figure(report, "changes", name, "2025")->value);
        CHECK(test::figure(report, "indices", name, "change")->verdict ==
              test::figure(report, "changes", name, "change")->verdict);
    }
    waves.input.chosen = 1;
    CHECK(test::figure(waves.report(), "changes", "satisfaction", "verdict")->text ==
          "без заметных изменений");
    CHECK(test::table(waves.report(), "years-satisfaction")->lines.size() == 2);
    waves.input.chosen = 0;
    CHECK_FALSE(test::section(waves.report(), "years"));
}

TEST_CASE(
    "A printed change is the difference of the printed figures, and none is notable that prints alike") {
    for (std::uint64_t seed = 1; seed < 20; ++seed) {
        Waves waves;
        waves.add("2025", 900, 0.3, 2 * seed), waves.add("2026", 900, 0.34, 2 * seed + 1);
        const Report report = waves.report();
        for (const Line& line : test::table(report, "changes")->lines) {
            const Figure &before = line.figures[0], &now = line.figures[1], &change = line.figures[2];
            if (!change.value) continue;
            CHECK(*change.value == *now.value - *before.value);
            CHECK(*change.low <= *change.value);
            CHECK(*change.high >= *change.value);
            if (*change.value == 0) CHECK(change.verdict == Verdict::chance);
            if (change.verdict == Verdict::higher) CHECK(*change.low > 0);
            if (change.verdict == Verdict::lower) CHECK(*change.high < 0);
        }
    }
}

TEST_CASE(
    "A trial says so on its page and in its files, before and after its first release; a real wave does "
    "not") {
    const auto says = [](const Waves& waves) {
        const Report report = waves.report();
        const std::string words = "Проба: ответы не войдут в результаты";
        return std::vector<bool>{
            ::says(reportHtml(report, waves.russian), words),
            ::says(reportCsv(report, waves.russian, CsvDialect::excel), words),
            ::says(reportCsv(report, waves.russian, CsvDialect::rfc4180), words),
            reportJson(report)["trial"] == true,
        };
    };
    Waves waves;
    waves.add("2026", 300, 0.5);
    CHECK(says(waves) == std::vector<bool>(4, false));
    waves.input.waves[0].kind = ResponseKind::trial;
    CHECK(says(waves) == std::vector<bool>(4, true));
    CHECK(reportJson(waves.report())["demonstration"] == false);
    waves.input.waves[0].release = nullptr;
    CHECK(says(waves) == std::vector<bool>(4, true));
}

TEST_CASE(
    "A trial is compared with no real wave and no real wave with it; the list of waves says which it is") {
    Waves waves;
    waves.add("2024", 600, 0.1, 1), waves.add("2025", 600, 0.1, 2), waves.add("2026", 600, 0.9, 3);
    waves.input.waves[1].kind = ResponseKind::trial;
    CHECK(test::table(waves.report(), "years-satisfaction")->lines.size() == 2);
    CHECK(test::figure(waves.report(), "changes", "satisfaction", "2024"));
    CHECK(says(reportHtml(waves.report(), waves.russian), ">Проба: 2025</a>"));
    CHECK(reportJson(waves.report())["waves"] == Json({"2024", "2025", "2026"}));
    waves.input.chosen = 1;
    CHECK_FALSE(test::section(waves.report(), "years"));
}

TEST_CASE(
    "Years without a real change are called changed in about one of twenty reports for each of the two "
    "tests") {
    int alarms = 0;
    constexpr int kReports = 60;
    for (std::uint64_t round = 0; round < kReports; ++round) {
        Waves waves;
        waves.add("2025", 300, 0.5, 2 * round + 1), waves.add("2026", 300, 0.5, 2 * round + 2);
        const Report report = waves.report();
        bool alarm = false;
        for (const Line& line : test::table(report, "changes")->lines)
            alarm = alarm || line.figures[2].verdict == Verdict::higher ||
                    line.figures[2].verdict == Verdict::lower;
        alarms += alarm;
    }
    CHECK(alarms <= 5);  // the main index is tested alone, the others together: 3 of each 60 at most
}

TEST_CASE("Groups of people who think alike are not told apart for what rows people pass over") {
    // Rows that are answered by 95, 75 and 55 of 100, of unlike marks; who is 18-25 passes over more of all.
    constexpr int kReports = 60;
    for (const double young : {1.0, 0.8}) {
        int alarms = 0;
        for (std::uint64_t round = 1; round <= kReports; ++round) {
            Waves waves;
            waves.add(
                "2026", test::orderSurvey(),
                [&](test::FixedRandom& random, Answers& answers) {
                    const auto chance = [&](double of) {
                        return static_cast<double>(random.below(1000)) < 1000 * of;
                    };
                    const bool isYoung = chance(0.3);
                    answers["age"].choices = {isYoung ? "18-25" : "36-45"};
                    answers["sex"].choices = {chance(0.5) ? "male" : "female"};
                    double often = 0.95, good = 0.75;
                    for (const char* row : {"site", "vk", "ok"}) {
                        if (chance(often * (isYoung ? young : 1)))
                            answers["satisfaction"].cells[row] = chance(good) ? "5" : "1";
                        often -= 0.2, good -= 0.2;
                    }
                },
                3000, round);
            const Report report = waves.report();
            bool alarm = false;
            for (const char* table : {"by-age", "by-sex", "by-channel"})
                for (const Line& line : test::table(report, table)->lines)
                    alarm = alarm || line.figures[0].verdict == Verdict::higher ||
                            line.figures[0].verdict == Verdict::lower;
            alarms += alarm;
            if (round > 1) continue;
            // Together they are everybody, whose line they stand round.
            double sum = 0, people = 0;
            for (const Line& line : test::table(report, "by-sex")->lines) {
                sum += *line.figures[0].value * *line.figures[1].value, people += *line.figures[1].value;
            }
            CHECK(std::abs(sum / people - *test::table(report, "by-sex")->everybody) < 2);
        }
        CAPTURE(young);
        CHECK(alarms <= 5);
    }
}

TEST_CASE("The same share is one figure wherever it stands") {
    Waves waves;
    waves.add("2026", 700, 0.3, 5);
    const Report report = waves.report();
    int shares = 0;
    for (const char* name : {"reach", "findability"})
        for (const Line& line : test::table(report, std::string("index-") + name)->lines) {
            const Figure* hard = test::figure(report, std::string("index-") + name, line.id, "hard-to-say");
            const std::size_t dot = line.id.find('.');
            const Figure* same =
                test::figure(report, line.id.substr(0, dot), line.id.substr(dot + 1), "hard-to-say");
            if (!hard || !same) continue;
            CHECK(hard->text == same->text);
            ++shares;
        }
    CHECK(shares == 6);
}

TEST_CASE("Groups of people who think alike are called different in fewer than 5 of 100 reports") {
    int alarms = 0, groups = 0;
    constexpr int kReports = 100;
    for (std::uint64_t round = 1; round <= kReports; ++round) {
        Waves waves;
        waves.add("2026", 800, 0.5, round);
        bool alarm = false;
        for (const Section& section : waves.report().sections)
            for (const Table& table : section.tables)
                for (const Line& line : table.lines) {
                    if (table.drawing != Drawing::groups) continue;
                    groups += line.figures[0].verdict != Verdict::none;
                    alarm = alarm || line.figures[0].verdict == Verdict::higher ||
                            line.figures[0].verdict == Verdict::lower;
                }
        alarms += alarm;
    }
    CHECK(groups > 8 * kReports);
    CHECK(alarms <= 5);
}

TEST_CASE("A question that changed between waves is not compared, and the page says so") {
    Waves waves;
    waves.add("2025", 300, 0.5, 1), waves.add("2026", 300, 0.5, 2);
    waves.surveys[0].questions[8].title.set("default", "Насколько Вы довольны?");
    const Report report = waves.report();
    CHECK(test::figure(report, "years-satisfaction", "2025", "index")->text == "вопрос был другим");
    for (const Line& line : test::table(report, "changes")->lines)
        CHECK(line.id.rfind("satisfaction", 0) != 0);
    CHECK(says(reportHtml(report, waves.russian), "2025: вопрос или варианты ответа были другими"));
    CHECK(test::figure(report, "indices", "satisfaction", "before")->text == "вопрос был другим");
}

TEST_CASE("Charts say in words what they show, and take no style of their own") {
    Waves waves;
    waves.add("2025", 600, 0.1), waves.add("2026", 600, 0.9);
    const std::string html = reportHtml(waves.report(), waves.russian);
    CHECK_FALSE(says(html, "style="));
    CHECK_FALSE(says(html, "<script"));
    CHECK_FALSE(says(html, "aria-label=\"\""));
    CHECK(says(html, "aria-label=\"1 (полностью не удовлетворены) — "));
    CHECK(says(html, "aria-label=\"Довольны: 2025 — "));
    std::set<std::string> ids;
    for (std::size_t at = html.find(" id=\""); at != std::string::npos; at = html.find(" id=\"", at + 1)) {
        const std::string id = html.substr(at + 5, html.find('"', at + 5) - at - 5);
        CHECK_MESSAGE(ids.insert(id).second, id);
    }
}

TEST_CASE("An unknown wave's page names the known ones") {
    const std::string html =
        unknownWaveHtml({{"2025"}, {"2026"}, {"try", ResponseKind::trial}}, test::locale("ru"));
    CHECK(says(html, "Такого опроса нет"));
    CHECK(says(html, "href=\"/results/2025\">2025</a>"));
    CHECK(says(html, "href=\"/results/try\">Проба: try</a>"));
    CHECK(says(unknownWaveHtml({{"2025"}}, test::locale("en")), "href=\"/results/2025?lang=en\""));
}
