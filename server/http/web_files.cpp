#include "server/http/web_files.h"

#include <brotli/encode.h>
#include <sodium.h>
#include <zlib.h>

#include <array>

#include "server/base/file.h"
#include "server/base/hex.h"
#include "shared/base/json.h"

namespace otklik {

std::string compressBrotli(const std::string& text) {
    constexpr int kQuality = 5;  // of pages made for one visitor: near the best size at a tenth of its time
    std::size_t size = BrotliEncoderMaxCompressedSize(text.size());
    std::string out(size, '\0');
    const auto* from = reinterpret_cast<const std::uint8_t*>(text.data());
    if (!BrotliEncoderCompress(kQuality, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, text.size(), from, &size,
                               reinterpret_cast<std::uint8_t*>(out.data())))
        return {};
    out.resize(size);
    return out;
}

std::string compressGzip(const std::string& text) {
    z_stream stream{};
    constexpr int kGzip = 16 + MAX_WBITS;
    if (deflateInit2(&stream, 6, Z_DEFLATED, kGzip, 8, Z_DEFAULT_STRATEGY) != Z_OK) return {};
    std::string out(deflateBound(&stream, static_cast<uLong>(text.size())) + 64, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const bool done = deflate(&stream, Z_FINISH) == Z_STREAM_END;
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return done ? out : std::string();
}

namespace {

using Sha256 = std::array<unsigned char, crypto_hash_sha256_BYTES>;

Sha256 sha256(const std::string& text) {
    Sha256 hash;
    crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(text.data()), text.size());
    return hash;
}

}  // namespace

std::string sha256Base64(const std::string& text) {
    const Sha256 hash = sha256(text);
    char base64[sodium_base64_ENCODED_LEN(crypto_hash_sha256_BYTES, sodium_base64_VARIANT_ORIGINAL)];
    sodium_bin2base64(base64, sizeof base64, hash.data(), hash.size(), sodium_base64_VARIANT_ORIGINAL);
    return base64;
}

std::string shortHash(const std::string& content) {
    const Sha256 hash = sha256(content);
    return toHex({reinterpret_cast<const char*>(hash.data()), 5});
}

std::string etagOf(const std::string& content) {
    return "W/\"" + sha256Base64(content).substr(0, 22) + '"';
}

Result<WebFiles> readWebFiles(const std::string& folder) {
    WebFiles files;
    if (folder.empty()) return files;
    auto text = readFile(folder + "/index.json");
    if (!text) return text.problems();
    auto index = parseJson(*text);
    if (!index || !index->is_object() || !index->contains("files") || !index->contains("styles"))
        return Problem::of("file", folder + "/index.json: not what scripts/build writes. Run scripts/build.");
    const auto read = [&](const std::string& name, std::string& into) {
        auto content = readFile(folder + "/" + name);
        if (content) into = std::move(*content);
        return static_cast<bool>(content);
    };
    for (const auto& [path, entry] : (*index)["files"].items()) {
        WebFile file;
        file.type = stringMember(entry, "type");
        file.immutable = entry.value("immutable", false);
        const std::string name = stringMember(entry, "file");
        if (!read(name, file.plain))
            return Problem::of("file", folder + "/" + name + ": missing. Run scripts/build.");
        read(name + ".br", file.brotli);
        read(name + ".gz", file.gzip);
        file.etag = etagOf(file.plain);
        files.byPath.emplace(path, std::move(file));
    }
    const Json& styles = (*index)["styles"];
    if (!read(stringMember(styles, "form"), files.formStyle) ||
        !read(stringMember(styles, "report"), files.reportStyle) ||
        !read(stringMember(styles, "charts"), files.chartStyle) ||
        !read(stringMember(*index, "script"), files.script) ||
        !read(stringMember(*index, "reportTail"), files.reportTail) ||
        !read(stringMember(*index, "head"), files.head) || !read(stringMember(*index, "tail"), files.tail))
        return Problem::of("file", folder + ": incomplete. Run scripts/build.");
    files.card = stringMember(*index, "card");
    return files;
}

}  // namespace otklik
