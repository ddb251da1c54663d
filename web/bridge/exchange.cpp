#include "web/bridge/exchange.h"

extern "C" {

/// Room for `length` bytes of UTF-8 that the next call reads.
OTKLIK_EXPORT(input) char* otklik_input(int length) {
    otklik::bridge::input.resize(static_cast<std::size_t>(length));
    return otklik::bridge::input.data();
}

OTKLIK_EXPORT(output) const char* otklik_output() {
    return otklik::bridge::output.data();
}

OTKLIK_EXPORT(output_length) int otklik_output_length() {
    return static_cast<int>(otklik::bridge::output.size());
}
}
