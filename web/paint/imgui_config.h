#pragma once
// Dear ImGui without what a painter in a browser does not need: no files, no shell, no demo, no font
// rasteriser (the browser draws all text, see web/paint/text.h).

#define IMGUI_DISABLE_DEMO_WINDOWS
#define IMGUI_DISABLE_DEBUG_TOOLS
#define IMGUI_DISABLE_DEFAULT_SHELL_FUNCTIONS
#define IMGUI_DISABLE_FILE_FUNCTIONS
#define IMGUI_DISABLE_OBSOLETE_FUNCTIONS
#define IMGUI_DISABLE_OBSOLETE_KEYIO
#define IMGUI_DISABLE_SSE
#define IMGUI_DISABLE_DEFAULT_FORMAT_FUNCTIONS  // ours: web/paint/imgui_format.cpp
#define ImDrawIdx unsigned short
