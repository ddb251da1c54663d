#include "server/admin/asking.h"

#include <unistd.h>

#include <cerrno>

namespace otklik {
namespace {

/// One byte, so that nothing is read that another question, or another program, is to read. False at the end.
bool typedByte(char& byte) {
    ssize_t got;
    do got = read(STDIN_FILENO, &byte, 1);
    while (got < 0 && errno == EINTR);
    return got == 1;
}

}  // namespace

void show(std::string_view text) {
    while (!text.empty()) {
        const ssize_t wrote = write(STDERR_FILENO, text.data(), text.size());
        if (wrote < 0 && errno == EINTR) continue;
        if (wrote <= 0) return;
        text.remove_prefix(static_cast<std::size_t>(wrote));
    }
}

std::optional<std::string> typedLine() {
    std::string line;
    line.reserve(kMostTyped);
    char byte = 0;
    if (!typedByte(byte)) return std::nullopt;
    do {
        if (byte == '\n') break;
        if (line.size() < kMostTyped) line += byte;
    } while (typedByte(byte));
    return line;
}

bool confirm(const std::string& question, bool yes) {
    if (yes) return true;
    show(question + " [y/N] ");
    const std::optional<std::string> answer = typedLine();
    return answer == "y" || answer == "Y" || answer == "yes" || answer == "Yes" || answer == "YES";
}

}  // namespace otklik
