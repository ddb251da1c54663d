#pragma once
// A file of submissions as a kiosk saves it: a JSON list of what it would have sent. Reading and checking,
// with nothing stored yet.

#include <string>
#include <string_view>
#include <vector>

#include "server/redact/redactor.h"
#include "server/store/store.h"
#include "shared/base/json.h"

namespace otklik {

/// The list that the file holds; a problem where it holds anything else.
Result<Json> readImport(std::string_view text);

struct Import {
    std::vector<Submission> submissions;  ///< what can be stored, as far as the file tells
    std::vector<std::size_t> places;      ///< where each of them stands in the file
    std::vector<std::string> refused;     ///< a pointer to each of the others in the file, and why
};

/// Every item goes through what the network's go through.
Import checkImport(const Store& store, const Redactor& redactor, const Json& items);

}  // namespace otklik
