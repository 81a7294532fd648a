/// Pasted text as it would have been typed.
enum Paste {
  /// Takes out what a session shows besides what was typed: prompts at the beginnings of lines, and
  /// lines of recorded results (`#= …`). Line ends become one kind, and those at the end go.
  static func cleaned(_ text: String) -> String {
    let unified = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
      .replacing("\t", with: "  ")
    var lines: [Substring] = []
    for line in unified.split(separator: "\n", omittingEmptySubsequences: false) {
      let body = line.drop { $0 == " " }
      if body.hasPrefix("#=") { continue }
      if let prompt = prompts.first(where: { body.hasPrefix($0) }) {
        let typed = body.dropFirst(prompt.count)
        lines.append(typed.first == " " ? typed.dropFirst() : typed)
      } else {
        lines.append(line)
      }
    }
    while lines.last?.allSatisfy({ $0 == " " }) == true { lines.removeLast() }
    let kept = lines.joined(separator: "\n")
    return String(
      kept.unicodeScalars.filter { $0 == "\n" || $0.properties.generalCategory != .control })
  }

  private static let prompts = [Prompt.first, Prompt.further]
}

/// What stands before typed lines.
enum Prompt {
  static let first = "ntk>"
  static let further = "...>"
}
