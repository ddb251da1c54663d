#include "server/store/sqlite/rows.h"

#include <cmath>

#include "server/base/wipe.h"
#include "shared/base/json.h"
#include "shared/survey/definition.h"

namespace otklik {
namespace {

constexpr double kMostCounted = 1e15;  // so that sums stay in range, whoever wrote them
constexpr std::int64_t kMostKeys = 1'000'000'000'000;

Json settingsOf(const Wave& wave) {
    Json settings = {{"threshold", wave.threshold},
                     {"grace", wave.graceDays},
                     {"period", wave.periodDays},
                     {"channels", wave.channels}};
    if (wave.demonstration) settings["demonstration"] = true;
    if (wave.trial) settings["trial"] = true;
    if (wave.interim) settings["interim"] = true;
    for (const OfficeTextSource& text : wave.texts)
        settings["texts"].push_back({{"language", text.language},
                                     {"signature", text.signature},
                                     {"day", text.day},
                                     {"markdown", text.markdown}});
    return settings;
}

/// False where `texts` are none of ours. Waves of before have none.
bool readTexts(const Json& texts, Wave& wave) {
    for (const Json& each : texts) {
        wave.texts.push_back({stringMember(each, "language"), stringMember(each, "signature"),
                              stringMember(each, "day"), stringMember(each, "markdown")});
        if (!canKeep(wave.texts.back())) return false;
    }
    return texts.is_array();
}

/// False where `text` is none of ours.
bool readSettings(const std::string& text, Wave& wave) {
    const auto json = parseJson(text);
    if (!json || !json->is_object()) return false;
    const auto number = [&](const char* name, int& into, int least, int most) {
        const Json value = json->value(name, Json());
        if (!value.is_number_integer() || value < least || value > most) return false;
        into = value.get<int>();
        return true;
    };
    const auto flag = [&](const char* name) { return json->value(name, Json(false)) == true; };
    const Json channels = json->value("channels", Json());
    if (!isListOfStrings(channels)) return false;
    wave.channels = channels.get<std::vector<std::string>>();
    wave.demonstration = flag("demonstration");
    wave.trial = flag("trial");
    wave.interim = flag("interim");
    return readTexts(json->value("texts", Json::array()), wave) &&
           number("threshold", wave.threshold, kLeastThreshold, kMostThreshold) &&
           number("grace", wave.graceDays, 0, kMostGraceDays) &&
           number("period", wave.periodDays, kLeastPeriodDays, kMostPeriodDays);
}

/// Null where it is no JSON.
Json parsed(std::string_view text) {
    auto json = parseJson(text, {.values = SIZE_MAX});  // our own
    return json ? std::move(*json) : Json();
}

std::string tallyPurpose(const std::string& wave) {
    return "otklik tally " + wave;
}

std::string poolPurpose(const std::string& wave) {
    return "otklik pool " + wave;
}

}  // namespace

std::string randomRowKey(Random& random) {
    std::string key(kRowKeyBytes, '\0');
    for (std::size_t i = 0; i < kRowKeyBytes; i += 8) {
        const std::uint64_t bits = random.next();
        for (std::size_t byte = 0; byte < 8; ++byte) key[i + byte] = static_cast<char>(bits >> (8 * byte));
    }
    return key;
}

Status rowsDamaged(const std::string& what) {
    return Status::damaged(what + ". Restore a backup: see otklik restore --help");
}

Status rowsUnreadable(const Status& status) {
    return status.within("The database cannot be read: ",
                         ". Stop here and restore the latest backup in its place: see otklik restore --help");
}

Status insertWave(const Database& database, const Wave& wave) {
    const std::string settings = settingsOf(wave).dump();
    Statement insert = database.prepare("INSERT INTO wave VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)");
    insert.bind(1, wave.id).bind(2, static_cast<int>(wave.state)).bind(3, wave.opens).bind(4, wave.stops);
    insert.bind(5, wave.closes).bind(6, settings).bind(7, wave.survey->source);
    insert.bindBlob(8, wave.ballotKey).bindBlob(9, wave.sealingKey);
    return insert.run();
}

Status updateSettings(const Database& database, const Wave& wave) {
    const std::string settings = settingsOf(wave).dump();
    Statement update = database.prepare("UPDATE wave SET settings=?2 WHERE id=?1");
    return update.bind(1, wave.id).bind(2, settings).run();
}

bool readLife(const Statement& row, Wave& wave) {
    wave.id = row.text(0);
    wave.opens = row.text(2);
    wave.stops = row.text(3);
    wave.closes = row.text(4);
    const std::int64_t state = row.number(1);
    if (state < 0 || state > static_cast<int>(WaveState::closed)) return false;
    wave.state = static_cast<WaveState>(state);
    return isPlainName(wave.id);
}

Status markClosed(const Database& database, const std::string& wave, const std::string& day) {
    Status status;
    for (const char* table : {"bundle", "period", "noisy"})
        if (status.isGood())
            status =
                database.prepare(std::string("DELETE FROM ") + table + " WHERE wave=?1").bind(1, wave).run();
    Statement close = database.prepare("UPDATE wave SET state=?2, closes=?3 WHERE id=?1");
    close.bind(1, wave).bind(2, static_cast<int>(WaveState::closed)).bind(3, day);
    return status.isGood() ? close.run() : status;
}

StatusOr<std::vector<Wave>> readWaves(const Database& database) {
    std::vector<Wave> waves;
    Statement rows = database.prepare(
        "SELECT id, state, opens, stops, closes, settings, survey, ballot, sealing FROM wave");
    while (rows.next()) {
        Wave wave;
        const bool isWave = readLife(rows, wave);
        auto survey = parseSurvey(rows.text(6));
        if (!isWave || !survey || !readSettings(rows.text(5), wave))
            return rowsDamaged("The definition of wave " + wave.id + " in the database is damaged");
        wave.survey = std::make_shared<const Survey>(std::move(*survey));
        wave.ballotKey = rows.text(7);
        wave.sealingKey = rows.text(8);
        waves.push_back(std::move(wave));
    }
    if (!rows.status().isGood()) return rowsUnreadable(rows.status());
    return waves;
}

Result<Release> releaseFromText(std::string_view text) {
    const auto json = parseJson(text, {.values = SIZE_MAX});  // our own
    if (!json) return json.problems();
    return releaseFromJson(*json);
}

StatusOr<std::optional<Release>> readRelease(const Database& database, const std::string& wave) {
    Statement release =
        database.prepare("SELECT json FROM release WHERE wave=?1 ORDER BY number DESC LIMIT 1");
    release.bind(1, wave);
    if (!release.next()) {
        if (!release.status().isGood()) return rowsUnreadable(release.status());
        return std::optional<Release>();
    }
    auto value = releaseFromText(release.text(0));
    if (!value) return rowsDamaged("The latest release of wave " + wave + " is damaged");
    return std::optional<Release>(std::move(*value));
}

Status insertRelease(const Database& database, const Release& release) {
    const std::string json = toJson(release).dump();
    Statement insert = database.prepare("INSERT INTO release VALUES (?1, ?2, ?3)");
    return insert.bind(1, release.wave).bind(2, release.number).bind(3, json).run();
}

Status writePeriod(const Database& database, const std::string& wave, const Period& period,
                   const SecretKey& key) {
    std::string plain = padded(Json(period.tally).dump());
    const Wiped wiped(plain);
    const std::string sealed = key.seal(tallyPurpose(wave), plain);
    Statement write = database.prepare("INSERT OR REPLACE INTO period VALUES (?1, ?2, ?3, ?4, ?5)");
    write.bind(1, wave).bind(2, period.number).bind(3, period.begins).bind(4, period.isCounting);
    return write.bindBlob(5, sealed).run();
}

StatusOr<std::int64_t> readPeriodNumber(const Database& database, const std::string& wave) {
    Statement period = database.prepare("SELECT number, begins FROM period WHERE wave=?1");
    if (period.bind(1, wave).next()) {
        const std::int64_t number = period.number(0);
        if (number < 1 || number > kMostKeys || !isDay(period.text(1)))
            return rowsDamaged("The period of wave " + wave + " is damaged");
        return number;
    }
    if (!period.status().isGood()) return rowsUnreadable(period.status());
    return rowsDamaged("Wave " + wave + " has no period");
}

StatusOr<Period> readPeriod(const Database& database, const std::string& wave, const TallyLayout& layout,
                            const SecretKey& key) {
    Statement row = database.prepare("SELECT number, begins, counting, tally FROM period WHERE wave=?1");
    if (!row.bind(1, wave).next())
        return row.status().isGood() ? rowsDamaged("Wave " + wave + " has no period")
                                     : rowsUnreadable(row.status());
    const auto plain = key.open(tallyPurpose(wave), row.text(3));
    auto tally = plain ? countsFromJson(parsed(*plain), layout.mainSize()) : Result<Counts>(Problem{});
    if (!tally) return rowsDamaged("What was counted of wave " + wave + " does not open with its key");
    return Period{row.number(0), row.text(1), row.number(2) != 0, std::move(*tally)};
}

StatusOr<std::vector<Counts>> readNoisy(const Database& database, const std::string& wave,
                                        const TallyLayout& layout) {
    std::vector<Counts> noisy;
    Statement rows = database.prepare("SELECT counts FROM noisy WHERE wave=?1 ORDER BY number");
    rows.bind(1, wave);
    while (rows.next()) {
        auto counts = countsFromJson(parsed(rows.text(0)), layout.mainSize());
        if (!counts) return rowsDamaged("Noisy counts of wave " + wave + " are damaged");
        noisy.push_back(std::move(*counts));
    }
    if (!rows.status().isGood()) return rowsUnreadable(rows.status());
    return noisy;
}

Status insertNoisy(const Database& database, const std::string& wave, std::size_t number,
                   const Counts& counts) {
    const std::string json = Json(counts).dump();
    Statement insert = database.prepare("INSERT INTO noisy VALUES (?1, ?2, ?3)");
    return insert.bind(1, wave).bind(2, static_cast<std::int64_t>(number)).bind(3, json).run();
}

Status insertTurnout(const Database& database, const std::string& wave, std::int64_t mixed) {
    Statement insert = database.prepare("INSERT INTO turnout VALUES (?1, ?2, 0, 0)");
    return insert.bind(1, wave).bind(2, mixed).run();
}

StatusOr<Turnout> readTurnout(const Database& database, const std::string& wave) {
    Statement row = database.prepare(
        "SELECT mixed, discarded, lost, (SELECT count(*) FROM pool WHERE wave=?1) FROM turnout WHERE "
        "wave=?1");
    if (!row.bind(1, wave).next()) {
        if (!row.status().isGood()) return rowsUnreadable(row.status());
        return Turnout{};
    }
    for (int column = 0; column < 4; ++column)
        if (row.number(column) < 0 || static_cast<double>(row.number(column)) > kMostCounted)
            return rowsDamaged("The turnout of wave " + wave + " is damaged");
    return Turnout{
        .mixed = row.number(0), .waiting = row.number(3), .discarded = row.number(1), .lost = row.number(2)};
}

std::string sealPooled(const std::string& wave, const SecretKey& key, const std::string& record) {
    std::string plain = padded(record);
    const Wiped wiped(plain);
    return key.seal(poolPurpose(wave), plain);
}

std::optional<PooledResponse> openPooled(const std::string& wave, const SecretKey& key,
                                         const TallyLayout& layout, const std::string& sealed) {
    auto plain = key.open(poolPurpose(wave), sealed);
    if (!plain) return std::nullopt;
    const Wiped wiped(*plain);
    return readPooled(layout, *plain);
}

Result<Counts> countsFromJson(const Json& json, std::size_t size) {
    if (!json.is_array() || json.size() != size)
        return Problem::of("damaged", "An array of as many counts as the survey has is expected.");
    Counts counts;
    for (const Json& count : json) {
        if (!count.is_number_integer() || std::abs(count.get<double>()) > kMostCounted)
            return Problem::of("damaged", "A count is a whole number.");
        counts.push_back(count.get<std::int64_t>());
    }
    return counts;
}

}  // namespace otklik
