#pragma once
// The survey as HTML that works by itself: native controls, no script. The app places the same controls over
// its painting.

#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.h"
#include "shared/survey/response.h"
#include "shared/survey/showing.h"
#include "shared/text/address.h"
#include "shared/text/locale.h"

namespace otklik {

struct FormState {
    std::string id, wave, via;  ///< hidden fields
    std::string key;            ///< base64url, what the page's script seals answers to; empty: none
    Answers answers;            ///< shown as given
    Problems problems;       ///< with pointers into /answers; shown beside the fields and in a summary on top
    std::string kiosk = {};  ///< a terminal's name: inert until the page's script runs it as one; empty: none
    bool saveData = false;   ///< the visitor asked to load little: the app is only offered
    /// What is asked after these answers, where a script follows them: the rest is marked "data-unasked", and
    /// texts quote answers. nullptr: nothing is known, and conditions are said in words.
    const Showing* shown = nullptr;
};

/// The <form> element alone: header, questions, send button.
std::string formHtml(const Survey& survey, const Locale& locale, const FormState& state);

/// A whole page round `body`: head with inlined style, header, main, footer. `head` is extra head markup.
struct PageParts {
    std::string title, language, style, head, body;
};
std::string pageHtml(const PageParts& parts);

}  // namespace otklik
