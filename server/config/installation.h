#pragma once
// Where the program finds what belongs to it, by its own place: beside an installed one (PREFIX/bin/otklik)
// that is PREFIX/share/otklik, in a checkout (build/native/otklik) build/web and assets.

#include <string>

namespace otklik {

struct Installation {
    std::string web;               ///< the client; empty in a checkout where none is built
    std::string locales, surveys;  ///< folders
    std::string config;            ///< the configuration where none is named; it may not be there
};

/// `program`: the path of the program that runs.
Installation installationOf(const std::string& program);
/// This program's.
const Installation& installation();

/// A survey that is named without a path ("order-50-01-05-62") is the shipped one of that name; anything else
/// is a file.
std::string surveyFile(const std::string& name);

}  // namespace otklik
