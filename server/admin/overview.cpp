#include "server/admin/overview.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <spawn.h>
#include <sys/statvfs.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <memory>

#include "server/admin/backups.h"
#include "server/admin/health.h"
#include "server/admin/language.h"
#include "server/admin/owner.h"
#include "server/admin/saying.h"
#include "server/admin/waves.h"
#include "server/base/file.h"

namespace otklik {
namespace {

constexpr std::int64_t kLeastMegabytes = 1024;
constexpr int kLeastCertificateDays = 14;

/// Builds the screen line by line.
class Screen {
  public:
    Screen(const Situation& situation, const Locale& locale) : now_(situation), locale_(locale) {}

    Overview overview() {
        wave();
        server();
        copy();
        disk();
        certificate();
        std::string text;
        for (const auto& [name, words] : lines_)
            text += locale_.text(std::string("status.") + name) + ": " + words + "\n";
        text += "\n" + locale_.text(todo_.empty() ? "status.well" : "status.todo") + "\n";
        for (std::size_t i = 0; i < todo_.size(); ++i) text += std::to_string(i + 1) + ". " + todo_[i] + "\n";
        return {text, todo_.empty()};
    }

  private:
    void say(const char* name, std::string words) { lines_.emplace_back(name, std::move(words)); }
    void toDo(const char* key, const Locale::Arguments& arguments = {}) {
        todo_.push_back(locale_.text(std::string("status.do-") + key, arguments));
    }

    void wave() {
        if (!now_.storeProblem.empty()) {
            say("survey", now_.storeProblem);
            return toDo("store");
        }
        if (!now_.wave) {
            say("survey", locale_.text("status.none"));
            return toDo("open");
        }
        const Situation::Wave& wave = *now_.wave;
        const char* state = wave.state == WaveState::open      ? "status.open"
                            : wave.state == WaveState::stopped ? "status.stopped"
                                                               : "status.closed";
        std::string words = locale_.text(state, {{"wave", wave.id}, {"opens", locale_.date(wave.opens)}});
        if (wave.state != WaveState::closed)
            words += ", " + locale_.text("status.turnout",
                                         {{"n", locale_.number(static_cast<double>(wave.fewerThan))}});
        if (wave.isTrial) words += ", " + locale_.text("status.trial");
        say("survey", words);
        if (wave.state == WaveState::stopped) toDo("close", {{"wave", wave.id}});
    }

    void server() {
        say("server", now_.serverProblem.empty() ? locale_.text("status.serves") : now_.serverProblem);
        if (!now_.serverProblem.empty()) toDo("server");
    }

    void copy() {
        if (!now_.hasBackupFolder) {
            say("copy", locale_.text("status.no-folder"));
            return toDo("folder");
        }
        if (!now_.copyAge) {
            say("copy", locale_.text("status.no-copy"));
            return toDo("copy");
        }
        const auto hours = std::chrono::floor<std::chrono::hours>(*now_.copyAge).count();
        say("copy", hours < 1    ? locale_.text("status.copy-now")
                    : hours < 48 ? locale_.plural("status.copy-hours", hours)
                                 : locale_.plural("status.copy-days", hours / 24));
        if (*now_.copyAge > kOldestCopy) toDo("copy");
    }

    void disk() {
        if (!now_.freeMegabytes) return;
        const double gigabytes = static_cast<double>(*now_.freeMegabytes) / 1024;
        say("disk", locale_.text("status.free", {{"n", locale_.number(gigabytes, gigabytes < 10 ? 1 : 0)}}));
        if (*now_.freeMegabytes < kLeastMegabytes) toDo("disk");
    }

    void certificate() {
        if (!now_.hasCertificate) return;
        if (!now_.certificateDays) {
            say("certificate", locale_.text("status.certificate-unreadable"));
            return toDo("certificate-file");
        }
        const int days = *now_.certificateDays;
        say("certificate", days < 0 ? locale_.text("status.certificate-over")
                                    : locale_.plural("status.certificate-days", days));
        if (days < kLeastCertificateDays) toDo("certificate");
    }

