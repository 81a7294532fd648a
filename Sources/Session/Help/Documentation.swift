import Catalog

/// `docs/commands.md`, made from the catalog.
public enum Documentation {
  /// The whole page.
  public static func commands() -> String {
    let vocabulary = Session.vocabulary
    var parts = [
      "# Everything a user can name",
      "Made from the catalog by `scripts/docs`; do not edit. The grammar is in [language.md](language.md).",
      "Examples run after these lines:\n\n```ntk\n\(Example.prelude)\n```",
    ]
    for kind in Entry.Kind.allCases {
      let entries = vocabulary.entries(kind)
      guard !entries.isEmpty else { continue }
      parts.append("## \(kind.rawValue.prefix(1).uppercased() + kind.rawValue.dropFirst())")
      parts += entries.map(section)
    }
    return parts.joined(separator: "\n\n") + "\n"
  }

  private static func section(_ entry: Entry) -> String {
    var parts = [
      "### \(entry.name)", "\(entry.summary.prefix(1).uppercased() + entry.summary.dropFirst()).",
      "    \(entry.usage)",
    ]
    if !entry.details.isEmpty { parts.append(entry.details) }
    if let grammar = entry.grammar, !grammar.clauses.isEmpty {
      let words = grammar.clauses.map {
        "`\($0.preposition.rawValue)`\($0.required ? " (required)" : "")"
      }
      parts.append("Clauses: \(words.joined(separator: ", ")).")
    }
    if !entry.parameters.isEmpty {
      parts.append(
        "```text\n" + entry.parameters.map(HelpPage.line).joined(separator: "\n") + "\n```")
    }
    for example in entry.examples {
      parts.append(
        (example.about.isEmpty ? "" : "\(example.about):\n\n") + "```ntk\n\(example.code)\n```")
    }
    return parts.joined(separator: "\n\n")
  }
}
