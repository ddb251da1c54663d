#include "server/admin/command_line.h"

#include <CLI/CLI.hpp>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <map>

#include "server/admin/audit.h"
#include "server/admin/check.h"
#include "server/admin/demo.h"
#include "server/admin/files.h"
#include "server/admin/kiosk_pin.h"
#include "server/admin/overview.h"
#include "server/admin/saying.h"
#include "server/admin/serve.h"
#include "server/admin/version.h"
#include "server/admin/waves.h"
#include "server/config/config.h"
#include "server/config/installation.h"
#include "server/store/clock.h"
#include "shared/text/locale.h"

namespace otklik {
namespace {

constexpr int kNotUnderstood = 2;

const CLI::Validator kName(
    [](std::string& name) {
        return isPlainName(name)
                   ? std::string()
                   : "'" + name + "' is no name: 1 to 32 of a-z, 0-9 and '-' are expected, such as 2026";
    },
    "NAME");

const CLI::Validator kSite(
    [](std::string& text) {
        const auto site = siteFrom(text);
        if (!site)
            return "'" + text + "' is no site: https://NAME is expected, such as https://opros.example.ru";
        text = *site;
        return std::string();
    },
    "https://NAME");

/// Decimal, and nothing else: CLI11 would take 010 for eight, and spaces for nothing.
const CLI::Validator kDigits(
    [](std::string& text) {
        const bool isPlain = !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
        return isPlain && (text == "0" || text[0] != '0') ? std::string()
                                                          : "'" + text + "' is no whole number such as 10";
    },
    "");

const CLI::Validator kZone(
    [](std::string& name) {
        return useTimeZone(name) ? std::string()
                                 : "'" + name + "' is no time zone that this machine knows: a name of " +
                                       "/usr/share/zoneinfo is expected, such as " + kTimeZone;
    },
    "ZONE");

const CLI::Validator kMail(
    [](std::string& address) {
        const std::size_t at = address.find('@');
        const bool isPlain = at != std::string::npos && at > 0 && at + 1 < address.size() &&
                             address.find_first_of(" <>,;\"\r\n\t") == std::string::npos && address[0] != '-';
        return isPlain ? std::string()
                       : "'" + address + "' is no address: one is expected, such as it@example.ru";
    },
    "ADDRESS");

const CLI::Validator kSurvey(
    [](std::string& name) {
        name = surveyFile(name);
        return std::string();
    },
    "");

const CLI::Validator kSomething(
    [](std::string& text) { return std::string(text.empty() ? "it is empty" : ""); }, "");

/// A flag with a whole number.
template <typename T>
CLI::Option* number(CLI::App* command, const char* flag, T& into, int least, int most,
                    const std::string& what) {
    return command->add_option(flag, into, what)
        ->check(kDigits)
        ->check(CLI::Range(least, most))
        ->type_name("N");
}

/// What all commands that have a folder take.
void folder(CLI::App* command, Folders& into) {
    // It was read before the line was: see configOf().
    command
        ->add_option_function<std::string>(
            "--config", [](const std::string&) {}, "The configuration (" + installation().config + ")")
        ->type_name("FILE")
        ->check(kSomething);
    command->add_option("--data", into.data, "The folder with the responses (" + into.data + ")")
        ->type_name("DIR")
        ->check(kSomething);
    command->add_option("--keys", into.namedKeys, "The folder with the keys (DIR-keys, beside DIR)")
        ->type_name("DIR")
        ->check(kSomething);
    // The check makes it the process's.
    command
        ->add_option_function<std::string>(
            "--timezone", [](const std::string&) {},
            "The office's, in which days are told (Asia/Yekaterinburg)")
        ->check(kZone);
}

/// In which language a command speaks.
void language(CLI::App* command, std::string& into) {
    command->add_option("--lang", into, "Say it in this language, such as ru (the machine's)")
        ->type_name("LANGUAGE")
        ->check(kSomething);
}

/// A file with a ballot key, for scripts.
CLI::Option* keyFile(CLI::App* command, std::string& into, const std::string& what) {
    return command->add_option("--key-file", into, what)->type_name("FILE")->check(kSomething);
}

/// An answer to what would be asked.
void yes(CLI::App* command, bool& into) {
    command->add_flag("--yes", into, "Do not ask for confirmation");
}

/// A name that is a word, and once was a flag.
void waveId(CLI::App* command, std::string& word, std::string& flag) {
    auto* option =
        command->add_option("ID", word, "The wave's name, in addresses and files (this year)")->check(kName);
    command->add_option("--id", flag, "The same as ID")->check(kName)->excludes(option);
}

int printConfig(const Config& config) {
    std::printf("%s\n", configJson(config).dump(2).c_str());
    return 0;
}

/// The commands, and what the one that was called does.
class CommandLine {
  public:
    /// `config`: what was read of `file`. Of what is wrong in it is told once the line is understood.
    CommandLine(const Result<Config>& config, const std::string& file) : config_(config) {
        if (config) serving_.config = *config;
        const Config& settings = serving_.config;
        useTimeZone(settings.timezone);
        for (Folders* folders : {&checking_.folders, &opening_.folders, &ending_.folders, &folders_})
            *folders = settings.folders;
        checking_.localesDir = text_.localesDir = settings.http.localesDir;
        checking_.configFile = file;
        app_.name("otklik");
        app_.require_subcommand(1);
        app_.set_version_flag("--version", programVersion());
        addServe();
        addWave();
        addFiles();
        addCheck();
        addStatus();
        add(&app_, "kiosk-pin", "Makes the PIN of a terminal's staff panel", makeKioskPin);
        addDemo();
        app_.footer("otklik COMMAND --help tells more. DIR is ./data unless it is named.");
    }

