// Words of open answers: counted once an answer, by their stems, when a wave closes and not before.

#include "server/store/sqlite/words.h"

#include "tests/server/store/opened_store.h"

using namespace otklik;

namespace {

WordCounts countedIn(std::initializer_list<const char*> texts) {
    WordCounter counter;
    for (const char* text : texts) counter.add(text);
    return counter.counts();
}

}  // namespace

TEST_CASE("Forms of a word are one stem, and an answer counts once a stem") {
    const WordCounts counts =
        countedIn({"Расписание приёма", "расписания, РАСПИСАНИЕ и расписанием", "приема"});
    CHECK(counts == WordCounts{{"расписан", 2}, {"прием", 2}});
}

TEST_CASE("Short words, words without a topic, numbers and what redaction put in place are no words") {
    CHECK(countedIn({"чтобы на сайте было 2026", "звоните [телефон] или [адрес]"}) ==
          WordCounts{{"сайт", 1}, {"звон", 1}});
    CHECK(countedIn({"", "[", "]]", "—…!"}).empty());
}

TEST_CASE("Other languages and broken text do no harm") {
    CHECK(countedIn({"Коми-Пермяцкӧй кыв", "schedule"}).contains("schedule"));
    CHECK_NOTHROW(countedIn({"\xff\xfe \xd0", "слово\xd0"}));
}

TEST_CASE("Words come with the final release only, of open questions only") {
    test::StoreOnDisk opened(50, true);
    Store& store = *opened.store;
    std::vector<Submission> submissions;
    for (int n = 0; n < 300; ++n) {
        Json answers = {{"sources", {"other"}}, {"sources-Comment", "газета"}};
        answers["seek"] = n % 3 == 0 ? "Расписание приёма" : n % 3 == 1 ? "Когда по расписанию?" : "Новости";
        if (n == 7) answers["seek"] = "Фамилия";
        submissions.push_back(test::submission(test::numberedId(n), answers));
    }
    store.accept(std::move(submissions));
    opened.second();
    REQUIRE_FALSE(store.snapshot()->releases.empty());
    for (const PublishedQuestion& question : store.snapshot()->releases.front().questions)
        CHECK(question.words.empty());
    REQUIRE(store.stopWave("2026").isGood());
    REQUIRE(store.closeWave("2026", test::ballotKey()).isGood());
    for (const PublishedQuestion& question : store.snapshot()->releases.front().questions) {
        INFO(question.name);
        REQUIRE(question.words.size() == (question.name == "seek" ? 3 : 0));
        if (question.name == "seek") CHECK(question.words[0].value == "расписан");
    }
}
