#include "server/admin/check_survey.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <set>

#include "server/admin/language.h"
#include "server/admin/owner.h"
#include "server/admin/saying.h"
#include "server/base/file.h"
#include "server/store/open.h"
#include "shared/form/facts.h"
#include "shared/privacy/budget.h"
#include "shared/report/against.h"
#include "shared/stats/interval.h"
#include "shared/survey/definition.h"
#include "shared/text/utf8.h"

namespace otklik {
namespace {

constexpr std::size_t kUsualChannels = 4, kMostSubject = 80;

/// Findings of one kind.
struct Group {
    Problem first;
    std::size_t more = 0;
};

std::vector<Group> grouped(const Problems& problems) {
    std::vector<Group> groups;
    std::map<std::tuple<std::string, std::string, long>, std::size_t> places;
    for (const Problem& problem : problems) {
        const auto [at, isNew] =
            places.try_emplace({problem.code, problem.subject, problem.limit}, groups.size());
        if (isNew)
            groups.push_back({problem});
        else
            ++groups[at->second].more;
    }
    return groups;
}

/// Of a byte, as editors count: from 1.
std::string lineOf(const std::string& text, const std::string& byte) {
    const std::size_t end = std::min<std::size_t>(std::strtoul(byte.c_str(), nullptr, 10), text.size());
    return std::to_string(1 + std::count(text.begin(), text.begin() + static_cast<long>(end), '\n'));
}

std::size_t conditionsOf(const Survey& survey) {
    std::size_t count = 0;
    const auto add = [&](const Expression& condition) { count += !condition.empty(); };
    for (const Panel& panel : survey.panels) add(panel.visibleIf), add(panel.requiredIf), add(panel.enableIf);
    for (const Passage& passage : survey.passages) add(passage.visibleIf);
    for (const Question& question : survey.questions) {
        for (const Expression* each : {&question.visibleIf, &question.requiredIf, &question.enableIf,
                                       &question.optionsVisibleIf, &question.rowsVisibleIf})
            add(*each);
        // The cells of a table have the condition of their row.
        for (const auto* list :
             {&question.options, question.cards.empty() ? &question.rows : &question.cards})
            for (const Choice& each : *list) add(each.visibleIf);
    }
    return count;
}

/// Those of the author's own texts, the survey's first.
std::vector<std::string> languagesOf(const Survey& survey) {
    std::set<std::string> others;
    const auto add = [&](const LocalizedText& text) {
        for (const auto& [language, words] : text.all())
            if (language != "default" && language != survey.locale) others.insert(language);
    };
    add(survey.title), add(survey.description);
    for (const Panel& panel : survey.panels) add(panel.title), add(panel.description);
    for (const Passage& passage : survey.passages) add(passage.text);
    for (const Question& question : survey.questions) add(question.title), add(question.description);
    std::vector<std::string> all = {survey.locale};
    all.insert(all.end(), others.begin(), others.end());
    return all;
}

std::string joined(const std::vector<std::string>& words) {
    std::string all;
    for (const std::string& each : words) all += (all.empty() ? "" : ", ") + each;
    return all;
}

class SurveyCheck {
  public:
    SurveyCheck(const Checking& checking, const Locale& locale, const std::string& text)
        : checking_(checking), locale_(locale), reading_(readDefinition(text)) {
        for (Problem& problem : reading_.problems)
            if (problem.code == "not-json") problem.subject = lineOf(text, problem.subject);
        pages_ = reading_.pages == 0 && !survey().questions.empty() ? 1 : reading_.pages;
        panels_ = survey().panels.size() - reading_.pages;
    }

    bool isRefused() const { return !reading_.problems.empty(); }
    const Survey& survey() const { return reading_.survey; }
    void compare(const Survey& earlier) { against_ = otklik::against(earlier, survey()); }

    void tell() const {
        const auto refused = grouped(reading_.problems), warnings = grouped(survey().warnings);
        if (!refused.empty())
            refuse(checking_.file + ": " +
                   locale_.plural("check.refused", static_cast<long>(refused.size())));
        for (const Group& group : refused) refuse(line(group));
        std::fflush(stdout);
        if (!warnings.empty())
            print(checking_.file + ": " +
                  locale_.plural("check.warnings", static_cast<long>(warnings.size())));
        for (const Group& group : warnings) print(line(group));
        if (!survey().questions.empty()) print(checking_.file + ": " + understood());
        if (isRefused()) return;
        if (against_) tellAgainst();
        tellNoise();
    }

    Json json() const {
        return {{"refused", listed(reading_.problems)},
                {"warnings", listed(survey().warnings)},
                {"understood",
                 {{"questions", survey().questions.size()},
                  {"pages", pages_},
                  {"panels", panels_},
                  {"conditions", conditionsOf(survey())},
                  {"languages", languagesOf(survey())},
                  {"minutes", minutesOf(survey())}}},
                {"against", differences()}};
    }

  private:
    void print(const std::string& line) const { std::printf("%s\n", printable(line).c_str()); }

    std::string line(const Group& group) const {
        const std::string at =
            group.first.pointer.empty() ? locale_.text("check.whole") : group.first.pointer;
        const std::string more =
            group.more == 0 ? "" : " " + locale_.plural("check.more", static_cast<long>(group.more));
        return "  " + at + more + ": " + checkText(group.first, locale_);
    }

