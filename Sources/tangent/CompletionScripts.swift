/// Completion of `tangent` for shells.
///
/// ArgumentParser's own scripts would offer `replay` only behind a file, since they take the word
/// for one as its parser does; see ``Main``.
struct CompletionScripts {
  private typealias Argument = CommandLineInfo.Argument

  private let main = CommandLineInfo(Tangent.self)
  private let replay = CommandLineInfo(ReplayCommand.self)

  private var mainOptions: [Argument] { main.arguments.filter { !$0.names.isEmpty } }
  private var replayOptions: [Argument] { replay.arguments.filter { !$0.names.isEmpty } }

  /// Each option once.
  private var allOptions: [Argument] {
    mainOptions
      + replayOptions.filter { option in !mainOptions.contains { $0.names == option.names } }
  }

  private func words(_ options: [Argument]) -> String {
    options.flatMap(\.names).joined(separator: " ")
  }

  private func pattern(_ options: [Argument]) -> String {
    options.flatMap(\.names).joined(separator: " | ")
  }

  /// For bash 3.2 and later; `tangent.bash`.
  var bash: String {
    let chosen = allOptions.filter { !$0.choices.isEmpty }.map { option in
      let choices = option.choices.joined(separator: " ")
      return
        "    \(pattern([option])))\n      COMPREPLY=($(compgen -W '\(choices)' -- \"$current\"))\n      return ;;"
    }
    let free = allOptions.filter { $0.takesValue && $0.choices.isEmpty }
    return """
      # Completion of tangent for bash. Made by scripts/docs; do not edit.
      _tangent() {
        local current="${COMP_WORDS[COMP_CWORD]}" previous="${COMP_WORDS[COMP_CWORD - 1]}"
        local place replay= script= IFS=$' \\t\\n'
        COMPREPLY=()
        # bash takes --output=json apart.
        [[ $current == = ]] && current=
        [[ $previous == = ]] && previous="${COMP_WORDS[COMP_CWORD - 2]}"
        for ((place = 1; place < COMP_CWORD; place++)); do
          case "${COMP_WORDS[place]}" in
            \(pattern(allOptions.filter(\.takesValue)))) [[ ${COMP_WORDS[place + 1]} == = ]] && ((place++)); ((place++)) ;;
            -*) ;;
            replay) [[ $replay || $script ]] && script=yes || replay=yes ;;
            *) script=yes ;;
          esac
        done
        case "$previous" in
      \(chosen.joined(separator: "\n"))
          \(pattern(free))) return ;;
        esac
        if [[ $current == -* ]]; then
          if [[ $replay ]]; then
            COMPREPLY=($(compgen -W '\(words(replayOptions))' -- "$current"))
          else
            COMPREPLY=($(compgen -W '\(words(mainOptions))' -- "$current"))
          fi
        elif [[ ! $script ]]; then
          IFS=$'\\n'
          COMPREPLY=($(compgen -f -X '!*.ntk' -- "$current") $(compgen -d -- "$current"))
          [[ $replay || replay != "$current"* ]] || COMPREPLY+=(replay)
          [[ ${COMPREPLY[*]} == replay ]] || compopt -o filenames 2>/dev/null
        fi
      }
      complete -F _tangent tangent

      """
  }

  /// For zsh; `_tangent` in a folder of `fpath`.
  var zsh: String {
    func specification(_ option: Argument) -> [String] {
      option.names.map { name in
        let about = option.abstract.replacing("'", with: "'\\''").replacing("[", with: "(")
          .replacing("]", with: ")").replacing(":", with: "\\:")
        let value =
          option.takesValue
          ? ":\(option.value):"
            + (option.choices.isEmpty ? "" : "(\(option.choices.joined(separator: " ")))")
          : ""
        let others = option.names.filter { $0 != name }.joined(separator: " ")
        return "'\(others.isEmpty ? "" : "(\(others))")\(name)[\(about)]\(value)'"
      }
    }
    func lines(_ options: [Argument]) -> String {
      options.flatMap(specification).map { "      \($0) \\" }.joined(separator: "\n")
    }
    return """
      #compdef tangent
      # Completion of tangent for zsh. Made by scripts/docs; do not edit.
      _tangent() {
        local state
        local -i place=${words[(i)replay]}
        if (( place > 1 && place < CURRENT )); then
          _arguments \\
      \(lines(replayOptions))
            '1:command:(replay)' '2:script:_files -g "*.ntk"'
          return
        fi
        _arguments \\
      \(lines(mainOptions))
          '1: :->first'
        if [[ $state == first ]]; then
          _alternative 'commands:command:((replay\\:"\(replay.abstract)"))' \\
            'files:script:_files -g "*.ntk"'
        fi
      }
      _tangent "$@"

      """
  }

  /// For fish; `tangent.fish`.
  var fish: String {
    func line(_ option: Argument, _ condition: String) -> String {
      let names = option.names.map {
        $0.hasPrefix("--") ? "-l \($0.dropFirst(2))" : "-s \($0.dropFirst())"
      }
      let value =
        option.takesValue
        ? " -x" + (option.choices.isEmpty ? "" : " -a '\(option.choices.joined(separator: " "))'")
        : ""
      let about = option.abstract.replacing("'", with: "\\'")
      return "complete -c tangent\(condition) \(names.joined(separator: " "))\(value) -d '\(about)'"
    }
    let isReplay = "__fish_seen_subcommand_from replay"
    let lines = allOptions.map { option in
      let inMain = mainOptions.contains { $0.names == option.names }
      let inReplay = replayOptions.contains { $0.names == option.names }
      return line(
        option, inMain && inReplay ? "" : inReplay ? " -n '\(isReplay)'" : " -n 'not \(isReplay)'")
    }
    return """
      # Completion of tangent for fish. Made by scripts/docs; do not edit.
      complete -c tangent -f
      complete -c tangent -k -a '(__fish_complete_suffix .ntk)'
      complete -c tangent -n 'not \(isReplay)' -a replay -d '\(replay.abstract)'
      \(lines.joined(separator: "\n"))

      """
  }
}
