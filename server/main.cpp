// What holds for every command, before the command line is read.

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <exception>

#include "server/admin/command_line.h"
#include "server/admin/saying.h"

namespace {

/// A file that is opened later must not get the number of a closed output, and with it what is written there.
void keepStandardFiles() {
    for (int file : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
        if (fcntl(file, F_GETFD) < 0) open(file == STDIN_FILENO ? "/dev/null" : "/dev/full", O_RDWR);
}

}  // namespace

int main(int argc, char** argv) {
    keepStandardFiles();
    // A core dump would hold answers.
    prctl(PR_SET_DUMPABLE, 0);
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
    // What is written, responses that wait and keys among it, is its owner's only.
    umask(077);
    try {
        return otklik::runCommand({argv + 1, argv + argc});
    } catch (const std::exception& error) {  // of a library, in a case that nobody thought of
        return otklik::refuse(std::string("Nothing more was done: ") + error.what());
    }
}
