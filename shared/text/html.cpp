#include "shared/text/html.h"

#include <utility>

namespace otklik {
namespace {

void addEscaped(std::string& html, std::string_view text) {
    for (char c : text) switch (c) {
            case '&':
                html += "&amp;";
                break;
            case '<':
                html += "&lt;";
                break;
            case '>':
                html += "&gt;";
                break;
            case '"':
                html += "&quot;";
                break;
            case '\'':
                html += "&#39;";
                break;
            default:
                html += c;
        }
}

}  // namespace

void HtmlWriter::tag(const char* name, Attributes attributes) {
    html_.append("<").append(name);
    for (const HtmlAttribute& each : attributes) {
        if (!each.isWritten_) continue;
        html_.append(" ").append(each.name_);
        if (each.kind_ == HtmlAttribute::Kind::flag) continue;
        html_ += "=\"";
        if (each.kind_ == HtmlAttribute::Kind::number)
            html_ += std::to_string(each.number_);
        else
            addEscaped(html_, each.value_);
        html_ += '"';
    }
    html_ += '>';
}

HtmlWriter& HtmlWriter::open(const char* tag, Attributes attributes) {
    this->tag(tag, attributes);
    open_.push_back(tag);
    return *this;
}

HtmlWriter& HtmlWriter::close() {
    html_.append("</").append(open_.back()).append(">");
    open_.pop_back();
    return *this;
}

HtmlWriter& HtmlWriter::element(const char* tag, std::string_view text, Attributes attributes) {
    return open(tag, attributes).text(text).close();
}

HtmlWriter& HtmlWriter::empty(const char* tag, Attributes attributes) {
    this->tag(tag, attributes);
    return *this;
}

HtmlWriter& HtmlWriter::text(std::string_view text) {
    addEscaped(html_, text);
    return *this;
}

HtmlWriter& HtmlWriter::markup(std::string_view html) {
    html_ += html;
    return *this;
}

std::string HtmlWriter::take() {
    return std::exchange(html_, {});
}

}  // namespace otklik
