// md4c calls back for what it finds, and tells of no place but by the letters that it hands over, which lie
// in the text. So a problem gets the line of the first letters behind it; what has none is looked for behind
// the last letters before it.

#include "server/report/office_text_file.h"

#include <md4c.h>

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <functional>

#include "server/store/clock.h"
#include "shared/text/utf8.h"

namespace otklik {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// Markdown of every dialect is known, so that it is refused by its name and not shown as letters.
constexpr unsigned kDialect =
    MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS | MD_FLAG_PERMISSIVEATXHEADERS;

constexpr const char* kLevel =
    "A heading of another level than ##. Write ## before each heading; where # itself begins a line, \\#.";
constexpr const char* kUnderlined =
    "A line of - or = makes a heading of what stands above it. Write ## before a heading, or take the line "
    "away.";
constexpr const char* kRule = "A line across the page. Take it away; a ## heading divides a text.";
constexpr const char* kCode =
    "Code: words between ` or ```, or behind four spaces or a tab. Take these away.";
constexpr const char* kHtml = "HTML. Take it away; where < is meant as a letter, write \\<.";
constexpr const char* kImage = "An image. Take it away, or put a link to it: [words](https://…).";
constexpr const char* kTable = "A table. Write a list, an item a line: - words.";
constexpr const char* kNumbered =
    "A numbered list. Write - before each item; where a number begins a line, 1\\. and not 1.";
constexpr const char* kNested =
    "A list within a list. Make all items of one level, or put a heading between.";
constexpr const char* kTask = "A box to tick. Put items under the headings of what is done and what is not.";
constexpr const char* kLongItem =
    "An item with several paragraphs. Make one of them, or paragraphs below the list.";
constexpr const char* kInItem = "A heading or a quote within a list. Begin its line with ## or > itself.";
constexpr const char* kInFigure =
    "A heading, a list or a quote within a quote. A quote names a figure, in words; put the rest below it.";
constexpr const char* kAfterFigure =
    "A line below a quote that would become a part of it. Put an empty line between, or > before it.";
constexpr const char* kStruck = "Words struck out between ~. Take them, or the ~, away.";
constexpr const char* kBreak =
    "A line that is ended by two spaces or \\. Take these away; an empty line begins a paragraph.";
constexpr const char* kEntity =
    "A letter by its name, such as &nbsp;. Write the letter itself; where & is meant, \\&.";
constexpr const char* kAddress = "A link that is no https:// or mailto: address. Write [words](https://…).";
constexpr const char* kBareAddress =
    "An address that is no link. Write [words](https://…), or put < and > around it.";
constexpr const char* kTitle = "A link with a title, which nobody would see. Write [words](https://…) alone.";
constexpr const char* kWordless = "A link without words. Write [words](https://…).";
constexpr const char* kFootnote = "A footnote. Write it where it belongs, in the text.";
constexpr const char* kUnseen =
    "A line of which nothing would be seen: an address apart from its link. Write [words](https://…) on one "
    "line.";
constexpr const char* kBlank =
    "A heading, a paragraph, an item or a quote without words. Write some, or take it away.";

std::string_view withoutSpaces(std::string_view line) {
    line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
    return line;
}

/// A letter that prints nothing and changes how others are read: controls, line separators, and what
/// turns the direction of writing. A line's end and a tab are none.
bool isControl(char32_t c) {
    return (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7F && c < 0xA0) || (c >= 0x2028 && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069);
}

/// False where a text has line ends, tabs, or letters that change how others are read.
bool isPlainLine(std::string_view text) {
    for (std::size_t at = 0; at < text.size();)
        if (const char32_t c = nextCodePoint(text, at); isControl(c) || c == '\n' || c == '\t') return false;
    return true;
}

/// What can stand for words.
bool hasLetters(std::string_view line) {
    return std::any_of(line.begin(), line.end(), [](char c) {
        return static_cast<unsigned char>(c) >= 0x80 || std::isalnum(static_cast<unsigned char>(c)) != 0;
    });
}

/// The text with LF at the end of each line; problems of letters, with their lines.
Result<std::string> linesOf(std::string_view file) {
    if (file.starts_with(kByteOrderMark)) file.remove_prefix(kByteOrderMark.size());
    std::string text;
    std::size_t line = 1;
    const auto problem = [&](const char* code, const std::string& detail) {
        return Problem::at(":" + std::to_string(line), code, detail);
    };
    for (std::size_t at = 0; at < file.size();) {
        const std::size_t begin = at;
        char32_t c = nextCodePoint(file, at);
        if (c == 0xFFFD && at == begin + 1)
            return problem("not-utf8", "The file is no UTF-8. Save it as text in UTF-8.");
        if (c == '\r' && at < file.size() && file[at] == '\n') continue;
        if (c == '\r') c = '\n';
        if (isControl(c)) {
            char name[16];
            std::snprintf(name, sizeof name, "U+%04X", static_cast<unsigned>(c));
            return problem("wrong-value", std::string("A letter that nobody sees and that may change how "
                                                      "others are read (") +
                                              name + "). Take it out, or type the line anew.");
        }
        line += c == '\n';
        appendUtf8(text, c);
    }
    return text;
}

/// Lower case, without punctuation and spaces at the end, and with spaces at which a line may break.
std::string plainHeading(std::string_view heading) {
    std::string lower;
    for (std::size_t at = 0; at < heading.size();) {
        const char32_t c = nextCodePoint(heading, at);
        appendUtf8(lower, c == 0xA0 ? U' ' : toLower(c));
    }
    lower.resize(lower.find_last_not_of(" .,:;!?") + 1);
    if (lower.ends_with("…")) return plainHeading(lower.substr(0, lower.size() - 3));
    return lower;
}

TextBlock::Sign signOf(const std::string& heading, const Locale& locale) {
    static constexpr std::pair<const char*, TextBlock::Sign> kSigns[] = {
        {"report.change.done", TextBlock::Sign::done},
        {"report.change.doing", TextBlock::Sign::doing},
        {"report.change.declined", TextBlock::Sign::declined}};
    for (const auto& [key, sign] : kSigns)
        if (plainHeading(heading) == plainHeading(locale.text(key))) return sign;
    return TextBlock::Sign::none;
}

void trim(Spans& spans) {
    if (spans.empty()) return;
    std::string &first = spans.front().text, &last = spans.back().text;
    first.erase(0, first.find_first_not_of(' '));
    last.resize(last.find_last_not_of(' ') + 1);
    std::erase_if(spans, [](const Span& span) { return span.text.empty(); });
}

/// An address that a page may lead to.
bool isAddress(std::string_view link) {
    const std::size_t scheme = link.starts_with("https://")  ? 8
                               : link.starts_with("mailto:") ? 7
                                                             : link.size();
    if (scheme == link.size() || (scheme == 7 && link.find('@') == link.npos)) return false;
    return std::all_of(link.begin(), link.end(), [](char c) {
        return static_cast<unsigned char>(c) > ' ' &&
               std::string_view("\"<>\\^`{|}").find(c) == std::string_view::npos;
    });
}

/// One reading of one text: blocks and problems so far.
class Reading {
  public:
    Reading(const std::string& text, const Locale* locale) : text_(text), locale_(locale) {
        for (std::size_t at = 0; at != std::string::npos; at = text_.find('\n', at), at += at != text_.npos)
            lines_.push_back(at);
        isShown_.resize(lines_.size());
    }

