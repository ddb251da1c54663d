#include "server/base/file.h"

#include <fstream>
#include <sstream>

namespace otklik {

Result<std::string> readFile(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream content;
    // An empty file is one; to write nothing would be an error of the stream.
    if (file.peek() != std::ifstream::traits_type::eof()) content << file.rdbuf();
    if (!file || !content) return Problem::of("file", path + ": the file cannot be read.");
    return content.str();
}

}  // namespace otklik
