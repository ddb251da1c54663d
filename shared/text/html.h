#pragma once
// HTML, and the SVG in it, is written by this alone, so that escaping is one place to audit: whatever a
// caller hands over as text or as an attribute's value is escaped, and names of tags and attributes are the
// program's own.

#include <concepts>
#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace otklik {

/// Lives as long as the call that it is an argument of.
class HtmlAttribute {
  public:
    HtmlAttribute(std::string_view name, std::string_view value) : name_(name), value_(value) {}
    HtmlAttribute(std::string_view name, int value) : name_(name), kind_(Kind::number), number_(value) {}
    /// One without a value, such as «checked»: written where it holds.
    template <std::same_as<bool> Flag>
    HtmlAttribute(std::string_view name, Flag holds) : name_(name), kind_(Kind::flag), isWritten_(holds) {}
    /// Written only where `holds`.
    HtmlAttribute(std::string_view name, std::string_view value, bool holds)
        : name_(name), value_(value), isWritten_(holds) {}

  private:
    friend class HtmlWriter;
    enum class Kind { text, number, flag };
    std::string_view name_, value_;
    Kind kind_ = Kind::text;
    int number_ = 0;
    bool isWritten_ = true;
};

class HtmlWriter {
  public:
    using Attributes = std::initializer_list<HtmlAttribute>;

    HtmlWriter() = default;
    /// With room for what must not stay in memory: a text that grows leaves a copy of itself behind.
    explicit HtmlWriter(std::size_t room) { html_.reserve(room); }

    HtmlWriter& open(const char* tag, Attributes attributes = {});
    /// Ends what was opened last and is not ended yet.
    HtmlWriter& close();
    /// A whole element that holds `text`, or nothing.
    HtmlWriter& element(const char* tag, std::string_view text = {}, Attributes attributes = {});
    /// One that has no end, such as <input>.
    HtmlWriter& empty(const char* tag, Attributes attributes = {});
    HtmlWriter& text(std::string_view text);
    /// What another writer took.
    HtmlWriter& markup(std::string_view html);

    /// What was written, whose elements are all ended; the writer is empty again.
    std::string take();

  private:
    void tag(const char* name, Attributes attributes);

    std::string html_;
    std::vector<const char*> open_;
};

}  // namespace otklik
