#pragma once
// Texts in and out of a module's memory: the page asks for room with input(), writes UTF-8 into it and calls
// something; what that leaves in `output` it fetches with output() and output_length(). See
// web/page/module.mjs.

#include <string>

#define OTKLIK_EXPORT(name) __attribute__((export_name(#name)))

namespace otklik::bridge {

inline std::string input;   ///< what the page hands over
inline std::string output;  ///< what the page fetches

}  // namespace otklik::bridge
