import Catalog

/// Prepositions of other languages, and what they are here.
private let foreignPrepositions: [String: Preposition] = [
  "vs": .against, "versus": .against, "over": .against, "of": .from, "via": .using, "into": .to,
  "named": .as, "during": .for, "per": .by, "if": .where, "when": .until, "at": .on, "within": .on,
  "while": .until, "as": .to, "by": .using,
]

extension Descent {
  /// The preposition that a foreign one stands for, if the grammar has it.
  func translated(_ word: String, _ grammar: Grammar) -> String? {
    guard let preposition = foreignPrepositions[word], grammar.allows(preposition) else {
      return nil
    }
    return "write \(preposition.rawValue)"
  }

  /// A word at the start of a value is followed by something, but is not a command.
  func checkCommandWord() throws(Diagnostic) {
    guard let word = name(), beginsOperand(1), token(1).kind != .cursor,
      vocabulary.command(word) == nil, vocabulary.layer(word) == nil
    else { return }
    if isSymbol(.open, 1), !token(1).spaced { return }
    throw notACommand(word)
  }

  private func notACommand(_ word: String) -> Diagnostic {
    let near = nearest(word, among: vocabulary.names(.command, .quantity, .layer, .activation))
    let isSpelling = near.map { Synonyms.isSpelling(word, of: $0) } ?? false
    if let habit = Habit.of(word), !isSpelling { return wrong(habit.message, habit.suggestion) }
    if vocabulary[.function, word] != nil {
      return wrong("\(word) is a function: its values stand in parentheses", "write \(word)(…)")
    }
    if isSymbol(.openList, 1) {
      return Diagnostic(
        .syntax, "an index stands without a blank before it", at: token(1).range,
        suggestion: "write \(word)[…]")
    }
    if let next = token(1).word, isSymbol(.assign, 2) { return namesOrOptions(word, next) }
    if let next = token(1).word, let habit = Habit.of(next) {
      return Diagnostic(
        .syntax, habit.message, at: token(1).range, suggestion: habit.suggestion)
    }
    if case .text = token(1).kind, !token(1).spaced, word.count == 1 {
      return wrong("a text needs no “\(word)” before it", "write \(source(token(1).range))")
    }
    if let habit = ofAnotherTable(word) { return habit }
    let begins = near.map { String($0.prefix { $0 != " " }) }
    let what = begins.map { vocabulary.command($0) == nil } ?? false ? "layer" : "command"
    return wrong(
      "“\(word)” is not a \(what)",
      near.map { "did you mean “\($0)”?" } ?? "help lists the commands")
  }

  /// `net seed=3`, `my data = …`
  private func namesOrOptions(_ word: String, _ next: String) -> Diagnostic {
    if previous.symbol == .assign, position > 0 {
      return Diagnostic(
        .syntax, "options stand after “with”", at: token(1).range,
        suggestion: "write \(word) with \(next)=…")
    }
    return wrong(
      "a name has no blanks", "write \(word)_\(next) = …, or \(word), \(next) = … for two")
  }

  /// `digits 100`, `seed 7`, `adam`: a word that needs a command before it.
  private func ofAnotherTable(_ word: String) -> Diagnostic? {
    let next = source(token(1).range)
    let uses: [(Entry.Kind, String)] = [
      (.generator, "write generate \(word) \(next)"), (.setting, "write set \(word) \(next)"),
      (.source, "write load \(word) from …"), (.method, "write select … using \(word)"),
      (.optimiser, "write train … using \(word)"),
    ]
    for (kind, use) in uses where vocabulary[kind, word] != nil {
      return wrong("“\(word)” needs a command before it", use)
    }
    return nil
  }

  /// `name(` where the name is no function.
  func notAFunction() -> Diagnostic {
    guard let word = current.word else { return unexpected() }
    if let entry = vocabulary.command(word) {
      let isEmpty = isSymbol(.close, 2)
      let isWord = isSymbol(.close, 3) && entry.callGrammar.operands == [.words]
      return wrong(
        "\(word) is a command: what follows it stands without parentheses",
        isEmpty
          ? "write \(word)" : isWord ? "write \(word) \(source(token(2).range))" : nil,
        usage: isEmpty || isWord ? nil : entry.usage)
    }
    if let entry = vocabulary.layer(word) {
      return wrong(
        "\(word) is a layer: what follows it stands without parentheses", usage: entry.usage)
    }
    if let diagnostic = optionsAfterWith(word) { return diagnostic }
    let near = nearest(word, among: vocabulary.names(.function))
    if let near, Synonyms.isSpelling(word, of: near) {
      return wrong("“\(word)” is not a function", "did you mean “\(near)”?")
    }
    if let habit = Habit.of(word) { return wrong(habit.message, habit.suggestion) }
    if let near { return wrong("“\(word)” is not a function", "did you mean “\(near)”?") }
    if let layer = nearest(word, among: vocabulary.names(.layer, .activation)) {
      let entry = vocabulary.layer(String(layer.prefix { $0 != " " }))
      return wrong(
        "“\(word)” is not a function", "did you mean the layer “\(layer)”?", usage: entry?.usage)
    }
    let head = String(word.prefix { $0 != "_" })
    if head != word, let entry = vocabulary.command(head) {
      return wrong("“\(word)” is not a function", "\(head) is a command", usage: entry.usage)
    }
    let command = nearest(word, among: vocabulary.names(.command, .quantity))
    return wrong(
      "“\(word)” is not a function",
      command.map { "did you mean the command “\($0)”?" } ?? "help functions lists them",
      usage: command.flatMap { vocabulary.command($0)?.usage })
  }

  /// `adam(lr=0.1)`, `digits(100)`: what takes options, but no parentheses.
  private func optionsAfterWith(_ typed: String) -> Diagnostic? {
    if vocabulary[.generator, typed] != nil {
      return wrong("“\(typed)” is not a function", "write generate \(typed) N")
    }
    let kinds: [Entry.Kind] = [.optimiser, .method, .source, .loss]
    for word in [typed, typed.lowercased()] {
      guard let entry = kinds.lazy.compactMap({ vocabulary[$0, word] }).first else { continue }
      guard let option = token(2).word, isSymbol(.assign, 3) else {
        return wrong("“\(typed)” is not a function", "its options stand after “with”")
      }
      let names = entry.parameters.map(\.name)
      let name = names.contains(option) ? option : nearest(option, among: names) ?? option
      let isUsed = entry.kind == .optimiser || entry.kind == .method
      return wrong(
        "“\(typed)” is not a function",
        "write \(isUsed ? "using " : "")\(word) with \(name)=…")
    }
    return nil
  }
}
