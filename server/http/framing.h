#pragma once
// Where a request begins and where it ends, read as strictly as RFC 9112 is written. httplib is lenient: it
// decodes %xx in headers, skips lines that it cannot read, takes "-2" for the length of a chunk and a body of
// unsaid length for one that lasts until the connection ends. What two servers read differently is how one
// request is smuggled inside another, so httplib is given the bytes of one request and then the end of the
// stream, and never a byte more of a request that is refused here. Nor is it given a Range, of which it
// refuses some: a part of an answer is never made here, and so asking for one is nothing (RFC 9110, 14.2).

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace otklik {

class RequestFrame {
  public:
    /// How many of the bytes that came next belong to this request: all, or those up to its end, or those up
    /// to where it breaks. Adds to `given` what httplib is given of them; of a line of the head nothing
    /// before it has come whole.
    std::size_t take(std::string_view bytes, std::string& given);

    bool complete() const { return part_ == Part::end; }
    bool broken() const { return part_ == Part::broken; }

  private:
    enum class Part { requestLine, headers, body, chunkSize, chunk, chunkEnd, lastChunk, end, broken };

    void takeOfLine(char byte, std::string& given);
    Part afterLine();
    Part afterRequestLine();
    Part afterHeader();
    Part afterHeaders() const;
    Part afterChunkSize();

    Part part_ = Part::requestLine;
    std::string line_;           // what has come of it, its end not included
    std::size_t headBytes_ = 0;  // of the request line and the headers
    std::uint64_t left_ = 0;     // of the body, or of the chunk
    bool hasHost_ = false, hasLength_ = false, isChunked_ = false, isOldVersion_ = false;
    bool isHidden_ = false;  // the line that has come whole is not given
};

}  // namespace otklik
