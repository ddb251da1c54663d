#include "server/admin/audit.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "server/admin/owner.h"
#include "shared/base/json.h"

namespace otklik {

unsigned callingUser() {
    static const unsigned user = [] {
        const char* before = getuid() == 0 ? std::getenv("SUDO_UID") : nullptr;
        return before && *before ? static_cast<unsigned>(std::strtoul(before, nullptr, 10)) : getuid();
    }();
    return user;
}

void audit(const Folders& folders, const std::string& command, const std::string& what, bool isDone) {
    Json line = {{"day", SystemClock().today()}, {"uid", callingUser()}, {"do", command}};
    if (!what.empty()) line["what"] = what;
    line["result"] = isDone ? "done" : "refused";
    const std::string text = line.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
    const AsOwnerOf owner(folders.data);
    // What was refused makes nothing where nothing is.
    if (SystemDisk().look(folders.data + "/otklik.db") != Disk::Entry::file) return;
    const std::string file = folders.data + "/audit.log";
    const int log = open(file.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
    const bool isWritten =
        log >= 0 && write(log, text.data(), text.size()) == static_cast<ssize_t>(text.size());
    const int why = errno;
    if (log >= 0) close(log);
    if (!isWritten)
        std::fprintf(stderr, "otklik: what this command did could not be noted in %s: %s\n", file.c_str(),
                     std::strerror(why));
}

}  // namespace otklik
