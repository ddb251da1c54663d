#include "server/http/framing.h"

#include <algorithm>
#include <charconv>

namespace otklik {
namespace {

constexpr std::size_t kLongestLine = 8192;
constexpr std::size_t kLongestHead = 32 * 1024;
constexpr std::size_t kLengthDigits = 15, kChunkDigits = 8;  // what a number of bytes can have at most

bool isTokenCharacter(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

bool isToken(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), isTokenCharacter);
}

bool isControl(char c) {
    return (static_cast<unsigned char>(c) < ' ' && c != '\t') || c == '\x7f';
}

/// ASCII only: `lower` is in lower case.
bool equalsIgnoringCase(std::string_view text, std::string_view lower) {
    return std::equal(text.begin(), text.end(), lower.begin(), lower.end(),
                      [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + ('a' - 'A') : a) == b; });
}

/// A name or an address, and maybe a port. Stricter than the grammar, which has it empty, or with signs that
/// no name of a host has: an address of http has a host always (RFC 9110, 4.2.1), and two servers could
/// take "a@b" or "a%2Fb" for different ones.
bool isHost(std::string_view text) {
    const bool isAddress = text.starts_with('[');  // of IPv6
    const std::size_t end = isAddress ? text.find(']') : std::min(text.find(':'), text.size());
    if (end == std::string_view::npos || end == (isAddress ? 1 : 0)) return false;
    const auto consistsOf = [](std::string_view part, auto test) {
        return std::all_of(part.begin(), part.end(), test);
    };
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    const auto isOfName = [&](char c) {
        return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '.' ||
               c == '_' || c == '~';
    };
    const auto isOfAddress = [&](char c) {
        return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == ':' || c == '.';
    };
    const std::string_view port = text.substr(isAddress ? end + 1 : end);
    return (isAddress ? consistsOf(text.substr(1, end - 1), isOfAddress)
                      : consistsOf(text.substr(0, end), isOfName)) &&
           (port.empty() || (port.starts_with(':') && consistsOf(port.substr(1), isDigit)));
}

/// The digits as a number; false where there is anything else, or too much.
bool readNumber(std::string_view digits, int base, std::size_t most, std::uint64_t& number) {
    if (digits.empty() || digits.size() > most || digits[0] == '-') return false;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number, base);
    return error == std::errc() && end == digits.data() + digits.size();
}

}  // namespace

std::size_t RequestFrame::take(std::string_view bytes, std::string& given) {
    std::size_t taken = 0;
    while (taken < bytes.size() && part_ != Part::end && part_ != Part::broken) {
        if (part_ != Part::body && part_ != Part::chunk) {
            takeOfLine(bytes[taken++], given);
            continue;
        }
        const std::uint64_t now = std::min<std::uint64_t>(left_, bytes.size() - taken);
        given += bytes.substr(taken, now);
        taken += now, left_ -= now;
        if (left_ == 0) part_ = part_ == Part::body ? Part::end : Part::chunkEnd;
    }
    return taken;
}

void RequestFrame::takeOfLine(char byte, std::string& given) {
    const bool returned = !line_.empty() && line_.back() == '\r';
    const bool isOfHead = part_ == Part::requestLine || part_ == Part::headers;
    if (isOfHead)
        ++headBytes_;
    else
        given += byte;
    if (byte == '\n' && returned) {
        line_.pop_back();
        isHidden_ = false;
        part_ = afterLine();
        if (isOfHead && !isHidden_ && !broken()) given += line_ + "\r\n";
        line_.clear();
        return;
    }
    // A line's end is both of its characters: servers differ in what one alone means.
    if (returned || (byte != '\r' && isControl(byte)) || line_.size() == kLongestLine ||
        headBytes_ > kLongestHead)
        part_ = Part::broken;
    line_ += byte;
}

RequestFrame::Part RequestFrame::afterLine() {
    switch (part_) {
        case Part::requestLine:
            return afterRequestLine();
        case Part::headers:
            return line_.empty() ? afterHeaders() : afterHeader();
        case Part::chunkSize:
            return afterChunkSize();
        case Part::chunkEnd:
            return line_.empty() ? Part::chunkSize : Part::broken;
        case Part::lastChunk:  // trailers: nobody sends them, and what they may say is disputed
            return line_.empty() ? Part::end : Part::broken;
        default:
            return Part::broken;
    }
}

RequestFrame::Part RequestFrame::afterRequestLine() {
    const std::string_view line = line_;
    const std::size_t first = line.find(' '), last = line.rfind(' ');
    if (first == std::string_view::npos || !isToken(line.substr(0, first))) return Part::broken;
    if (last <= first + 1 || line.find_first_of(" \t", first + 1) != last) return Part::broken;
    const std::string_view version = line.substr(last + 1);
    isOldVersion_ = version == "HTTP/1.0";
    return isOldVersion_ || version == "HTTP/1.1" ? Part::headers : Part::broken;
}

RequestFrame::Part RequestFrame::afterHeader() {
    const std::string_view line = line_;
    const std::size_t colon = line.find(':');
    // A line that begins with a space continues the one before, to some; a space before the colon hides a
    // name.
    if (colon == std::string_view::npos || !isToken(line.substr(0, colon))) return Part::broken;
    const std::string_view name = line.substr(0, colon);
    std::string_view value = line.substr(colon + 1);
    value.remove_prefix(std::min(value.find_first_not_of(" \t"), value.size()));
    value = value.substr(0, value.find_last_not_of(" \t") + 1);
    if (equalsIgnoringCase(name, "host")) {
        if (hasHost_ || !isHost(value)) return Part::broken;
        hasHost_ = true;
    } else if (equalsIgnoringCase(name, "range")) {
        isHidden_ = true;
    } else if (equalsIgnoringCase(name, "content-length")) {
        if (hasLength_ || !readNumber(value, 10, kLengthDigits, left_)) return Part::broken;
        hasLength_ = true;
    } else if (equalsIgnoringCase(name, "transfer-encoding")) {
        if (isChunked_ || !equalsIgnoringCase(value, "chunked")) return Part::broken;
        isChunked_ = true;
    }
    return Part::headers;
}

RequestFrame::Part RequestFrame::afterHeaders() const {
    if (!hasHost_ && !isOldVersion_) return Part::broken;
    if (isChunked_) return hasLength_ || isOldVersion_ ? Part::broken : Part::chunkSize;
    return left_ > 0 ? Part::body : Part::end;
}

RequestFrame::Part RequestFrame::afterChunkSize() {
    const std::string_view size = std::string_view(line_).substr(0, line_.find(';'));
    if (!readNumber(size, 16, kChunkDigits, left_)) return Part::broken;
    return left_ > 0 ? Part::chunk : Part::lastChunk;
}

}  // namespace otklik
