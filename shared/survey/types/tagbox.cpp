// A checkbox that editors draw as a field with a list. Here it is asked as one, whose options are all seen.

#include "shared/survey/types/choosing.h"
#include "shared/survey/types/types.h"

namespace otklik {
namespace {

constexpr ChoosingType kType{"tagbox"};

}  // namespace

constinit const QuestionType& kTagbox = kType;
constinit const JsonType kTagboxJson{kType, takeSeveralOptions, readOptions, nullptr, "choices"};

}  // namespace otklik
