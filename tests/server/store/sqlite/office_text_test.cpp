// The office's texts lie with their wave: readers see a change at once, and it is durable or did not happen.

#include "tests/server/store/opened_store.h"

using namespace otklik;
using test::StoreInMemory;
using test::StoreOnDisk;

namespace {

using Texts = std::vector<OfficeTextSource>;

const OfficeTextSource kRussian{"ru", "Отдел", "2026-12-01", "Слова"},
    kEnglish{"en", "Office", "2026-12-02", "Words"}, kRemoved{"ru", "", "", ""};

template <class SomeDisk>
Texts textsOf(const test::OpenedStore<SomeDisk>& opened) {
    return opened.store->snapshot()->wave("2026")->texts;
}

}  // namespace

TEST_CASE(
    "A reader sees the texts of a wave as they are now, whoever holds on to an older snapshot does not") {
    StoreOnDisk opened;
    opened.close();
    const auto before = opened.store->snapshot();
    REQUIRE(opened.store->setOfficeText("2026", kRussian).isGood());
    CHECK(before->wave("2026")->texts.empty());
    CHECK(textsOf(opened) == Texts{kRussian});
    REQUIRE(opened.store->setOfficeText("2026", kEnglish).isGood());
    CHECK(textsOf(opened) == Texts{kEnglish, kRussian});
    OfficeTextSource other = kRussian;
    other.markdown = "Другие";
    REQUIRE(opened.store->setOfficeText("2026", other).isGood());
    CHECK(textsOf(opened) == Texts{kEnglish, other});
    opened.reopen();
    CHECK(textsOf(opened) == Texts{kEnglish, other});
    REQUIRE(opened.store->setOfficeText("2026", kRemoved).isGood());
    CHECK(textsOf(opened) == Texts{kEnglish});
    CHECK(opened.store->setOfficeText("2026", kRemoved).detail() ==
          "Wave 2026 has no text in this language (ru).");
    opened.reopen();
    CHECK(textsOf(opened) == Texts{kEnglish});
}

TEST_CASE("A text needs a wave with a release, final or not, and what can be read again") {
    StoreInMemory opened(10, true);
    CHECK(opened.store->setOfficeText("2026", kRussian)
              .detail()
              .starts_with("Wave 2026 has published nothing"));
    CHECK(opened.store->setOfficeText("2025", kRussian).detail().starts_with("There is no wave 2025"));
    opened.mixOnce();
    REQUIRE(opened.release());
    CHECK(opened.store->setOfficeText("2026", kRussian).isGood());
    for (const OfficeTextSource& wrong :
         {OfficeTextSource{"", "Отдел", "2026-12-01", "Слова"},
          {"ru", "", "2026-12-01", "Слова"},
          {"ru", "Отдел", "", "Слова"},
          {"ru", "Отдел", "2026-12-01", "\xD1"},
          {"ru", "Отдел", "2026-12-01", std::string(kMostOfficeTextBytes + 1, 'a')},
          {"ru", std::string(kMostSignatureLetters + 1, 'a'), "2026-12-01", "Слова"}})
        CHECK_FALSE(opened.store->setOfficeText("2026", wrong).isGood());
    opened.close();  // which changes the same row
    CHECK(textsOf(opened) == Texts{kRussian});
}

TEST_CASE("Whenever the power goes, there is the old text or the new one") {
    bool ended = true;
    int kept = 0;
    for (int left = 0; ended; ++left) {
        INFO("after ", left, " operations");
        StoreInMemory opened;
        opened.close();
        REQUIRE(opened.store->setOfficeText("2026", kRussian).isGood());
        OfficeTextSource other = kRussian;
        other.markdown = "Другие";
        opened.disk.operationsLeft = left;
        const bool isPut = opened.store->setOfficeText("2026", other).isGood();
        ended = opened.disk.operationsLeft == 0;
        if (!isPut) CHECK(textsOf(opened) == Texts{kRussian});
        opened.disk.operationsLeft = 0;
        opened.store.reset();
        opened.disk.cutPower(opened.random);
        opened.open();
        const Texts texts = textsOf(opened);
        CHECK((texts == Texts{other} || (texts == Texts{kRussian} && !isPut)));
        kept += !isPut;
    }
    CHECK(kept > 0);
}

TEST_CASE("Texts that no store has written are a damage, and none at all, as in waves of before, is not") {
    StoreOnDisk opened;
    opened.close();
    const auto opensWith = [&](const std::string& texts) {
        opened.store.reset();
        auto database = Database::open(opened.file(), opened.disk);
        REQUIRE(database);
        REQUIRE(
            database->run("UPDATE wave SET settings = json_set(settings, '$.texts', json('" + texts + "'))")
                .isGood());
        return static_cast<bool>(opened.tryOpening());
    };
    CHECK(opensWith("[]"));
    CHECK(opensWith(R"([{"language":"ru","signature":"a","day":"2026-12-01","markdown":"b"}])"));
    CHECK_FALSE(opensWith(R"([{"language":"ru","signature":"a","day":"2026-12","markdown":"b"}])"));
    CHECK_FALSE(opensWith(R"([{"language":"ru","signature":"a","day":"2026-12-01"}])"));
    CHECK_FALSE(opensWith("[5]"));
    CHECK_FALSE(opensWith("{}"));
}
