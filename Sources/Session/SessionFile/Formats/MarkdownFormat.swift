import Catalog

/// Text with code, as repositories and issue trackers show it.
enum MarkdownFormat: SessionFormat {
  static let entry = Entry(
    "markdown", .format, summary: "the session as text with code blocks",
    usage: "save session to \"FILE.md\"",
    details: """
      Comments become paragraphs, statements and what they gave become blocks; figures are drawn in \
      characters, since Markdown holds no pictures of its own.
      """,
    examples: [Example("save session to \"lab.md\"")],
    searchTerms: ["md", "report", "readme", "export"])

  static let ending = "md"
  static let hasViews = true

  static func text(_ document: SessionDocument) -> String {
    var parts = ["# \(document.title)"]
    var code: [String] = []
    func flush() {
      if !code.isEmpty { parts.append(block(code.joined(separator: "\n"), "ntk")) }
      code = []
    }
    for (i, entry) in document.entries.enumerated() {
      let comments = document.statements[i].comments
      if !comments.isEmpty {
        flush()
        parts.append(comments.map(escaped).joined(separator: "\n"))
      }
      code.append(document.code(i))
      let shown = [entry.shown, entry.figure?.drawing ?? ""].filter { !$0.isEmpty }
      guard !shown.isEmpty else { continue }
      flush()
      parts += shown.map { block($0, "text") }
    }
    flush()
    if !document.closing.isEmpty {
      parts.append(document.closing.map(escaped).joined(separator: "\n"))
    }
    parts.append(block(document.header.joined(separator: "\n"), "text"))
    return parts.joined(separator: "\n\n") + "\n"
  }

  /// A fence that is longer than any inside.
  private static func block(_ text: String, _ language: String) -> String {
    var longest = 0
    var run = 0
    for character in text {
      run = character == "`" ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: max(3, longest + 1))
    return "\(fence)\(language)\n\(text)\n\(fence)"
  }

  /// A comment as the words it is.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      if "\\`*_{}[]<>#|".contains(character) { result.append("\\") }
      result.append(character)
    }
    return result
  }
}
