import Catalog

/// Pages that list entries: a table's, and what a search found.
enum HelpList {
  /// The entries of one table, a line each.
  static func group(_ kind: Entry.Kind, _ vocabulary: Vocabulary, width: Int) -> String {
    var sheet = Sheet(width: width)
    let entries = vocabulary.entries(kind)
    sheet.list(entries.map { ($0.name, $0.summary) })
    sheet.gap()
    let example = entries.first.map { ": help \($0.name)" } ?? ""
    sheet.paragraph(
      "help NAME explains one of these \(kind.rawValue)\(example).", hanging: 2)
    return sheet.text
  }

  /// What a search found, and how it was understood.
  static func found(
    _ findings: Search.Findings, _ words: [String], width: Int
  ) -> String {
    var sheet = Sheet(width: width)
    if !findings.readAs.isEmpty {
      let pairs = findings.readAs.map { "“\($0.typed)” is read as “\($0.meant)”" }
      sheet.paragraph(pairs.joined(separator: ", ") + ".")
      sheet.gap()
    }
    if !findings.isComplete {
      sheet.paragraph("No page mentions all of “\(words.joined(separator: " "))”. The nearest:")
      sheet.gap()
    }
    let entries = findings.entries.prefix(12)
    let names = entries.map { entry in
      entries.count { $0.name == entry.name } > 1 ? "\(entry.name) (\(entry.kind))" : entry.name
    }
    sheet.list(zip(names, entries).map { ($0, $1.summary) })
    sheet.gap()
    sheet.paragraph("help NAME shows the page.")
    return sheet.text
  }
}
