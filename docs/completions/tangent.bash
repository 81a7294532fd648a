# Completion of tangent for bash. Made by scripts/docs; do not edit.
_tangent() {
  local current="${COMP_WORDS[COMP_CWORD]}" previous="${COMP_WORDS[COMP_CWORD - 1]}"
  local place replay= script= IFS=$' \t\n'
  COMPREPLY=()
  # bash takes --output=json apart.
  [[ $current == = ]] && current=
  [[ $previous == = ]] && previous="${COMP_WORDS[COMP_CWORD - 2]}"
  for ((place = 1; place < COMP_CWORD; place++)); do
    case "${COMP_WORDS[place]}" in
      -c | --output | --threads | --color | --tolerance) [[ ${COMP_WORDS[place + 1]} == = ]] && ((place++)); ((place++)) ;;
      -*) ;;
      replay) [[ $replay || $script ]] && script=yes || replay=yes ;;
      *) script=yes ;;
    esac
  done
  case "$previous" in
    --output)
      COMPREPLY=($(compgen -W 'text json csv markdown' -- "$current"))
      return ;;
    --color)
      COMPREPLY=($(compgen -W 'auto always never' -- "$current"))
      return ;;
    -c | --threads | --tolerance) return ;;
  esac
  if [[ $current == -* ]]; then
    if [[ $replay ]]; then
      COMPREPLY=($(compgen -W '--update --tolerance --output --threads -q --quiet --no-init --color -h --help' -- "$current"))
    else
      COMPREPLY=($(compgen -W '-c -i --output --threads -q --quiet --no-init --color --version -h --help' -- "$current"))
    fi
  elif [[ ! $script ]]; then
    IFS=$'\n'
    COMPREPLY=($(compgen -f -X '!*.ntk' -- "$current") $(compgen -d -- "$current"))
    [[ $replay || replay != "$current"* ]] || COMPREPLY+=(replay)
    [[ ${COMPREPLY[*]} == replay ]] || compopt -o filenames 2>/dev/null
  fi
}
complete -F _tangent tangent
