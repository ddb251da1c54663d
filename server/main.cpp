// Wires everything: the command line picks a command; serve joins store, HTTP and the administrator's socket.

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "server/admin/command_line.h"

int main(int argc, char** argv) {
    // A core dump would hold answers.
    prctl(PR_SET_DUMPABLE, 0);
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
    // What waits for a mix and the secret are in files: they are their owner's only.
    umask(077);
    return otklik::runCommand({argv + 1, argv + argc});
}
