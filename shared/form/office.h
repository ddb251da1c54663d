#pragma once
// Who asks: the office whose survey it is, as its pages name it. What it has not said is left out, and never
// made up.

#include <string>

#include "shared/text/localized.h"

namespace otklik {

struct Office {
    LocalizedText name;       ///< in full
    LocalizedText shortName;  ///< for a line on a phone; empty: the full one
    LocalizedText order;      ///< what the survey rests on, «Приказ от 19.09.2024 № 50-01-05-62»
    LocalizedText address{};  ///< where it sits
    /// Who is responsible for what people write, and how long it is kept, as the law on personal data has it
    /// said.
    LocalizedText controller{}, retention{};
    std::string emblem;            ///< the address of its picture; empty: none
    std::string phone{};           ///< as people read it; empty: not known
    std::string site{};            ///< its own site, https:; empty: not known
    std::string reception;         ///< https: or mailto: address where requests are taken; empty: not known
    std::string licence{};         ///< under which the results may be used; empty: not said
    std::string licenceAddress{};  ///< of its text, https:; may be empty

    /// The name where there is little room.
    const LocalizedText& called() const { return shortName.empty() ? name : shortName; }
};

}  // namespace otklik
