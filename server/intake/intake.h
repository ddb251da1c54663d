#pragma once
// From what a client says to what may be stored: opened, checked, cleaned, normalised, redacted. The network
// and `otklik import` go through here.

#include "server/redact/redactor.h"
#include "server/store/store.h"
#include "shared/base/json.h"
#include "shared/survey/fields.h"
#include "shared/survey/response.h"

namespace otklik {

/// One submission as it came, before its wave is known to exist.
struct Envelope {
    std::string id, wave, via;
    Json answers;
    std::optional<FormFields>
        fields;  ///< in the place of `answers`, from a page that has no rules to read them by
    std::optional<std::string> sealed;  ///< in the place of `via` and `answers`, see sealed.h
};

inline constexpr std::size_t kOneLimit = 64 * 1024;  ///< bytes of one submission, open or once it is opened

/// The JSON text without the spaces of `pad`, most of what a client sends, and of no more meaning than what
/// is skipped faster than parsed. Within a string the name could not stand: its quotes would be escaped.
std::string withoutPadding(std::string_view body);

/// Reads {"id", "wave", "via", "answers", "pad"} or {"id", "wave", "sealed", "pad"}; any other member is a
/// problem, `pad` is ignored. In the place of "answers" may stand "fields", the form's as [[name, value], …].
Result<Envelope> openEnvelope(Json item);

/// Answers that were read and checked become a submission: hidden questions dropped, text in NFC, personal
/// data redacted.
Submission makeSubmission(const Redactor& redactor, const Wave& wave, std::string id, const std::string& via,
                          Answers answers);

/// The whole way for one JSON item of a wave of the store. Of a sealed one whose wave is closed nothing is
/// left but its id: the key is gone, and the store can still say whether it took it.
Result<Submission> intake(const Store& store, const Redactor& redactor, const Wave& wave, Envelope envelope);

bool isChannel(const Wave& wave, std::string_view via);
bool isSubmissionId(std::string_view id);

}  // namespace otklik
