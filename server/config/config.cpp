#include "server/config/config.h"

#include <algorithm>
#include <filesystem>

#include "server/base/file.h"
#include "server/config/installation.h"
#include "server/config/settings.h"
#include "server/http/emblem.h"
#include "shared/text/utf8.h"

namespace otklik {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostBytes = 256 * 1024;

bool isLink(const std::string& address, bool mayBeMail) {
    return (address.starts_with("https://") || (mayBeMail && address.starts_with("mailto:"))) &&
           address.find_first_of("\"<> \t\r\n") == std::string::npos;
}

/// Digits, and what people write between them.
bool isPhone(const std::string& phone) {
    return phone.size() <= 40 && phone.find_first_of("0123456789") != std::string::npos &&
           phone.find_first_not_of("+0123456789 ()-,.") == std::string::npos;
}

/// A folder or file of the configuration: from where the configuration is.
void fromHere(std::string& path, const fs::path& folder) {
    if (!path.empty()) path = (folder / path).lexically_normal();
}

void readEmblem(Settings& settings, const fs::path& folder, ServerOptions& http) {
    std::string name;
    settings.read("emblem", name);
    if (name.empty()) return;
    if (name.find('/') != std::string::npos)
        return settings.wrong("emblem", "the name of a file in the same folder is expected.");
    auto content = readFile(folder / name);
    if (!content)
        return settings.wrong("emblem",
                              "there is no such file in this folder. Put it there, or take the setting out.");
    if (const char* problem = emblemProblem(*content)) return settings.wrong("emblem", problem);
    http.emblem = {name, std::move(*content)};
}

void readLink(Settings& settings, const char* name, std::string& into, bool mayBeMail = false) {
    settings.read(name, into);
    if (!into.empty() && !isLink(into, mayBeMail))
        settings.wrong(name, std::string("an address that begins with https:// ") +
                                 (mayBeMail ? "or mailto: " : "") + "is expected.");
}

void readOffice(Settings settings, const fs::path& folder, ServerOptions& http) {
    Office& office = http.office;
    settings.read("name", office.name);
    settings.read("shortName", office.shortName);
    settings.read("order", office.order);
    settings.read("address", office.address);
    settings.read("operator", office.controller);
    settings.read("retention", office.retention);
    settings.read("phone", office.phone);
    if (!office.phone.empty() && !isPhone(office.phone))
        settings.wrong("phone", "a number is expected, such as +7 (342) 212-34-56.");
    readLink(settings, "site", office.site);
    readLink(settings, "reception", office.reception, true);
    settings.read("licence", office.licence);
    readLink(settings, "licenceAddress", office.licenceAddress);
    readEmblem(settings, folder, http);
    settings.refuseOthers();
}

void readLimits(Settings settings, VisitorLimits& limits) {
    settings.read("connectionsPerAddress", limits.connections, 0, kMostConnections);
    settings.read("responsesPerHour", limits.responsesPerHour, 1, kMostPerHour);
    settings.read("networkResponsesPerHour", limits.networkPerHour, 1, kMostPerHour);
    settings.read("providerResponsesPerHour", limits.providerPerHour, 1, kMostPerHour);
    settings.read("allResponsesPerHour", limits.everybodyPerHour, 1, kMostPerHour);
    settings.refuseOthers();
}

void readBackup(Settings settings, const fs::path& folder, BackupPlan& backup) {
    settings.read("folder", backup.folder);
    fromHere(backup.folder, folder);
    settings.read("keep", backup.keep, 1, kMostCopies);
    settings.refuseOthers();
}

void readServer(Settings& settings, Config& config) {
    ServerOptions& http = config.http;
    settings.read("host", http.host);
    settings.read("port", http.port, 0, kMostPort);
    settings.read("behindProxy", http.behindProxy);
    settings.read("kiosks", http.kiosks);
    for (const std::string& name : http.kiosks)
        if (!isPlainName(name))
            settings.wrong("kiosks", "names are expected: 1 to 32 of a-z, 0-9 and '-', such as hall.");
    settings.read("metricsPort", config.metricsPort, 0, kMostPort);
    settings.read("site", http.site);
    if (http.site.empty()) return;
    if (auto site = siteFrom(http.site))
        http.site = *site;
    else
        settings.wrong("site", "https://NAME is expected, such as https://opros.example.ru.");
}

void addWords(Json& json, const char* name, const LocalizedText& text) {
    for (const auto& [language, words] : text.all()) json[name][language] = words;
}

Json officeJson(const ServerOptions& http) {
    const Office& office = http.office;
    Json json = Json::object();
    addWords(json, "name", office.name);
    addWords(json, "shortName", office.shortName);
    addWords(json, "order", office.order);
    addWords(json, "address", office.address);
    addWords(json, "operator", office.controller);
    addWords(json, "retention", office.retention);
    for (const auto& [name, value] : {std::pair{"phone", office.phone},
                                      {"site", office.site},
                                      {"reception", office.reception},
                                      {"licence", office.licence},
                                      {"licenceAddress", office.licenceAddress},
                                      {"emblem", http.emblem.name}})
        if (!value.empty()) json[name] = value;
    return json;
}

}  // namespace

