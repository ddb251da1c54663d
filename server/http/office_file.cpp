// An emblem is shown as an image, in which browsers run nothing. It can also be opened by its own address, so
// it is refused where it holds more than a picture.

#include "server/http/office_file.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>

#include "server/base/file.h"
#include "shared/base/json.h"
#include "shared/base/pointer.h"
#include "shared/text/utf8.h"

namespace otklik {
namespace {

constexpr std::size_t kMostBytes = 64 * 1024, kMostLetters = 300;
constexpr std::string_view kPng = "\x89PNG\r\n\x1A\n";

/// What makes an SVG more than a picture, in small letters; tags may have a prefix.
constexpr std::array<std::string_view, 9> kActive = {
    "<script",  ":script", "javascript:", "<foreignobject", ":foreignobject",
    "<!entity", "<iframe", ":iframe",     "@import"};

bool isSpace(char letter) {
    return letter == ' ' || letter == '\t' || letter == '\r' || letter == '\n';
}

/// An attribute whose name begins with "on".
bool hasHandler(std::string_view small) {
    for (std::size_t at = small.find("on"); at != std::string_view::npos; at = small.find("on", at + 1)) {
        if (at == 0 || !isSpace(small[at - 1])) continue;
        std::size_t end = at;
        while (end < small.size() && (std::isalnum(static_cast<unsigned char>(small[end])) != 0)) ++end;
        while (end < small.size() && isSpace(small[end])) ++end;
        if (end < small.size() && small[end] == '=') return true;
    }
    return false;
}

/// A link to anything but a part of the picture itself.
bool leadsOut(std::string_view small) {
    for (const std::string_view link : {"href", "url("})
        for (std::size_t at = small.find(link); at != std::string_view::npos; at = small.find(link, at + 1)) {
            const std::size_t to = small.find_first_not_of(" \t\r\n='\"", at + link.size());
            if (to == std::string_view::npos || small[to] != '#') return true;
        }
    return false;
}

/// What follows a byte order mark and what an XML file may begin with.
std::string_view withoutProlog(std::string_view text) {
    constexpr std::string_view kMark = "\xEF\xBB\xBF";
    if (text.starts_with(kMark)) text.remove_prefix(kMark.size());
    for (;;) {
        text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
        const std::string_view end = text.starts_with("<?")      ? "?>"
                                     : text.starts_with("<!--")  ? "-->"
                                     : text.starts_with("<!doc") ? ">"
                                                                 : "";
        const std::size_t at = end.empty() ? text.npos : text.find(end);
        if (at == text.npos) return text;
        text.remove_prefix(at + end.size());
    }
}

bool isPicture(std::string_view svg) {
    std::string small(svg);
    std::transform(small.begin(), small.end(), small.begin(),
                   [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
    const bool isActive = std::any_of(kActive.begin(), kActive.end(), [&](std::string_view active) {
        return small.find(active) != std::string::npos;
    });
    return withoutProlog(small).starts_with("<svg") && !isActive && !hasHandler(small) && !leadsOut(small);
}

/// Reads the members of an office's file, and finds what is wrong with them.
class Members {
  public:
    Members(const Json& json, std::string path) : json_(json), path_(std::move(path)) {
        static constexpr std::array<std::string_view, 7> known = {
            "name", "shortName", "order", "emblem", "reception", "licence", "licenceAddress"};
        for (const auto& [member, value] : json.items())
            if (std::find(known.begin(), known.end(), member) == known.end())
                wrong(
                    "/" + pointerToken(member),
                    "there is no such member; there are name, shortName, order, emblem, reception, licence, "
                    "licenceAddress.");
    }

    LocalizedText text(const char* member) {
        const auto found = json_.find(member);
        const std::string at = std::string("/") + member;
        LocalizedText text;
        if (found == json_.end()) return text;
        if (found->is_string()) {
            add(text, "default", *found, at);
        } else if (found->is_object()) {
            for (const auto& [language, words] : found->items())
                add(text, language, words, at + "/" + pointerToken(language));
        } else {
            wrong(at, "a string is expected, or an object of strings by language.");
        }
        return text;
    }
    std::string string(const char* member) {
        const auto found = json_.find(member);
        if (found == json_.end()) return {};
        if (found->is_string()) return found->get<std::string>();
        wrong(std::string("/") + member, "a string is expected.");
        return {};
    }
    void wrong(const std::string& pointer, const char* detail) {
        addProblem(problems, Problem::at(pointer, "file", path_ + pointer + ": " + detail));
    }

    Problems problems;

  private:
    void add(LocalizedText& text, const std::string& language, const Json& words, const std::string& at) {
        if (!words.is_string() || words.get<std::string>().empty() ||
            countCodePoints(words.get<std::string>()) > kMostLetters)
            return wrong(at, "words are expected, at most 300 letters.");
        text.set(language, words.get<std::string>());
    }

    const Json& json_;
    const std::string path_;
};

/// Why `content` is no emblem; null: it is one.
const char* emblemProblem(const std::string& content) {
    if (content.size() > kMostBytes)
        return "the picture is larger than 64 KiB. Make it smaller: it is shown 28 pixels high.";
    if (!content.starts_with(kPng) && !isPicture(content))
        return "a PNG is expected, or an SVG that is only a picture: without scripts, handlers and links to "
               "other files. Export it as a plain SVG, or as a PNG.";
    return nullptr;
}

WebFile emblemFile(std::string content) {
    const bool isPng = content.starts_with(kPng);
    WebFile file;
    file.type = isPng ? "image/png" : "image/svg+xml";
    file.plain = std::move(content);
    file.immutable = true;
    if (!isPng) file.brotli = compressBrotli(file.plain), file.gzip = compressGzip(file.plain);
    file.etag = etagOf(file.plain);
    return file;
}

/// Reads the emblem, if there is one, and gives it its address.
void readEmblem(const std::string& name, const std::string& folder, Members& members, OfficeFile& file) {
    if (name.empty()) return;
    if (name.find('/') != std::string::npos)
        return members.wrong("/emblem", "the name of a file in the same folder is expected.");
    auto content = readFile(folder + "/" + name);
    if (!content)
        return members.wrong("/emblem",
                             "there is no such file in this folder. Put it there, or take the member out.");
    if (const char* problem = emblemProblem(*content)) return members.wrong("/emblem", problem);
    file.emblem = emblemFile(std::move(*content));
    file.office.emblem =
        "/a/emblem-" + shortHash(file.emblem->plain) + (file.emblem->type == "image/png" ? ".png" : ".svg");
}

}  // namespace

Result<OfficeFile> readOffice(const std::string& path) {
    auto text = readFile(path);
    if (!text) return text.problems();
    auto json = parseJson(*text);
    if (!json || !json->is_object())
        return Problem::of("file", path + ": JSON is expected, an object" +
                                       (json ? "." : ": " + json.problems().front().detail));
    Members members(*json, path);
    OfficeFile file;
    file.office.name = members.text("name");
    file.office.shortName = members.text("shortName");
    file.office.order = members.text("order");
    file.office.reception = members.string("reception");
    const std::string& reception = file.office.reception;
    if (!reception.empty() && !reception.starts_with("https://") && !reception.starts_with("mailto:"))
        members.wrong("/reception", "an address that begins with https:// or mailto: is expected.");
    file.office.licence = members.string("licence");
    file.office.licenceAddress = members.string("licenceAddress");
    if (!file.office.licenceAddress.empty() && !file.office.licenceAddress.starts_with("https://"))
        members.wrong("/licenceAddress", "an address that begins with https:// is expected.");
    const std::string folder = std::filesystem::path(path).parent_path().string();
    readEmblem(members.string("emblem"), folder.empty() ? "." : folder, members, file);
    if (!members.problems.empty()) return members.problems;
    return file;
}

}  // namespace otklik