    Result<std::vector<TextBlock>> read() {
        // To Markdown it may be a link, or plain words.
        for (std::size_t at = 0; (at = text_.find("[^", at)) != text_.npos; ++at)
            if (at == 0 || text_[at - 1] != '\\') refuse(lineAt(at), kFootnote);
        parse();
        if (problems_.empty()) refuseUnseen();
        if (!problems_.empty()) return sorted();
        if (blocks_.empty()) return Problem::at(":1", "empty", "There are no words in this file.");
        return std::move(blocks_);
    }

  private:
    struct Refusal {
        std::size_t line;
        const char* detail;
    };

    void parse() {
        MD_PARSER parser{};
        parser.flags = kDialect;
        parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* self) {
            static_cast<Reading*>(self)->enterBlock(type, detail);
            return 0;
        };
        parser.leave_block = [](MD_BLOCKTYPE type, void*, void* self) {
            static_cast<Reading*>(self)->leaveBlock(type);
            return 0;
        };
        parser.enter_span = [](MD_SPANTYPE type, void* detail, void* self) {
            static_cast<Reading*>(self)->enterSpan(type, detail);
            return 0;
        };
        parser.leave_span = [](MD_SPANTYPE type, void*, void* self) {
            static_cast<Reading*>(self)->leaveSpan(type);
            return 0;
        };
        parser.text = [](MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* self) {
            static_cast<Reading*>(self)->text(type, {text, size});
            return 0;
        };
        if (md_parse(text_.data(), static_cast<MD_SIZE>(text_.size()), &parser, this) != 0)
            refuse(1, "The machine has no memory for this file. Try again.");
    }

