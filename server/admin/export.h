#pragma once

#include <string>

namespace otklik {

/// Writes mixed open answers as CSV (wave;question;text, UTF-8 with BOM) to the standard output, in key
/// order, which is random.
int exportTexts(const std::string& database, const std::string& wave);

}  // namespace otklik
