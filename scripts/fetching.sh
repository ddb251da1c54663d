# For scripts that fetch something (to be sourced, in the root of the sources).

# The Debian mirror of this machine, so that the repository names none.
debian_mirror() {
    local mirror
    mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Identifier: Packages' 'Label: Debian' | sort -u | head -1)
    if [ -z "$mirror" ]; then
        echo "${0##*/}: apt knows no Debian mirror; let root run apt-get update and try again" >&2
        return 1
    fi
    echo "$mirror"
}

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
