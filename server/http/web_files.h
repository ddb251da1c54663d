#pragma once
// The client's files, read once at start: no path from a request ever reaches the file system.

#include <map>
#include <string>

#include "shared/base/result.h"

namespace otklik {

struct WebFile {
    std::string type, plain, brotli, gzip, etag;
    std::string name;  ///< under which it is saved; empty: it is shown
    bool immutable = false;
};

struct WebFiles {
    std::map<std::string, WebFile, std::less<>> byPath;
    std::string formStyle, reportStyle;  ///< inlined into pages
    std::string script;                  ///< inlined too: what the root element needs before painting
    std::string head;                    ///< markup of every page's head: `script`, the icon
    std::string tail;                    ///< markup at the end of the form's body: the app's script
    std::string reportTail;              ///< the same of the report's page
    std::string chartStyle;              ///< of charts that are files, in light colours
    std::string card;                    ///< the address of the picture that links to pages show

    /// The picture's address at `site`, empty where there is none.
    std::string cardOf(const std::string& site) const { return card.empty() ? card : site + card; }
};

/// Reads DIR/index.json and what it lists. An empty `folder` gives none.
Result<WebFiles> readWebFiles(const std::string& folder);

std::string compressBrotli(const std::string& text);
std::string compressGzip(const std::string& text);
/// Base64 of the SHA-256, as CSP wants it.
std::string sha256Base64(const std::string& text);
/// Ten hexadecimal digits of it, for the name of a file that never changes.
std::string shortHash(const std::string& content);
/// A strong ETag, quotes included: the same for the same content.
std::string etagOf(const std::string& content);

}  // namespace otklik
