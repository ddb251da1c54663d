// The real server over real HTTP on a free port, with a real store.

#include "server/intake/intake.h"
#include "server/store/sqlite/rows.h"
#include "tests/server/http/running_server.h"

using namespace otklik;
using test::submission;
using Running = test::RunningServer;

TEST_CASE("The form is complete, private and fresh each time") {
    Running running;
    auto first = running.client().Get("/?via=vk"), second = running.client().Get("/");
    REQUIRE(first);
    CHECK(first->status == 200);
    CHECK(first->body.find("name=\"via\" value=\"vk\"") != std::string::npos);
    CHECK(first->get_header_value("Cache-Control") == "no-store");
    CHECK(first->get_header_value("Content-Security-Policy").find("default-src 'none'") == 0);
    CHECK(first->get_header_value("Content-Security-Policy").find("unsafe-inline") == std::string::npos);
    CHECK(first->get_header_value("X-Content-Type-Options") == "nosniff");
    CHECK_FALSE(first->has_header("Set-Cookie"));
    CHECK_FALSE(first->has_header("Server"));
    CHECK(first->body != second->body);
}

TEST_CASE(
    "Every page bears what protects a page; nothing that is served is guessed at, framed or read by others") {
    Running running;
    auto client = running.client();
    for (const std::string path : {"/", "/thanks", "/privacy", "/results", "/results/1999", "/nothing"})
        for (const std::string header :
             {"Content-Security-Policy", "Cross-Origin-Opener-Policy", "Permissions-Policy"})
            CHECK_MESSAGE(client.Get(path)->has_header(header), path, " without ", header);
    for (const std::string path : {"/", "/results", "/results.json", "/api/v1/survey", "/api/v1/nothing"})
        for (const std::string header :
             {"X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy", "Cross-Origin-Resource-Policy"})
            CHECK_MESSAGE(client.Get(path)->has_header(header), path, " without ", header);
}

TEST_CASE("The plain form is stored once and answered with 303") {
    Running running;
    auto client = running.client();
    const httplib::Params form = {{"id", std::string(32, 'a')},
                                  {"wave", "2026"},
                                  {"via", "vk"},
                                  {"q-sex", "female"},
                                  {"q-frequency[site]", "always"}};
    for (int i = 0; i < 2; ++i) {
        auto answer = client.Post("/", form);
        REQUIRE(answer);
        CHECK(answer->status == 303);
        CHECK(answer->get_header_value("Location") == "/thanks?wave=2026&via=vk");
    }
    CHECK(running.stored() == 1);
}

TEST_CASE("Who answers what is not asked of them without script is told that it was not kept") {
    auto survey = parseSurvey(R"({"title": "t", "elements": [
        {"type": "radiogroup", "name": "has", "title": "Has?", "choices": ["yes", "no"]},
        {"type": "text", "name": "which", "title": "Which?", "visibleIf": "{has} = 'yes'"}]})");
    Running running({.responsesPerHour = 100'000}, false, nullptr, 4096, *survey);
    auto client = running.client();
    const auto thanks = [&](const char* has) {
        const auto stored =
            client.Post("/", httplib::Params{{"wave", "2026"}, {"q-has", has}, {"q-which", "this"}});
        REQUIRE(stored->status == 303);
        return client.Get(stored->get_header_value("Location"))->body;
    };
    CHECK(thanks("no").find("Ответы на них не сохранены") != std::string::npos);
    CHECK(thanks("yes").find("не сохранены") == std::string::npos);
}

TEST_CASE("A page without the rules hands its fields over, and the server reads them as it reads a form") {
    Running running;
    auto client = running.client();
    const auto post = [&](const std::string& fields) {
        Json body = submission(running.stored());
        body.erase("answers");
        body["fields"] = Json::parse(fields);
        return client.Post("/api/v1/responses", body.dump(), "application/json");
    };
    CHECK(
        post(
            R"([["q-sex", "female"], ["q-sources", "site"], ["q-sources", "vk"], ["other-sources", "given up"],
                   ["q-frequency[site]", "always"], ["q-frequency[vk]", ""]])")
            ->status == 201);
    CHECK(running.stored() == 1);
    const auto wrong = post(R"([["q-sex", "robot"]])");
    CHECK(wrong->status == 422);
    CHECK(Json::parse(wrong->body)["errors"][0]["pointer"] == "/answers/sex");
    std::string many = R"([["q-sex", "female"])";
    for (int i = 0; i < 5000; ++i) many += R"(,["id",""])";
    std::string much =
        R"([["q-sex", "female"])";  // which are skipped, and of which there is too much all the same
    for (int i = 0; i < 140; ++i) much += R"(,["id", ")" + std::string(2000, 'x') + "\"]";
    Json array = Json::array({submission(8)});
    array[0].erase("answers");
    array[0]["fields"] = Json::parse(much + "]");
    const auto results =
        Json::parse(client.Post("/api/v1/responses", array.dump(), "application/json")->body);
    CHECK(results["results"][0]["status"] == 422);
    const auto twice = post(R"([["q-seek", "one"], ["q-seek", "other"]])");
    CHECK(twice->status == 422);
    CHECK(Json::parse(twice->body)["errors"][0]["code"] == "only-one");
    CHECK(post(R"([["q-seek", "one"], ["q-seek", "one"], ["q-seek", " "]])")->status == 201);
    for (const std::string& fields : {std::string(R"("q-sex=female")"), std::string(R"([["q-sex"]])"),
                                      std::string(R"([["q-sex", 1]])"), std::string("{}"), many + "]"})
        CHECK_MESSAGE(post(fields)->status == 422, fields.substr(0, 40));
    Json both = submission(9);
    both["fields"] = Json::parse(R"([["q-sex", "female"]])");
    CHECK(client.Post("/api/v1/responses", both.dump(), "application/json")->status == 422);
}

