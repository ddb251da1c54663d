// Recall of the server's redactor a kind, and how many harmless sentences it touches: of sentences written
// for it (corpus.txt), and of what the device's finders are measured on. Only that nothing of a mark remains
// counts here. To measure a file of yours, with lines of "kind|sentence|what must not remain" or
// "clean|sentence", set OTKLIK_REDACTION_FILE=FILE; OTKLIK_REDACTION_MISSES=1 also prints what was missed.

#include <cstdlib>
#include <map>

#include "tests/server/redactor.h"
#include "tests/unit/redact/corpus.h"

using namespace otklik;

namespace {

constexpr std::string_view kClean = "clean";

/// Kinds that are one to a reader count as one.
std::string familyOf(PersonalData kind) {
    switch (kind) {
        case PersonalData::card:
        case PersonalData::account:
        case PersonalData::snils:
        case PersonalData::inn:
        case PersonalData::passport:
        case PersonalData::policy:
        case PersonalData::document:
        case PersonalData::plate:
            return "document";
        case PersonalData::url:
            return "handle";
        default:
            return std::string(id(kind));
    }
}

struct Measure {
    int of = 0, good = 0;
    double share() const { return of ? static_cast<double>(good) / of : 1; }
};

class Measures {
  public:
    void add(const std::string& kind, const std::string& sentence, const std::string& piece) {
        const std::string redacted = test::redactor().redact(sentence);
        const bool good = kind == kClean ? redacted == sentence : redacted.find(piece) == std::string::npos;
        ++kinds_[kind].of;
        kinds_[kind].good += good;
        if (!good && std::getenv("OTKLIK_REDACTION_MISSES"))
            std::printf("  %s: %s\n     became %s\n", kind.c_str(), sentence.c_str(), redacted.c_str());
    }
    void print(const std::string& title) const {
        std::printf("%s\n", title.c_str());
        for (const auto& [kind, measure] : kinds_)
            std::printf("  %-10s %3d of %3d  %.3f\n", kind.c_str(), measure.good, measure.of,
                        measure.share());
    }
    const std::map<std::string, Measure>& kinds() const { return kinds_; }

  private:
    std::map<std::string, Measure> kinds_;
};

void addCorpus(Measures& measures, const std::string& file) {
    for (const test::Sentence& sentence : test::sentences(file)) {
        if (sentence.expected.empty()) measures.add(std::string(kClean), sentence.text, "");
        for (const Finding& mark : sentence.expected)
            measures.add(familyOf(mark.kind), sentence.text,
                         sentence.text.substr(mark.begin, mark.end - mark.begin));
    }
}

void addFile(Measures& measures, const std::string& path) {
    std::istringstream lines(test::fileText(path));
    for (std::string line; std::getline(lines, line);) {
        const std::size_t sentence = line.find('|') + 1, piece = line.find('|', sentence);
        if (line.empty() || line[0] == '#' || sentence == 0) continue;
        measures.add(line.substr(0, sentence - 1), line.substr(sentence, piece - sentence),
                     piece == line.npos ? "" : line.substr(piece + 1));
    }
}

void check(const Measures& measures) {
    for (const auto& [kind, measure] : measures.kinds())
        CHECK_MESSAGE(measure.share() >= (kind == kClean ? 1 - 1.0 / 60 : 0.9), kind);
}

}  // namespace

TEST_CASE(
    "A11: the server finds nine of ten of every kind, and touches at most one harmless sentence of sixty") {
    Measures own, device;
    addCorpus(own, "tests/server/redact/corpus.txt");
    for (const char* name : {"numbers", "contacts", "address", "names", "clean", "late", "held-out", "fresh"})
        addCorpus(device, std::string("tests/unit/redact/corpus/") + name + ".txt");
    own.print("The server's redaction, sentences written for it:");
    device.print("The server's redaction, sentences written for the device's finders:");
    check(own);
    check(device);
    if (const char* file = std::getenv("OTKLIK_REDACTION_FILE")) {
        Measures other;
        addFile(other, file);
        other.print(std::string("The server's redaction, ") + file + ":");
        check(other);
    }
}
