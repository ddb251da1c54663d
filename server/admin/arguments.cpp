#include "server/admin/arguments.h"

#include <algorithm>
#include <charconv>

namespace otklik {

std::string Arguments::get(const std::string& flag, const std::string& fallback) const {
    const auto found = flags.find(flag);
    return found == flags.end() ? fallback : found->second.back();
}

Result<int> Arguments::number(const std::string& flag, int fallback) const {
    if (!has(flag)) return fallback;
    const std::string text = get(flag);
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error == std::errc() && end == text.data() + text.size() && value >= 0) return value;
    return Problem{"", "usage", flag + " takes a whole number, not '" + text + "'.", 0};
}

Result<Arguments> parseArguments(const std::vector<std::string>& line,
                                 const std::vector<std::string>& known) {
    Arguments arguments;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i].rfind("--", 0) != 0) {
            arguments.words.push_back(line[i]);
            continue;
        }
        const std::size_t equals = line[i].find('=');
        const std::string flag = line[i].substr(0, equals);
        const bool takesValue = std::find(known.begin(), known.end(), flag + "=") != known.end();
        if (!takesValue && std::find(known.begin(), known.end(), flag) == known.end())
            return Problem{"", "usage", "There is no flag " + flag + " here. See --help.", 0};
        std::string value;
        if (takesValue && equals != std::string::npos)
            value = line[i].substr(equals + 1);
        else if (takesValue && ++i < line.size())
            value = line[i];
        else if (takesValue)
            return Problem{"", "usage", flag + " wants a value.", 0};
        arguments.flags[flag].push_back(std::move(value));
    }
    return arguments;
}

}  // namespace otklik
