#pragma once
// Reads members of JSON that this project wrote, with their types.

#include <string>

#include "shared/base/json.h"
#include "shared/base/result.h"

namespace otklik {

/// The first member that is missing or of the wrong type is remembered; such a one is read as nothing.
struct MemberReader {
    Problems problems;

    const Json& member(const Json& json, const char* name, Json::value_t type) {
        static const Json nothing;
        const auto found = json.is_object() ? json.find(name) : json.end();
        const bool fits =
            json.is_object() && found != json.end() &&
            (found->type() == type || (type == Json::value_t::number_integer && found->is_number_integer()));
        if (fits) return *found;
        if (problems.empty())
            problems.push_back(
                Problem::at("/" + std::string(name), "wrong-type",
                            "The member " + std::string(name) + " is missing, or of another type."));
        return nothing;
    }
    std::string text(const Json& json, const char* name) {
        const Json& value = member(json, name, Json::value_t::string);
        return value.is_string() ? value.get<std::string>() : std::string();
    }
    std::int64_t number(const Json& json, const char* name) {
        const Json& value = member(json, name, Json::value_t::number_integer);
        return value.is_number_integer() ? value.get<std::int64_t>() : 0;
    }
    bool flag(const Json& json, const char* name) {
        const Json& value = member(json, name, Json::value_t::boolean);
        return value.is_boolean() && value.get<bool>();
    }
    const Json& list(const Json& json, const char* name) {
        static const Json none = Json::array();
        const Json& value = member(json, name, Json::value_t::array);
        return value.is_array() ? value : none;
    }
};

}  // namespace otklik
