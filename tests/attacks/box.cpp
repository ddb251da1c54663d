#include "tests/attacks/box.h"

#include <algorithm>
#include <cmath>
#include <fstream>

#include "server/store/sqlite/rows.h"

namespace otklik::attack {

std::string firstText(int n) {
    return "первое-" + std::to_string(n) + "-е";
}

std::string secondText(int n) {
    return "второе-" + std::to_string(n) + "-е";
}

void Box::answer(int from, int to, const std::string& sex) {
    for (int n = from; n < to; ++n) {
        const Json answers = {{"seek", firstText(n)}, {"demand", secondText(n)}, {"sex", sex}};
        REQUIRE(opened_.store->accept({test::submission(test::numberedId(n), answers)}).front() ==
                Accepted::stored);
        opened_.second();
    }
}

Taken Box::backup() {
    const std::string copy = opened_.folder.path() + "/copy.db";
    REQUIRE(opened_.store->backup(copy).isGood());
    return {{"copy.db", test::fileText(copy)}};
}

Taken Box::read(const std::string& folder) {
    Taken taken;
    for (const auto& file : std::filesystem::directory_iterator(folder))
        taken[file.path().filename().string()] = test::fileText(file.path().string());
    return taken;
}

std::vector<std::string> opened(const Taken& data, const Taken& keys) {
    test::TemporaryFolder folder;
    for (const auto& [name, bytes] : data) std::ofstream(folder.path() + "/" + name) << bytes;
    const Wave wave = test::orderWave();
    const TallyLayout layout(*wave.survey, wave.channels);
    SystemDisk disk;
    // As the attacker's own, log and all.
    auto database = Database::open(folder.path() + "/otklik.db", disk);
    REQUIRE(database);
    std::vector<std::string> records;
    Statement pool = database->prepare("SELECT body FROM pool ORDER BY key");
    while (pool.next())
        for (const auto& [name, bytes] : keys)
            if (const auto key = SecretKey::fromBytes(bytes))
                if (const auto response = openPooled("2026", *key, layout, pool.text(0)))
                    records.push_back(response->record);
    return records;
}

double rankCorrelation(const std::vector<int>& order) {
    std::vector<int> sorted = order;
    std::sort(sorted.begin(), sorted.end());
    double squares = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        const auto rank = std::lower_bound(sorted.begin(), sorted.end(), order[i]) - sorted.begin();
        squares += std::pow(static_cast<double>(i) - static_cast<double>(rank), 2);
    }
    const auto n = static_cast<double>(order.size());
    return 1 - 6 * squares / (n * (n * n - 1));
}

}  // namespace otklik::attack
