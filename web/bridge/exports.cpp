// What the page may call. Painting happens only in frame().

#include <array>
#include <optional>
#include <string>
#include <utility>

#include "shared/report/report_lines.h"
#include "web/app/app.h"
#include "web/app/markup.h"
#include "web/app/order.h"
#include "web/bridge/exchange.h"
#include "web/bridge/offered.h"
#include "web/paint/frame.h"
#include "web/paint/imports.h"
#include "web/paint/screen.h"
#include "web/paint/text.h"
#include "web/paint/theme.h"

namespace otklik {

using bridge::input;

extern "C" {
/// Replaces the markup of one of the page's parts ("progress", "jumps", "panel", "bar", "status", "order"),
/// or tells it the document's "title" or the id of the "question" that is shown.
OTKLIK_IMPORT(show) void otklik_show(const char* part, int partLength, const char* markup, int length);
}

namespace {

/// One visit a page, and what the page was told of it.
class Bridge {
  public:
    std::optional<App> app;
    paint::Extent frame{0, 0, true};
    float barTop = 0, keys = 0;  ///< see paintScreen(), paintBar()

    /// Tells the page what a call changed; the bits that the call returns.
    int tell(const Effect& effect) {
        const Screen& screen = app->screen();
        show(kProgress, progressMarkup(screen));
        // Thirteen buttons anew with every tap would cost more than the tap: what they say of answers may
        // wait.
        if (effect.moves || screen.jumps.size() != jumps_) show(kJumps, jumpsMarkup(screen, app->locale()));
        jumps_ = screen.jumps.size();
        show(kPanel, panelMarkup(screen));
        show(kBar, barMarkup(screen, app->locale()));
        show(kTitle, screen.title);
        show(kQuestion, screen.question);
        if (!screen.quoting.empty()) show(kQuote, screen.quoting);
        // What was chosen there may be another place than what was answered.
        shown_[kOrder].reset();
        if (const std::string order = orderMarkup(screen); !order.empty()) show(kOrder, order);
        if (effect.says) show(kStatus, *effect.says);
        return (effect.sends ? kSends : 0) | (effect.moves ? kMoves : 0);
    }

    void begin() { shown_ = {}, jumps_ = 0; }

  private:
    enum Part : std::size_t {
        kProgress,
        kJumps,
        kPanel,
        kBar,
        kTitle,
        kQuestion,
        kStatus,
        kQuote,
        kOrder,
        kParts
    };
    enum Bits { kSends = 1, kMoves = 2 };

    /// What stands there already is not written again: a key that is pressed stays the same button.
    void show(Part part, const std::string& markup) {
        static constexpr const char* kNames[] = {"progress", "jumps",  "panel", "bar",  "title",
                                                 "question", "status", "quote", "order"};
        if (shown_[part] == markup) return;
        const std::string_view name = kNames[part];
        otklik_show(name.data(), static_cast<int>(name.size()), markup.data(),
                    static_cast<int>(markup.size()));
        shown_[part] = markup;
    }

    std::array<std::optional<std::string>, kParts> shown_;
    std::size_t jumps_ = 0;  ///< how many the page was told of
};

Bridge page;

}  // namespace

extern "C" {

/// Input: lines (see shared/text/lines.h): the question to open at, whether this is a kiosk, the form,
/// urlencoded; the locale; the survey, as the server handed it over. 1: the visit began.
OTKLIK_EXPORT(start) int otklik_start() {
    LineReader lines(input);
    const int openAt = static_cast<int>(lines.number(0, 1'000'000));
    const bool isKiosk = lines.flag();
    const std::string form = lines.text();
    auto locale = Locale::fromLines(lines);
    auto offer = bridge::offerFrom(lines);
    if (!locale || !offer) return 0;
    auto reading = readingOfForm(offer->survey, form);
    if (!reading) return 0;
    page.begin();
    page.app.emplace(std::move(offer->survey), std::move(*locale), std::move(*reading), openAt, isKiosk,
                     std::move(offer->surroundings));
    page.tell({});
    return 1;
}

/// Input: the form, urlencoded, after something in it changed; see App::setForm(). Returns bits as act()
/// does.
OTKLIK_EXPORT(answers) int otklik_answers() {
    return page.tell(page.app->setForm(input));
}

/// Input: see App::act(). Returns a set of bits: 1, the response should go out now; 2, another screen is
/// shown, or another question.
OTKLIK_EXPORT(act) int otklik_act() {
    return page.tell(page.app->act(input));
}

/// Input: a preview as lines; anything else is none.
OTKLIK_EXPORT(results) void otklik_results() {
    LineReader lines(input);
    if (auto report = previewFromLines(lines)) page.tell(page.app->setResults(std::move(*report)));
}

/// Output: the answers as they leave, as JSON.
OTKLIK_EXPORT(outgoing) void otklik_outgoing() {
    bridge::output = page.app->outgoing();
}

/// Everything painted before is void: the scheme, the scale or the atlas changed.
OTKLIK_EXPORT(forget) void otklik_forget() {
    paint::forgetText();
}

/// Paints; returns the height that the page came to.
OTKLIK_EXPORT(frame)
float otklik_frame(float width, float viewport, float canvasTop, float canvasHeight, float scale,
                   float scrolled, int focused, int hovered, int pressed, int scheme, float rootFontSize,
                   float lines) {
    const Screen& screen = page.app->screen();
    paint::setTheme(scheme, screen.isKiosk, rootFontSize, lines, width);
    page.frame = paint::paintFrame(
        {width, viewport, canvasTop, canvasHeight, scale, scrolled}, {focused, hovered, pressed},
        [&] { page.barTop = paint::paintScreen(screen); }, [&] { page.keys = paint::paintBar(screen); });
    return page.frame.page;
}

/// Height of the bar in the frame just painted.
OTKLIK_EXPORT(bar_height) float otklik_bar_height() {
    return page.frame.bar;
}
/// Where in the page it belongs, 0: at the bottom of the screen.
OTKLIK_EXPORT(bar_top) float otklik_bar_top() {
    return page.barTop;
}
/// How much of that, from its top, is the keyboard.
OTKLIK_EXPORT(keys_height) float otklik_keys_height() {
    return page.keys;
}
/// 0: text is missing from it, as the atlas is too small; paint less of the page, or larger pixels.
OTKLIK_EXPORT(frame_complete) int otklik_frame_complete() {
    return page.frame.isComplete ? 1 : 0;
}
}

}  // namespace otklik
