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

  /// Entries that contain every one of `words` in name, summary, details or search terms; those
  /// with the words in their name first.
  public func search(_ words: [String]) -> [Entry] {
    let wanted = words.map { $0.lowercased() }
    func hits(_ entry: Entry) -> Int? {
      let name = entry.name.lowercased()
      let terms = entry.searchTerms.joined(separator: " ").lowercased()
      let text = "\(entry.summary) \(entry.details) \(entry.usage)".lowercased()
      var score = 0
      for word in wanted {
        if name == word {
          score += 8
        } else if name.contains(word) {
          score += 4
        } else if terms.contains(word) {
          score += 2
        } else if text.contains(word) {
          score += 1
        } else {
          return nil
        }
      }
      return score
    }
    return entries.enumerated()
      .compactMap { i, entry in hits(entry).map { (score: $0, place: i, entry: entry) } }
      .sorted { ($0.score, -$0.place) > ($1.score, -$1.place) }
      .map(\.entry)
  }
}
