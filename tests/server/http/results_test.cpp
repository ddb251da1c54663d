// The public report over HTTP: its addresses, what a link to it shows, and who is told what where there is
// nothing to show.

#include "server/report/report_xlsx.h"
#include "tests/server/http/running_server.h"
#include "tests/server/zip.h"

using namespace otklik;
using test::RunningServer;
using test::submission;

namespace {

bool says(const httplib::Result& answer, const std::string& words) {
    REQUIRE(answer);
    return answer->body.find(words) != std::string::npos;
}

/// Closes wave 2026 with `size` responses.
void close(RunningServer& running, int size) {
    auto client = running.client();
    for (int n = 0; n < size; ++n)
        REQUIRE(client.Post("/api/v1/responses", submission(n).dump(), "application/json")->status == 201);
    running.close();
}

}  // namespace

TEST_CASE("A wave and each of its sections have addresses that stay") {
    RunningServer running;
    close(running, 120);
    auto client = running.client();
    auto wave = client.Get("/results/2026");
    REQUIRE(wave);
    CHECK(wave->status == 200);
    CHECK(wave->body == client.Get("/results")->body);
    CHECK(wave->body == client.Get("/results?wave=2026")->body);
    for (const Question& question : test::orderSurvey().questions)
        CHECK(says(wave, "id=\"" + question.name + "\""));
    for (const char* section : {"indices", "method"})
        CHECK(says(wave, "id=\"" + std::string(section) + "\""));
    CHECK(says(client.Get("/results/2026?lang=en"), "<html lang=\"en\">"));
    CHECK(client.Post("/results/2026")->status == 405);
}

TEST_CASE("A dialect of CSV that there is not is said to be none") {
    RunningServer running;
    close(running, 120);
    auto client = running.client();
    const auto excel = client.Get("/results.csv");
    CHECK(excel->status == 200);
    CHECK(client.Get("/results.csv?dialect=excel")->body == excel->body);
    CHECK(client.Get("/results.csv?dialect=rfc4180")->body != excel->body);
    const auto unknown = client.Get("/results.csv?dialect=RFC");
    CHECK(unknown->status == 400);
    CHECK(says(unknown, "rfc4180"));
}

TEST_CASE("An unknown wave is a page in Russian with links to the known ones") {
    RunningServer running;
    auto client = running.client();
    for (const char* address : {"/results/1999", "/results?wave=1999", "/results/%3Cscript%3E"}) {
        auto answer = client.Get(address);
        CHECK(answer->status == 404);
        CHECK(says(answer, "<html lang=\"ru\">"));
        CHECK(says(answer, "Такого опроса нет"));
        CHECK(says(answer, "href=\"/results/2026\""));
        CHECK_FALSE(says(answer, "<script>"));
    }
}

TEST_CASE("A link to the report shows its wave and its figures, once there are some") {
    RunningServer running;
    auto client = running.client();
    CHECK(says(client.Get("/results"), "property=\"og:description\" content=\"Результаты появятся"));
    const std::string early = client.Get("/results")->get_header_value("ETag");
    close(running, 120);
    auto page = client.Get("/results", {{"If-None-Match", early}});
    CHECK_FALSE(says(page, "Результаты появятся"));
    CHECK(says(page, "property=\"og:title\" content=\"Результаты опроса — 2026\""));
    CHECK(says(page, "property=\"og:url\" content=\"https://survey.example/results/2026\""));
    CHECK(says(page, "rel=\"canonical\" href=\"https://survey.example/results/2026\""));
}

TEST_CASE("A wave with no response and one with a single response close without a figure, and say so") {
    for (int size : {0, 1}) {
        RunningServer running;
        close(running, size);
        auto page = running.client().Get("/results/2026");
        CHECK(page->status == 200);
        CHECK(says(page, "слишком мало"));
        CHECK_FALSE(says(page, "<table"));
    }
}

TEST_CASE("What a definition writes like a formula is text in the workbook: in cells, and over charts") {
    Report report;
    report.title = report.survey = "=1+1";
    for (const std::string text : {"=2+2", "\uFF1D2+2", "\u200B=2+2"}) {
        Table table;
        table.id = table.title = table.head = text;
        table.columns = {{"share", text}};
        table.lines = {{"line", text, {{"40 %", Unit::percent, 40, {}, {}, {}, 40}}}};
        table.drawing = Drawing::bars;
        report.sections.push_back({Section::Kind::question, text, text, text, text, {table}, {text}});
    }
    const auto file = reportXlsx(report, test::locale("ru"));
    REQUIRE(file);
    int sheets = 0, charts = 0;
    for (const auto& [name, xml] : test::unzipped(*file)) {
        INFO(name);
        if (name.starts_with("xl/worksheets/sheet")) {
            CHECK(xml.find("<f>") == std::string::npos);
            ++sheets;
        } else if (name.starts_with("xl/charts/")) {
            CHECK(xml.find("<c:title><c:tx><c:rich>") != std::string::npos);
            CHECK(xml.find("<a:t>'") != std::string::npos);
            ++charts;
        }
    }
    CHECK(sheets == 4);
    CHECK(charts == 3);
}
