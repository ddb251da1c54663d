// What `otklik check` makes of a database: nothing of what the tally says is believed.

#include "server/store/sqlite/recount.h"

#include <cstdint>
#include <cstdio>
#include <functional>
#include <map>
#include <utility>

#include "server/store/sqlite/record.h"
#include "shared/base/json.h"
#include "shared/privacy/release.h"
#include "shared/stats/tally.h"

namespace otklik {
namespace {

/// One check of one database: what was found so far.
class Recount {
  public:
    Recount(const Database& database, const std::function<void(bool, const std::string&)>& each)
        : database_(database), each_(each) {}
    bool isInOrder() const { return isInOrder_; }

    void wholeFile() {
        rows(database_.prepare("PRAGMA integrity_check"), [&](const Statement& row) {
            if (row.text(0) != "ok") wrong("the file is damaged: " + row.text(0));
        });
        rows(database_.prepare("SELECT id, survey, channels FROM wave ORDER BY opens, id"),
             [&](const Statement& row) { wave(row.text(0), row.text(1), row.text(2)); });
        if (number("SELECT count(*) FROM seen") !=
            number("SELECT (SELECT count(*) FROM pool) + (SELECT count(*) FROM archive)"))
            wrong("there are not as many ids of submissions as responses");
        for (const std::string table : {"pool", "archive", "text", "tally", "release"})
            if (number("SELECT count(*) FROM " + table + " WHERE wave NOT IN (SELECT id FROM wave)") > 0)
                wrong("there are rows in " + table + " of no wave");
    }

  private:
    void wrong(const std::string& what) {
        isInOrder_ = false;
        each_(false, what);
    }

    void rows(Statement statement, const std::function<void(const Statement&)>& each) {
        while (statement.next()) each(statement);
        if (!statement.status().isGood()) wrong("the file could not be read: " + statement.status().detail());
    }
    void rows(const char* sql, const std::string& wave, const std::function<void(const Statement&)>& each) {
        Statement statement = database_.prepare(sql);
        statement.bind(1, wave);
        rows(std::move(statement), each);
    }
    std::int64_t number(const std::string& sql) {
        std::int64_t value = -1;
        rows(database_.prepare(sql), [&](const Statement& row) { value = row.number(0); });
        return value;
    }

    void wave(const std::string& id, const std::string& definition, const std::string& channels) {
        const auto survey = parseSurvey(definition);
        const auto names = parseJson(channels);
        if (!survey || !names || !isListOfStrings(*names))
            return wrong("wave " + id + ": its definition is damaged");
        const TallyLayout layout(*survey, names->get<std::vector<std::string>>());
        const bool before = std::exchange(isInOrder_, true);
        const Counts counts = recounted(id, layout);
        compare(id, layout, counts);
        rows("SELECT body FROM pool WHERE wave=?1", id, [&](const Statement& row) {
            if (!fromRecord(*survey, row.text(0))) wrong("wave " + id + ": a response that waits is damaged");
        });
        if (isInOrder_) each_(true, "wave " + id + ": the tally equals a recount");
        isInOrder_ = isInOrder_ && before;
    }

    /// Every cell, from the archive and, for open answers, from the texts.
    Counts recounted(const std::string& id, const TallyLayout& layout) {
        Counts counts(layout.size());
        rows("SELECT body FROM archive WHERE wave=?1", id, [&](const Statement& row) {
            const auto response = fromRecord(layout.survey(), row.text(0));
            if (!response) return wrong("wave " + id + ": an archived response is damaged");
            addCells(layout.cellsOf(response->answers, response->via), counts);
        });
        rows("SELECT question, count(*) FROM text WHERE wave=?1 GROUP BY question", id,
             [&](const Statement& row) {
                 const int cell = layout.position(row.text(0) + "//");
                 if (cell >= 0) counts[static_cast<std::size_t>(cell)] += row.number(1);
             });
        return counts;
    }

    /// The tally, and whether there is the release that belongs to it.
    void compare(const std::string& id, const TallyLayout& layout, const Counts& counts) {
        bool hasRelease = false, isTooFew = false;
        rows("SELECT json FROM release WHERE wave=?1 ORDER BY number DESC LIMIT 1", id,
             [&](const Statement& row) {
                 hasRelease = true;
                 const auto json = parseJson(row.text(0), {.values = SIZE_MAX});
                 const auto release = json ? releaseFromJson(*json) : Result<Release>(json.problems());
                 if (!release) return wrong("wave " + id + ": its latest release is damaged");
                 isTooFew = release->tooFew;
             });
        std::map<std::string, std::int64_t> tally;
        rows("SELECT cell, count FROM tally WHERE wave=?1", id,
             [&](const Statement& row) { tally.emplace(row.text(0), row.number(1)); });
        if (counts[0] > 0 && !hasRelease) wrong("wave " + id + ": responses were mixed without a release");
        for (std::size_t i = 0; i < layout.size(); ++i) {
            const std::string& cell = layout.keys()[i];
            const auto told = tally.find(cell);
            const bool isWithoutTexts = isTooFew && isOpen(layout, cell);  // they were deleted at closing
            if (!isWithoutTexts && (told == tally.end() ? 0 : told->second) != counts[i])
                wrong("wave " + id + ": the tally of '" + cell + "' differs from a recount");
            if (told != tally.end()) tally.erase(told);
        }
        for (const auto& [cell, count] : tally)
            wrong("wave " + id + ": the tally has an unknown cell '" + cell + "'");
    }

    static bool isOpen(const TallyLayout& layout, const std::string& cell) {
        const Question* question = layout.survey().question(cell.substr(0, cell.find('/')));
        return question && question->isOpen();
    }

    const Database& database_;
    const std::function<void(bool, const std::string&)>& each_;
    bool isInOrder_ = true;
};

}  // namespace

bool recount(Database& database, const std::function<void(bool, const std::string&)>& each) {
    Recount recount(database, each);
    if (Status status = database.run("BEGIN"); !status.isGood())  // of one moment, though the server goes on
        return each(false, status.detail()), false;
    recount.wholeFile();
    static_cast<void>(database.run("COMMIT"));
    return recount.isInOrder();
}

}  // namespace otklik
