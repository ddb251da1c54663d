#pragma once
// A wave as the writer keeps it: what has been counted and published, and what waits.

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "server/store/sqlite/pooled_response.h"
#include "server/store/sqlite/rows.h"
#include "server/store/store.h"

namespace otklik {

/// Where the replacement of a period key stands; what comes next is done before anything else.
enum class Replacing {
    no,
    write,   ///< the new key is ready: what waits and the tally are to be written with it
    empty,   ///< that is durable: the write-ahead log is to be emptied
    destroy  ///< the old key is to be destroyed
};

struct ActiveWave {
    Wave wave;
    TallyLayout layout;
    std::optional<Release> release;  ///< the latest
    /// It is closed, but its keys are not destroyed yet, or its file not rewritten.
    bool isFinishing = false;

    // Of a wave that is not closed.
    std::optional<hpke::KeyPair> sealing;  ///< opens what was sealed to wave.sealingKey
    std::optional<SecretKey> key;
    Period period;                     ///< whose key it is
    std::vector<PooledResponse> pool;  ///< the rows of the file's pool, in whatever order
    std::size_t mixSize = 0;           ///< how many must wait for the next mix
    Replacing replacing = Replacing::no;
    bool discards = false;             ///< what waits is to be destroyed when the key is replaced
    std::optional<SecretKey> nextKey;  ///< while it is being replaced
    bool keysAreGone = false;          ///< as they were looked for last
    bool keysFail = false;  ///< the keys folder cannot be written: nothing is taken that could not be mixed

    explicit ActiveWave(Wave opened) : wave(std::move(opened)), layout(*wave.survey, wave.channels) {}
};

}  // namespace otklik
