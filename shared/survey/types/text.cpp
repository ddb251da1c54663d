#include "shared/survey/types/open.h"
#include "shared/survey/types/types.h"

namespace otklik {
namespace {

constexpr OpenType kType{"text"};

}  // namespace

constinit const QuestionType& kText = kType;
constinit const JsonType kTextJson{kType, takeOpenMembers, readOpenAnswer};

}  // namespace otklik
