// Bounded JSON reading: one SAX pass refuses depth and duplicate members before the second one builds the
// tree. Always holds: no exception leaves or is thrown here (the WASM build has none).

#include "shared/base/json.h"

#include <set>

namespace otklik {
namespace {

class Guard final : public Json::json_sax_t {
  public:
    explicit Guard(std::size_t maxDepth) : maxDepth_(maxDepth) {}

    bool null() override { return true; }
    bool boolean(bool) override { return true; }
    bool number_integer(number_integer_t) override { return true; }
    bool number_unsigned(number_unsigned_t) override { return true; }
    bool number_float(number_float_t, const string_t&) override { return true; }
    bool string(string_t&) override { return true; }
    bool binary(binary_t&) override { return true; }
    bool start_object(std::size_t) override { return enter(); }
    bool end_object() override { return leave(); }
    bool start_array(std::size_t) override { return enter(); }
    bool end_array() override { return leave(); }
    bool key(string_t& name) override {
        if (members_.back().insert(name).second) return true;
        problem = {"", "duplicate-member", "The member \"" + name + "\" occurs twice in one object.", 0};
        return false;
    }
    bool parse_error(std::size_t position, const std::string&, const Json::exception&) override {
        problem = {"", "not-json", "This is not valid JSON at byte " + std::to_string(position) + ".", 0};
        return false;
    }

    Problem problem;

  private:
    bool enter() {
        members_.emplace_back();
        if (members_.size() <= maxDepth_) return true;
        problem = {"", "too-deep", "Arrays and objects are nested too deeply.", static_cast<long>(maxDepth_)};
        return false;
    }
    bool leave() {
        members_.pop_back();
        return true;
    }

    std::size_t maxDepth_;
    std::vector<std::set<std::string>> members_;
};

}  // namespace

Result<Json> parseJson(std::string_view text, std::size_t maxDepth) {
    Guard guard(maxDepth);
    if (!Json::sax_parse(text.begin(), text.end(), &guard)) return guard.problem;
    Json json = Json::parse(text.begin(), text.end(), nullptr, false);
    if (json.is_discarded()) return Problem{"", "not-json", "This is not valid JSON.", 0};
    return json;
}

std::string pointerToken(std::string_view name) {
    std::string token;
    for (char c : name) {
        if (c == '~') {
            token += "~0";
        } else if (c == '/') {
            token += "~1";
        } else {
            token += c;
        }
    }
    return token;
}

std::string stringMember(const Json& object, const char* name, std::string_view fallback) {
    if (object.is_object()) {
        const auto found = object.find(name);
        if (found != object.end() && found->is_string()) return found->get<std::string>();
    }
    return std::string(fallback);
}

}  // namespace otklik