    bool isIn(MD_BLOCKTYPE type) const { return std::find(open_.begin(), open_.end(), type) != open_.end(); }

    void enterBlock(MD_BLOCKTYPE type, void* detail) {
        switch (type) {
            case MD_BLOCK_QUOTE:
            case MD_BLOCK_UL:
            case MD_BLOCK_OL:
            case MD_BLOCK_H:
                if (isIn(MD_BLOCK_QUOTE)) await(kInFigure);
                if (isIn(MD_BLOCK_LI)) await(type == MD_BLOCK_UL || type == MD_BLOCK_OL ? kNested : kInItem);
                if (type == MD_BLOCK_OL) await(kNumbered);
                if (type == MD_BLOCK_H && static_cast<MD_BLOCK_H_DETAIL*>(detail)->level != 2) await(kLevel);
                if (type == MD_BLOCK_H) begin(TextBlock::Kind::heading);
                break;
            case MD_BLOCK_LI:
                if (static_cast<MD_BLOCK_LI_DETAIL*>(detail)->is_task) await(kTask);
                begin(TextBlock::Kind::item);
                break;
            case MD_BLOCK_P:
                if (isIn(MD_BLOCK_LI)) {  // which has begun its block
                    if (open_.back() == MD_BLOCK_LI && !blocks_.back().spans.empty()) await(kLongItem);
                } else {
                    begin(isIn(MD_BLOCK_QUOTE) ? TextBlock::Kind::figure : TextBlock::Kind::paragraph);
                }
                break;
            case MD_BLOCK_HR:
                await(kRule);
                break;
            case MD_BLOCK_CODE:
                await(kCode);
                break;
            case MD_BLOCK_TABLE:
                await(kTable);
                break;
            default:  // the document; HTML, which is refused by its letters; parts of a table
                break;
        }
        open_.push_back(type);
    }

    void leaveBlock(MD_BLOCKTYPE type) {
        open_.pop_back();
        const bool isContent = type == MD_BLOCK_H || type == MD_BLOCK_LI || type == MD_BLOCK_P;
        if (isContent) trim(blocks_.back().spans);
        if (isContent && isBlank(plainText(blocks_.back().spans))) blanks_.push_back(nextLine());
        if (!awaited_.empty()) arrive(nextLine());
        if (type == MD_BLOCK_H && locale_)
            blocks_.back().sign = signOf(plainText(blocks_.back().spans), *locale_);
    }

    void enterSpan(MD_SPANTYPE type, void* detail) {
        switch (type) {
            case MD_SPAN_EM:
                ++emphasised_;
                break;
            case MD_SPAN_STRONG:
                ++strong_;
                break;
            case MD_SPAN_A:
                enterLink(*static_cast<MD_SPAN_A_DETAIL*>(detail));
                break;
            case MD_SPAN_IMG:
                await(kImage);
                break;
            case MD_SPAN_DEL:
                await(kStruck);
                break;
            default:  // code, which is refused by its letters
                break;
        }
    }