TEST_CASE("A form with errors comes back with what was typed and a sentence in Russian") {
    Running running;
    auto answer = running.client().Post(
        "/", httplib::Params{{"wave", "2026"}, {"q-sex", "robot"}, {"q-seek", "расписание"}});
    REQUIRE(answer);
    CHECK(answer->status == 422);
    CHECK(answer->body.find("расписание</textarea>") != std::string::npos);
    CHECK(answer->body.find("Выберите, пожалуйста") != std::string::npos);
    CHECK(running.stored() == 0);
}

TEST_CASE("One submission: 201, then 200; its text is redacted on arrival") {
    Running running;
    auto client = running.client();
    const std::string body = submission(1).dump();
    CHECK(client.Post("/api/v1/responses", body, "application/json")->status == 201);
    CHECK(client.Post("/api/v1/responses", body, "application/json")->status == 200);
    auto database = Database::read(running.data() + "/otklik.db", running.disk);
    Statement pool = database->prepare("SELECT body FROM pool");
    REQUIRE(pool.next());
    const auto key = SecretKey::fromBytes(test::fileText(running.keys() + "/2026.1.period"));
    REQUIRE(key);
    const Survey survey = test::orderSurvey();
    const TallyLayout layout(survey, {"site", "vk", "ok", "kiosk"});
    const auto waiting = openPooled("2026", *key, layout, pool.text(0));
    REQUIRE(waiting);
    CHECK(waiting->record.find("[телефон]") != std::string::npos);
    CHECK(waiting->record.find("212") == std::string::npos);
    CHECK(waiting->record.find(std::string(31, '0')) == std::string::npos);
}

TEST_CASE("What only a dictionary knows to be personal is in nothing that is stored, closed and exported") {
    const std::vector<std::pair<std::string, std::string>> said = {
        {"Специалист Шишигина не берёт трубку.", "Шишигина"},
        {"Помогла Вотинова Лариса, спасибо.", "Вотинова"},
        {"Юсьва, Ленина двадцать семь, квартира два, нет воды.", "двадцать семь"},
        {"Мой номер восемь девятьсот три сто десять сорок ноль пять.", "сто десять"},
        {"Родилась 21.07.1952, пенсия мала.", "21.07.1952"},
        {"Лицевой счёт 7719330412 закрыт.", "7719330412"},
        {"Муж инвалид второй группы.", "инвалид"}};
    constexpr int kEach = 8;  // so that the wave is large enough to have texts
    Running running;
    int sent = 0;
    for (const auto& [sentence, piece] : said)
        for (int i = 0; i < kEach; ++i) {
            Json body = submission(sent++);
            body["answers"] = {{"seek", sentence}};
            CHECK(running.client().Post("/api/v1/responses", body.dump(), "application/json")->status == 201);
        }
    const httplib::Params form = {{"wave", "2026"}, {"q-seek", said[0].first}};
    CHECK(running.client().Post("/", form)->status == 303);
    ++sent;
    running.close();
    auto reader = readStore(running.data(), running.disk);
    REQUIRE(reader);
    std::string exported;
    int texts = 0;
    const auto each = [&](const std::string&, const std::string&, const std::string& text) {
        exported += text + "\n";
        ++texts;
    };
    REQUIRE((*reader)->texts("2026", each).isGood());
    CHECK(texts == sent);
    for (const auto& [sentence, piece] : said)
        CHECK_MESSAGE(exported.find(piece) == std::string::npos, sentence);
}

