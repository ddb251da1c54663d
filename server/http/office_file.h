#pragma once
// The office as its own file describes it, with the picture beside that file. All members may be missing:
//   {"name": TEXT, "shortName": TEXT, "order": TEXT, "emblem": "emblem.svg", "reception": "https://...",
//    "licence": "CC BY 4.0", "licenceAddress": "https://..."}
// TEXT is a string, or an object of strings by language.

#include <optional>
#include <string>

#include "server/http/web_files.h"
#include "shared/base/result.h"
#include "shared/form/office.h"

namespace otklik {

struct OfficeFile {
    Office office;
    std::optional<WebFile> emblem;  ///< served at office.emblem
};

/// Problems name the file, the member, and what to do. The emblem is a PNG, or an SVG that holds nothing but
/// a picture: no script, no other files, at most 64 KiB.
Result<OfficeFile> readOffice(const std::string& path);

}  // namespace otklik
