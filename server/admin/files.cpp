#include "server/admin/files.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>

#include "server/admin/asking.h"
#include "server/admin/backups.h"
#include "server/admin/ballot.h"
#include "server/admin/language.h"
#include "server/admin/machine.h"
#include "server/admin/owner.h"
#include "server/admin/saying.h"
#include "server/admin/socket.h"
#include "server/admin/waves.h"
#include "server/base/file.h"
#include "server/intake/import.h"
#include "server/redact/redactor.h"
#include "server/report/office_text_file.h"
#include "shared/text/csv.h"
#include "shared/text/utf8.h"

namespace otklik {

namespace {

/// What is to be known of texts before anybody sees them.
class Marks {
  public:
    /// Counts one, and gives what of it is doubtful: «Кривощёкова, 5930118».
    std::string add(const Redactor& redactor, const std::string& text) {
        ++texts_;
        for (std::size_t kind = 0; kind < byKind_.size(); ++kind)
            byKind_[kind] += occurrences(text, markOf(kind));
        std::string doubts;
        for (const Redactor::Doubt& doubt : redactor.doubts(text))
            doubts += (doubts.empty() ? "" : ", ") + text.substr(doubt.begin, doubt.end - doubt.begin);
        doubtful_ += !doubts.empty();
        return doubts;
    }
    std::string said() const {
        int marks = 0;
        std::string kinds;
        for (std::size_t kind = 0; kind < byKind_.size(); ++kind) {
            marks += byKind_[kind];
            if (byKind_[kind] > 0)
                kinds += (kinds.empty() ? ": " : ", ") + markOf(kind) + " " + std::to_string(byKind_[kind]);
        }
        return std::to_string(texts_) + " texts with " + std::to_string(marks) +
               " marks in the place of personal data" + kinds +
               ".\nThe finders are careful, not perfect: of personal data one in ten may remain. Read each "
               "text before anybody else does; " +
               std::to_string(doubtful_) + " have words under \"doubts\" that may be personal.\n";
    }

  private:
    static std::string markOf(std::size_t kind) {
        return "[" + std::string(label(static_cast<PersonalData>(kind))) + "]";
    }
    static int occurrences(const std::string& text, const std::string& mark) {
        int count = 0;
        for (std::size_t at = 0; (at = text.find(mark, at)) != text.npos; at += mark.size()) ++count;
        return count;
    }

