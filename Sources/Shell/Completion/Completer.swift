import Catalog
import Language
import Session

/// Turns what the parser expects at a cursor into things to offer.
struct Completer {
  private let vocabulary: Vocabulary
  private let parser: Parser
  /// The bound names, with the kinds of their values.
  var names: [(name: String, kind: String)] = []
  /// The fields of a bound name's value.
  var fields: (String) -> [String] = { _ in [] }

  init(_ vocabulary: Vocabulary) {
    self.vocabulary = vocabulary
    parser = Parser(vocabulary, reading: .prompt)
  }

  /// What may stand at a UTF-8 offset of a text.
  func completion(_ text: String, at offset: Int) -> Completion {
    let expectation = parser.expectation(in: text, at: offset)
    if expectation.wants.contains(.path) { return Paths.completion(expectation.prefix) }
    var candidates: [Completion.Candidate] = []
    let before = String(decoding: text.utf8.prefix(expectation.range.lower), as: UTF8.self)
    for want in expectation.wants {
      // Any value fits where one is expected, but only those of the right kind are meant.
      if want == .value, !candidates.isEmpty { continue }
      candidates += self.candidates(want, after: before, isBegun: !expectation.prefix.isEmpty)
    }
    return Completion(prefix: expectation.prefix, candidates: candidates)
  }

  /// The usage of the command or layer that the end of a text belongs to; empty when there is none.
  func hint(_ text: String) -> String {
    let expectation = parser.expectation(in: text, at: text.utf8.count)
    for want in expectation.wants {
      switch want {
      case .operand(let name, _), .clauses(_, let name), .phrase(_, let name):
        if let entry = vocabulary.command(name) { return entry.usage }
      case .option(let names, _), .optionValue(_, let names):
        if let entry = names.first.flatMap(vocabulary.command) { return entry.usage }
      case .layerArgument(let name):
        if let entry = vocabulary.layer(name) { return entry.usage }
      default: continue
      }
    }
    return ""
  }

  // MARK: Wants

  private func candidates(
    _ want: Expectation.Want, after text: String, isBegun: Bool
  ) -> [Completion.Candidate] {
    switch want {
    case .statement:
      beginnings(isBegun: isBegun)
        + [
          .init(text: "for", summary: "repeat, and collect a table"),
          .init(text: "time", summary: "say how long it takes"),
        ]
    case .value: beginnings(isBegun: isBegun)
    case .operand(let command, let number): operand(of: command, number, after: text)
    case .clauses(let prepositions, _):
      prepositions.map { .init(text: $0.rawValue, summary: $0.summary) }
    case .phrase(let preposition, let command): phrase(preposition, of: command)
    case .option(let owners, let given):
      (options(of: owners).map(Self.option) + furtherOptions(of: owners))
        .filter { !given.contains($0.text) }
    case .optionValue(let name, let owners):
      options(of: owners).first { $0.name == name }.map(values) ?? []
    case .stage: entries([.layer, .activation]) + bound(["network", "fragment"])
    case .layerArgument(let layer): layerArguments(of: layer)
    case .recorded: entries([.quantity])
    case .field(let owner): fields(owner).map { .init(text: $0, suffix: "") }
    case .topic: entries(Entry.Kind.allCases) + groups
    case .word(let word): [.init(text: word)]
    case .rest(let value):
      names.contains { $0.name == value && ["network", "fragment"].contains($0.kind) }
        ? [
          .init(text: "|", summary: "another layer"),
          .init(text: "with", summary: Preposition.with.summary),
        ] : []
    case .path: []
    }
  }

  /// What a value can begin with; functions and layers only once a letter is typed, since there
  /// are many.
  private func beginnings(isBegun: Bool) -> [Completion.Candidate] {
    names.map { .init(text: $0.name, summary: $0.kind) } + entries([.command, .quantity])
      + entries(isBegun ? [.layer, .activation] : [], only: isBegun ? nil : ["input"])
      + (isBegun ? entries([.function]) : [])
  }

  private func operand(
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
      return values(of: parameter)
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

  private func phrase(_ preposition: Preposition, of command: String) -> [Completion.Candidate] {
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
      case "N", "K": return bound(["number"])
      case "NAME", "COLUMN": return []
      default: return bound(nil) + entries([.quantity, .function])
      }
    }
  }

  private func layerArguments(of layer: String) -> [Completion.Candidate] {
    guard let entry = vocabulary.layer(layer) else { return [] }
    let words = entry.parameters.filter { $0.place != .option }.flatMap { parameter in
      parameter.kind.words.map { word in
        Completion.Candidate(
          text: word, summary: vocabulary[.activation, word]?.summary ?? parameter.summary)
      }
    }
    return words + entry.parameters(.option).map(Self.option)
      + [.init(text: "|", summary: "another layer")]
  }

  // MARK: Tables

  /// The parameters that may be said after `with`: of the command, and of the words said to it.
  private func options(of owners: [String]) -> [Parameter] {
    let named = owners.isEmpty ? ["network"] : owners
    return named.flatMap { name in
      vocabulary.entries(named: name).prefix(1).flatMap { entry in
        entry.parameters.filter { $0.place == .option }
      }
    }
  }

  /// Options that belong to what is meant when nothing is said: `rate` is the usual optimiser's.
  private func furtherOptions(of owners: [String]) -> [Completion.Candidate] {
    let usual = owners.first.flatMap(vocabulary.command).map { Usage($0.usage).options } ?? []
    return usual.map { name in
      let parameter = vocabulary.entries.lazy.flatMap(\.parameters).first { $0.name == name }
      return .init(text: name, summary: parameter?.summary ?? "", suffix: "=")
    }
  }

  private static func option(_ parameter: Parameter) -> Completion.Candidate {
    .init(text: parameter.name, summary: parameter.summary, suffix: "=")
  }

  private func values(of parameter: Parameter) -> [Completion.Candidate] {
    let words = parameter.kind.words.map { word in
      Completion.Candidate(
        text: word,
        summary: vocabulary.entries(named: word).first { $0.kind != .command }?.summary ?? "",
        suffix: "")
    }
    switch parameter.kind {
    case .text: return [.init(text: "\"", summary: parameter.summary, suffix: "")]
    case .object(let what):
      let kinds = Set(names.map(\.kind)).filter { what.contains($0) }
      return words + bound(kinds.isEmpty ? nil : Array(kinds), suffix: "")
    default: return words
    }
  }

  private func entries(
    _ kinds: [Entry.Kind], only: Set<String>? = nil
  ) -> [Completion.Candidate] {
    let wanted = only == nil ? kinds : [.layer]
    return wanted.flatMap { kind in
      vocabulary.entries(kind).filter { only?.contains($0.name) ?? true }.map {
        .init(text: $0.name, summary: $0.summary, suffix: kind == .function ? "(" : " ")
      }
    }
  }

  private var groups: [Completion.Candidate] {
    Entry.Kind.allCases.map { .init(text: $0.rawValue, summary: "all of them") }
  }

  /// The bound names of these kinds; of all kinds for nil.
  private func bound(_ kinds: [String]?, suffix: String = " ") -> [Completion.Candidate] {
    names.filter { kinds?.contains($0.kind) ?? true }
      .map { .init(text: $0.name, summary: $0.kind, suffix: suffix) }
  }
}