    const Situation& now_;
    const Locale& locale_;
    std::vector<std::pair<const char*, std::string>> lines_;
    std::vector<std::string> todo_;
};

/// Nothing where the file is no certificate that can be read.
std::optional<int> daysOfCertificate(const std::string& file) {
    const std::unique_ptr<FILE, int (*)(FILE*)> pem(std::fopen(file.c_str(), "re"), std::fclose);
    if (!pem) return std::nullopt;
    const std::unique_ptr<X509, void (*)(X509*)> found(PEM_read_X509(pem.get(), nullptr, nullptr, nullptr),
                                                       X509_free);
    int days = 0, seconds = 0;
    if (!found || ASN1_TIME_diff(&days, &seconds, nullptr, X509_get0_notAfter(found.get())) != 1)
        return std::nullopt;
    return days < 0 || seconds < 0 ? -1 : days;
}

void lookAtStore(const Folders& folders, Situation& situation) {
    SystemDisk disk;
    auto reader = readStore(folders.data, disk);
    if (!reader) {
        if (disk.look(folders.data + "/otklik.db") != Disk::Entry::none)
            situation.storeProblem = reader.status().detail();
        return;
    }
    const auto snapshot = (*reader)->snapshot();
    if (!snapshot) {
        situation.storeProblem = snapshot.status().detail();
        return;
    }
    const Wave* wave = snapshot->open();
    if (!wave && !snapshot->waves.empty()) wave = &snapshot->waves.back();
    if (!wave) return;
    const auto turnout = (*reader)->turnout(wave->id);
    situation.wave = {wave->id, wave->opens, wave->state, wave->trial,
                      turnoutStep(turnout ? turnout->taken() : 0)};
}

/// Empty where the server answers and is well.
std::string problemOfServer(const Config& config) {
    const std::string& host = config.http.host;
    const auto answer = askHealth(host, config.http.port, std::chrono::seconds(5));
    if (!answer)
        return "http://" + host + ":" + std::to_string(config.http.port) +
               "/healthz: " + httplib::to_string(answer.error());
    if (answer->status == 200) return {};
    const auto problem = parseJson(answer->body);
    const std::string detail = problem && problem->is_object() ? stringMember(*problem, "detail") : "";
    return detail.empty() ? "HTTP " + std::to_string(answer->status) : detail;
}

/// A mail's subject in letters beyond ASCII (RFC 2047).
std::string encoded(const std::string& subject) {
    std::string base64(4 * ((subject.size() + 2) / 3) + 1, '\0');
    const int size = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(base64.data()),
                                     reinterpret_cast<const unsigned char*>(subject.data()),
                                     static_cast<int>(subject.size()));
    base64.resize(static_cast<std::size_t>(size));
    return "=?UTF-8?B?" + base64 + "?=";
}

/// True where it was handed over.
bool send(const std::string& to, const std::string& subject, const std::string& text) {
    int ends[2];
    if (pipe(ends) != 0) return false;
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[0], STDIN_FILENO);
    posix_spawn_file_actions_addclose(&actions, ends[1]);
    std::string program = "sendmail", flag = "-oi", end = "--", address = to;
    char* words[] = {program.data(), flag.data(), end.data(), address.data(), nullptr};
    pid_t child = 0;
    setenv("PATH", "/usr/sbin:/usr/bin:/usr/lib", 1);
    const int failed = posix_spawnp(&child, words[0], &actions, nullptr, words, environ);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[0]);
    const std::string mail = "To: " + to + "\nSubject: " + encoded(subject) +
                             "\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
                             "Content-Transfer-Encoding: 8bit\n\n" +
                             text;
    bool isWritten = failed == 0;
    for (std::size_t at = 0; isWritten && at < mail.size();) {
        const ssize_t put = write(ends[1], mail.data() + at, mail.size() - at);
        isWritten = put > 0;
        at += isWritten ? static_cast<std::size_t>(put) : 0;
    }
    close(ends[1]);
    int code = 1;
    return failed == 0 && waitpid(child, &code, 0) == child && isWritten && code == 0;
}

}  // namespace

Overview overviewOf(const Situation& situation, const Locale& locale) {
    return Screen(situation, locale).overview();
}

Situation situationOf(const Config& config) {
    Situation situation;
    // Before becoming somebody who may not read it.
    situation.hasCertificate = !config.certificate.empty();
    if (situation.hasCertificate) situation.certificateDays = daysOfCertificate(config.certificate);
    becomeOwnerOf(config.folders.data);
    lookAtStore(config.folders, situation);
    situation.serverProblem = problemOfServer(config);
    situation.hasBackupFolder = !config.backup.folder.empty();
    if (situation.hasBackupFolder) situation.copyAge = ageOfLatestCopy(config.backup.folder);
    struct statvfs disk {};
    if (statvfs(config.folders.data.c_str(), &disk) == 0)
        situation.freeMegabytes =
            static_cast<std::int64_t>(disk.f_bavail) * static_cast<std::int64_t>(disk.f_frsize) / (1 << 20);
    return situation;
}

int tellStatus(const Config& config, const std::string& language, const std::string& mail) {
    const auto locale = localeFor(language, config.http.localesDir);
    if (!locale) return refuse(locale.problems().front().detail);
    const Overview overview = overviewOf(situationOf(config), *locale);
    std::printf("%s", printable(overview.text).c_str());
    const std::string subject = locale->text(overview.isWell ? "status.mail-well" : "status.mail-todo");
    if (!mail.empty() && !send(mail, subject, overview.text))
        return refuse("The mail to " + mail +
                      " could not be handed to sendmail. Install one (such as Debian's msmtp-mta), or leave "
                      "--mail out.");
    return overview.isWell ? 0 : 1;
}

}  // namespace otklik
