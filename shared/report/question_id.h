#pragma once
// What questions, answers and rows are called in a report, where the report's own parts have names too. All
// ids that hold an author's name are made here: they are safe in a page, an address and a file for every
// name, different names have different ones, and nothing takes one apart.

#include <string>
#include <string_view>

#include "shared/survey/survey.h"

namespace otklik {

/// The id of its section and of its table: its name, which stays from year to year; where the report's page
/// itself uses that, with a dot before, which no name has.
std::string reportId(const Question& question);
/// Of one of several tables of a question.
std::string reportId(const Question& question, std::string_view table);
/// Of a line or a column: its value, which may be an answer's, a row's, a theme's or a wave's; where columns
/// of the report itself are called so, with a dot before.
std::string answerId(std::string_view value);
/// «question.part»: a row or an answer of one question among those of others; `part` may be empty.
std::string partId(const Question& question, std::string_view part);
/// Of a breakdown.
std::string breakdownId(std::string_view by);
/// Of the heading of pages and panels over a question.
std::string headingId(const Question& question);

}  // namespace otklik
