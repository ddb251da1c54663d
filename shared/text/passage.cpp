// A line begins with '#' where it is a heading and with '*' where it is an entry of a list, else with a
// space; what is strong stands between the characters 2 and 3, which no text of a definition has.

#include "shared/text/passage.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "shared/text/utf8.h"

namespace otklik {
namespace {

constexpr char kStrong = '\x02', kPlain = '\x03';

bool isSpace(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

struct Entity {
    std::string_view name, text;
};
constexpr Entity kEntities[] = {
    {"amp", "&"},   {"lt", "<"},    {"gt", ">"},     {"quot", "\""}, {"apos", "'"},   {"nbsp", "\u00a0"},
    {"laquo", "«"}, {"raquo", "»"}, {"mdash", "—"},  {"ndash", "–"}, {"hellip", "…"}, {"copy", "©"},
    {"bull", "•"},  {"rarr", "→"},  {"numero", "№"}, {"ldquo", "“"}, {"rdquo", "”"},  {"bdquo", "„"},
};

class Reading {
  public:
    Reading(std::string_view html, std::vector<std::string>& leftOut) : html_(html), leftOut_(leftOut) {}

    std::string lines() {
        while (at_ < html_.size()) {
            if (html_[at_] == '<' && tag()) continue;
            if (html_[at_] == '&' && entity()) continue;
            put(html_[at_++]);
        }
        end();
        return std::move(lines_);
    }

  private:
    void put(char c) {
        if (!isSpace(c))
            line_ += c;
        else if (!line_.empty() && line_.back() != ' ')
            line_ += ' ';
    }
    void put(std::string_view text) { line_ += text; }

    /// Ends the block; one without words is none.
    void end() {
        if (isStrong_) line_ += kPlain;
        while (!line_.empty() && line_.back() == ' ') line_.pop_back();
        std::string words = line_;
        std::erase_if(words, [](char c) { return c == kStrong || c == kPlain; });
        if (!isBlank(words)) {
            if (!lines_.empty()) lines_ += '\n';
            lines_ += kind_ + line_;
        }
        line_ = isStrong_ ? std::string(1, kStrong) : "";
        kind_ = ' ';
    }

    bool entity() {
        const std::size_t stop = html_.find(';', at_);
        if (stop == html_.npos || stop - at_ > 10) return false;
        const std::string_view name = html_.substr(at_ + 1, stop - at_ - 1);
        for (const Entity& each : kEntities)
            if (each.name == name) {
                put(each.text);
                at_ = stop + 1;
                return true;
            }
        if (name.size() < 2 || name[0] != '#') return false;
        const bool isHex = name[1] == 'x' || name[1] == 'X';
        std::uint32_t code = 0;
        for (const char c : name.substr(isHex ? 2 : 1)) {
            const int digit = c >= '0' && c <= '9'            ? c - '0'
                              : isHex && c >= 'a' && c <= 'f' ? c - 'a' + 10
                              : isHex && c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                              : -1;
            if (digit < 0 || code > 0x10FFFF) return false;
            code = code * (isHex ? 16 : 10) + static_cast<std::uint32_t>(digit);
        }
        std::string text;
        appendUtf8(text, code);
        if (code > 0x10FFFF || (code >= 0xD800 && code < 0xE000) || hasHiddenControl(text, false))
            return false;
        put(text);
        at_ = stop + 1;
        return true;
    }

    /// Reads a tag, a comment, or an element whose text is not for people; false where it is none.
    bool tag() {
        if (html_.substr(at_, 4) == "<!--") {
            const std::size_t stop = html_.find("-->", at_);
            at_ = stop == html_.npos ? html_.size() : stop + 3;
            return true;
        }
        std::size_t i = at_ + 1;
        const bool closes = i < html_.size() && html_[i] == '/';
        if (closes) ++i;
        std::string name;
        for (; i < html_.size() && (((html_[i] | 0x20) >= 'a' && (html_[i] | 0x20) <= 'z') ||
                                    (!name.empty() && html_[i] >= '0' && html_[i] <= '9'));
             ++i)
            name += static_cast<char>(html_[i] >= 'A' && html_[i] <= 'Z' ? html_[i] | 0x20 : html_[i]);
        if (name.empty()) return false;
        const std::size_t attributes = i;
        for (char quote = 0; i < html_.size() && (quote || html_[i] != '>'); ++i) {
            if (quote ? html_[i] == quote : html_[i] == '"' || html_[i] == '\'') quote = quote ? 0 : html_[i];
        }
        const std::string_view inside = html_.substr(attributes, i - attributes);
        at_ = std::min(html_.size(), i + 1);
        element(name, closes, inside);
        return true;
    }

    void element(const std::string& name, bool closes, std::string_view attributes) {
        const auto isOneOf = [&](const auto& names) {
            return std::find(names.begin(), names.end(), name) != names.end();
        };
        static constexpr std::array<std::string_view, 14> kBlocks = {
            "p",       "div",     "br",     "ul",     "ol", "table",      "tr",
            "section", "article", "header", "footer", "hr", "blockquote", "center"};
        static constexpr std::array<std::string_view, 6> kHeadings = {"h1", "h2", "h3", "h4", "h5", "h6"};
        static constexpr std::array<std::string_view, 9> kPlainText = {
            "span", "i", "em", "u", "small", "font", "sub", "tbody", "thead"};
        static constexpr std::array<std::string_view, 2> kCells = {"td", "th"};
        if (name == "script" || name == "style") {
            if (closes) return;
            leave(name);
            const std::string stop = "</" + name;
            const auto isSame = [](char a, char b) { return (a | 0x20) == (b | 0x20); };
            const auto found = std::search(html_.begin() + static_cast<std::ptrdiff_t>(at_), html_.end(),
                                           stop.begin(), stop.end(), isSame);
            at_ = static_cast<std::size_t>(found - html_.begin());
        } else if (isOneOf(kBlocks)) {
            end();
        } else if (isOneOf(kHeadings) || name == "li") {
            end();
            if (!closes) kind_ = name == "li" ? '*' : '#';
        } else if (name == "b" || name == "strong") {
            if (isStrong_ != closes) return;
            isStrong_ = !closes;
            line_ += closes ? kPlain : kStrong;
        } else if (name == "a") {
            link(closes, attributes);
        } else if (isOneOf(kCells)) {
            put(' ');
        } else if (!isOneOf(kPlainText) && !closes) {
            leave(name);
        }
    }

    /// The page leads nowhere else: what a link would open stands behind its words.
    void link(bool closes, std::string_view attributes) {
        if (!closes) {
            address_.clear();
            linkBegins_ = line_.size();
            const std::size_t found = attributes.find("href=");
            if (found == attributes.npos || found + 6 >= attributes.size()) return;
            const char quote = attributes[found + 5];
            const std::string_view rest = attributes.substr(found + 6);
            if (quote == '"' || quote == '\'') address_ = rest.substr(0, rest.find(quote));
            return;
        }
        const bool isWeb = address_.starts_with("http://") || address_.starts_with("https://");
        const bool isSaid = linkBegins_ <= line_.size() && line_.find(address_, linkBegins_) != line_.npos;
        if (isWeb && !isSaid) put(" (" + address_ + ")");
        address_.clear();
    }

    void leave(const std::string& name) {
        if (std::find(leftOut_.begin(), leftOut_.end(), name) == leftOut_.end()) leftOut_.push_back(name);
    }

    std::string_view html_;
    std::vector<std::string>& leftOut_;
    std::size_t at_ = 0, linkBegins_ = 0;
    std::string lines_, line_, address_;
    char kind_ = ' ';
    bool isStrong_ = false;
};

}  // namespace

std::string PassageBlock::text() const {
    std::string all;
    for (const Run& run : runs) all += run.text;
    return all;
}

std::string passageLines(std::string_view html, std::vector<std::string>& leftOut) {
    return Reading(html, leftOut).lines();
}

std::vector<PassageBlock> passageBlocks(std::string_view lines) {
    std::vector<PassageBlock> blocks;
    while (!lines.empty()) {
        const std::string_view line = lines.substr(0, lines.find('\n'));
        lines.remove_prefix(std::min(lines.size(), line.size() + 1));
        if (line.empty()) continue;
        PassageBlock block;
        block.kind = line[0] == '#'   ? PassageBlock::Kind::heading
                     : line[0] == '*' ? PassageBlock::Kind::entry
                                      : PassageBlock::Kind::paragraph;
        block.runs.emplace_back();
        for (const char c : line.substr(1)) {
            if (c != kStrong && c != kPlain)
                block.runs.back().text += c;
            else if (block.runs.back().text.empty())
                block.runs.back().isStrong = c == kStrong;
            else
                block.runs.push_back({{}, c == kStrong});
        }
        if (block.runs.back().text.empty()) block.runs.pop_back();
        blocks.push_back(std::move(block));
    }
    return blocks;
}

}  // namespace otklik
