// A word is a run of letters. «ё» counts as «е». Left out: words of up to three letters, words that carry no
// topic, and what stands in square brackets, where redaction puts the names of what it took away.

#include "server/store/sqlite/words.h"

#include <libstemmer.h>

#include <algorithm>
#include <array>
#include <set>

#include "shared/text/utf8.h"

namespace otklik {
namespace {

constexpr std::size_t kShortest = 4;  // letters

constexpr std::array<std::string_view, 47> kWithoutTopic = {
    "более",   "больше",  "буду",   "будет",    "будут",   "была",   "были",   "было",  "быть",  "весь",
    "всегда",  "всего",   "всех",   "если",     "есть",    "здесь",  "какая",  "какие", "какой", "когда",
    "которые", "который", "кроме",  "кого",     "менее",   "меня",   "могу",   "может", "можно", "надо",
    "нужна",   "нужно",   "нужны",  "очень",    "после",   "потому", "просто", "себя",  "свои",  "также",
    "такой",   "тоже",    "только", "хотелось", "хочется", "чтобы",  "этого"};

bool isLetter(char32_t point) {
    return (point >= U'a' && point <= U'z') || (point >= U'A' && point <= U'Z') ||
           (point >= 0xC0 && point <= 0x24F && point != 0xD7 && point != 0xF7) ||
           (point >= 0x400 && point <= 0x52F);
}

}  // namespace

void WordCounter::Delete::operator()(sb_stemmer* stemmer) const {
    sb_stemmer_delete(stemmer);
}

WordCounter::WordCounter() : stemmer_(sb_stemmer_new("russian", "UTF_8")) {}
WordCounter::~WordCounter() = default;

void WordCounter::add(std::string_view text) {
    std::set<std::string> stems;
    std::string word;
    std::size_t letters = 0;
    bool bracketed = false;
    const auto end = [&] {
        const bool said = std::find(kWithoutTopic.begin(), kWithoutTopic.end(), word) != kWithoutTopic.end();
        if (letters >= kShortest && !said) {
            const auto* bytes = reinterpret_cast<const sb_symbol*>(word.data());
            const sb_symbol* stem = sb_stemmer_stem(stemmer_.get(), bytes, static_cast<int>(word.size()));
            if (stem)
                stems.emplace(reinterpret_cast<const char*>(stem),
                              static_cast<std::size_t>(sb_stemmer_length(stemmer_.get())));
        }
        word.clear();
        letters = 0;
    };
    for (std::size_t at = 0; at < text.size();) {
        const char32_t point = toLower(nextCodePoint(text, at));
        if (point == U'[' || point == U']') bracketed = point == U'[';
        if (!isLetter(point) || bracketed) {
            end();
            continue;
        }
        appendUtf8(word, point == U'ё' ? U'е' : point);
        ++letters;
    }
    end();
    for (const std::string& stem : stems) ++counts_[stem];
}

}  // namespace otklik
