#pragma once
// `otklik status`: one screen in plain words of how the survey is, and what to do.

#include <chrono>
#include <optional>
#include <string>

#include "server/admin/machine.h"
#include "shared/text/locale.h"

namespace otklik {

/// What is known of a machine that serves a survey.
struct Situation {
    struct Wave {
        std::string id, opens;  ///< its name and first day
        WaveState state = WaveState::open;
        bool isTrial = false;
        std::int64_t fewerThan = 0;  ///< responses, see turnoutStep()
    };
    std::string storeProblem;  ///< why the folder cannot be read; empty: it can be
    std::optional<Wave> wave;  ///< the newest; nothing where there is none
    std::string
        serverProblem;  ///< what the server says ails it, or that it does not answer; empty: all is well
    bool hasBackupFolder = false;
    std::optional<std::chrono::seconds> copyAge;
    std::optional<std::int64_t> freeMegabytes;  ///< on the disk of the data
    bool hasCertificate = false;                ///< one is named in the configuration
    std::optional<int> certificateDays;  ///< that it is valid yet, negative: no more; nothing: unreadable
};

/// The screen, and whether anything on it is to be done.
struct Overview {
    std::string text;
    bool isWell = true;
};
Overview overviewOf(const Situation& situation, const Locale& locale);

/// What can be found out here: of the folder, the running server, the copies, the disk and the certificate.
Situation situationOf(const Config& config);

/// Prints it; with `mail` it is sent there by sendmail(8), too. 0: all is well; 1: there is something to do,
/// or it could not be sent.
int tellStatus(const Config& config, const std::string& language, const std::string& mail);

}  // namespace otklik
