// What is done with the texts of a closed wave: counting of what they speak, once, and destroying them.
//
// Themes have noise of the wave's budget, so they are drawn once. They are remembered in the keys folder
// before they are written, as a closing is: neither a death in between nor an older copy draws them anew.

#include "server/store/sqlite/ledger.h"

namespace otklik {
namespace {

Status mayUseTexts(const ActiveWave* active, const std::string& id) {
    if (!active) return Status::refused("There is no wave " + id + ". See: otklik wave list");
    if (active->wave.state != WaveState::closed)
        return Status::refused("Wave " + id + " is not closed: before that nobody can open its texts.");
    return {};
}

}  // namespace

Status Ledger::countThemes(const std::string& id, const std::vector<Theme>& themes) {
    ActiveWave* active = find(id);
    if (Status status = mayUseTexts(active, id); !status.isGood()) return status;
    if (!active->release || active->release->tooFew || active->release->earlier)
        return Status::refused("Wave " + id + " has published no figures that themes could stand beside.");
    if (!active->release->themes.empty())
        return Status::refused("The themes of wave " + id +
                               " have been counted: a second count would tell more of single people.");
    auto release = releaseWith(*active, themes);
    if (!release) return release.status();
    if (Status status = keys_.replaceClosed(id, toJson(*release).dump()); !status.isGood())
        return status.within("Nothing was changed: ", ".");
    if (Status status = note(insertRelease(database_, *release)); !status.isGood())
        return status.within("The themes could not be stored: ", ". Try again: they will be the same.");
    publish(*active, std::move(*release));
    return {};
}

/// The wave's release with themes: as they were counted before, where only this database does not have them.
StatusOr<Release> Ledger::releaseWith(const ActiveWave& active, const std::vector<Theme>& themes) {
    const std::string& id = active.wave.id;
    const auto published = keys_.closed(id);
    if (!published) return published.status();
    if (*published && (*published)->empty())
        return Status::refused("The keys folder is a new one and does not know whether themes of wave " + id +
                               " were counted before: they are not counted again.");
    const auto before = *published ? releaseFromText(**published) : Result<Release>(Problem{});
    if (before && !before->themes.empty()) return *before;
    std::vector<NoisyTheme> counted;
    for (const Theme& theme : themes) counted.push_back({theme.question, theme.name, 0});
    std::int64_t texts = 0;
    const ThemeFinder finder(themes);
    Statement rows = database_.prepare("SELECT question, text FROM text WHERE wave=?1");
    rows.bind(1, id);
    for (; rows.next(); ++texts)
        for (const std::size_t theme : finder.find(rows.text(0), rows.text(1), kMostThemes))
            ++counted[theme].count;
    if (!rows.status().isGood()) return rows.status();
    if (texts == 0) return Status::refused("Wave " + id + " has no texts any more.");
    Release release = *active.release;
    addThemes(std::move(counted), budgetOf(active.layout).themes, options_.random, release);
    ++release.number;
    return release;
}

Status Ledger::forgetTexts(const std::string& id) {
    ActiveWave* active = find(id);
    if (Status status = mayUseTexts(active, id); !status.isGood()) return status;
    Status status = database_.run("PRAGMA secure_delete=ON");
    if (status.isGood()) status = database_.prepare("DELETE FROM text WHERE wave=?1").bind(1, id).run();
    static_cast<void>(database_.run("PRAGMA secure_delete=FAST"));
    if (status.isGood()) status = database_.run("VACUUM");
    if (status.isGood()) status = log_.empty();
    sqlite3_db_release_memory(database_.handle());
    return note(status).within("The texts could not be destroyed: ", ". Try again.");
}

}  // namespace otklik
