#pragma once
// The configuration: one JSON file, in which every setting may be missing. A flag of the command line wins.
//   {"data": "/var/lib/otklik", "keys": "/var/lib/otklik-keys", "timezone": "Asia/Yekaterinburg",
//    "host": "127.0.0.1", "port": 8080, "behindProxy": true, "site": "https://opros.example.ru",
//    "kiosks": ["hall"], "metricsPort": 9100,
//    "limits": {"connectionsPerAddress": 64, "responsesPerHour": 600, "networkResponsesPerHour": 2400,
//               "providerResponsesPerHour": 4800, "allResponsesPerHour": 20000},
//    "certificate": "/etc/letsencrypt/live/opros.example.ru/fullchain.pem",
//    "backup": {"folder": "/var/lib/otklik-backups", "keep": 30},
//    "office": {"name": TEXT, "shortName": TEXT, "order": TEXT, "emblem": "emblem.svg", "phone": "…",
//               "address": TEXT, "site": "https://…", "reception": "https://… or mailto:…",
//               "operator": TEXT, "retention": TEXT, "licence": "CC BY 4.0", "licenceAddress": "https://…"}}
// TEXT is a string, or an object of strings by language. A file that is named is looked for beside the
// configuration.

#include <optional>
#include <string>

#include "server/http/server.h"
#include "server/store/clock.h"
#include "server/store/open.h"

namespace otklik {

/// The folders of a store.
struct Folders {
    std::string data = "data";
    std::string namedKeys;  ///< empty: what belongs to the data folder

    std::string keys() const { return namedKeys.empty() ? keysOf(data) : namedKeys; }
};

/// Where copies go when none is named; without a folder nowhere.
struct BackupPlan {
    std::string folder;
    int keep = 30;
};

struct Config {
    Folders folders;
    std::string timezone = kTimeZone;
    ServerOptions http;
    std::optional<int> metricsPort;
    BackupPlan backup;
    std::string certificate;  ///< the site's, a PEM file, whose last day `otklik status` tells; empty: not known
};

// What a setting may be, in the file as on the command line.
inline constexpr int kMostPort = 65535, kMostConnections = 1'000'000, kMostPerHour = 1'000'000'000,
                     kMostCopies = 10'000;

/// The defaults, with what belongs to the program.
Config defaultConfig();

/// Reads a configuration. Problems name the file, the member, and what to do. A file that is missing is a
/// problem; whether a setting's folder or machine is there is not looked at, but the emblem is read.
Result<Config> readConfig(const std::string& file);

/// What holds, as a configuration that could be read again.
Json configJson(const Config& config);

/// What the office has not said of itself, as members of "office"; nobody makes it up.
std::vector<std::string> unsaid(const Office& office);

/// "https://opros.example.ru", without a slash at its end; nothing where it is no site's address.
std::optional<std::string> siteFrom(std::string text);

}  // namespace otklik
