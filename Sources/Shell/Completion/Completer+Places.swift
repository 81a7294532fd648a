import Catalog
import Language
import Session

/// What the places of commands and layers may hold.
extension Completer {
  /// What an operand may be.
  func operand(
    of command: String, _ number: Int, after text: String
  ) -> [Completion.Candidate] {
    guard let entry = vocabulary.command(command) else { return [] }
    let shapes = entry.grammar?.operands ?? []
    // The word before says what the value may be: `set output json`.
    if number > 0, number <= shapes.count, case .word(let kinds) = shapes[number - 1],
      let word = text.split(whereSeparator: \.isWhitespace).last.map(String.init),
      let named = kinds.compactMap({ vocabulary[$0, word] }).first,
      let parameter = named.parameters(.operand).first, !parameter.kind.words.isEmpty
    {
      if case .boolean = parameter.kind, named.kind == .setting {
        return Settings.switchWords.map { .init(text: $0, summary: "") }
      }
      return values(of: parameter, after: text)
    }
    let alternatives = Usage(entry.usage).operand(number)
    if shapes.indices.contains(number) {
      switch shapes[number] {
      case .word(let kinds):
        // Words of the command's own: `load workspace`.
        return entries(kinds)
          + named(alternatives.filter { $0.first?.isLowercase == true }, for: entry)
      case .words: return entries(Entry.Kind.allCases) + groups
      default: break
      }
    }
    // A name in this place is one there is; behind `to` or `as` it is a new one.
    return alternatives == ["NAME"] ? bound(nil) : named(alternatives, for: entry)
  }

  /// What may follow a preposition.
  func phrase(_ preposition: Preposition, of command: String) -> [Completion.Candidate] {
    guard let entry = vocabulary.command(command) else { return bound(nil) }
    return named(Usage(entry.usage).phrase(preposition), for: entry)
  }

  /// What a placeholder of a usage line stands for.
  private func named(_ alternatives: [String], for entry: Entry) -> [Completion.Candidate] {
    alternatives.flatMap { word -> [Completion.Candidate] in
      if word.hasPrefix("\"") { return [.init(text: "\"", summary: "a path", suffix: "")] }
      // Words of the command's own, and numbers where they name something.
      if let first = word.first, first.isLowercase || first.isNumber {
        let parameter = entry.parameters(.word).first { $0.name == word }
        return [.init(text: word, summary: parameter?.summary ?? "")]
      }
      if let kind = Entry.Kind.allCases.first(where: { "\($0)".uppercased() == word }) {
        return entries([kind])
      }
      switch word {
      case "NETWORK":
        return bound(["network", "run"] + (entry.kind == .quantity ? ["kernel"] : []))
      case "DATA": return bound(["data"])
      case "TABLE": return bound(["table", "run"])
      case "N", "K": return bound(["number"]).map(\.unasked)
      case "X": return bound(["list", "run", "table"])
      case "A:B", "NAME", "COLUMN", "[..]": return []
      default: return bound(nil) + entries([.quantity, .function])
      }
    }
  }

  /// What may follow in a layer: nothing but a number as long as its numbers are missing.
  func layerArguments(of layer: String, after text: String) -> [Completion.Candidate] {
    guard let entry = vocabulary.layer(layer) else { return [] }
    let said = text.split(separator: "|").last?.split(whereSeparator: \.isWhitespace).dropFirst()
    let given = (said ?? []).count {
      !$0.contains("=") && !$0.allSatisfy(\.isLetter) || isBound($0)
    }
    if given < entry.parameters(.operand).count(where: \.required) {
      return bound(["number", "size"]).map(\.unasked)
    }
    let words = entry.parameters.filter { $0.place != .option }.flatMap { parameter in
      parameter.kind.words.map { word in
        Completion.Candidate(
          text: word, summary: vocabulary[.activation, word]?.summary ?? parameter.summary)
      }
    }
    return words + entry.parameters(.option).map(Self.option)
      + [.init(text: "|", summary: "another layer")]
  }

  /// What an option may be.
  func values(of parameter: Parameter, after text: String) -> [Completion.Candidate] {
    let words = parameter.kind.words.map { word in
      Completion.Candidate(
        text: word,
        summary: vocabulary.entries(named: word).first { $0.kind != .command }?.summary ?? "",
        suffix: "")
    }
    switch parameter.kind {
    case _ where parameter.kind.namesColumn:
      return FileColumns.names(in: FileColumns.lastPath(in: text))
        .map { .init(text: $0, summary: "a column", suffix: "") }
    case .text: return [.init(text: "\"", summary: parameter.summary, suffix: "")]
    case .object(let what):
      let kinds = Set(names.map(\.kind)).filter { what.contains($0) }
      return words + bound(kinds.isEmpty ? nil : Array(kinds), suffix: "")
    default: return words
    }
  }

  /// Columns that a condition, an axis or a group may be: those of the table after `from`, of every
  /// bound table where none is named, and for data what each example has.
  func columns(
    for command: String, _ preposition: Preposition?, in text: String
  ) -> [Completion.Candidate] {
    guard let grammar = vocabulary.command(command)?.grammar, grammar.allows(.from) else {
      return []
    }
    switch preposition {
    case .where, .against, .by: break
    case nil where grammar.operands == [.items]: break
    default: return []
    }
    let words = text.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init)
    let source = words.lastIndex(of: "from").flatMap { k in
      k + 1 < words.count ? words[k + 1] : nil
    }
    let tables = names.filter { name, kind in
      (source == nil || name == source) && ["table", "run"].contains(kind)
    }
    let ofTables = tables.flatMap { name, _ in
      fields(name).map { Completion.Candidate(text: $0, summary: "a column of \(name)") }
    }
    guard preposition == .where, names.contains(where: { $0.name == source && $0.kind == "data" })
    else { return ofTables }
    return ["label", "index", "target"].map { .init(text: $0, summary: "of each example") }
  }

  private func isBound(_ word: Substring) -> Bool { names.contains { $0.name == word } }
}

extension Sequence {
  /// Those that hold, and the others.
  func split(_ holds: (Element) -> Bool) -> (holding: [Element], others: [Element]) {
    (filter(holds), filter { !holds($0) })
  }
}

extension Parameter.Kind {
  /// Whether it is a column of a file.
  fileprivate var namesColumn: Bool {
    switch self {
    case .column: true
    case .either(let a, let b): a.namesColumn || b.namesColumn
    default: false
    }
  }
}
