// The sentences are chosen by rules, the first that fits, from figures as they are printed, so that a reader
// can check each against the page.

#include <algorithm>
#include <cmath>
#include <limits>

#include "shared/report/comparison.h"

namespace otklik {
namespace {

constexpr std::size_t kMostBullets = 3;

class Writing {
  public:
    Writing(const MeasuredWave& wave, const Comparison& comparison, const History& history,
            const Section* groups, const Locale& locale)
        : wave_(wave), comparison_(comparison), history_(history), groups_(groups), locale_(locale) {}

    Headline write() {
        if (wave_.measured.responses < kLeastTotal) return {locale_.text("report.headline.too-few"), {}};
        if (wave_.measured.indices.empty()) return {withoutIndex(), answersBullets()};
        const Index& main = wave_.measured.indices.front();
        const Figure now = indexFigure(main.whole, locale_);
        if (!now.value) return {sentence(main, "unknown", {}), {}};
        Headline headline{ofMain(main, now), {}};
        rowsBullets(main, headline.bullets);
        groupBullet(main, headline.bullets);
        changeBullet(headline.bullets);
        return headline;
    }

  private:
    /// The index's own words where the locale has some, else those that name the index.
    std::string ofIndex(const Index& index, const std::string& key, Locale::Arguments arguments) const {
        arguments.emplace_back("index", indexLabel(index, locale_));
        return locale_.text(locale_.has(key + "." + index.name) ? key + "." + index.name : key, arguments);
    }
    std::string sentence(const Index& index, const std::string& kind, Locale::Arguments arguments) const {
        return ofIndex(index, "report.headline." + kind, std::move(arguments));
    }

    std::string withoutIndex() const {
        return locale_.plural("report.headline.no-index", std::lround(wave_.measured.responses));
    }

    std::string ofMain(const Index& main, const Figure& now) const {
        const Compared* since = comparison_.of(main);
        if (!since || since->verdict == Verdict::none)
            return sentence(main, "alone",
                            {{"value", now.text},
                             {"low", locale_.number(*now.low)},
                             {"high", locale_.number(*now.high)},
                             {"reason", whyAlone(since)}});
        const std::string& last = comparison_.before->wave->id;
        if (since->verdict == Verdict::chance)
            return sentence(main, "same",
                            {{"value", now.text},
                             {"before", since->before.text},
                             {"since", waveWords("report.since", last, locale_)}});
        std::string text = sentence(main, since->verdict == Verdict::higher ? "grew" : "fell",
                                    {{"before", since->before.text}, {"value", now.text}});
        // A reader takes what is not named for last time.
        if (history_.isSkipped)
            text +=
                locale_.text("report.headline.compared", {{"with", waveWords("report.with", last, locale_)}});
        return text;
    }

    std::string whyAlone(const Compared* since) const {
        if (history_.isFirst) return locale_.text("report.headline.first");
        if (since) return locale_.text("report.headline.before-unknown");
        if (comparison_.before)
            return locale_.text("report.headline.reworded",
                                {{"with", waveWords("report.with", comparison_.before->wave->id, locale_)}});
        return locale_.text("report.headline.before-too-few");
    }

    /// Of the main index the best and the worst row. The two were picked as the extremes, so their difference
    /// is judged as one of all pairs; how answers to both go together is not known, so their errors are added
    /// up, the widest case.
    void rowsBullets(const Index& main, std::vector<Bullet>& bullets) const {
        std::vector<const IndexPart*> parts;
        for (const IndexPart& part : main.parts)
            if (part.measure) parts.push_back(&part);
        if (parts.size() < 2) return;
        const auto [low, high] = std::minmax_element(
            parts.begin(), parts.end(),
            [](const IndexPart* a, const IndexPart* b) { return a->measure->value < b->measure->value; });
        const Measure &worst = *(*low)->measure, &best = *(*high)->measure;
        const double pairs = static_cast<double>(parts.size() * (parts.size() - 1)) / 2;
        const double chance = twoSided((best.value - worst.value) / (best.error + worst.error),
                                       std::numeric_limits<double>::infinity());
        const std::string most = indexFigure(best, locale_).text, least = indexFigure(worst, locale_).text;
        if (chance * pairs >= kLevel || most == least) {
            const bool isEnough = wave_.measured.responses >= kLeastChange;
            bullets.push_back(
                {"", locale_.text(isEnough ? "report.bullet.alike" : "report.bullet.not-told-apart")});
            return;
        }
        bullets.push_back({locale_.text("report.bullet.highest"), rowsOf(main, parts, most)});
        bullets.push_back({locale_.text("report.bullet.lowest"), rowsOf(main, parts, least)});
    }

