/// Pasted text as it would have been typed.
enum Paste {
  /// Takes out what a session shows besides what was typed: prompts at the beginnings of lines, the
  /// results under them, and lines of recorded results (`#= …`). Line ends become one kind, and those
  /// at the end go.
  ///
  /// - Parameters:
  ///   - isIncomplete: whether a text may go on in another line.
  ///   - continues: whether a line can only go on with the statement before it.
  static func cleaned(
    _ text: String, isIncomplete: (String) -> Bool = { _ in false },
    continues: (String) -> Bool = { _ in false }
  ) -> String {
    let unified = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
      .replacing("\t", with: "  ")
    let all = unified.split(separator: "\n", omittingEmptySubsequences: false)
    // Where prompts stand, lines without one are results, unless a statement needs them.
    let isSession = all.contains { $0.drop { $0 == " " }.hasPrefix(Prompt.first) }
    var lines: [Substring] = []
    var statement = ""
    for line in all {
      let body = line.drop { $0 == " " }
      if body.hasPrefix("#=") { continue }
      if let prompt = prompts.first(where: { body.hasPrefix($0) }) {
        let rest = body.dropFirst(prompt.count)
        let typed = rest.first == " " ? rest.dropFirst() : rest
        lines.append(typed)
        statement = prompt == Prompt.first ? String(typed) : "\(statement)\n\(typed)"
      } else if !isSession || isIncomplete(statement)
        || (!statement.isEmpty && continues(String(line)))
      {
        lines.append(line)
        statement += "\n\(line)"
      } else {
        statement = ""
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