    int run(const std::vector<std::string>& line) {
        try {
            app_.parse(std::vector<std::string>(line.rbegin(), line.rend()));
        } catch (const CLI::ParseError& error) {
            if (error.get_exit_code() == 0) return app_.exit(error);  // --help, --version
            // What nobody expected says more than what is missing.
            const std::vector<std::string> extra = app_.remaining(true);
            refuse((extra.empty() ? error.what() : "'" + extra.front() + "' is not expected here") +
                   ". See: " + nameOf(called()) + " --help");
            return kNotUnderstood;
        }
        if (!config_ && !checksConfig()) return refuse(config_.problems());
        static_cast<void>(callingUser());  // before the command becomes somebody else
        const int code = act_();
        if (const auto noted = noted_.find(called()); noted != noted_.end())
            audit(*noted->second, nameOf(called()).substr(std::string_view("otklik ").size()),
                  subjectOf(called()), code == 0);
        return code;
    }

  private:
    CLI::App* add(CLI::App* parent, const char* name, const char* what, std::function<int()> act) {
        CLI::App* command = parent->add_subcommand(name, what);
        command->callback([this, act = std::move(act)] { act_ = act; });
        return command;
    }

    /// A command that changes what is in its folder, or takes out of it: it is noted there.
    CLI::App* addNoted(CLI::App* parent, const char* name, const char* what, Folders& folders,
                       std::function<int()> act) {
        CLI::App* command = add(parent, name, what, std::move(act));
        folder(command, folders);
        noted_[command] = &folders;
        return command;
    }
    /// The wave or file that it is about.
    std::string subjectOf(const CLI::App* command) const {
        for (const CLI::Option* option : command->get_options())
            if (option->get_positional() && option->count() > 0) return option->results().front();
        return command->get_name() == "open" ? opening_.id : waveId_;
    }

    /// The innermost command that the line named so far.
    const CLI::App* called() const {
        const CLI::App* command = &app_;
        for (auto inner = command->get_subcommands(); !inner.empty(); inner = command->get_subcommands())
            command = inner.back();
        return command;
    }
    /// Whoever has a configuration mended needs its check.
    bool checksConfig() const {
        return called()->get_name() == "check" && checking_.file.empty() && called()->count("--config") > 0;
    }
    static std::string nameOf(const CLI::App* command) {
        return command->get_parent() ? nameOf(command->get_parent()) + " " + command->get_name()
                                     : command->get_name();
    }