    /// All rows that print this value.
    std::string rowsOf(const Index& main, const std::vector<const IndexPart*>& parts,
                       const std::string& value) const {
        std::string rows;
        for (const IndexPart* part : parts)
            if (indexFigure(part->measure, locale_).text == value)
                rows += (rows.empty() ? "" : "; ") + partLabel(*wave_.wave->survey, main, *part, locale_);
        return locale_.text("report.bullet.row", {{"row", rows}, {"value", value}});
    }

    /// Of the other indices the one that changed most.
    void changeBullet(std::vector<Bullet>& bullets) const {
        const Compared* most = nullptr;
        std::size_t compared = 0;
        const auto size = [](const Compared& each) { return std::abs(*each.now.value - *each.before.value); };
        for (const Index& index : wave_.measured.indices) {
            const Compared* each = comparison_.of(index);
            if (&index == &wave_.measured.indices.front() || !each || each->verdict == Verdict::none)
                continue;
            ++compared;
            if (each->verdict != Verdict::chance && (!most || size(*each) > size(*most))) most = each;
        }
        if (most)
            bullets.push_back(
                {locale_.text("report.bullet.changed"),
                 locale_.text("report.bullet.change", {{"index", indexLabel(*most->index, locale_)},
                                                       {"before", most->before.text},
                                                       {"value", most->now.text}})});
        else if (compared > 0 && compared + 1 == wave_.measured.indices.size())
            bullets.push_back({"", locale_.text("report.bullet.others-same")});
    }

    /// The group that is lowest of those that differ from everybody.
    void groupBullet(const Index& main, std::vector<Bullet>& bullets) const {
        if (!groups_ || groups_->tables.front().columns.front().id != main.name) return;
        const Table* where = nullptr;
        const Line* lowest = nullptr;
        for (const Table& table : groups_->tables)
            for (const Line& line : table.lines) {
                const Figure& figure = line.figures.front();
                if (figure.verdict != Verdict::lower) continue;
                if (!lowest || *figure.value < *lowest->figures.front().value) lowest = &line, where = &table;
            }
        if (lowest)
            bullets.push_back(
                {ofIndex(main, "report.bullet.group", {}),
                 locale_.text("report.bullet.of-group", {{"what", where->title},
                                                         {"group", lowest->label},
                                                         {"value", lowest->figures.front().text}})});
    }

    /// What was answered most often to the first questions, where no index says more.
    std::vector<Bullet> answersBullets() const {
        std::vector<Bullet> bullets;
        for (const MeasuredQuestion& question : wave_.measured.questions) {
            if (bullets.size() == kMostBullets) break;
            const Question& asked = *question.question;
            if (asked.isOpen() || asked.breakdown || !asked.rows.empty()) continue;
            const Section section = questionSection(wave_, question, locale_);
            if (section.tables.front().says.empty()) continue;
            const bool asks = section.title.ends_with('?');
            bullets.push_back({section.title + (asks ? "" : ":"), section.tables.front().says});
        }
        return bullets;
    }

    const MeasuredWave& wave_;
    const Comparison& comparison_;
    const History& history_;
    const Section* groups_;
    const Locale& locale_;
};

}  // namespace

Headline headlineOf(const MeasuredWave& wave, const Comparison& comparison, const History& history,
                    const Section* groups, const Locale& locale) {
    return Writing(wave, comparison, history, groups, locale).write();
}

}  // namespace otklik
