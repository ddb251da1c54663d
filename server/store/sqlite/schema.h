#pragma once
// The file format. Every table is WITHOUT ROWID and has keys that say nothing about time or order.
//
//   secret   the key of the seen ids' hash, and the name by which the keys folder knows this database
//   wave     one row a yearly run: its settings (JSON), in which the office's own texts about its figures
//            lie, too; the survey definition as it was when the wave opened, and its two public keys
//   seen     keyed hashes (BLAKE2b-128) of the ids of accepted submissions: what makes a repeat harmless;
//            no wave, no time, no link to what was stored
//   pool     accepted responses that wait to be mixed, as records (see record.h), padded and sealed with the
//            wave's period key, under random keys
//   bundle   what was mixed together: exact counts, and texts in random order, sealed to the ballot key
//   period   of a wave that is not closed: the number of its period key, the day on which the period began,
//            whether the tally has counted everything since, and the tally, sealed with that key
//   noisy    of a wave that is not closed: the main counts of each period that has ended, with noise
//   turnout  what became of the responses of a wave that wait no more
//   release  what has been published, immutable
//   text     of a closed wave: every open answer and «other» text alone, under fresh random keys
//
// A response lives thus: seen + pool in one transaction (then it is answered); later, with at least B others
// at once, from pool to bundle + period, under a new period key, in one transaction; at the wave's closing
// bundles become release + text. Nothing ever joins what belonged to one person.

#include <cstddef>

namespace otklik {

inline constexpr std::size_t kRowKeyBytes = 16;  ///< of a row's random key, and of a seen id's hash
inline constexpr int kFormat = 5;                ///< PRAGMA user_version
/// The version of Otklik that brings a database of any older format to the one before this.
inline constexpr const char* kVersionBefore = "0.5";

inline constexpr const char* kSchema = R"sql(
    CREATE TABLE secret (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
    CREATE TABLE wave (id TEXT PRIMARY KEY, state INTEGER NOT NULL, opens TEXT NOT NULL, stops TEXT NOT NULL, closes TEXT NOT NULL,
                       settings TEXT NOT NULL, survey TEXT NOT NULL, ballot BLOB NOT NULL, sealing BLOB NOT NULL) WITHOUT ROWID;
    CREATE TABLE seen (hash BLOB PRIMARY KEY) WITHOUT ROWID;
    CREATE TABLE pool (key BLOB PRIMARY KEY, wave TEXT NOT NULL, body BLOB NOT NULL) WITHOUT ROWID;
    CREATE TABLE bundle (key BLOB PRIMARY KEY, wave TEXT NOT NULL, body BLOB NOT NULL) WITHOUT ROWID;
    CREATE TABLE period (wave TEXT PRIMARY KEY, number INTEGER NOT NULL, begins TEXT NOT NULL, counting INTEGER NOT NULL,
                         tally BLOB NOT NULL) WITHOUT ROWID;
    CREATE TABLE noisy (wave TEXT NOT NULL, number INTEGER NOT NULL, counts TEXT NOT NULL, PRIMARY KEY (wave, number)) WITHOUT ROWID;
    CREATE TABLE turnout (wave TEXT PRIMARY KEY, mixed INTEGER NOT NULL, discarded INTEGER NOT NULL, lost INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE release (wave TEXT NOT NULL, number INTEGER NOT NULL, json TEXT NOT NULL, PRIMARY KEY (wave, number)) WITHOUT ROWID;
    CREATE TABLE text (key BLOB PRIMARY KEY, wave TEXT NOT NULL, question TEXT NOT NULL, text TEXT NOT NULL) WITHOUT ROWID;
    PRAGMA user_version = 5;
)sql";

}  // namespace otklik
