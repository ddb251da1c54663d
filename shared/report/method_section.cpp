// The four sentences of the method are the same on the page, on paper and in every file.

#include <algorithm>
#include <cmath>

#include "shared/report/comparison.h"

namespace otklik {
namespace {

std::string listed(const std::vector<std::string>& names, const Locale& locale) {
    std::string list;
    for (std::size_t i = 0; i < names.size(); ++i)
        list += (i == 0 ? "" : i + 1 == names.size() ? locale.text("report.and") : ", ") + names[i];
    return list;
}

}  // namespace

std::string waysText(const ReportedWave& wave, const Locale& locale) {
    std::vector<std::string> names;
    for (const std::string& channel : wave.channels) {
        const std::string inSentence = "results.channel-in." + channel;
        names.push_back(locale.has(inSentence) ? locale.text(inSentence) : channelLabel(channel, locale));
    }
    return listed(names, locale);
}

std::string daysText(const ReportedWave& wave, const Locale& locale) {
    if (wave.opens.empty()) return "";
    return wave.stops.empty() ? locale.text("report.from-day", {{"day", locale.date(wave.opens)}})
                              : locale.dates(wave.opens, wave.stops);
}

std::string waveWords(std::string_view key, const std::string& wave, const Locale& locale) {
    const bool isYear = wave.size() == 4 &&
                        std::all_of(wave.begin(), wave.end(), [](char c) { return c >= '0' && c <= '9'; });
    return locale.text(std::string(key) + (isYear ? "-year" : "-wave"), {{"wave", wave}});
}

Section methodSection(const MeasuredWave& wave, const Locale& locale) {
    Section section{Section::Kind::method, "method", locale.text("results.method"), "", "", {}, {}};
    const std::string days = daysText(*wave.wave, locale), ways = waysText(*wave.wave, locale);
    const std::string responses = responsesText(wave.measured.responses, locale);
    section.notes.push_back(locale.text(days.empty() ? "report.method.responses" : "report.method.when",
                                        {{"days", days}, {"responses", responses}}) +
                            (ways.empty() ? "" : " " + locale.text("report.method.where", {{"ways", ways}})));
    section.notes.push_back(locale.text("report.method.who"));
    section.notes.push_back(locale.text(wave.wave->release->earlier     ? "report.method-earlier"
                                        : wave.measured.indices.empty() ? "report.method.figure"
                                                                        : "report.method.index"));
    section.notes.push_back(locale.text("report.method.notable"));
    return section;
}

std::optional<Section> precisionSection(const MeasuredWave& wave, const Locale& locale) {
    const Release& release = *wave.wave->release;
    if (release.earlier) return std::nullopt;
    constexpr double kHundredths = 100;
    const double sigma = static_cast<double>(release.noise.counts) / kHundredths;
    const double points = 100 * precisionOf(wave.measured.responses, sigma);
    Section section{
        Section::Kind::precision, "precision", locale.text("report.precision-title"), "", "", {}, {}};
    section.notes = {
        locale.text("report.method"),
        locale.text("report.precision", {{"n", locale.number(std::round(wave.measured.responses))},
                                         {"points", locale.number(points)}})};
    if (!wave.measured.indices.empty()) section.notes.push_back(locale.text("results.method-indices"));
    if (!wave.measured.groups.empty()) section.notes.push_back(locale.text("results.method-groups"));
    section.notes.push_back(locale.text("results.method-chance"));
    return section;
}

}  // namespace otklik
