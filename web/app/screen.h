#pragma once
// A screen as a value: what stands on it, in which order and state, with which names. The painting
// (web/paint) and the markup for who does not see it (markup.h) walk it; neither decides anything.

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "shared/text/locale.h"
#include "web/app/keyboard.h"
#include "web/app/visit.h"

namespace otklik {

/// A button of the app's own; `act` is what the page hands back when it is pressed (see app.h).
struct Button {
    std::string id{}, act{}, words{};
    std::string name{};    ///< what a screen reader says where the words alone would not do
    bool isQuiet = false;  ///< leads on without an answer, too: outlined
    bool isDisabled = false;
};

/// One of the controls to choose by: the form's own, which lies over its painting.
struct Control {
    std::string id, words;
    bool isChosen = false;
};

// ---- what stands on a screen, from top to bottom

struct Words {
    enum class Role {
        lead,      ///< the survey's name over its first question
        facts,     ///< how long it takes, under it
        panel,     ///< what the questions of a page or panel have in common
        step,      ///< which question of how many
        title,     ///< what the screen is about
        headline,  ///< the same, larger
        body,
        soft,
    };
    Role role = Role::body;
    std::string text{};
    std::string id{};  ///< of the element that lies over them, such as the title that takes the focus
};
struct Notice {
    enum class Kind { information, error, privacy };
    std::string text;
    Kind kind = Kind::information;
};
/// How much room is left: «Знаков осталось», «188 из 2000».
struct Counter {
    std::string words, figure;
};
/// One of the page's own links and buttons by its id, or, with an address, a link of the screen's.
struct Link {
    std::string id, words, address{};
};
/// A button of the app's that looks like a link.
struct Action {
    Button button;
};
struct Option {
    Control control;
    bool isOneOfSeveral = false, isWrong = false;
};
struct ScaleSteps {
    std::vector<Control> steps;
    std::string low{}, high{};  ///< what its ends mean, over the first step and the last
};
struct TextField {
    std::string id{};
    bool isTall = false, isWrong = false;
    bool isWithin = false;  ///< belongs to the option above it
    std::string label{};    ///< over it; empty: none
    bool isList = false;    ///< opens a list to choose from
};
/// An option in an order: its place (empty: none yet), the list to choose that in, and what moves it by one.
struct RankedLine {
    std::string place, words;
    TextField field;
    Button up, down;
};
/// A table of radios, or a card a row where that would be too narrow.
struct Grid {
    struct Row {
        std::string words;
        std::vector<Control> options;
        bool isAnswered = false;
    };
    std::vector<Row> rows;
    bool isScale = false;
    std::string low{}, high{};  ///< what the ends of the scale mean, over the first option and the last
};
/// What was answered to one question.
struct Answered {
    int number = 0;  ///< 0: without one
    std::string title;
    std::vector<std::string> lines;
    std::string notice;              ///< empty: none
    std::optional<Button> change{};  ///< leads to the question
};
/// The questions without an answer, as one line that unfolds.
struct Folded {
    Button button;
    bool isOpen = false;
};
/// The response is on its way.
struct Busy {};
/// The response left the form.
struct Done {
    bool isSent = false;  ///< and arrived
};
/// A part of the results.
struct Part {
    struct Index {
        std::string label, text, interval;
        std::optional<double> value, low, high;  ///< percent of the scale
    };
    struct Bar {
        std::string label, text, own;            ///< own: «Ваш ответ», where it is
        std::optional<double> value, low, high;  ///< percent; without a value a bound leaves low to high
    };
    struct Segment {
        Tone tone = Tone::none;
        int shade = 0;  ///< see Column::shade
        double percent = 0;
        bool isKnown = false;
        std::string label, text, own;  ///< own: as of a bar
    };
    struct Stack {
        std::string label, own;        ///< own: «Ваш ответ: Да (40 %)»
        double scale = 1;              ///< see stackScale()
        std::vector<Segment> drawn;    ///< in their order; none where there is nothing to draw
        std::vector<Segment> figures;  ///< all of the line, in the order of the table
        std::string instead;           ///< what is said in the place of a drawing
    };
    struct Key {
        Tone tone;
        int shade;
        std::string label;
    };
    std::string title, explanation, counted{};
    std::vector<Index> indices{};
    std::vector<Bar> bars{};
    std::vector<Key> keys{};
    std::vector<std::string> notes{};
    std::vector<Stack> stacks{};
};

using Item = std::variant<Words, Notice, Counter, Link, Action, Option, ScaleSteps, TextField, RankedLine,
                          Grid, Answered, Folded, Busy, Done, Part>;

/// One question in the list of all.
struct Jump {
    enum class State { untouched, begun, answered };
    Button button;
    int number;
    State state = State::untouched;
    bool isHere = false;
};

/// The way out of a terminal, and how many questions, of how many, have an answer that could be sent now.
struct WayOut {
    Button button;
    int answered = 0, total = 0;
};

struct Screen {
    bool isKiosk = false;  ///< a terminal's: larger, in one column
    std::string title;     ///< of the document
    std::string survey;    ///< its name
    std::string facts;     ///< how long it takes; empty once it is over
    std::string question;  ///< the form's section that it shows; empty: none
    std::string quoting;   ///< its title, where that quotes answers; else empty
    std::string progress;  ///< «Вопрос 2 из 13»; empty where there is none
    double share = 0;      ///< of the way, 0 to 1
    std::vector<Jump> jumps;
    std::vector<Item> items;
    std::optional<WayOut> leave;
    std::optional<Button> back, next;
    std::vector<std::vector<Key>> keys;  ///< of the on-screen keyboard, while it is shown
};

/// `isKiosk`: a terminal, whose plain form would have no keyboard, and whose welcome said what the survey is.
Screen screenOf(const Visit& visit, const Keyboard& keyboard, const Locale& locale, bool isKiosk);

}  // namespace otklik
