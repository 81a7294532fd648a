import CEditLine
import Catalog
import Glibc

/// Shows what is longer than the screen in `$PAGER`, or in less where that is not set.
struct Pager {
  let terminal: Terminal

  /// Whether a text has more rows than fit under the prompt's line.
  func isNeeded(for text: String) -> Bool {
    // A picture of pixels has no rows, and a pager would show its bytes.
    guard terminal.canEdit, !text.hasPrefix(Sixels.start) else { return false }
    let (width, height) = (max(terminal.width, 1), terminal.height)
    var rows = 2
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      rows += max(1, (DisplayWidth.of(Self.plain(line)) + width - 1) / width)
      if rows > height { return true }
    }
    return false
  }

  /// Shows the text; false when there is no pager, and nothing was shown.
  func show(_ text: String) -> Bool {
    guard let command = Self.command(Terminal.variable) else { return false }
    // What less does unless told otherwise: colours stay, and the page too when it ends; Ctrl-C ends
    // it; it says how to go on; and keys meant for the prompt write no files.
    setenv("LESS", "-FRXK -Pspace goes on, q ends", 0)
    setenv("LESSSECURE", "1", 0)
    setenv("LESSHISTFILE", "-", 0)
    guard let pager = popen(command, "w") else { return false }
    var text = text + "\n"
    text.withUTF8 { _ = fwrite($0.baseAddress, 1, $0.count, pager) }
    // The shell answers 127 when the command does not exist.
    let status = pclose(pager)
    return status >> 8 & 0xFF != 127
  }

  /// The command, or nil when there is none to be had; `PAGER=` (empty) and `PAGER=cat` mean none.
  static func command(_ variable: (String) -> String?) -> String? {
    if let own = variable("PAGER") { return own.isEmpty || own == "cat" ? nil : own }
    return isInPath("less", variable) ? "less" : nil
  }

  /// Whether a program of that name can be run.
  static func isInPath(_ program: String, _ variable: (String) -> String?) -> Bool {
    (variable("PATH") ?? "/usr/bin:/bin").split(separator: ":")
      .contains { access("\($0)/\(program)", X_OK) == 0 }
  }

  /// A line without its colours.
  private static func plain(_ line: Substring) -> String {
    guard line.contains("\u{1B}") else { return String(line) }
    var (kept, isEscape) = ("", false)
    for character in line {
      if character == "\u{1B}" {
        isEscape = true
      } else if isEscape {
        isEscape = !character.isLetter
      } else {
        kept.append(character)
      }
    }
    return kept
  }
}
