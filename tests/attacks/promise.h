#pragma once
// The attacker of A6: knows, or has forged, every response but one, reads every release of the wave, and
// guesses between two things that the one may have said, as likely as each other beforehand.

#include <optional>
#include <string>
#include <vector>

#include "shared/privacy/budget.h"
#include "shared/privacy/release.h"

namespace otklik::attack {

struct Response {
    Answers answers;
    std::string channel;
};

/// What is guessed: which of two, or whether there was one at all.
struct Guess {
    std::string name;
    std::optional<Response> one, other;
    double promised = 1;  ///< how often at most it may be right
};

/// The rows of the promise (README.md) for a survey: an answer, a question of several rows, all scored rows,
/// the demographics together, whether somebody took part, the whole response; those that it has.
std::vector<Guess> promises(const Survey& survey, const std::vector<std::string>& channels);

struct Played {
    double right = 0;    ///< how often the attacker's guess was
    double certain = 0;  ///< how often they were more than 99 % sure
    double exact = 0;    ///< the chance of a right guess with the budget's noise
};

/// What the releases are made with.
struct Rules {
    Noise noise;           ///< that is drawn, which the attacker knows
    bool interim = false;  ///< the counts of the response's period are published, too
};

/// Plays `rounds` waves, themes included, with the code that makes releases. The attacker judges by the
/// likelihood of every number in them, so nobody who reads them does better.
Played play(const Guess& guess, const Survey& survey, const std::vector<std::string>& channels,
            const Rules& rules, int rounds, Random& random);

}  // namespace otklik::attack
