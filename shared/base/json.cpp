// Bounded JSON reading in one pass. Always holds: no exception leaves or is thrown here (the WASM build has
// none), and what is nested too deeply, or is too much, is refused before it is built.

#include "shared/base/json.h"

#include <algorithm>
#include <vector>

namespace otklik {
namespace {

class Reader final : public Json::json_sax_t {
  public:
    explicit Reader(JsonBounds bounds) : bounds_(bounds) {}

    bool null() override { return add(nullptr); }
    bool boolean(bool value) override { return add(value); }
    bool number_integer(number_integer_t value) override { return add(value); }
    bool number_unsigned(number_unsigned_t value) override { return add(value); }
    bool number_float(number_float_t value, const string_t&) override { return add(value); }
    bool string(string_t& value) override { return add(std::move(value)); }
    bool binary(binary_t&) override { return false; }  // no JSON text has any
    bool start_object(std::size_t) override { return enter(Json::object()); }
    bool end_object() override { return leave(); }
    bool start_array(std::size_t) override { return enter(Json::array()); }
    bool end_array() override { return leave(); }
    bool key(string_t& name) override {
        const auto [member, added] = open_.back()->get_ref<Json::object_t&>().try_emplace(std::move(name));
        next_ = &member->second;
        if (added) return true;
        problem = Problem::about(member->first, "", "duplicate-member",
                                 "The member \"" + member->first + "\" occurs twice in one object.");
        return false;
    }
    bool parse_error(std::size_t position, const std::string&, const Json::exception&) override {
        const std::string byte = std::to_string(position);
        problem = Problem::about(byte, "", "not-json", "This is not valid JSON at byte " + byte + ".");
        return false;
    }

    Json root;
    Problem problem;

  private:
    /// Where the next value belongs: the whole text, an element of the open array, or the member just named.
    Json& place() {
        if (open_.empty()) return root;
        return open_.back()->is_array() ? open_.back()->get_ref<Json::array_t&>().emplace_back() : *next_;
    }
    bool isOneMore() {
        if (values_++ < bounds_.values) return true;
        problem = Problem::atLimit("", "too-many",
                                   "There are more than " + std::to_string(bounds_.values) + " values.",
                                   static_cast<long>(bounds_.values));
        return false;
    }
    bool add(Json value) {
        if (!isOneMore()) return false;
        place() = std::move(value);
        return true;
    }
    bool enter(Json empty) {
        if (open_.size() == bounds_.depth) {
            problem = Problem::atLimit("", "too-deep", "Arrays and objects are nested too deeply.",
                                       static_cast<long>(bounds_.depth));
            return false;
        }
        if (!isOneMore()) return false;
        Json& at = place();
        at = std::move(empty);
        open_.push_back(&at);  // stays where it is: its array gets no other element before it is closed
        return true;
    }
    bool leave() {
        open_.pop_back();
        return true;
    }

    JsonBounds bounds_;
    std::size_t values_ = 0;
    std::vector<Json*> open_;
    Json* next_ = nullptr;
};

}  // namespace

Result<Json> parseJson(std::string_view text, JsonBounds bounds) {
    Reader reader(bounds);
    if (!Json::sax_parse(text.begin(), text.end(), &reader)) return reader.problem;
    return std::move(reader.root);
}

bool isListOfStrings(const Json& json) {
    return json.is_array() &&
           std::all_of(json.begin(), json.end(), [](const Json& one) { return one.is_string(); });
}

std::string stringMember(const Json& object, const char* name, std::string_view fallback) {
    if (object.is_object()) {
        const auto found = object.find(name);
        if (found != object.end() && found->is_string()) return found->get<std::string>();
    }
    return std::string(fallback);
}

}  // namespace otklik