    void addServe() {
        CLI::App* command = add(&app_, "serve", "Serves the form, the report and the API", [this] {
            return printsConfig_ ? printConfig(serving_.config) : serve(serving_);
        });
        ServerOptions& http = serving_.config.http;
        VisitorLimits& limits = http.limits;
        folder(command, serving_.config.folders);
        command->add_flag("--print-config", printsConfig_,
                          "Say what holds, as the configuration would, and end");
        command->add_flag("--create", serving_.create, "Make a database where there is none");
        command->add_option("--host", http.host, "The address to listen on (127.0.0.1)");
        number(command, "--port", http.port, 0, kMostPort, "The port (8080); 0 asks for a free one");
        command->add_option("--web", http.webDir, "The client (what belongs to this program)")
            ->type_name("DIR");
        command->add_option("--locales", http.localesDir, "The languages (what belongs to this program)")
            ->type_name("DIR");
        command->add_option("--kiosk", http.kiosks, "A terminal's name, for /?kiosk=NAME; may be repeated")
            ->check(kName)
            ->allow_extra_args(false);
        number(command, "--connections-per-address", limits.connections, 0, kMostConnections,
               "At once from one address (64); 448 in all, a thread each");
        number(command, "--responses-per-hour", limits.responsesPerHour, 1, kMostPerHour,
               "From one address, or IPv6 /64 (600); a tenth at once, or 60");
        number(command, "--network-responses-per-hour", limits.networkPerHour, 1, kMostPerHour,
               "From an IPv4 /24 or IPv6 /56 (2400)");
        number(command, "--provider-responses-per-hour", limits.providerPerHour, 1, kMostPerHour,
               "From an IPv6 /48 (4800)");
        number(command, "--all-responses-per-hour", limits.everybodyPerHour, 1, kMostPerHour,
               "From everybody (20000)");
        command->add_flag(
            "--behind-proxy", http.behindProxy,
            "Take the address from X-Real-IP, which a proxy on this machine sets and which limits "
            "connections itself");
        command->add_option("--site", http.site, "How the public reaches the server, for preview cards")
            ->check(kSite);
        number(command, "--metrics-port", serving_.config.metricsPort, 0, kMostPort,
               "Figures for Prometheus at 127.0.0.1:PORT/metrics; counts change once a minute");
    }

    void addWave() {
        CLI::App* wave = app_.add_subcommand("wave", "Opens, stops, closes and lists the runs of a survey");
        wave->require_subcommand(1);

        CLI::App* open =
            addNoted(wave, "open", "Begins to take responses to a survey", opening_.folders, [this] {
                opening_.id = !waveId_.empty()     ? waveId_
                              : !waveFlag_.empty() ? waveFlag_
                                                   : SystemClock().today().substr(0, 4);
                return openWave(opening_);
            });
        waveId(open, waveId_, waveFlag_);
        open->add_option("--survey", opening_.surveyFile, "The definition, or the name of a shipped one")
            ->required()
            ->type_name("FILE")
            ->transform(kSurvey)
            ->check(kSomething);
        CLI::Option* trial =
            open->add_flag("--trial", opening_.trial,
                           "For trying: figures at once, the ballot key in DIR, and «trial» on everything");
        keyFile(open, opening_.keyFile, "Write the ballot key there, or read it, instead of showing it")
            ->excludes(trial);
        open->add_option("--key-page", opening_.keyPage, "Write a page with the ballot key to print")
            ->type_name("FILE.html")
            ->check(kSomething)
            ->excludes(trial);
        number(open, "--threshold", opening_.threshold, kLeastThreshold, kMostThreshold,
               "B: responses are counted when 2B to 3B wait, and B stay (20)");
        number(open, "--period", opening_.periodDays, kLeastPeriodDays, kMostPeriodDays,
               "Days after which the sums get noise, in case the ballot key is lost (30)");
        open->add_flag("--interim", opening_.interim,
                       "Publish the main figures after each period, too; worth it from 1,000 responses on")
            ->excludes(trial);
        number(open, "--grace", opening_.graceDays, 0, kMostGraceDays,
               "Days after the stop on which late responses are taken (30)");
        open->add_option("--channel", opening_.channels,
                         "Where people may come from (site, vk, ok, kiosk); may be repeated")
            ->check(kName)
            ->allow_extra_args(false);
        open->add_flag("--if-none", opening_.ifNone, "Do nothing where a wave is open");

        CLI::App* stop = addNoted(wave, "stop", "Offers the form no more; late responses are still taken",
                                  ending_.folders, [this] { return stopWave(ending_); });
        CLI::App* close = addNoted(wave, "close", "Publishes the results; it cannot be undone",
                                   ending_.folders, [this] { return closeWave(ending_); });
        for (CLI::App* command : {stop, close}) {
            command->add_option("ID", ending_.id, "The wave")->required()->check(kName);
            keyFile(command, ending_.keyFile, "Read the ballot key there instead of asking for it");
        }
        close
            ->add_flag("--without-key", ending_.withoutKey,
                       "The ballot key is lost: publish the noisy sums alone")
            ->excludes(close->get_option("--key-file"));
        yes(close, ending_.yes);
        CLI::App* discard = addNoted(wave, "discard", "Destroys what waits in a wave, as after a flood",
                                     ending_.folders, [this] { return discardWaiting(ending_); });
        discard->add_option("ID", ending_.id, "The wave")->required()->check(kName);
        discard->add_flag("--waiting", waiting_, "What has not been counted yet: the last that came")
            ->required();
        yes(discard, ending_.yes);
        folder(add(wave, "list", "Lists the waves", [this] { return listWaves(folders_); }), folders_);
    }

