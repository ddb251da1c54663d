// Each command says what it did and what to do next; every refusal says why.

#include "server/admin/commands.h"

#include <cstdio>
#include <filesystem>

#include "server/admin/check.h"
#include "server/admin/export.h"
#include "server/admin/import.h"
#include "server/admin/requests.h"
#include "server/admin/serve.h"
#include "server/base/file.h"
#include "server/demo/demonstration.h"
#include "server/store/calendar.h"

namespace otklik {
namespace {

constexpr int kMostResponses = 1'000'000, kMostWaves = 20;  // of a demonstration

constexpr const char* kHelp =
    R"(otklik: an anonymous survey, its server and its tools

  otklik serve [--data DIR] [--host H] [--port N] [--web DIR] [--locales DIR] [--kiosk NAME]...
               [--connections-per-address N] [--responses-per-hour N]   limits of one address (64 and 600);
                                            448 connections in all, a thread each
               [--behind-proxy]             take the address from X-Real-IP, which a proxy on this machine sets
               [--site URL]                 how the public reaches the server (https://…), for preview cards
               [--metrics-port N]           figures for Prometheus at 127.0.0.1:N/metrics, none about responses
  otklik wave open --survey FILE [--id ID] [--threshold B] [--grace DAYS] [--channel NAME]... [--if-none] [--data DIR]
  otklik wave stop ID | close ID | list     [--data DIR]
  otklik export [--wave ID] [--data DIR]    open answers as CSV on the standard output
  otklik import FILE [--data DIR]           submissions saved by a kiosk; each is stored once
  otklik backup FILE [--data DIR]           a consistent copy, also while serving
  otklik check FILE                         a survey definition, a locale, or a database
  otklik demo [--responses N] [--waves K] [--seed S] [--survey FILE] [--data DIR]
                                            closed waves of made-up responses, to see what a report looks like; in a
                                            folder of its own, never beside real responses (1000, 3 and 1)

DIR is ./data unless it is named. Restore a backup: stop the server, put the file in DIR as otklik.db, remove
otklik.db-wal and otklik.db-shm, start the server.
)";

int refuse(const Problems& problems, int code = 1) {
    for (const Problem& problem : problems)
        std::fprintf(stderr, "otklik: %s%s%s\n", problem.pointer.c_str(), problem.pointer.empty() ? "" : ": ",
                     problem.detail.c_str());
    return code;
}

int usage(const std::string& why) {
    return refuse({{"", "usage", why + " See: otklik --help", 0}}, 2);
}

int report(const Json& answer) {
    const std::string said = stringMember(answer, "said");
    if (!said.empty()) std::printf("%s%s", said.c_str(), said.back() == '\n' ? "" : "\n");
    if (!answer.contains("problems")) return 0;
    for (const Json& problem : answer["problems"])
        std::fprintf(stderr, "otklik: %s\n", problem.get<std::string>().c_str());
    return 1;
}

int wave(const Arguments& arguments, const std::string& folder) {
    if (arguments.words.empty()) return usage("Say what to do with the wave.");
    const std::string& what = arguments.words[0];
    if (what == "list") return report(askStore(folder, {{"do", "wave-list"}}));
    if (what == "stop" || what == "close") {
        if (arguments.words.size() != 2) return usage("Name the wave.");
        return report(askStore(folder, {{"do", "wave-" + what}, {"id", arguments.words[1]}}));
    }
    if (what != "open") return usage("A wave can be opened, stopped, closed or listed.");
    auto text = readFile(arguments.get("--survey"));
    if (!text) return refuse(text.problems());
    auto survey = parseSurvey(*text);
    if (!survey) {
        std::fprintf(stderr, "otklik: %s:\n", arguments.get("--survey").c_str());
        return refuse(survey.problems());
    }
    auto threshold = arguments.number("--threshold", 50), grace = arguments.number("--grace", 30);
    if (!threshold || !grace) return refuse(threshold ? grace.problems() : threshold.problems(), 2);
    Json request = {{"do", "wave-open"}, {"id", arguments.get("--id", today().substr(0, 4))},
                    {"survey", *text},   {"threshold", *threshold},
                    {"grace", *grace},   {"ifNone", arguments.has("--if-none")}};
    if (auto channels = arguments.flags.find("--channel"); channels != arguments.flags.end())
        request["channels"] = channels->second;
    return report(askStore(folder, request));
}

int import(const Arguments& arguments, const std::string& folder) {
    if (arguments.words.size() != 1) return usage("Name the file to import.");
    auto text = readFile(arguments.words[0]);
    if (!text) return refuse(text.problems());
    auto items = readImport(*text);
    if (!items) return refuse({{arguments.words[0], "file", items.problems().front().detail, 0}});
    return report(askStore(folder, {{"do", "import"}, {"items", *items}}));
}

int backup(const std::string& folder, const std::string& file) {
    std::error_code error;
    if (std::filesystem::exists(file, error))
        return refuse({{"", "file", file + " exists already. Choose a file that does not.", 0}});
    const Json answer = askStore(folder, {{"do", "backup"}, {"file", file}});
    if (!answer.contains("problems") && !std::filesystem::exists(file, error))
        return refuse(
            {{"", "file",
              file + " was written by the server where only the server sees it: as a service it has a "
                     "/tmp of its own. Name a file in its data folder.",
              0}});
    return report(answer);
}

int demo(const Arguments& arguments, const std::string& folder) {
    if (!arguments.words.empty()) return usage("A demonstration takes flags only.");
    auto responses = arguments.number("--responses", 1000), waves = arguments.number("--waves", 3),
         seed = arguments.number("--seed", 1);
    for (const auto* number : {&responses, &waves, &seed})
        if (!*number) return refuse(number->problems(), 2);
    if (*responses > kMostResponses || *waves < 1 || *waves > kMostWaves)
        return usage("A demonstration has up to 1000000 responses a wave, and 1 to 20 waves.");
    const std::string file = arguments.get("--survey", "assets/surveys/order-50-01-05-62.json");
    auto text = readFile(file);
    auto survey = text ? parseSurvey(*text) : Result<Survey>(text.problems());
    if (!survey) {
        std::fprintf(stderr, "otklik: %s:\n", file.c_str());
        return refuse(survey.problems());
    }
    auto made = makeDemonstration(
        {folder, std::move(*survey), *responses, *waves, static_cast<std::uint64_t>(*seed), today()});
    if (!made) return refuse(made.problems());
    std::printf("%s\nSee them: otklik serve --data %s, then /results\n", made->c_str(), folder.c_str());
    return 0;
}

}  // namespace

int runCommand(const std::vector<std::string>& line) {
    if (line.empty() || line[0] == "--help" || line[0] == "help") {
        std::fputs(kHelp, line.empty() ? stderr : stdout);
        return line.empty() ? 2 : 0;
    }
    const std::string& command = line[0];
    std::vector<std::string> known = kServeFlags;
    known.insert(known.end(), {"--survey=", "--id=", "--threshold=", "--grace=", "--channel=", "--if-none",
                               "--wave=", "--responses=", "--waves=", "--seed="});
    auto arguments = parseArguments({line.begin() + 1, line.end()}, known);
    if (!arguments) return refuse(arguments.problems(), 2);
    if (arguments->has("--help")) return std::fputs(kHelp, stdout), 0;
    const std::string folder = arguments->get("--data", "data");
    if (command == "serve") return serve(*arguments);
    if (command == "check")
        return arguments->words.size() == 1 ? checkFile(arguments->words[0])
                                            : usage("Name the file to check.");
    if (command == "export") return exportTexts(folder + "/otklik.db", arguments->get("--wave"));
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (command == "wave") return wave(*arguments, folder);
    if (command == "import") return import(*arguments, folder);
    if (command == "demo") return demo(*arguments, folder);
    if (command == "backup") {
        if (arguments->words.size() != 1) return usage("Name the file to write.");
        return backup(folder, std::filesystem::absolute(arguments->words[0]).string());
    }
    return usage("There is no command '" + command + "'.");
}

}  // namespace otklik
