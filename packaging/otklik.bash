# Completion for otklik(1): commands and flags are those that the program's own --help names, so that there is one list of them.

_otklik() {
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command=() i help
    for ((i = 1; i < COMP_CWORD; ++i)); do
        case ${COMP_WORDS[i]} in
            [a-z]*) [[ ${#command[@]} -lt 2 ]] && command+=("${COMP_WORDS[i]}") ;;
            *) break ;;
        esac
    done
    help=$("${COMP_WORDS[0]}" "${command[@]}" --help 2>/dev/null) || help=$("${COMP_WORDS[0]}" "${command[0]:-help}" --help 2>/dev/null)
    compopt -o default 2>/dev/null
    COMPREPLY=()
    if [[ $word == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$(grep -oE '^ +(-[a-z],)?--[a-z-]+' <<<"$help" | grep -oE -- '--[a-z-]+')" -- "$word")
    elif [[ $before == --survey ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$(cd /usr/share/otklik/surveys 2>/dev/null && printf '%s\n' *.json | sed 's/\.json$//')" -- "$word")
    elif [[ $before != --* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$(sed -n '/^Subcommands:/,/^$/s/^  \([a-z-]*\) .*/\1/p' <<<"$help")" -- "$word")
    fi
}
complete -F _otklik otklik
