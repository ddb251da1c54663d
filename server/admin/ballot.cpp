#include "server/admin/ballot.h"

#include <algorithm>

#include "server/admin/asking.h"
#include "server/admin/key_page.h"
#include "server/admin/secret_file.h"
#include "server/base/wipe.h"
#include "server/store/disk.h"

namespace otklik {
namespace {

int digitsIn(std::string_view text) {
    return static_cast<int>(
        std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }));
}

bool isEmpty(std::string_view line) {
    return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

/// A key as somebody types it, in one line or several.
class TypedKey {
  public:
    TypedKey() { text_.reserve(BallotKey::kGroups * (kMostTyped + 1)); }

    bool isBegun() const { return !text_.empty(); }
    void beginAgain() { wipe(text_); }
    /// The key, once it is whole. Until then says what is missing or wrong: whole groups stay, a line with a
    /// mistyped one is to be typed again.
    std::optional<BallotKey> add(std::string_view line) {
        if (const auto whole = BallotKey::read(line)) return *whole;
        const std::size_t before = text_.size();
        text_.append(line) += '\n';
        const auto read = BallotKey::read(text_);
        if (read) return *read;
        const Problem& problem = read.problems().front();
        if (problem.code == "group") {
            show(problem.detail + " Type the line again:\n");
            wipe(text_, before);
        } else if (digitsIn(text_) > BallotKey::kGroups * BallotKey::kGroupDigits) {
            show(problem.detail + " Begin again with group 1:\n");
            beginAgain();
        } else {
            show(problem.detail + " Type the others, or an empty line to begin again:\n");
            if (digitsIn(line) == 0) wipe(text_, before);
        }
        return std::nullopt;
    }

  private:
    std::string text_;
    Wiped wiped_{text_};
};

/// Reads until the key of `publicKey` was typed; another whole key is answered with `other`. Nothing, where
/// `mayGoWithout`: see askBallotKey(). Not good where the input ended.
StatusOr<std::optional<BallotKey>> typedKey(std::string_view publicKey, const std::string& other,
                                            bool mayGoWithout) {
    const std::optional<BallotKey> without;
    TypedKey typed;
    bool wasTyped = false;
    for (std::optional<std::string> line; (line = typedLine());) {
        const Wiped wiped(*line);
        if (isEmpty(*line)) {
            if (mayGoWithout && !typed.isBegun()) return without;
            typed.beginAgain();
            show("Type the 8 groups of the key:\n");
            continue;
        }
        wasTyped = true;
        const std::optional<BallotKey> key = typed.add(*line);
        if (!key) continue;
        if (key->keys().publicKey() == publicKey) return key;
        show(other + " Type the key again:\n");
        typed.beginAgain();
    }
    // Who tried, and failed, has a key: a script that mistypes it must not go on as if there were none.
    if (mayGoWithout && !wasTyped) return without;
    return Status::refused("The input ended before the ballot key was typed. Nothing was done.");
}

/// The key file's key, or a new one, which then stands in the key file where one is named.
StatusOr<BallotKey> keptOrNewKey(const BallotOptions& options, Random& random) {
    if (!options.keyFile.empty() && SystemDisk().look(options.keyFile) != Disk::Entry::none) {
        const auto kept = readBallotKey(options);
        if (!kept) return kept.status();
        return **kept;
    }
    const BallotKey key = BallotKey::generate(random);
    if (options.keyFile.empty()) return key;
    std::string text = key.text();
    const Wiped wiped(text);
    text += '\n';
    const Status status = writeSecretFile(options.keyFile, text, options.forbiddenFolders);
    return status.isGood() ? StatusOr<BallotKey>(key) : status;
}

Status writePage(const BallotOptions& options, const BallotKey& key) {
    std::string page = keyPage(options.wave, key);
    const Wiped wiped(page);
    return writeSecretFile(options.keyPage, page, options.forbiddenFolders);
}

void showKey(const BallotOptions& options, const BallotKey& key) {
    constexpr std::size_t kLine = BallotKey::kGroups / 2 * (BallotKey::kGroupDigits + 1);  // and a space
    std::string text = key.text();
    const Wiped wiped(text);
    const std::string_view groups = text;
    show("This is the ballot key of wave " + options.wave + ". It is shown this once.\n\n    ");
    show(groups.substr(0, kLine - 1));
    show("\n    ");
    show(groups.substr(kLine));
    show("\n\nWrite it down twice, on two sheets of paper, and keep them in the office's safe. Without it\n");
    show("nobody can calculate anything from the answers, and nobody can make it again.\n");
    if (!options.keyPage.empty()) show("The page to print is written: print it twice, then delete it.\n");
    show("\nType the key back from a sheet, in one line or two:\n");
}

}  // namespace

StatusOr<BallotKey> makeBallotKey(const BallotOptions& options, Random& random) {
    const auto key = keptOrNewKey(options, random);
    if (!key) return key;
    if (!options.keyPage.empty())
        if (const Status status = writePage(options, *key); !status.isGood()) return status;
    if (!options.keyFile.empty()) return key;
    showKey(options, *key);
    const auto typed =
        typedKey(key->keys().publicKey(), "This is a ballot key, but not the one above.", false);
    if (!typed)
        return Status::refused("Wave " + options.wave +
                               " was not opened: its ballot key was not typed back. " +
                               "Destroy what was written or printed of it; the next attempt makes another.");
    show("The key is right. This window still shows it: close it when you are done.\n");
    return key;
}

StatusOr<std::optional<BallotKey>> readBallotKey(const BallotOptions& options) {
    if (options.keyFile.empty()) return std::optional<BallotKey>();
    auto text = readSecretFile(options.keyFile, options.forbiddenFolders);
    if (!text) return text.status();
    const Wiped wiped(*text);
    const auto key = BallotKey::read(*text);
    if (!key) return Status::refused(options.keyFile + ": " + key.problems().front().detail);
    return std::optional<BallotKey>(*key);
}

StatusOr<std::optional<BallotKey>> askBallotKey(const std::string& wave, std::string_view publicKey,
                                                const std::optional<BallotKey>& read, bool mayGoWithout) {
    const std::string other = "This is a ballot key, but not that of wave " + wave + ".";
    if (read && read->keys().publicKey() == publicKey) return read;
    if (read) return Status::refused("The key file holds a ballot key, but not that of wave " + wave + ".");
    show("Type the ballot key of wave " + wave + ", in one line or two" +
         (mayGoWithout ? ", or an empty line to go on without it" : "") + ":\n");
    return typedKey(publicKey, other, mayGoWithout);
}

}  // namespace otklik