    Json listed(const Problems& problems) const {
        Json list = Json::array();
        for (const Group& group : grouped(problems))
            list.push_back({{"code", group.first.code},
                            {"subject", group.first.subject},
                            {"pointer", group.first.pointer},
                            {"more", group.more},
                            {"advice", checkText(group.first, locale_)}});
        return list;
    }

    std::string understood() const {
        const auto count = [&](const char* key, std::size_t n) {
            return locale_.plural(key, static_cast<long>(n));
        };
        std::string counts =
            count("check.questions", survey().questions.size()) + ", " + count("check.pages", pages_);
        if (panels_ > 0) counts += ", " + count("check.panels", panels_);
        counts += ", " + count("check.conditions", conditionsOf(survey()));
        const std::vector<std::string> languages = languagesOf(survey());
        counts += ", " + locale_.plural("check.languages", static_cast<long>(languages.size()),
                                        {{"list", joined(languages)}});
        return locale_.text("check.understood",
                            {{"counts", counts}, {"minutes", minutesWords(survey(), locale_)}});
    }

    std::string indexNames(const std::vector<std::string>& indices) const {
        std::vector<std::string> words;
        for (const std::string& index : indices)
            words.push_back("«" + locale_.text("results.index." + index) + "»");
        return joined(words);
    }

    std::string said(const Difference& difference) const {
        std::string words =
            locale_.text("check.against." + difference.change,
                         {{"question", difference.question}, {"items", joined(difference.items)}});
        if (!difference.indices.empty())
            words += " " + locale_.text("check.against-apart", {{"indices", indexNames(difference.indices)}});
        return words;
    }

    Json differences() const {
        Json list = Json::array();
        if (!against_) return list;
        for (const Difference& each : against_->differences)
            list.push_back({{"change", each.change},
                            {"question", each.question},
                            {"items", each.items},
                            {"notCompared", each.indices},
                            {"says", said(each)}});
        return list;
    }

    void tellAgainst() const {
        print(locale_.text(against_->differences.empty() ? "check.against-same" : "check.against",
                           {{"wave", checking_.against}}));
        for (const Difference& each : against_->differences) print("  " + said(each));
        print(against_->compared.empty()
                  ? locale_.text("check.against-none")
                  : locale_.text("check.against-compared", {{"indices", indexNames(against_->compared)}}));
    }

    /// What anonymity costs this form: the longer it is, the more noise keeps one person unseen.
    void tellNoise() const {
        const Noise noise = noiseFor(survey(), kUsualChannels);
        const double sigma = static_cast<double>(noise.main) / 100;
        print(locale_.text(noise == Noise{} ? "check.noise-least" : "check.noise",
                           {{"sd", locale_.number(sigma, 2)}}));
        for (const int responses : {100, 300, 1000})
            print("  " + locale_.plural("check.noise-with", responses,
                                        {{"points", locale_.number(100 * precisionOf(responses, sigma))}}));
        const auto percent = [&](double sum) { return locale_.number(100 * rightGuess(sum)); };
        print(
            locale_.text("check.guesses", {{"one", percent(spentOnQuestion(survey(), kUsualChannels, noise))},
                                           {"part", percent(spent(survey(), kUsualChannels, noise).response)},
                                           {"two", percent(spent(survey(), kUsualChannels, noise).two)}}));
    }

    const Checking& checking_;
    const Locale& locale_;
    DefinitionReading reading_;
    std::size_t pages_ = 0, panels_ = 0;
    std::optional<Against> against_;
};

}  // namespace

std::string checkText(const Problem& problem, const Locale& locale) {
    const auto advice = [&](const std::string& kind) {
        const std::string own = "check." + kind + "." + problem.subject;
        return locale.text(locale.has(own) ? own : "check." + kind + "-unknown");
    };
    const std::string key = "check.problem." + problem.code;
    if (!locale.has(key)) return problem.detail;
    std::string subject = problem.subject, limit = locale.number(static_cast<double>(problem.limit));
    if (countCodePoints(subject) > kMostSubject) {
        std::size_t end = 0;
        for (std::size_t i = 0; i < kMostSubject; ++i) nextCodePoint(subject, end);
        subject = subject.substr(0, end) + "…";
    }
    return locale.text(key, {{"subject", subject},
                             {"limit", limit},
                             {"advice", problem.code == "unsupported-member" ? advice("member")
                                        : problem.code == "unsupported-type" ? advice("type")
                                                                             : ""}});
}

int checkSurvey(const Checking& checking, const std::string& text) {
    const auto locale = localeFor(checking.language, checking.localesDir);
    if (!locale) return refuse(locale.problems().front().detail);
    SurveyCheck check(checking, *locale, text);
    if (!checking.against.empty()) {
        becomeOwnerOf(checking.folders.data);
        SystemDisk disk;
        auto reader = readStore(checking.folders.data, disk);
        if (!reader) return refuse(reader.status());
        const auto snapshot = (*reader)->snapshot();
        if (!snapshot) return refuse(snapshot.status());
        const Wave* wave = snapshot->wave(checking.against);
        if (!wave) return refuse("There is no wave " + checking.against + ". See: otklik wave list");
        if (!check.isRefused()) check.compare(*wave->survey);
    }
    if (checking.isJson)
        std::printf("%s\n", check.json().dump(1, ' ', false, Json::error_handler_t::replace).c_str());
    else
        check.tell();
    return check.isRefused() ? 1 : 0;
}

}  // namespace otklik
