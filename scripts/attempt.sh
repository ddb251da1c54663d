# For scripts that fetch something (to be sourced, in the root of the sources).

# Runs a step into a log of its own. Where it fails, says in one sentence what is missing and why, and ends the script:
#   attempt LOG WHAT COMMAND…
attempt() {
    local log=build/log/$1.log what=$2 why
    shift 2
    mkdir -p build/log
    "$@" >"$log" 2>&1 && return
    why=$(sed -nE 's/^(E: |W: Failed to fetch |npm (ERR!|error) )//p' "$log" | grep -vE '^(code|syscall|errno) ' | head -1)
    echo "${0##*/}: could not fetch $what: ${why:-its last words are $(tail -1 "$log")} (all of it: $log)" >&2
    exit 1
}