TEST_CASE(
    "What redaction and composing lengthen beyond what may be typed is stored, and known after a restart") {
    test::StoreOnDisk opened;
    {
        test::ServerOver running(*opened.store, test::serverOptions());
        std::string addresses, letters;
        for (int i = 0; i < 285; ++i) addresses += "a@b.ru ";
        for (int i = 0; i < 2000; ++i) letters += "\u0958";  // two code points each, once composed
        const Json texts = {{{"sources", {"other"}}, {"sources-Comment", std::string(193, 'x') + " a@b.ru"}},
                            {{"seek", addresses}},
                            {{"seek", letters}}};
        for (int n = 0; n < 3; ++n) {
            Json body = submission(n);
            body["answers"] = texts[static_cast<std::size_t>(n)];
            CHECK(running.client().Post("/api/v1/responses", body.dump(), "application/json")->status == 201);
        }
    }
    opened.reopen();
    CHECK(opened.waiting() == 3);
    for (int n = 0; n < 3; ++n) CHECK(opened.accept(n) == Accepted::repeated);
}

TEST_CASE("Padding is taken out before the body is read, and nothing else is") {
    CHECK(withoutPadding(R"({"pad":"   ","x":"a   b"},{"pad":"  "})") ==
          R"({"pad":"","x":"a   b"},{"pad":""})");
    for (const char* same : {R"({"seek":"she said \"pad\":\"   loudly"})", R"({"pad": "   "})",
                             R"({"pad":"x  "})", R"({"pad":)", "", "   "})
        CHECK(withoutPadding(same) == same);
    CHECK(withoutPadding(R"({"pad":"    )") == R"({"pad":")");
    const Running running;
    auto client = running.client();
    Json padded = submission(1);
    padded["pad"] = std::string(3000, ' ');
    CHECK(client.Post("/api/v1/responses", padded.dump(), "application/json")->status == 201);
    CHECK(client.Post("/api/v1/responses", submission(1).dump(), "application/json")->status == 200);
    const auto broken =
        client.Post("/api/v1/responses", "{\"pad\":\"" + std::string(100, ' ') + "\"}}", "application/json");
    CHECK(broken->status == 400);
    CHECK(broken->body.find("at byte 111") != std::string::npos);  // of what was sent
}

TEST_CASE("An array is answered item by item, in order") {
    Running running;
    Json wrong = submission(2);
    wrong["answers"]["sex"] = "robot";
    Json unknown = submission(3);
    unknown["wave"] = "1999";
    auto answer = running.client().Post(
        "/api/v1/responses", Json{submission(1), wrong, unknown, submission(1)}.dump(), "application/json");
    REQUIRE(answer);
    CHECK(answer->status == 200);
    const Json results = Json::parse(answer->body)["results"];
    CHECK(results[0]["status"] == 201);
    CHECK(results[1]["status"] == 422);
    CHECK(results[1]["problem"]["errors"][0]["pointer"] == "/answers/sex");
    CHECK(results[2]["status"] == 503);
    CHECK(results[3]["status"] == 200);
    CHECK(answer->get_header_value("Retry-After") == "30");
}

TEST_CASE(
    "A wave that the store does not know may be there later: 503, so that no device throws its responses "
    "away; a closed one is a 409") {
    Running running({.responsesPerHour = 2});
    auto client = running.client();
    Json elsewhere = submission(1);
    elsewhere["wave"] = "1999";
    for (int i = 0; i < 3; ++i) {  // what was not stored does not count
        const auto one = client.Post("/api/v1/responses", elsewhere.dump(), "application/json");
        CHECK(one->status == 503);
        CHECK(one->get_header_value("Retry-After") == "30");
        CHECK(one->body.find("does not have this wave now") != std::string::npos);
    }
    CHECK(client.Post("/api/v1/responses", submission(2).dump(), "application/json")->status == 201);
    running.close();
    const auto closed = client.Post("/api/v1/responses", submission(3).dump(), "application/json");
    CHECK(closed->status == 409);
    CHECK_FALSE(closed->has_header("Retry-After"));
    CHECK(running.stored() == 1);
}

TEST_CASE(
    "A form of a wave that the store does not know comes back as a page from which it can be sent again") {
    Running running;
    auto client = running.client();
    const httplib::Params form = {
        {"id", std::string(32, 'a')}, {"wave", "1999"}, {"q-sex", "female"}, {"q-seek", "<b>\"да\"</b>"}};
    const auto page = client.Post("/?via=vk&lang=en", form);
    REQUIRE(page);
    CHECK(page->status == 503);
    CHECK(page->get_header_value("Retry-After") == "30");
    CHECK(page->get_header_value("Cache-Control") == "no-store");
    CHECK(page->body.find("This survey is not on the server just now") != std::string::npos);
    CHECK(page->body.find("action=\"/?via=vk&amp;lang=en\"") != std::string::npos);
    for (const char* field :
         {"name=\"id\" value=\"aaaaaaaa", "name=\"wave\" value=\"1999\"", "name=\"q-sex\" value=\"female\"",
          "name=\"q-seek\" value=\"&lt;b&gt;&quot;да&quot;&lt;/b&gt;\""})
        CHECK(page->body.find("type=\"hidden\" " + std::string(field)) != std::string::npos);
    CHECK(running.stored() == 0);
    running.close();
    CHECK(client.Post("/", httplib::Params{{"wave", "2026"}, {"q-sex", "female"}})->status == 409);
}

TEST_CASE("A response that answers nothing is refused: kindly in the form, with a pointer in the API") {
    Running running;
    auto client = running.client();
    const auto send = [&](const Json& answers) {
        Json empty = submission(1);
        empty["answers"] = answers;
        return client.Post("/api/v1/responses", empty.dump(), "application/json");
    };
    for (const char* text : {"  \n ", "\u200b", "\ufeff\u00ad", "\u2800\u3164", "\u0301", "\ue000"})
        CHECK_MESSAGE(send({{"seek", text}})->status == 422, text);
    const auto answer = send(Json::object());
    CHECK(answer->status == 422);
    const Json error = Json::parse(answer->body)["errors"][0];
    CHECK(error["code"] == "nothing-answered");
    CHECK(error["pointer"] == "/answers");
    const auto form = client.Post("/", httplib::Params{{"wave", "2026"}, {"via", "vk"}, {"q-seek", " "}});
    CHECK(form->status == 422);
    CHECK(form->body.find("Вы ещё ни на что не ответили") != std::string::npos);
    CHECK(running.stored() == 0);
}

TEST_CASE("Bad input: each gets its own status, nothing is stored, the server goes on") {
    Running running;
    auto client = running.client();
    const auto post = [&](const std::string& body, const std::string& type = "application/json") {
        auto answer = client.Post("/api/v1/responses", body, type);
        REQUIRE(answer);
        CHECK(answer->get_header_value("Content-Type") == "application/problem+json");
        return answer->status;
    };
    const auto changed = [](const char* member, Json value) {
        Json json = submission(9);
        json[member] = std::move(value);
        return json.dump();
    };
    CHECK(post(changed("answers", {{"colour", "red"}})) == 422);
    CHECK(post(changed("answers", {{"sex", "robot"}})) == 422);
    CHECK(post(changed("answers", {{"sex", 5}})) == 422);
    CHECK(post(changed("answers", {{"seek", std::string(2001, 'x')}})) == 422);
    CHECK(post(changed("answers", "none")) == 422);
    CHECK(post(changed("id", "short")) == 422);
    CHECK(post(changed("via", "radio")) == 422);
    CHECK(post(changed("time", "12:00")) == 422);
    CHECK(post(changed("wave", "1999")) == 503);
    CHECK(post("{\"id\": \"\xff\"}") == 400);
    CHECK(post("{") == 400);
    CHECK(post(std::string(1000, '[')) >= 400);
    CHECK(post(submission(9).dump(), "text/plain") == 415);
    CHECK(post("[]") == 422);
    CHECK(post(changed("pad", std::string(70000, ' '))) == 413);
    CHECK(client.Put("/api/v1/responses", "{}", "application/json")->status == 405);
    CHECK(client.Put("/api/v1/responses", "{}", "application/json")->get_header_value("Allow") == "POST");
    CHECK(client.Get("/../../etc/passwd")->status == 404);
    CHECK(client.Get("/nothing")->body.find("Такой страницы нет") != std::string::npos);
    CHECK(running.stored() == 0);
    CHECK(client.Get("/healthz")->status == 200);
}

TEST_CASE("An address is its bytes: none is a pattern for others") {
    const Running running;
    auto client = running.client();
    for (const char* path :
         {"/resultsXjson", "/results/2026/2026", "//results", "/thanks/", "/api/v1/.*", "/*"})
        CHECK(client.Get(path)->status == 404);
    CHECK(client.Post("/api/v1/responsesX", submission(1).dump(), "application/json")->status == 404);
    CHECK(client.Post("/results/2026", "{}", "application/json")->get_header_value("Allow") == "GET");
    CHECK(client.Delete("/")->get_header_value("Allow") == "GET, POST");
}

TEST_CASE("A body of 10 MB is cut off, also when its length is not said") {
    Running running;
    auto client = running.client();
    auto said = client.Post("/api/v1/responses", std::string(10'000'000, ' '), "application/json");
    CHECK((!said || said->status == 413));
    auto chunked = running.client();
    auto unsaid = chunked.Post(
        "/api/v1/responses",
        [](std::size_t offset, httplib::DataSink& sink) {
            if (offset >= 10'000'000) return sink.done(), true;
            const std::string part(100'000, ' ');
            return sink.write(part.data(), part.size());
        },
        "application/json");
    CHECK((!unsaid || unsaid->status == 413));
    CHECK(running.client().Get("/healthz")->status == 200);
    CHECK(running.stored() == 0);
}

TEST_CASE("Before its closing nothing tells how many answers a wave has, whatever was mixed") {
    Running running;
    auto client = running.client();
    const std::string before =
        client.Get("/results")->body + client.Get("/api/v1/aggregates?wave=2026")->body;
    for (int n = 0; n < 120; ++n) {
        REQUIRE(client.Post("/api/v1/responses", submission(n).dump(), "application/json")->status == 201);
        if (n % 60 == 59) running.second();
    }
    auto database = Database::read(running.data() + "/otklik.db", running.disk);
    Statement bundles = database->prepare("SELECT count(*) FROM bundle");
    REQUIRE(bundles.next());
    REQUIRE(bundles.number(0) >= 2);
    CHECK(client.Get("/results")->body + client.Get("/api/v1/aggregates?wave=2026")->body == before);
}

TEST_CASE("A release of a trial reaches the page and the API; an unchanged one is a 304") {
    test::StoreOnDisk opened(10, true);
    test::ServerOver running(*opened.store, test::serverOptions());
    auto client = running.client();
    for (int n = 0; n < 30; ++n)
        REQUIRE(client.Post("/api/v1/responses", submission(n).dump(), "application/json")->status == 201);
    opened.settle();
    const Json release = Json::parse(client.Get("/api/v1/aggregates?wave=2026")->body);
    CHECK(release["number"] == 1);
    CHECK(client.Get("/results")->body.find("<b>около ") != std::string::npos);
    for (const char* address : {"/results", "/api/v1/aggregates", "/api/v1/survey"}) {
        const std::string etag = client.Get(address)->get_header_value("ETag");
        for (const std::string& known : {etag, "\"other\", " + etag, std::string("*")}) {
            const auto same = client.Get(address, {{"If-None-Match", known}});
            CHECK(same->status == 304);
            CHECK(same->get_header_value("Vary") == "Accept-Encoding");
        }
    }
    CHECK(client.Get("/results", {{"If-None-Match", "\"other\""}})->status == 200);
    CHECK(client.Get("/results?wave=1999")->status == 404);
}

TEST_CASE("The survey is served as it was opened") {
    Running running;
    const Json survey = Json::parse(running.client().Get("/api/v1/survey")->body);
    CHECK(survey["wave"] == "2026");
    CHECK(survey["closes"].is_null());
    CHECK(survey["trial"] == false);
    CHECK(survey["channels"] == Json({"site", "vk", "ok", "kiosk"}));
    CHECK(parseSurvey(survey["survey"].dump()));
}

TEST_CASE("A kiosk that the server knows counts as the channel kiosk, another name as none") {
    Running running;
    auto client = running.client();
    CHECK(client.Get("/?kiosk=hall")->body.find("name=\"via\" value=\"kiosk\"") != std::string::npos);
    CHECK(client.Get("/?kiosk=cellar")->body.find("name=\"via\" value=\"\"") != std::string::npos);
    CHECK(client.Get("/?via=radio")->body.find("name=\"via\" value=\"\"") != std::string::npos);
}

TEST_CASE("What a visitor came with stays through every page and a change of language") {
    Running running;
    auto client = running.client();
    const auto links = [&](const std::string& address, const std::string& to) {
        const auto page = client.Get(address);
        REQUIRE(page);
        CHECK_MESSAGE(page->body.find("href=\"" + to + "\"") != std::string::npos, address, " to ", to);
    };
    for (const char* path : {"/", "/thanks", "/privacy", "/nothing", "/results/1999"}) {
        links(path + std::string("?via=vk"), "?via=vk&amp;lang=en");
        links(path + std::string("?lang=en&via=vk"), "?via=vk&amp;lang=ru");
        // Neither a channel nor a terminal:
        links(path + std::string("?via=radio\"&kiosk=cellar"), "?lang=en");
        links(path + std::string("?via=vk&lang=en"), "/?via=vk&amp;lang=en");
    }
    for (const char* path : {"/results", "/results/2026", "/results?wave=2026"}) {
        const std::string address = path, more = address.find('?') == std::string::npos ? "?" : "&";
        links(address + more + "via=vk", "/results/2026?via=vk&amp;lang=en");
        links(address + more + "via=ok", "/results/2026?via=ok&amp;lang=en");
        links(address + more + "lang=en", "/results/2026?lang=ru");
        links(address + more + "kiosk=hall", "/?kiosk=hall");
    }
    links("/results?wave=19%2F99&via=vk", "/results/19%2F99?via=vk&amp;lang=en");
    links("/?via=vk", "/privacy?via=vk");
    links("/thanks?wave=2026&via=vk", "/thanks?wave=2026&amp;via=vk&amp;lang=en");
    links("/thanks?wave=1999", "?lang=en");
}

TEST_CASE("A form that is sent leads on to pages that know the channel, the terminal and the language") {
    Running running;
    auto client = running.client();
    const auto sent = [&](const std::string& address, const char* id, const char* via) {
        return client
            .Post(address,
                  httplib::Params{
                      {"id", std::string(32, *id)}, {"wave", "2026"}, {"via", via}, {"q-sex", "female"}})
            ->get_header_value("Location");
    };
    CHECK(client.Get("/?kiosk=hall&lang=en")->body.find("action=\"/?kiosk=hall&amp;lang=en\"") !=
          std::string::npos);
    CHECK(sent("/?kiosk=hall&lang=en", "a", "kiosk") == "/thanks?wave=2026&kiosk=hall&lang=en");
    CHECK(client.Get("/thanks?kiosk=hall")->body.find("<header class=\"top\"") == std::string::npos);
    CHECK(sent("/?lang=en", "b", "vk") == "/thanks?wave=2026&via=vk&lang=en");
    CHECK(sent("/", "c", "") == "/thanks?wave=2026");
    CHECK(sent("/?kiosk=cellar", "d", "radio") == "/thanks?wave=2026");
    const auto wrong = client.Post("/?kiosk=hall", httplib::Params{{"wave", "2026"}, {"q-sex", "robot"}});
    CHECK(wrong->body.find("<header class=\"top\"") == std::string::npos);
    CHECK(wrong->body.find(" data-kiosk") != std::string::npos);
}

TEST_CASE("A kiosk's page leads nowhere, and looks again for a wave while there is none") {
    Running running;
    auto client = running.client();
    CHECK(client.Get("/")->body.find("<header class=\"top\"") != std::string::npos);
    const auto page = client.Get("/?kiosk=hall");
    CHECK(page->body.find("<header class=\"top\"") == std::string::npos);
    CHECK(page->body.find(" data-kiosk") != std::string::npos);
    CHECK(!page->has_header("Refresh"));
    REQUIRE(running.store->stopWave("2026").isGood());
    CHECK(client.Get("/?kiosk=hall")->get_header_value("Refresh") == "600");
    CHECK(!client.Get("/")->has_header("Refresh"));
}

TEST_CASE("A visitor who asked to save data gets a form that says so") {
    Running running;
    auto client = running.client();
    CHECK(client.Get("/")->body.find("data-save-data") == std::string::npos);
    CHECK(client.Get("/", {{"Save-Data", "on"}})->body.find(" data-save-data") != std::string::npos);
}

TEST_CASE("A body whose type is not said is refused") {
    Running running;
    auto client = running.client();
    httplib::Request request;
    request.method = "POST";
    request.path = "/api/v1/responses";
    request.body = submission(1).dump();
    auto answer = client.send(request);
    REQUIRE(answer);
    CHECK(answer->status == 415);
    CHECK(running.stored() == 0);
}
