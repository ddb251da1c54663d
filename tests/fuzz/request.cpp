// Bytes of a connection: where our own reading says that a request ends, httplib has read all of it that it
// is given and would read no more, or has refused it; and it has one Host, and no Range.

#include <httplib.h>

#include "server/http/framing.h"
#include "tests/fuzz/fuzz.h"

using namespace otklik;

namespace {

class Bytes : public httplib::Stream {
  public:
    explicit Bytes(std::string_view text) : text_(text) {}
    bool allRead() const { return at_ == text_.size(); }
    bool readPastEnd() const { return past_; }

    bool is_readable() const override { return !allRead(); }
    bool wait_readable() const override { return true; }
    bool wait_writable() const override { return true; }
    ssize_t read(char* to, std::size_t size) override {
        const std::size_t part = text_.copy(to, size, at_);
        at_ += part;
        past_ = past_ || part == 0;
        return static_cast<ssize_t>(part);
    }
    ssize_t write(const char*, std::size_t size) override { return static_cast<ssize_t>(size); }
    void get_remote_ip_and_port(std::string&, int&) const override {}
    void get_local_ip_and_port(std::string&, int&) const override {}
    socket_t socket() const override { return INVALID_SOCKET; }
    time_t duration() const override { return 0; }

  private:
    std::string_view text_;
    std::size_t at_ = 0;
    bool past_ = false;
};

struct Reader : httplib::Server {
    int status = 0;
    std::size_t hosts = 0, ranges = 0;
    std::string version, body;

    Reader() {
        set_error_handler([this](const httplib::Request& request, httplib::Response& response) {
            status = response.status;
            hosts = request.get_header_value_count("Host");
            ranges = request.get_header_value_count("Range");
            version = request.version;
            body = request.body;
            return HandlerResponse::Handled;
        });
    }
    void read(Bytes& bytes) {
        bool closed = false;
        process_request(bytes, "", 0, "", 0, false, closed, nullptr);
    }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text = fuzz::text(data, size);
    RequestFrame whole, slow;
    std::string given, slowlyGiven;
    const std::size_t length = whole.take(text, given);
    std::size_t slowLength = 0;
    for (char byte : text) slowLength += slow.take({&byte, 1}, slowlyGiven);
    fuzz::require(slowLength == length && slowlyGiven == given && slow.complete() == whole.complete() &&
                  slow.broken() == whole.broken());
    fuzz::require(whole.complete() || whole.broken() || length == size);
    if (!whole.complete()) return 0;

    Reader reader;
    Bytes bytes(given);
    reader.read(bytes);
    // There is no route, so a request that could be read ends with a 404.
    if (reader.status != 404) return 0;
    fuzz::require(bytes.allRead() && (!bytes.readPastEnd() || reader.body.empty()));
    fuzz::require(reader.ranges == 0 &&
                  (reader.hosts == 1 || (reader.hosts == 0 && reader.version == "HTTP/1.0")));
    return 0;
}
