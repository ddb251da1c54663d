#pragma once
// The attacker of A6: knows, or has forged, every response but one, and reads the whole series of releases to
// learn that one person's answer.

#include "shared/privacy/release.h"

namespace otklik::attack {

enum class Others { known, blank, chosen };

struct Learned {
    double prior = 0;    ///< how often the likeliest answer is right before any release
    double right = 0;    ///< how often the attacker's best guess is right
    double certain = 0;  ///< how often they are 99 % sure
};

/// Plays the attack `rounds` times. The person's answers are in one mix and in the final release: seven
/// tables hold the answer in question, one of the mix, and of the final release one of everybody and one of
/// each of five breakdowns.
///
/// The attacker is given the noisy counts themselves, which every published figure is computed from, and
/// judges by the exact posterior; so no reader of the releases can do better, whatever the others answered.
/// `figures`: instead they read the published figures as everybody does.
Learned forge(Others others, bool figures, int rounds, double ratio, Random& random);

}  // namespace otklik::attack