std::optional<std::string> siteFrom(std::string text) {
    while (text.ends_with('/')) text.pop_back();
    const std::size_t host = text.find("://");
    const bool hasScheme = text.starts_with("https://") || text.starts_with("http://");
    if (!hasScheme || host + 3 >= text.size() ||
        text.find_first_of("/?#\"<> \t\r\n", host + 3) != std::string::npos)
        return std::nullopt;
    return text;
}

Config defaultConfig() {
    Config config;
    config.http.webDir = installation().web;
    config.http.localesDir = installation().locales;
    return config;
}

Result<Config> readConfig(const std::string& file) {
    auto text = readFile(file);
    if (!text) return text.problems();
    if (text->size() > kMostBytes) return Problem::of("file", file + ": it is larger than 256 KiB.");
    const auto json = parseJson(*text);
    if (!json || !json->is_object())
        return Problem::of("file", file + ": JSON is expected, an object" +
                                       (json ? "." : ": " + json.problems().front().detail));
    const fs::path folder = fs::absolute(file).parent_path();
    Config config = defaultConfig();
    Problems problems;
    Settings settings(*json, file, "", problems);
    settings.read("data", config.folders.data);
    settings.read("keys", config.folders.namedKeys);
    if (json->contains("data")) fromHere(config.folders.data, folder);
    fromHere(config.folders.namedKeys, folder);
    settings.read("timezone", config.timezone);
    if (!isTimeZone(config.timezone))
        settings.wrong("timezone",
                       "this machine knows no such time zone: a name of /usr/share/zoneinfo is "
                       "expected, such as " +
                           std::string(kTimeZone) + ".");
    settings.read("certificate", config.certificate);
    fromHere(config.certificate, folder);
    readServer(settings, config);
    readLimits(settings.within("limits"), config.http.limits);
    readBackup(settings.within("backup"), folder, config.backup);
    readOffice(settings.within("office"), folder, config.http);
    settings.refuseOthers();
    if (!problems.empty()) return problems;
    return config;
}

Json configJson(const Config& config) {
    const ServerOptions& http = config.http;
    const VisitorLimits& limits = http.limits;
    Json json = {{"data", config.folders.data},
                 {"keys", config.folders.keys()},
                 {"timezone", config.timezone},
                 {"host", http.host},
                 {"port", http.port},
                 {"behindProxy", http.behindProxy},
                 {"kiosks", http.kiosks},
                 {"limits",
                  {{"connectionsPerAddress", limits.connections},
                   {"responsesPerHour", limits.responsesPerHour},
                   {"networkResponsesPerHour", limits.ofNetwork()},
                   {"providerResponsesPerHour", limits.ofProvider()},
                   {"allResponsesPerHour", limits.ofEverybody()}}},
                 {"backup", {{"keep", config.backup.keep}}},
                 {"office", officeJson(http)}};
    if (!http.site.empty()) json["site"] = http.site;
    if (!config.certificate.empty()) json["certificate"] = config.certificate;
    if (config.metricsPort) json["metricsPort"] = *config.metricsPort;
    if (!config.backup.folder.empty()) json["backup"]["folder"] = config.backup.folder;
    return json;
}

std::vector<std::string> unsaid(const Office& office) {
    std::vector<std::string> missing;
    const auto add = [&](const char* name, bool isEmpty) {
        if (isEmpty) missing.emplace_back(name);
    };
    add("name", office.name.empty());
    add("order", office.order.empty());
    add("emblem", office.emblem.empty());
    add("phone", office.phone.empty());
    add("address", office.address.empty());
    add("site", office.site.empty());
    add("reception", office.reception.empty());
    add("operator", office.controller.empty());
    add("retention", office.retention.empty());
    add("licence", office.licence.empty());
    return missing;
}

}  // namespace otklik
