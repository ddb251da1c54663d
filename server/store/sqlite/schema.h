#pragma once
// The file format. Every table is WITHOUT ROWID and has keys that say nothing about time or order.
//
//   wave     one row a yearly run, with the survey definition as it was when the wave opened and its channels
//   seen     keyed hashes (BLAKE2b-128) of the ids of accepted submissions: what makes a repeat harmless;
//            no wave, no time, no link to what was stored
//   pool     accepted responses that wait to be mixed, whole, as records (see record.h), under random keys
//   archive  mixed responses without their texts, under fresh random keys
//   text     every open answer and «other» text alone, tied to its wave and question only, under fresh
//            random keys
//   tally    per wave and cell: the exact count of archived responses, and the noise that protects it
//   release  what has been published, immutable; the final one has the words that many open answers share
//   secret   the key of the seen ids' hash
//
// A response lives thus: seen + pool in one transaction (then it is answered); later, with at least B others
// at once, from pool to archive + text + tally + release in one transaction, in random order. Nothing ever
// joins the two sides.
//
// Format 2: the channels are a table of the tally of their own, and a group's size is not counted twice.
// Format 3: a wave says whether its responses are made up.
// Format 4: responses are records; they were SurveyJS result JSON.

namespace otklik {

/// Migrations in order; PRAGMA user_version is the number of those applied.
inline constexpr const char* kMigrations[] = {
    R"sql(
    CREATE TABLE secret (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
    CREATE TABLE wave (id TEXT PRIMARY KEY, state INTEGER NOT NULL, opens TEXT NOT NULL, stops TEXT NOT NULL, closes TEXT NOT NULL,
                       threshold INTEGER NOT NULL, grace INTEGER NOT NULL, channels TEXT NOT NULL, survey TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE seen (hash BLOB PRIMARY KEY) WITHOUT ROWID;
    CREATE TABLE pool (key BLOB PRIMARY KEY, wave TEXT NOT NULL, body TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE archive (key BLOB PRIMARY KEY, wave TEXT NOT NULL, body TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE text (key BLOB PRIMARY KEY, wave TEXT NOT NULL, question TEXT NOT NULL, text TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE tally (wave TEXT NOT NULL, cell TEXT NOT NULL, count INTEGER NOT NULL, noise INTEGER NOT NULL,
                        PRIMARY KEY (wave, cell)) WITHOUT ROWID;
    CREATE TABLE release (wave TEXT NOT NULL, number INTEGER NOT NULL, json TEXT NOT NULL, PRIMARY KEY (wave, number)) WITHOUT ROWID;
    )sql",
    R"sql(
    INSERT INTO tally SELECT wave, 'channel//' || substr(cell, 9, length(cell) - 9), count, noise
                        FROM tally WHERE cell LIKE 'channel=%|';
    INSERT INTO tally SELECT wave, 'channel//', sum(count), sum(noise) FROM tally WHERE cell LIKE 'channel=%|' GROUP BY wave;
    DELETE FROM tally WHERE cell LIKE '%|';
    UPDATE release SET json = json_set(json, '$.channels', json('{"base": {"hidden": "cell"}, "cells": [], "row": ""}'))
     WHERE json_extract(json, '$.final');
    )sql",
    R"sql(
    ALTER TABLE wave ADD COLUMN demonstration INTEGER NOT NULL DEFAULT 0;
    )sql",
    R"sql(
    UPDATE pool SET body = record(body, (SELECT survey FROM wave WHERE id = pool.wave));
    UPDATE archive SET body = record(body, (SELECT survey FROM wave WHERE id = archive.wave));
    )sql",
};

}  // namespace otklik
