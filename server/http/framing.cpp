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

/// The digits as a number; false where there is anything else, or too much.
bool readNumber(std::string_view digits, int base, std::size_t most, std::uint64_t& number) {
    if (digits.empty() || digits.size() > most || digits[0] == '-') return false;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number, base);
    return error == std::errc() && end == digits.data() + digits.size();
}

}  // namespace

std::size_t RequestFrame::take(std::string_view bytes) {
    std::size_t taken = 0;
    while (taken < bytes.size() && part_ != Part::end && part_ != Part::broken) {
        if (part_ != Part::body && part_ != Part::chunk) {
            takeOfLine(bytes[taken++]);
            continue;
        }
        const std::uint64_t now = std::min<std::uint64_t>(left_, bytes.size() - taken);
        taken += now, left_ -= now;
        if (left_ == 0) part_ = part_ == Part::body ? Part::end : Part::chunkEnd;
    }
    return taken;
}

void RequestFrame::takeOfLine(char byte) {
    const bool returned = !line_.empty() && line_.back() == '\r';
    if (part_ == Part::requestLine || part_ == Part::headers) ++headBytes_;
    if (byte == '\n' && returned) {
        line_.pop_back();
        part_ = afterLine();
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
    if (equalsIgnoringCase(name, "content-length")) {
        if (hasLength_ || !readNumber(value, 10, kLengthDigits, left_)) return Part::broken;
        hasLength_ = true;
    } else if (equalsIgnoringCase(name, "transfer-encoding")) {
        if (isChunked_ || !equalsIgnoringCase(value, "chunked")) return Part::broken;
        isChunked_ = true;
    }
    return Part::headers;
}

RequestFrame::Part RequestFrame::afterHeaders() const {
    if (isChunked_) return hasLength_ || isOldVersion_ ? Part::broken : Part::chunkSize;
    return left_ > 0 ? Part::body : Part::end;
}

RequestFrame::Part RequestFrame::afterChunkSize() {
    const std::string_view size = std::string_view(line_).substr(0, line_.find(';'));
    if (!readNumber(size, 16, kChunkDigits, left_)) return Part::broken;
    return left_ > 0 ? Part::chunk : Part::lastChunk;
}

}  // namespace otklik
