// The members and types that are known and not supported. Every other one that nobody takes is unknown, and
// refused too. `otklik check` says the advice in other languages from their "check.member.NAME" and
// "check.type.NAME".

#include "shared/survey/definition_members.h"

#include <algorithm>
#include <iterator>
#include <span>

namespace otklik {
namespace {

/// What changes no answer: how a form looks or behaves in SurveyJS.
// clang-format off
constexpr std::string_view kLooks[] = {
    "$schema", "acceptCarriageReturn", "addCode", "allowAdaptiveActions", "allowClear", "allowResize",
    "allowResizeComment", "alternateRows", "autoAdvanceAllowComplete", "autoAdvanceEnabled", "autoComplete",
    "autoFocusFirstError", "autoFocusFirstQuestion", "autoGenerate", "autoGrow", "autoGrowComment",
    "autoUrl", "autocomplete", "backgroundImage", "backgroundImageAttachment", "backgroundImageFit",
    "backgroundOpacity", "cellComponent", "cellErrorLocation", "cellHint", "checkErrorsMode",
    "choicesOrder", "closeOnSelect", "colCount", "colSpan", "cols", "columnColCount", "columnLayout",
    "columnMinWidth", "columnsTitle", "commentAreaRows", "commentPlaceholder", "commentText",
    "completeText", "completedBeforeHtml", "completedHtml", "completedHtmlOnCondition", "cookieName",
    "correctAnswer", "currency", "descriptionLocation", "displayMode",
    "displayRateDescriptionsAsExtremeItems", "displayStyle", "editText", "effectiveColSpan",
    "errorLocation", "firstPageIsStartPage", "firstPageIsStarted", "fitToContainer",
    "focusFirstQuestionAutomatic", "focusOnFirstError", "format", "goNextPageAutomatic",
    "gridLayoutColumns", "gridLayoutEnabled", "hasSelectAll", "headerView", "height", "hideNumber",
    "hideSelectedItems", "horizontalScroll", "imageFit", "indent", "innerIndent", "inputSize",
    "inputTextAlignment", "isCommentRequired", "isSinglePage", "itemComponent", "itemErrorLocation",
    "itemSize", "itemTitleWidth", "keyDuplicationError", "labelLocation", "loadingHtml", "locale", "logo",
    "logoFit", "logoHeight", "logoPosition", "logoWidth", "longTap", "matrixDragHandleArea", "maxErrorText",
    "maxWidth", "maximumFractionDigits", "minErrorText", "minWidth", "minimumFractionDigits", "mobileView",
    "navigateToUrl", "navigateToUrlOnCondition", "navigationButtonsLocation", "navigationDescription",
    "navigationTitle", "otherErrorText", "pageNextText", "pagePrevText", "partialSendEnabled",
    "placeholder", "precision", "previewMode", "previewText", "progressBarInheritWidthFrom",
    "progressBarLocation", "progressBarShowPageNumbers", "progressBarShowPageTitles", "progressBarType",
    "questionDescriptionLocation", "questionErrorLocation", "questionOrder", "questionStartIndex",
    "questionTitleLocation", "questionTitlePattern", "questionTitleTemplate", "questionTitleWidth",
    "questionsOnPageMode", "questionsOrder", "randomize", "randomizeCategory", "rateColorMode",
    "rateDescriptionLocation", "rateDisplayMode", "rateType", "renderAs", "requiredErrorText",
    "requiredMark", "requiredText", "responsive", "rowOrder", "rowTitleWidth", "rows", "rowsOrder",
    "scaleColorMode", "searchEnabled", "searchMode", "selectAllText", "selectToRankAreasLayout",
    "selectToRankEmptyRankedAreaText", "selectToRankEmptyUnrankedAreaText", "selectToRankSwapAreas",
    "sendResultOnPageNext", "separateSpecialChoices", "showBrandInfo", "showCompletePage",
    "showCompletedPage", "showHeader", "showNavigationButtons", "showNumber", "showPageNumbers",
    "showPageTitles", "showPrevButton", "showPreviewBeforeComplete", "showProgressBar",
    "showQuestionNumbers", "showSelectAllItem", "showTOC", "showTimer", "showTimerPanel", "showTitle",
    "singleInputTitleTemplate", "size", "sjsVersion", "startSurveyText", "startWithNewLine", "state",
    "stepErrorText", "surveyId", "surveyPostId", "surveyShowDataSaving", "swapOrder", "textUpdateMode",
    "textWrapEnabled", "themeVariables", "timerInfoMode", "timerLocation", "titleActions", "titleLocation",
    "tocItemComponent", "tocLocation", "transposeData", "useDisplayValuesInDynamicTexts",
    "useDisplayValuesInTitle", "useGrouping", "useTitleAsLabel", "validateVisitedEmptyFields",
    "verticalAlign", "width", "widthMode", "wrapperComponent",
};
// clang-format on
static_assert(std::is_sorted(std::begin(kLooks), std::end(kLooks)));

/// What SurveyJS takes where a member is absent, of those that are refused with any other value.
struct Usual {
    std::string_view member;
    const char* value;  ///< as JSON
};
constexpr Usual kUsual[] = {
    {"detailPanelMode", R"("none")"},
    {"maskType", R"("none")"},
    {"maxTimeToFinish", "0"},
    {"maxTimeToFinishPage", "0"},
    {"mode", R"("edit")"},
    {"storeOthersAsComment", "true"},
    {"storeOthersAsComment", R"("default")"},
    {"timeLimit", "0"},
    {"timeLimitPerPage", "0"},
    {"totalType", R"("none")"},
    {"visible", "true"},
};

/// Of these false is an answer, or another way than the usual one.
constexpr std::string_view kFalseSays[] = {"defaultValue", "storeOthersAsComment", "visible"};

struct Refused {
    std::string_view name;
    const char* advice;
};
constexpr Refused kRefused[] = {
    {"allowCustomChoices", "Nobody adds options: use showOtherItem."},
    {"bindings", "Values cannot be bound to another question: ask it once."},
    {"cellType", "Cells of another type are not supported: use radiogroup or dropdown, or single questions."},
    {"cells", "Cells cannot have texts of their own: put them into the texts of rows and columns."},
    {"choicesByUrl", "Options are not fetched from the network: write them into the definition."},
    {"choicesEnableIf", "An option is shown or not: use choicesVisibleIf."},
    {"choicesFromQuestion",
     "Options are written out: repeat them, with visibleIf where they depend on an answer."},
    {"choicesLazyLoadEnabled", "Options are not fetched from the network: write them into the definition."},
    {"dataList", "A text has no list of suggestions: use dropdown with showOtherItem."},
    {"defaultRowValue", "Nothing is answered beforehand: an answer is the person's own."},
    {"defaultValue", "Nothing is answered beforehand: an answer is the person's own."},
    {"defaultValueExpression", "Nothing is answered beforehand: an answer is the person's own."},
    {"dateFormat", "Say in the description how to write."},
    {"detailElements", "Rows have no questions within them: make a panel of them."},
    {"detailPanelMode", "Rows have no questions within them: make a panel of them."},
    {"eachRowUnique", "Rows cannot exclude each other's answers: use ranking."},
    {"elements", "Elements stand on pages and in panels alone."},
    {"enableIf", "An option is shown or not: use visibleIf."},
    {"hasComment", "A question has no second answer: ask for the comment in a question of its own."},
    {"isUnique", "Rows cannot exclude each other's answers: use ranking."},
    {"maskSettings",
     "Input masks are not supported: say in the description how to write, or use inputType number or date."},
    {"maskType",
     "Input masks are not supported: say in the description how to write, or use inputType number or date."},
    {"maxTimeToFinish", "A survey has no time limit: remove it."},
    {"maxTimeToFinishPage", "A survey has no time limit: remove it."},
    {"maxValueExpression", "Bounds are numbers: use max."},
    {"minValueExpression", "Bounds are numbers: use min."},
    {"mode", "A survey that nobody can answer is none: remove it."},
    {"readOnly", "A question that nobody can answer is none: use html for words."},
    {"resetValueIf", "Answers are not changed by conditions: use visibleIf, which drops what is hidden."},
    {"setValueExpression", "Answers are not changed by conditions: an answer is the person's own."},
    {"setValueIf", "Answers are not changed by conditions: an answer is the person's own."},
    {"showCommentArea", "A question has no second answer: ask for the comment in a question of its own."},
    {"storeOthersAsComment",
     "The text beside «other» is kept beside the answer, as SurveyJS does by itself: remove it."},
    {"timeLimit", "A survey has no time limit: remove it."},
    {"timeLimitPerPage", "A survey has no time limit: remove it."},
    {"totalExpression", "Totals are not supported: remove them."},
    {"totalType", "Totals are not supported: remove them."},
    {"triggers", "Triggers are not supported: use visibleIf and requiredIf."},
    {"validators",
     "Validators are not supported: use isRequired, min, max, maxLength, minSelectedChoices, "
     "maxSelectedChoices."},
    {"valueName", "Every question has an answer of its own: remove it and use the name."},
    {"valuePropertyName", "Answers are lists of values: remove it."},
    {"visible", "What is never shown is not asked: remove the question."},
};

/// What an anonymous survey does not ask, or asks in another way.
constexpr const char* kIdentifies = "It asks what identifies people: an anonymous survey does not.";
constexpr const char* kManyTimes = "Parts that people add themselves are not supported: ask with comment.";
constexpr const char* kPictures =
    "Pictures from elsewhere are not loaded: use radiogroup or checkbox with words.";
constexpr Refused kRefusedTypes[] = {
    {"buttongroup", "Use radiogroup."},
    {"custom", "Components of an editor are not supported: use the questions that they are made of."},
    {"file", kIdentifies},
    {"image", "Pictures from elsewhere are not loaded: remove it, or say it with html."},
    {"imagemap", kPictures},
    {"imagepicker", kPictures},
    {"matrixdynamic", kManyTimes},
    {"paneldynamic", kManyTimes},
    {"signaturepad", kIdentifies},
    {"slider", "Use text with inputType number."},
};

template <std::size_t N>
const char* adviceIn(const Refused (&list)[N], std::string_view name, const char* ofUnknown) {
    for (const Refused& each : list)
        if (each.name == name) return each.advice;
    return ofUnknown;
}

template <std::size_t N>
std::vector<std::string_view> namesIn(const Refused (&list)[N]) {
    std::vector<std::string_view> names;
    for (const Refused& each : list) names.push_back(each.name);
    return names;
}

bool isAmong(std::span<const std::string_view> names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

bool saysNothing(std::string_view member, const Json& value) {
    if (value == false) return !isAmong(kFalseSays, member);
    const bool isEmpty = value.is_null() || value == "" || (value.is_structured() && value.empty());
    return isEmpty || std::any_of(std::begin(kUsual), std::end(kUsual), [&](const Usual& usual) {
               return usual.member == member && usual.value == value.dump();
           });
}

bool concernsLooks(std::string_view member) {
    return std::binary_search(std::begin(kLooks), std::end(kLooks), member);
}

const char* adviceFor(std::string_view member) {
    return adviceIn(kRefused, member, "The member is not known: remove it.");
}

const char* adviceForType(std::string_view type) {
    return adviceIn(kRefusedTypes, type,
                    "The type is not known: use one of those that the documentation lists.");
}

std::vector<std::string_view> refusedMembers() {
    return namesIn(kRefused);
}

std::vector<std::string_view> refusedTypes() {
    return namesIn(kRefusedTypes);
}

}  // namespace otklik
