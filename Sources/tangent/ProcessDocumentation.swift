import ArgumentParser
import Catalog
import Session

/// The man page and the completion scripts of the process.
enum ProcessDocumentation {
  /// Files of `docs`.
  static func files() -> [Documentation.File] {
    let scripts = CompletionScripts()
    return [
      .init("man/tangent.1", manual()), .init("completions/tangent.bash", scripts.bash),
      .init("completions/_tangent", scripts.zsh), .init("completions/tangent.fish", scripts.fish),
    ]
  }

  /// `tangent.1`, in the macros of man(7).
  private static func manual() -> String {
    let main = CommandLineInfo(Tangent.self)
    let replay = CommandLineInfo(ReplayCommand.self)
    let shared = Set(CommandLineInfo(SharedOptions.self).arguments.map(\.written))
    var page = ManualPage("tangent", section: 1, date: "2026-11-30", title: "Tangent")
    page.section("NAME")
    page.text("tangent - study neural networks through their tangent kernel")
    page.section("SYNOPSIS")
    page.verbatim(Tangent.configuration.usage ?? "")
    page.section("DESCRIPTION")
    page.text(main.abstract)
    page.paragraphs(Tangent.configuration.discussion)
    page.section("OPTIONS")
    for argument in main.arguments { page.option(argument) }
    page.section("REPLAY")
    page.text(replay.abstract)
    page.paragraphs(ReplayCommand.configuration.discussion)
    page.paragraphs("Besides the options above:")
    for argument in replay.arguments
    where !shared.contains(argument.written) && !argument.written.hasSuffix("--help")
      && !argument.written.hasSuffix("--version")
    {
      page.option(argument)
    }
    page.section("LANGUAGE")
    page.text(
      "These are the commands, and what can be asked of a network. At the prompt, help explains them."
    )
    for kind in [Entry.Kind.command, .quantity] {
      for entry in Session.vocabulary.entries(kind) { page.option(entry.name, entry.summary) }
    }
    page.section("FILES")
    page.option(
      "~/.config/tangent/init.ntk",
      "Read before a prompt, never for scripts; holds set lines only. In $XDG_CONFIG_HOME where that is set."
    )
    page.option(
      "~/.local/state/tangent/",
      "The history of typed lines and the journals of sessions at a prompt. In $XDG_STATE_HOME where that is set."
    )
    page.option("~/.editrc", "Keys of the prompt, as editrc(5) says.")
    page.section("ENVIRONMENT")
    page.option("NO_COLOR", "When set and not empty, nothing is coloured.")
    page.option("TERM", "When it is dumb, lines are not edited and no progress is shown.")
    page.option("TANGENT_HISTORY", "The file of typed lines; empty for none.")
    page.option("TANGENT_JOURNAL", "The folder of journals; empty for none.")
    page.option("OPENBLAS_CORETYPE", "The kernels that OpenBLAS uses for eigenvalues.")
    page.section("EXAMPLES")
    page.verbatim(
      """
      tangent -c 'd = generate digits 100
      entropy (input 28x28x1 | flatten | dense 10) on d'
      tangent --output json lab.ntk | jq .value
      tangent replay --tolerance 1e-3 lab.ntk
      """)
    page.section("SEE ALSO")
    page.text("gnuplot(1), editrc(5), editline(7)")
    return page.text
  }
}

/// A text in the macros of man(7).
private struct ManualPage {
  private(set) var text: String

  init(_ name: String, section: Int, date: String, title: String) {
    text = ".\\\" Made by scripts/docs; do not edit.\n"
    text += ".TH \(name.uppercased()) \(section) \(date) \"\(title)\" \"User Commands\"\n"
  }

  mutating func section(_ title: String) { text += ".SH \(title)\n" }

  /// A paragraph, in lines of the source that are not too long; the reader's program fills them.
  mutating func text(_ paragraph: String) {
    var line = ""
    for word in paragraph.split(separator: " ") {
      if line.count + word.count > 70 {
        text += escaped(line) + "\n"
        line = ""
      }
      line += line.isEmpty ? word : " " + word
    }
    text += escaped(line) + "\n"
  }

  /// Paragraphs, with an empty line between them.
  mutating func paragraphs(_ block: String) {
    for paragraph in block.split(separator: "\n") {
      text += ".PP\n"
      text(String(paragraph))
    }
  }

  mutating func verbatim(_ block: String) {
    text += ".nf\n"
    for line in block.split(separator: "\n") { text += escaped(String(line)) + "\n" }
    text += ".fi\n"
  }

  mutating func option(_ argument: CommandLineInfo.Argument) {
    var about = argument.abstract
    if !argument.choices.isEmpty { about += " One of \(argument.choices.joined(separator: ", "))" }
    if let usual = argument.usual {
      about += argument.choices.isEmpty ? " Default: \(usual)" : "; default: \(usual)"
    }
    if argument.usual != nil || !argument.choices.isEmpty { about += "." }
    option(argument.written, about)
  }

  mutating func option(_ name: String, _ about: String) {
    let full = about.isEmpty ? "" : about.prefix(1).uppercased() + about.dropFirst()
    text += ".TP\n.B " + escaped(name) + "\n"
    text(full.hasSuffix(".") ? full : full + ".")
  }

  private func escaped(_ line: String) -> String {
    var result = ""
    for scalar in line.unicodeScalars {
      switch scalar {
      case "\\": result += "\\e"
      case "-": result += "\\-"
      case "'": result += "\\(aq"
      case "`": result += "\\`"
      default:
        if scalar.isASCII {
          result.unicodeScalars.append(scalar)
        } else {
          let digits = String(scalar.value, radix: 16, uppercase: true)
          result += "\\[u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "]"
        }
      }
    }
    return result.hasPrefix(".") || result.hasPrefix("'") ? "\\&" + result : result
  }
}
