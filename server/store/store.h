#pragma once
// The store as the rest of the server sees it: it takes submissions, hands out snapshots, carries out what
// the administrator wants, and says what ails it. One writer commits; readers hold immutable snapshots.

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/seal/hpke.h"
#include "server/store/status.h"
#include "server/store/themes.h"
#include "shared/privacy/release.h"
#include "shared/survey/answers.h"
#include "shared/survey/survey.h"

namespace otklik {

enum class WaveState { open, stopped, closed };

/// What the office says about a wave's figures, as it wrote it: its public words, signed and dated.
struct OfficeTextSource {
    std::string language;   ///< of the words, such as "ru"
    std::string signature;  ///< who says it
    std::string day;        ///< ISO
    std::string markdown;   ///< see server/report/office_text_file.h; empty: none
    bool operator==(const OfficeTextSource&) const = default;
};

inline constexpr std::size_t kMostOfficeTextBytes = 32 * 1024, kMostSignatureLetters = 200;

/// True where a store can keep the text, whatever it says: UTF-8 within these bounds, a language, a day.
bool canKeep(const OfficeTextSource& text);

struct Wave {
    std::string id;  ///< see isPlainName()
    WaveState state = WaveState::open;
    std::string opens, stops, closes;      ///< ISO days; stops and closes empty while not set
    int threshold = 20;                    ///< B: a mix happens at 2B to 3B and keeps B back
    int graceDays = 30;                    ///< how long after stop late responses are still taken
    int periodDays = 30;                   ///< after how many the sums so far get noise, see mixing.cpp
    bool interim = false;                  ///< and are published, before the wave is closed
    std::shared_ptr<const Survey> survey;  ///< as it was when the wave opened
    std::vector<std::string> channels;     ///< where people may come from, plain names; fixed for the wave
    bool demonstration = false;  ///< its responses are made up; a store has only such waves, or none
    bool trial = false;          ///< its responses are for trying, and it says so wherever it is seen
    std::string ballotKey;       ///< public: what is mixed is sealed to it; its private half is on paper
    std::string sealingKey;      ///< public: its private half is in the keys folder
    std::vector<OfficeTextSource> texts;  ///< the office's own words about its figures, one a language

    /// True where a response is taken that comes on `day`: while the wave is open, and after its stop as long
    /// as it grants. A stop that is dated before the opening was made under a wrong clock, and makes nobody
    /// late.
    bool takesOn(std::string_view day) const;
};

inline constexpr int kLeastThreshold = 10;    ///< fewer responses together hide nobody
inline constexpr int kMostThreshold = 1'000;  ///< three times as many wait in memory
inline constexpr int kMostGraceDays = 366;
inline constexpr int kLeastPeriodDays = 7, kMostPeriodDays = 366;

/// 1 to 32 of a-z, 0-9 and '-', beginning with a letter or digit: what a wave, a channel or a kiosk may be
/// called, since it stands in addresses and file names.
bool isPlainName(std::string_view name);

/// Why `wave` cannot be opened beside `others`, or good; its ballot key is not looked at.
Status mayOpen(const Wave& wave, const std::vector<Wave>& others);

/// A response ready to be stored: validated, redacted, normalised.
struct Submission {
    std::string id;  ///< 32 lower-case hex digits
    std::string wave;
    std::string via;  ///< one of the wave's channels, or empty
    Answers answers;
};

enum class Accepted {
    stored,
    repeated,     ///< stored before, also where the wave takes no more
    closed,       ///< the wave takes no more, and this one was not stored before
    unavailable,  ///< the store cannot write now
    full,         ///< too many wait at once
    unknown,      ///< a wave that this store does not have: it may be the wrong folder
};

/// What readers see: swapped as a whole at a release or a change of waves, never changed in place.
struct Snapshot {
    std::vector<Wave> waves;        ///< newest last
    std::vector<Release> releases;  ///< the latest of each wave that has one, in the order of waves
    const Wave* open() const;       ///< nullptr where none is open
    bool isDemonstration() const;
    const Wave* wave(std::string_view id) const;
    const Release* release(std::string_view wave) const;
    /// The wave whose figures say most about now: the open one once it has a release, before that the last
    /// closed one that published figures, else the open one, else the newest; nullptr where there is none. It
    /// is no trial, unless one is open or there is nothing else.
    const Wave* toShow() const;
};

class Store {
  public:
    virtual ~Store() = default;

    /// Stores each submission once; returns in order, after the commit that holds them is durable. Blocks the
    /// calling thread until then, and until everything is done that was asked before.
    virtual std::vector<Accepted> accept(std::vector<Submission> submissions) = 0;

    virtual std::shared_ptr<const Snapshot> snapshot() const = 0;

    /// Opens, in memory alone, what was sealed with HPKE to a wave's sealing key, which stays in the store.
    /// Nothing where it does not open, or the wave is closed or unknown. Waits for nobody.
    virtual std::optional<std::string> unseal(const std::string& wave, const hpke::Sealed& sealed,
                                              std::string_view info, std::string_view aad) const = 0;

    /// Good while writes work. Passing: why the latest write failed; good again once one works, which is
    /// tried every second. Lasting or damaged: why nothing is stored until the process starts anew.
    virtual Status health() const = 0;

    // What the administrator wants. Each is one transaction from the outside; what is refused says what to
    // do.

    /// Opens `wave` today; its state, days and sealing key are set here.
    virtual Status openWave(Wave wave) = 0;
    virtual Status stopWave(const std::string& id) = 0;
    /// Counts a stopped wave, publishes its results and destroys everything else of it. Without the ballot
    /// key: from the noisy sums alone; open answers are lost.
    virtual Status closeWave(const std::string& id, const std::optional<hpke::KeyPair>& ballotKey) = 0;
    /// Destroys what waits of a wave that is not closed, as after a flood; returns how many responses that
    /// were. What was mixed stays, and so does the memory of what was sent: none of them is taken again.
    virtual StatusOr<std::size_t> discardWaiting(const std::string& id) = 0;
    /// Counts once, and publishes, how many texts of a closed wave speak of each of these themes.
    virtual Status countThemes(const std::string& id, const std::vector<Theme>& themes) = 0;
    /// Puts the office's text beside the figures of a wave that has published some, in the place of one in
    /// the same language; an empty one takes that away.
    virtual Status setOfficeText(const std::string& id, OfficeTextSource text) = 0;
    /// Destroys the texts of a closed wave.
    virtual Status forgetTexts(const std::string& id) = 0;
    /// Writes a consistent copy, without what waits and without any key, in the place of `file`: whole or not
    /// at all.
    virtual Status backup(const std::string& file) = 0;
};

}  // namespace otklik