    void addFiles() {
        CLI::App* command = addNoted(&app_, "export", "Writes open answers as CSV on the standard output",
                                     folders_, [this] { return exportTexts(folders_, waveId_); });
        command->add_option("--wave", waveId_, "Of one wave alone")->check(kName);

        command =
            addNoted(&app_, "themes", "Publishes, once, of what the open answers of a closed wave speak",
                     folders_, [this] { return countThemes(folders_, waveId_, file_, yes_); });
        command->add_option("WAVE", waveId_, "The wave")->required()->check(kName);
        command->add_option("FILE", file_, "A table of theme;question;words, as CSV in UTF-8")
            ->required()
            ->check(kSomething);
        yes(command, yes_);

        CLI::App* report =
            app_.add_subcommand("report", "Puts the office's own words beside a wave's figures");
        report->require_subcommand(1);
        command = addNoted(
            report, "text", "Puts the text in FILE beside the figures, or takes it away", folders_, [this] {
                if (remove_) return removeOfficeText(folders_, text_.wave, text_.language);
                if (text_.file.empty() || text_.signature.empty()) {
                    refuse("FILE and --signed are required, or --remove. See: otklik report text --help");
                    return kNotUnderstood;
                }
                return putOfficeText(folders_, text_);
            });
        text_.language = kMainLanguage;
        command->add_option("WAVE", text_.wave, "The wave, which has published figures")
            ->required()
            ->check(kName);
        CLI::Option* put =
            command
                ->add_option("FILE", text_.file,
                             "Markdown: ## headings, lists, quotes, **strong**, *emphasised*, links")
                ->check(kSomething);
        command->add_option("--signed", text_.signature, "Who says it, such as a department")
            ->type_name("NAME")
            ->check(kSomething);
        command->add_option("--day", text_.day, "The day under the text, such as 2026-12-01 (today)")
            ->type_name("DAY")
            ->check(kSomething);
        command->add_option("--language", text_.language, "Of the text, such as en; each has one (ru)")
            ->type_name("LANGUAGE")
            ->check(kSomething);
        command->add_flag("--remove", remove_, "Take the text away")
            ->excludes(put)
            ->excludes("--signed")
            ->excludes("--day");

        CLI::App* texts = app_.add_subcommand("texts", "Destroys the open answers of a closed wave");
        texts->require_subcommand(1);
        command = addNoted(texts, "forget", "Destroys them, for good", folders_,
                           [this] { return forgetTexts(folders_, waveId_, yes_); });
        command->add_option("WAVE", waveId_, "The wave")->required()->check(kName);
        yes(command, yes_);

        command = addNoted(&app_, "import", "Stores submissions that a kiosk saved, each once", folders_,
                           [this] { return importSubmissions(folders_, file_); });
        command->add_option("FILE", file_, "What the kiosk saved")->required()->check(kSomething);

        command = addNoted(&app_, "backup", "Writes a consistent copy, also while serving", folders_, [this] {
            if (!file_.empty()) return backUp(folders_, file_, keep_);
            const BackupPlan& plan = serving_.config.backup;
            if (plan.folder.empty()) {
                refuse("Name a FILE or a folder: the configuration's backup.folder names none.");
                return kNotUnderstood;
            }
            return backUp(folders_, plan.folder, keep_ > 0 ? keep_ : plan.keep);
        });
        command
            ->add_option("FILE", file_,
                         "A file, or a folder for a dated one (the configuration's backup.folder)")
            ->check(kSomething);
        number(command, "--keep", keep_, 1, kMostCopies,
               "Copies that stay in the folder; older ones are removed");

        command = addNoted(&app_, "restore", "Puts a copy in the place of what a folder holds", folders_,
                           [this] { return restore(folders_, file_, closed_, notClosed_); });
        command->add_option("FILE", file_, "What otklik backup wrote")->required()->check(kSomething);
        command
            ->add_option("--closed", closed_,
                         "A wave that was closed after the copy was made; may be repeated")
            ->check(kName)
            ->allow_extra_args(false);
        command->add_option("--not-closed", notClosed_, "One that was certainly not; may be repeated")
            ->check(kName)
            ->allow_extra_args(false);

        command = addNoted(&app_, "upgrade", "Brings the folder of an older version to this one's format",
                           folders_, [this] { return upgrade(folders_, keyFile_); });
        keyFile(command, keyFile_, "Write the ballot key of a wave that is not closed there, or read it");
    }

