/// Every entry there is, and how to find one.
public struct Vocabulary: Sendable {
  /// In the order of the tables.
  public let entries: [Entry]
  private let byKind: [Entry.Kind: [String: Entry]]

  /// The vocabulary of these entries.
  public init(_ entries: [Entry]) {
    self.entries = entries
    var byKind: [Entry.Kind: [String: Entry]] = [:]
    for entry in entries { byKind[entry.kind, default: [:]][entry.name] = entry }
    self.byKind = byKind
  }

  /// The entry of a table, by name.
  public subscript(kind: Entry.Kind, name: String) -> Entry? { byKind[kind]?[name] }

  /// A word that can begin a command: a command or a quantity.
  public func command(_ name: String) -> Entry? {
    self[.command, name] ?? self[.quantity, name]
  }

  /// A word that can begin a stage of a network: a layer, or an activation by itself.
  public func layer(_ name: String) -> Entry? {
    self[.layer, name] ?? self[.activation, name]
  }

  /// The entries of one table, in the table's order.
  public func entries(_ kind: Entry.Kind) -> [Entry] { entries.filter { $0.kind == kind } }

  /// The names in these tables, in the order of the tables.
  public func names(_ kinds: Entry.Kind...) -> [String] {
    entries.filter { kinds.contains($0.kind) }.map(\.name)
  }

  /// Every entry of that name, commands first (`loss` is a quantity and an option's choice).
  public func entries(named name: String) -> [Entry] {
    Entry.Kind.allCases.compactMap { self[$0, name] }
  }

  /// Entries that fit these words, the best first; see ``Search``.
  public func search(_ words: [String]) -> [Entry] { Search(self).find(words).entries }
}

extension Vocabulary {
  /// The table a reader means by another form of its name: `layer`, `optimizers`, `verb`.
  public func group(like word: String) -> Entry.Kind? {
    let wanted = WordForm.stem(WordForm.folded(word.lowercased()))
    if ["verb", "command"].contains(wanted) { return .command }
    return Entry.Kind.allCases.first { kind in
      [kind.rawValue, "\(kind)"].contains { WordForm.stem(WordForm.folded($0)) == wanted }
    }
  }

  /// The entries a reader means by another form of their name: `networks`, `Train`, `precisions`.
  public func entries(like word: String) -> [Entry] {
    let folded = WordForm.folded(word.lowercased())
    let same = entries.filter { WordForm.folded($0.name.lowercased()) == folded }
    if !same.isEmpty { return same }
    let stem = WordForm.stem(folded)
    return entries.filter { WordForm.stem(WordForm.folded($0.name.lowercased())) == stem }
  }
}