    int texts_ = 0, doubtful_ = 0;
    std::array<int, static_cast<std::size_t>(kLastKind) + 1> byKind_{};
};

}  // namespace

int exportTexts(const Folders& folders, const std::string& wave) {
    const auto redactor = Redactor::open();
    if (!redactor) return refuse(redactor.problems().front().detail);
    becomeOwnerOf(folders.data);
    SystemDisk disk;
    auto reader = readStore(folders.data, disk);
    if (!reader) return refuse(reader.status());
    const auto snapshot = (*reader)->snapshot();
    if (!snapshot) return refuse(snapshot.status());
    const Wave* found = snapshot->wave(wave);
    if (!wave.empty() && !found) return refuse("There is no wave " + wave + ". See: otklik wave list");
    if (found && found->state != WaveState::closed)
        return refuse("Wave " + wave + " is not closed: before that nobody can open its texts.");
    Marks marks;
    std::printf("\xEF\xBB\xBFwave;question;text;doubts\r\n");
    const Status read = (*reader)->texts(
        wave, [&](const std::string& of, const std::string& question, const std::string& text) {
            const Wave* from = snapshot->wave(of);
            std::printf("%s;%s;%s;%s\r\n", csvText(of + (from && from->trial ? " (проба)" : "")).c_str(),
                        csvText(question).c_str(), csvText(text).c_str(),
                        csvText(marks.add(**redactor, text)).c_str());
        });
    if (!read.isGood()) return refuse(read.within("The export is cut short: ", "."));
    show(marks.said());
    return 0;
}

int countThemes(const Folders& folders, const std::string& wave, const std::string& file, bool yes) {
    auto text = readFile(file);
    if (!text) return refuse(text.problems().front().detail);
    becomeOwnerOf(folders.data);
    const auto snapshot = snapshotIn(folders);
    if (!snapshot) return refuse(snapshot.status());
    const Wave* found = snapshot->wave(wave);
    if (!found) return refuse("There is no wave " + wave + ". See: otklik wave list");
    const auto themes = readThemes(*found->survey, *text);
    if (!themes) return refuse(file, themes.problems());
    Json request = {{"do", "themes"}, {"id", wave}, {"themes", Json::array()}};
    for (const Theme& theme : *themes) {
        request["themes"].push_back(
            {{"question", theme.question}, {"name", theme.name}, {"words", theme.words}});
        std::string words;
        for (const std::string& word : theme.words) words += " " + word;
        show(theme.question + ": " + theme.name + ", known by" + words + "\n");
    }
    if (!confirm("Publish how many answers of wave " + wave + " speak of these " +
                     std::to_string(themes->size()) + " themes? They are counted once, and never again.",
                 yes))
        return refuse("Nothing was counted.");
    return say(askStore(folders, request));
}

int putOfficeText(const Folders& folders, const OfficeTextFile& text) {
    // In another one nobody would see it.
    if (const auto locale = localeFor(text.language, text.localesDir); !locale)
        return refuse("--language: " + locale.problems().front().detail);
    auto markdown = readFile(text.file);
    if (!markdown) return refuse(markdown.problems().front().detail);
    // Here, where it can be said of which file a line is.
    if (const auto blocks = readOfficeText(*markdown); !blocks) return refuse(text.file, blocks.problems());
    if (!isUtf8(text.signature)) return refuse("The signature is no UTF-8.");
    becomeOwnerOf(folders.data);
    return say(askStore(folders, {{"do", "report-text"},
                                  {"id", text.wave},
                                  {"language", text.language},
                                  {"signature", text.signature},
                                  {"day", text.day},
                                  {"markdown", *markdown}}));
}

int removeOfficeText(const Folders& folders, const std::string& wave, const std::string& language) {
    becomeOwnerOf(folders.data);
    return say(askStore(folders, {{"do", "report-text-remove"}, {"id", wave}, {"language", language}}));
}

int forgetTexts(const Folders& folders, const std::string& wave, bool yes) {
    becomeOwnerOf(folders.data);
    if (!confirm("Destroy the open answers of wave " + wave + "? Themes can then be counted no more.", yes))
        return refuse("Nothing was changed.");
    return say(askStore(folders, {{"do", "texts-forget"}, {"id", wave}}));
}

int importSubmissions(const Folders& folders, const std::string& file) {
    auto text = readFile(file);
    if (!text) return refuse(text.problems().front().detail);
    auto items = readImport(*text);
    if (!items) return refuse(file, items.problems());
    becomeOwnerOf(folders.data);
    return say(askStore(folders, {{"do", "import"}, {"items", *items}}));
}

int backUp(const Folders& folders, const std::string& path, int keep) {
    const std::string absolute = std::filesystem::absolute(path).string();
    if (!isUtf8(absolute))
        return refuse("The server cannot be told of '" + path + "': its name is no UTF-8.");
    becomeOwnerOf(folders.data);
    const Json answer = askStore(folders, {{"do", "backup"}, {"file", absolute}, {"keep", keep}});
    const std::string file = answer.is_object() ? stringMember(answer, "file") : "";
    if (!file.empty() && identityOf(file) != stringMember(answer, "identity"))
        return refuse(file +
                      " was written by the server where only the server sees it: as a service it has a "
                      "/tmp of its own. Name a file in its data folder.");
    return say(answer);
}

int restore(const Folders& folders, const std::string& file, const std::vector<std::string>& closed,
            const std::vector<std::string>& notClosed) {
    SystemDisk disk;
    // Root's own copies are opened before becoming somebody who may not read them. In a folder where others
    // can plant a link, only what the folder's owner may read is read.
    if (!isRootsAlone(folderOf(file))) becomeOwnerOf(folders.data);
    auto copy = readCopy(file, disk);
    if (!copy) return refuse(copy.status());
    const auto waves = (*copy)->snapshot();
    if (!waves) return refuse(waves.status());
    for (const auto* named : {&closed, &notClosed})
        for (const std::string& wave : *named)
            if (!waves->wave(wave)) return refuse("There is no wave " + wave + " in " + file + ".");
    becomeOwnerAndMake(folders);
    const auto wasClosed = [&](const std::string& wave) -> StatusOr<bool> {
        if (std::find(closed.begin(), closed.end(), wave) != closed.end()) return true;
        if (std::find(notClosed.begin(), notClosed.end(), wave) != notClosed.end()) return false;
        if (confirm("The keys folder knows nothing of wave " + wave +
                        ". Is it certain that it was not closed after this copy was made?",
                    false))
            return false;
        return Status::refused(
            "If wave " + wave +
            " was closed after the copy was made, its figures are published and must not be "
            "drawn again: restore with --closed " +
            wave + ", or a copy that was made after the closing. If it was not: --not-closed " + wave);
    };
    auto restored = restoreStore(**copy, folders.data, folders.keys(), disk, wasClosed);
    if (!restored) return refuse(restored.status());
    std::printf("%s\n", restored->c_str());
    return 0;
}

int upgrade(const Folders& folders, const std::string& keyFile) {
    Machine machine;
    const BallotOptions options{"", keyFile, "", {folders.data, folders.keys()}};
    // One for all waves, before becoming somebody who may not write there.
    std::optional<StatusOr<BallotKey>> kept;
    if (!keyFile.empty()) kept = makeBallotKey(options, machine.random);
    if (kept && !*kept) return refuse(kept->status());
    becomeOwnerAndMake(folders);
    const auto upgraded =
        upgradeStore(machine.options(folders), [&](const Wave& wave) -> StatusOr<std::string> {
            const auto key = kept ? *kept : makeBallotKey({wave.id, "", "", {}}, machine.random);
            if (!key) return key.status();
            return key->keys().publicKey();
        });
    if (!upgraded) return refuse(upgraded.status());
    std::printf("%s\n", upgraded->c_str());
    return 0;
}

}  // namespace otklik
