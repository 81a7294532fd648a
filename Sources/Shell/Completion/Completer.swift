import Catalog
import Language
import Session

/// Turns what the parser expects at a cursor into things to offer.
struct Completer {
  let vocabulary: Vocabulary
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
    // What may come next is likelier than that a network goes on.
    let (further, wants) = expectation.wants.split { if case .rest = $0 { true } else { false } }
    for want in wants + further {
      // Any value fits where one is expected, but only those of the right kind are meant.
      if want == .value, wants.contains(where: Self.saysKind) { continue }
      candidates += self.candidates(
        want, in: text, after: before, isBegun: !expectation.prefix.isEmpty)
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

  /// The same, also for a word that is not followed by anything yet.
  func usage(_ text: String) -> String {
    let hint = hint(text)
    guard hint.isEmpty, let word = text.split(whereSeparator: \.isWhitespace).last else {
      return hint
    }
    return vocabulary.entries(named: String(word)).first?.usage ?? ""
  }

  /// Whether a want says which values are meant.
  private static func saysKind(_ want: Expectation.Want) -> Bool {
    switch want {
    case .operand, .phrase, .optionValue, .layerArgument: true
    default: false
    }
  }

  // MARK: Wants

  private func candidates(
    _ want: Expectation.Want, in whole: String, after text: String, isBegun: Bool
  ) -> [Completion.Candidate] {
    switch want {
    case .statement:
      beginnings(isBegun: isBegun)
        + [
          .init(text: "for", summary: "repeat, and collect a table"),
          .init(text: "time", summary: "say how long it takes"),
        ]
    case .value: beginnings(isBegun: isBegun, isValue: true)
    case .operand(let command, let number):
      operand(of: command, number, after: text) + columns(for: command, nil, in: whole)
    case .clauses(let prepositions, _):
      prepositions.map { .init(text: $0.rawValue, summary: $0.summary) }
    case .phrase(let preposition, let command):
      columns(for: command, preposition, in: whole) + phrase(preposition, of: command)
    case .option(let owners, let given):
      (options(of: owners).map(Self.option) + furtherOptions(of: owners))
        .filter { !given.contains($0.text) }
    case .optionValue(let name, let owners):
      options(of: owners).first { $0.name == name }.map { values(of: $0, after: text) } ?? []
    case .stage: entries([.layer, .activation]) + bound(["network", "fragment"])
    case .layerArgument(let layer): layerArguments(of: layer, after: text)
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
  private func beginnings(isBegun: Bool, isValue: Bool = false) -> [Completion.Candidate] {
    names.map { .init(text: $0.name, summary: $0.kind) }
      + entries([.command]).filter { !isValue || Session.givesValue($0.text) }
      + entries([.quantity])
      + entries(isBegun ? [.layer, .activation] : [], only: isBegun ? nil : ["input"])
      + (isBegun ? entries([.function]) : [])
  }

  // MARK: Tables

  /// The parameters that may be said after `with`: of the command, and of the words said to it.
  func options(of owners: [String]) -> [Parameter] {
    let named = owners.isEmpty ? ["network"] : owners
    return named.flatMap { name in
      vocabulary.entries(named: name).prefix(1).flatMap { entry in
        entry.parameters.filter { $0.place == .option }
      }
    }
  }

  /// Options that belong to what is meant when nothing is said: `rate` is the usual optimiser's.
  func furtherOptions(of owners: [String]) -> [Completion.Candidate] {
    let usual = owners.first.flatMap(vocabulary.command).map { Usage($0.usage).options } ?? []
    return usual.map { name in
      let parameter = vocabulary.entries.lazy.flatMap(\.parameters).first { $0.name == name }
      return .init(text: name, summary: parameter?.summary ?? "", suffix: "=")
    }
  }

  static func option(_ parameter: Parameter) -> Completion.Candidate {
    .init(text: parameter.name, summary: parameter.summary, suffix: "=")
  }

  func entries(
    _ kinds: [Entry.Kind], only: Set<String>? = nil
  ) -> [Completion.Candidate] {
    let wanted = only == nil ? kinds : [.layer]
    return wanted.flatMap { kind in
      vocabulary.entries(kind).filter { only?.contains($0.name) ?? true }.map {
        .init(text: $0.name, summary: $0.summary, suffix: kind == .function ? "(" : " ")
      }
    }
  }

  var groups: [Completion.Candidate] {
    Entry.Kind.allCases.map { .init(text: $0.rawValue, summary: "all of them") }
  }

  /// The bound names of these kinds; of all kinds for nil.
  func bound(_ kinds: [String]?, suffix: String = " ") -> [Completion.Candidate] {
    names.filter { kinds?.contains($0.kind) ?? true }
      .map { .init(text: $0.name, summary: $0.kind, suffix: suffix) }
  }
}