    void enterLink(const MD_SPAN_A_DETAIL& link) {
        link_.assign(link.href.text ? link.href.text : "", link.href.size);
        bool hasEntity = false;
        for (std::size_t part = 0; link.href.text && link.href.substr_offsets[part] < link.href.size; ++part)
            hasEntity = hasEntity || link.href.substr_types[part] != MD_TEXT_NORMAL;
        if (hasEntity) await(kEntity);
        if (!isAddress(link_)) await(kAddress);
        if (link.title.size > 0) await(kTitle);
        isInLink_ = true;
        hasLinkWords_ = false;
    }

    void leaveSpan(MD_SPANTYPE type) {
        if (type == MD_SPAN_EM) --emphasised_;
        if (type == MD_SPAN_STRONG) --strong_;
        if (type == MD_SPAN_A && !hasLinkWords_) await(kWordless);
        if (type == MD_SPAN_A || type == MD_SPAN_IMG) {
            const std::size_t at = text_.find("](", end_);
            if (!awaited_.empty()) arrive(at == text_.npos ? lineAt(end_) : lineAt(at));
        }
        if (type == MD_SPAN_A) {
            isInLink_ = false;
            link_.clear();
        }
    }

    void text(MD_TEXTTYPE type, std::string_view words) {
        if (isOfText(words)) {
            const std::size_t at = static_cast<std::size_t>(words.data() - text_.data()), line = lineAt(at);
            const std::string_view whole = withoutSpaces(lineText(line));
            isShown_[line - 1] = true;
            const bool isFenced = line > 1 && awaits(kCode) &&
                                  (withoutSpaces(lineText(line - 1)).starts_with("```") ||
                                   withoutSpaces(lineText(line - 1)).starts_with("~~~"));
            if (open_.size() == 2 && open_.back() == MD_BLOCK_H && !whole.starts_with('#')) {
                std::erase(awaited_, kLevel);
                refuse(line, kUnderlined);
            }
            arrive(isFenced ? line - 1 : line);
            end_ = at + words.size();
            last_ = line;
            if (isIn(MD_BLOCK_QUOTE) && !whole.starts_with('>')) refuse(line, kAfterFigure);
            if (type == MD_TEXT_HTML) refuse(line, kHtml);
            if (type == MD_TEXT_ENTITY) refuse(line, kEntity);
            if (type == MD_TEXT_CODE) refuse(line, kCode);
            if (!isInLink_ && words.find("://") != words.npos) refuse(line, kBareAddress);
        }
        if (type == MD_TEXT_BR) refuse(lineAt(end_), kBreak);
        add(type == MD_TEXT_SOFTBR ? " " : words);
    }

    void begin(TextBlock::Kind kind) { blocks_.push_back({kind, TextBlock::Sign::none, {}}); }

    /// Adds words in the manner of the place.
    void add(std::string_view words) {
        if (blocks_.empty() || words.empty()) return;
        hasLinkWords_ = hasLinkWords_ || !isBlank(words);
        Span span{std::string(words), strong_ > 0, emphasised_ > 0, link_};
        std::replace(span.text.begin(), span.text.end(), '\t', ' ');
        Spans& spans = blocks_.back().spans;
        const bool isSame = !spans.empty() && spans.back().isStrong == span.isStrong &&
                            spans.back().isEmphasised == span.isEmphasised && spans.back().link == span.link;
        if (isSame)
            spans.back().text += span.text;
        else
            spans.push_back(std::move(span));
    }

    /// Refuses what stands on the line of the next letters.
    void await(const char* detail) { awaited_.push_back(detail); }
    bool awaits(const char* detail) const {
        return std::find(awaited_.begin(), awaited_.end(), detail) != awaited_.end();
    }
    void arrive(std::size_t line) {
        for (const char* detail : awaited_) refuse(line, detail);
        if (!awaited_.empty()) last_ = std::max(last_, line);
        awaited_.clear();
    }
    /// Once a kind.
    void refuse(std::size_t line, const char* detail) {
        const auto isSame = [&](const Refusal& refusal) { return refusal.detail == detail; };
        if (std::none_of(problems_.begin(), problems_.end(), isSame)) problems_.push_back({line, detail});
    }

