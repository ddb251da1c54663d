#pragma once
// What is in a file that is a ZIP archive, such as a workbook.

#include <doctest/doctest.h>
#include <zlib.h>

#include <map>
#include <string>

namespace otklik::test {

/// The files of a ZIP archive, by name.
inline std::map<std::string, std::string> unzipped(const std::string& archive) {
    std::map<std::string, std::string> files;
    const auto number = [&](std::size_t at, int bytes) {
        std::size_t value = 0;
        for (int i = bytes; i-- > 0;)
            value = value << 8 | static_cast<unsigned char>(archive[at + static_cast<std::size_t>(i)]);
        return value;
    };
    for (std::size_t at = 0; archive.compare(at, 4, "PK\3\4") == 0;) {
        const std::size_t packed = number(at + 18, 4), size = number(at + 22, 4), name = number(at + 26, 2);
        const std::size_t begin = at + 30 + name + number(at + 28, 2);
        std::string text(size, '\0');
        z_stream stream{};
        REQUIRE(inflateInit2(&stream, -MAX_WBITS) == Z_OK);
        stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(&archive[begin]));
        stream.avail_in = static_cast<uInt>(packed);
        stream.next_out = reinterpret_cast<Bytef*>(text.data());
        stream.avail_out = static_cast<uInt>(size);
        CHECK(inflate(&stream, Z_FINISH) == Z_STREAM_END);
        inflateEnd(&stream);
        files[archive.substr(at + 30, name)] = text;
        at = begin + packed;
    }
    return files;
}

}  // namespace otklik::test
