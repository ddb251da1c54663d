// Which wave is shown to whoever names none.

#include "server/store/store.h"
#include "tests/support.h"

using namespace otklik;

namespace {

/// Waves of any kind, each newer than the one before.
struct Waves : Snapshot {
    Waves& add(const std::string& id, WaveState state, bool isTrial = false) {
        Wave wave;
        wave.id = id;
        wave.state = state;
        wave.trial = isTrial;
        waves.push_back(wave);
        return *this;
    }
    Waves& real(const std::string& id, WaveState state) { return add(id, state); }
    Waves& trial(const std::string& id, WaveState state) { return add(id, state, true); }
    /// Of the newest wave.
    Waves& withFigures(bool tooFew = false) {
        Release release;
        release.wave = waves.back().id;
        release.tooFew = tooFew;
        releases.push_back(release);
        return *this;
    }
    Waves& withTooFew() { return withFigures(true); }
    std::string shown() const { return toShow() ? toShow()->id : "none"; }
};

constexpr WaveState open = WaveState::open, stopped = WaveState::stopped, closed = WaveState::closed;

}  // namespace

TEST_CASE(
    "What is shown is the last wave that was closed with figures; where there is none, the open one or the "
    "newest") {
    CHECK(Waves().shown() == "none");
    CHECK(Waves().real("2025", open).shown() == "2025");
    CHECK(Waves().real("2025", stopped).shown() == "2025");
    CHECK(Waves().real("2024", stopped).real("2025", stopped).shown() == "2025");
    CHECK(Waves().real("2024", closed).withFigures().real("2025", open).shown() == "2024");
    CHECK(Waves().real("2024", closed).withFigures().real("2025", closed).withTooFew().shown() == "2024");
    CHECK(Waves().real("2024", closed).withTooFew().real("2025", open).shown() == "2025");
}

TEST_CASE("An open trial is shown once it has figures; before that, the last real ones") {
    CHECK(Waves().trial("try", open).shown() == "try");
    CHECK(Waves().real("2025", closed).withFigures().trial("try", open).shown() == "2025");
    CHECK(Waves().real("2025", closed).withFigures().trial("try", open).withFigures().shown() == "try");
}

TEST_CASE("A trial that is over is shown as the results of no real wave, but beside no real wave as itself") {
    CHECK(Waves().trial("try", closed).withFigures().real("2026", open).shown() == "2026");
    CHECK(Waves().trial("try", closed).withFigures().real("2026", stopped).shown() == "2026");
    CHECK(Waves().real("2026", stopped).trial("try", closed).withFigures().shown() == "2026");
    CHECK(Waves().trial("try", closed).withFigures().real("2026", closed).withTooFew().shown() == "2026");
    CHECK(Waves()
              .real("2025", closed)
              .withFigures()
              .trial("try", closed)
              .withFigures()
              .real("2026", open)
              .shown() == "2025");
    CHECK(Waves().real("2025", closed).withFigures().trial("try", stopped).withFigures().shown() == "2025");
    CHECK(Waves().trial("first", closed).withFigures().trial("try", closed).withFigures().shown() == "try");
    CHECK(Waves().trial("try", stopped).withFigures().shown() == "try");
}