    /// What is found only where all else is right.
    void refuseUnseen() {
        for (const std::size_t line : blanks_) refuse(line, kBlank);
        for (std::size_t line = 1; line <= lines_.size(); ++line)
            if (!isShown_[line - 1] && hasLetters(lineText(line))) refuse(line, kUnseen);
    }

    Problems sorted() {
        std::stable_sort(problems_.begin(), problems_.end(),
                         [](const Refusal& a, const Refusal& b) { return a.line < b.line; });
        Problems problems;
        for (const auto& [line, detail] : problems_)
            problems.push_back(Problem::at(":" + std::to_string(line), "wrong-value", detail));
        return problems;
    }

    /// False for what md4c itself puts in.
    bool isOfText(std::string_view words) const {
        const std::less_equal<const char*> upTo;
        return !words.empty() && upTo(text_.data(), words.data()) &&
               upTo(words.data() + words.size(), text_.data() + text_.size());
    }
    /// Lines are counted from 1.
    std::size_t lineAt(std::size_t at) const {
        return static_cast<std::size_t>(std::upper_bound(lines_.begin(), lines_.end(), at) - lines_.begin());
    }
    std::string_view lineText(std::size_t line) const {
        const std::size_t begin = lines_[line - 1];
        return std::string_view(text_).substr(begin, text_.find('\n', begin) - begin);
    }
    /// The first with anything on it behind the last letters.
    std::size_t nextLine() const {
        for (std::size_t line = last_ + 1; line <= lines_.size(); ++line)
            if (!isBlank(lineText(line))) return line;
        return std::max<std::size_t>(last_, 1);
    }

    const std::string& text_;
    const Locale* const locale_;
    std::vector<std::size_t> lines_;  // where each begins
    std::vector<bool> isShown_;       // of each line: something of it is in a block
    std::vector<TextBlock> blocks_;
    std::vector<Refusal> problems_;
    std::vector<std::size_t> blanks_;   // lines of blocks without words
    std::vector<const char*> awaited_;  // problems whose line comes with the next letters
    std::vector<MD_BLOCKTYPE> open_;    // blocks, outermost first
    std::size_t end_ = 0, last_ = 0;    // of the last letters: where they end, and their line
    int strong_ = 0, emphasised_ = 0;   // how deep in spans of these
    bool isInLink_ = false, hasLinkWords_ = false;
    std::string link_;
};

}  // namespace

Result<std::vector<TextBlock>> readOfficeText(std::string_view markdown, const Locale* locale) {
    if (markdown.size() > kMostOfficeTextBytes)
        return Problem::atLimit("", "too-large",
                                "The file has more than 32 KiB. Shorten it, or link to the rest.",
                                static_cast<long>(kMostOfficeTextBytes));
    const auto text = linesOf(markdown);
    if (!text) return text.problems();
    return Reading(*text, locale).read();
}

Problems problemsOf(const OfficeTextSource& text, std::string_view today) {
    Problems problems;
    const auto wrong = [&](const std::string& detail) {
        problems.push_back(Problem::of("wrong-value", detail));
    };
    const auto blocks = readOfficeText(text.markdown);
    if (!blocks) problems = blocks.problems();
    if (!isUtf8(text.signature) || !isPlainLine(text.signature))
        wrong("The signature is a line of letters in UTF-8, without tabs and what nobody sees.");
    else if (isBlank(text.signature))
        wrong("Who signs the text is to be named.");
    if (countCodePoints(text.signature) > kMostSignatureLetters)
        wrong("The signature has more than 200 letters.");
    if (!isDay(text.day))
        wrong("'" + text.day + "' is no day: one such as 2026-12-01 is expected.");
    else if (text.day > today)
        wrong("The day " + text.day + " lies in the future: today is " + std::string(today) + ".");
    return problems;
}

}  // namespace otklik
