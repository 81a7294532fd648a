import Catalog

extension Descent {
  /// `{ clause }`: each preposition the entry allows, once, in any order.
  mutating func clauses(
    of entry: Entry, _ command: Command
  ) throws(Diagnostic) -> [Command.Clause] {
    let grammar = entry.callGrammar
    var clauses: [Command.Clause] = []
    while true {
      let left = grammar.clauses.map(\.preposition)
        .filter { word in !clauses.contains { $0.preposition == word } }
      if !left.isEmpty { want(.clauses(left, of: entry.name)) }
      if isClauseComma() { take() }
      guard let word = preposition(), !beginsLoop() else { break }
      guard grammar.allows(word) else { throw notAllowed(word, in: entry, command) }
      if clauses.contains(where: { $0.preposition == word }) { throw saidTwice(word, in: entry) }
      let start = take().range
      let phrase = try self.phrase(word, of: entry, command, clauses)
      clauses.append(Command.Clause(word, phrase, range: range(from: start)))
    }
    for clause in grammar.clauses where clause.required {
      if !clauses.contains(where: { $0.preposition == clause.preposition }) {
        var said = command
        said.clauses = clauses
        throw missingClause(clause.preposition, of: entry, said)
      }
    }
    return clauses
  }

  private mutating func phrase(
    _ word: Preposition, of entry: Entry, _ command: Command, _ before: [Command.Clause]
  ) throws(Diagnostic) -> Command.Phrase {
    switch word.phrase {
    case .options:
      return .options(try options(of: said(entry, command, before)))
    case .epochs:
      want(.phrase(word, of: entry.name))
      guard beginsValue, !isWord("for"), !(isWord("epochs") && endsPhrase(1)) else {
        throw missingPhrase(word, of: entry)
      }
      return try epochs(of: entry)
    case .recording: return try recording(of: entry)
    case .condition:
      want(.phrase(word, of: entry.name))
      guard beginsValue, !isWord("for") else { throw missingPhrase(word, of: entry) }
      return .condition(try expression(.either))
    case .value:
      want(.phrase(word, of: entry.name))
      try checkPath(after: word)
      guard beginsValue, !isWord("for"), !isWord("not") else {
        throw missingPhrase(word, of: entry)
      }
      let from = position
      let value = word == .on || word == .like ? try operand() : try expression(.range)
      try checkPath(value, from: from)
      return .value(value)
    }
  }

  /// The words that options after `with` may belong to: the command, the words of its tables, and
  /// the method.
  private func said(_ entry: Entry, _ command: Command, _ clauses: [Command.Clause]) -> [String] {
    var words = [entry.name]
    for case .word(let name) in command.operands { words.append(name.text) }
    for clause in clauses where clause.preposition == .using {
      if case .value(let value) = clause.phrase, case .name(let word) = value.kind {
        words.append(word)
      }
    }
    return words
  }

  /// `name "=" expr {"," name "=" expr}` after `with`.
  mutating func options(of words: [String]) throws(Diagnostic) -> [Option] {
    var options: [Option] = []
    repeat {
      want(.option(of: words, given: options.map(\.name.text)))
      guard name() != nil, isSymbol(.assign, 1) else {
        throw missingOption(of: words, options)
      }
      let name = takeName()
      take()
      want(.optionValue(name.text, of: words))
      guard beginsValue, !isWord("for"), !isWord("not") else {
        throw missing("“\(name.text)” needs a value", meaning(of: name.text, words))
      }
      let from = position
      let value = try expression(.range)
      try checkPath(value, from: from)
      options.append(Option(name, value))
    } while continuesOptions()
    return options
  }

  /// Takes the comma before another option. A comma before anything else belongs to what the
  /// command stands in.
  private mutating func continuesOptions() -> Bool {
    guard isSymbol(.comma), !isClauseComma() else { return false }
    let next = token(1).kind
    guard (name(1) != nil && isSymbol(.assign, 2)) || next == .cursor || next == .end else {
      return false
    }
    take()
    return true
  }

  /// `200 epochs`, `57 of 200 epochs`
  private mutating func epochs(of entry: Entry) throws(Diagnostic) -> Command.Phrase {
    let first = try expression(.sum)
    var total: Expression?
    if take(word: "of") {
      guard beginsValue, !(isWord("epochs") && endsPhrase(1)) else {
        throw missing("“of” needs a number", "such as 57 of 200 epochs")
      }
      total = try expression(.sum)
    }
    try takeEpochs(after: total ?? first, "for")
    return .epochs(first, of: total)
  }

  /// Nothing that stands at a distance belongs to the phrase before it.
  func endsPhrase(_ distance: Int) -> Bool {
    switch token(distance).kind {
    case .number, .percent, .size, .ratio, .text: false
    case .word: preposition(distance) != nil
    case .symbol(let symbol):
      [.comma, .semicolon, .close, .closeList, .closeBlock].contains(symbol)
    default: true
    }
  }

  /// Takes the word `epochs`, or `epoch`.
  mutating func takeEpochs(
    after number: Expression, _ word: String
  ) throws(Diagnostic) {
    want(.word("epochs"))
    if take(word: "epochs") || take(word: "epoch") { return }
    let told = "\(word) \(source(number.range)) epochs"
    if let unit = current.word, ["steps", "iterations", "iteration", "step"].contains(unit) {
      throw wrong("training is counted in epochs, not in \(unit)", told)
    }
    throw missing("“epochs” is missing after the number", told)
  }
}
