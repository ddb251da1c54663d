#pragma once
// What stands on a screen, one function an item; the larger ones have files of their own.

#include <vector>

#include "web/app/screen.h"
#include "web/paint/widgets.h"

namespace otklik::paint {

/// `hasSide`: the survey's name stands beside them already.
void paintItems(const Column& column, const std::vector<Item>& items, bool hasSide);

void paintSteps(const Column& column, const ScaleSteps& scale);
/// Without its label.
float heightOf(const TextField& field);
void paintField(const Column& column, const TextField& field);
void paintRankedLine(const Column& column, const RankedLine& line);
void paintGrid(const Column& column, const Grid& grid);
void paintAnswered(const Column& column, const Answered& answered);
void paintPart(const Column& column, const Part& part);

}  // namespace otklik::paint