    void addCheck() {
        CLI::App* command =
            add(&app_, "check", "Checks a survey, a locale, a folder, a copy, or the configuration", [this] {
                if (!checking_.file.empty()) return checkFile(checking_);
                if (checksConfig()) return checkConfig(config_, checking_);
                refuse("A FILE is required, or --config. See: otklik check --help");
                return kNotUnderstood;
            });
        keyFile(command, checking_.keyFile, "A ballot key, which opens what only it can");
        command->add_option("FILE", checking_.file, "A definition, a locale, a copy, or a folder")
            ->check(kSomething);
        command
            ->add_option("--against", checking_.against, "Compare a definition with that of this wave in DIR")
            ->type_name("WAVE")
            ->check(kName);
        command->add_flag("--json", checking_.isJson,
                          "Say it for a program: what is refused, doubtful, understood");
        language(command, checking_.language);
        folder(command, checking_.folders);
        command->get_option("--config")
            ->expected(0, 1)
            ->description("Without FILE: check this configuration (" + installation().config + ")");
    }

    void addStatus() {
        CLI::App* command = add(&app_, "status", "Says how the survey is and what to do, on one screen",
                                [this] { return tellStatus(serving_.config, checking_.language, mail_); });
        command->add_option("--mail", mail_, "Send it there, too, by sendmail")
            ->type_name("ADDRESS")
            ->check(kMail);
        language(command, checking_.language);
        folder(command, serving_.config.folders);
    }

    void addDemo() {
        CLI::App* command =
            add(&app_, "demo", "Makes closed waves of made-up responses, in a folder of their own",
                [this] { return demo(demonstration_); });
        number(command, "--responses", demonstration_.responses, 0, kMostDemoResponses,
               "Of each wave (1000)");
        number(command, "--waves", demonstration_.waves, 1, kMostDemoWaves, "Up to this year (3)");
        number(command, "--seed", demonstration_.seed, 0, 2'147'483'647,
               "The same seed makes the same report (1)");
        demonstration_.surveyFile = surveyFile("order-50-01-05-62");
        command->add_option("--survey", demonstration_.surveyFile, "The definition, or a shipped one's name")
            ->type_name("FILE")
            ->transform(kSurvey);
        folder(command, demonstration_.folders);
    }

    const Result<Config>& config_;
    CLI::App app_{"An anonymous survey, its server and its tools."};
    std::function<int()> act_;
    Serving serving_{.config = defaultConfig()};
    Checking checking_;
    WaveOpening opening_;
    DemoOptions demonstration_;
    WaveEnding ending_;
    Folders folders_;
    OfficeTextFile text_;
    std::map<const CLI::App*, const Folders*> noted_;
    std::string waveId_, waveFlag_, file_, keyFile_, mail_;
    std::vector<std::string> closed_, notClosed_;
    bool yes_ = false, waiting_ = false, remove_ = false, printsConfig_ = false;
    int keep_ = 0;
};

/// What the configuration says that a line names, or that belongs to this program: it decides what the flags
/// of the line begin with, so it is read before the line is.
Result<Config> configOf(const std::vector<std::string>& line, std::string& file) {
    file = installation().config;
    bool isNamed = false;
    constexpr std::string_view kFlag = "--config";
    for (std::size_t i = 0; i < line.size(); ++i) {
        const bool isApart = line[i] == kFlag && i + 1 < line.size() && !line[i + 1].starts_with('-');
        const bool isJoined = line[i].starts_with(kFlag) && line[i][kFlag.size()] == '=';
        if (isApart || isJoined)
            file = isApart ? line[i + 1] : line[i].substr(kFlag.size() + 1), isNamed = true;
    }
    std::error_code error;
    return isNamed || std::filesystem::exists(file, error) ? readConfig(file)
                                                           : Result<Config>(defaultConfig());
}

}  // namespace

int runCommand(const std::vector<std::string>& words) {
    const bool asksForHelp = words.size() == 1 && words[0] == "help";
    const std::vector<std::string> line = asksForHelp ? std::vector<std::string>{"--help"} : words;
    std::string file;
    const auto config = configOf(line, file);
    CommandLine commands(config, file);
    int code = commands.run(line);
    // What was said may wait in memory for a full disk.
    errno = 0;
    if ((std::fflush(stdout) != 0 || std::ferror(stdout)) && code == 0)
        code = refuse(std::string("The output could not be written whole: ") +
                      (errno ? std::strerror(errno) : "the disk took only a part") + ".");
    return code;
}

}  // namespace otklik
