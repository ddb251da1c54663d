#include "shared/survey/types/choosing.h"
#include "shared/survey/types/types.h"

namespace otklik {
namespace {

constexpr ChoosingType kType{"checkbox"};

}  // namespace

constinit const QuestionType& kCheckbox = kType;
constinit const JsonType kCheckboxJson{kType, takeSeveralOptions, readOptions, nullptr, "choices"};

}  // namespace otklik
