# Writes the commit of these sources to FILE, where it says another one: cmake -DSOURCES=DIR -DFILE=… -P commit.cmake
# Seven letters, as many in every clone; git's own abbreviation grows with what else a clone holds.
execute_process(COMMAND git -C ${SOURCES} log -1 --format=%H OUTPUT_VARIABLE commit OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET RESULT_VARIABLE failed)
if(failed)
  set(commit unknown)
else()
  string(SUBSTRING ${commit} 0 7 commit)
  execute_process(COMMAND git -C ${SOURCES} status --porcelain --untracked-files=no OUTPUT_VARIABLE changed ERROR_QUIET)
  if(changed)
    string(APPEND commit -changed)
  endif()
endif()
file(CONFIGURE OUTPUT ${FILE} CONTENT "inline constexpr const char* kCommit = \"${commit}\";\n")
