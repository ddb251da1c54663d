#include "shared/survey/types/open.h"
#include "shared/survey/types/types.h"

namespace otklik {
namespace {

constexpr OpenType kType{"comment"};

}  // namespace

constinit const QuestionType& kComment = kType;
constinit const JsonType kCommentJson{kType, takeOpenMembers, readOpenAnswer};

}  // namespace otklik
