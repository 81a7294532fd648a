import Catalog

/// Words of other languages that people type from habit, and what to do here.
private struct Habit {
  let message: String
  let suggestion: String?
  init(_ message: String, _ suggestion: String? = nil) {
    self.message = message
    self.suggestion = suggestion
  }

  static func of(_ word: String) -> Habit? {
    switch word {
    case "print", "echo", "disp", "cat", "puts":
      Habit("there is no “\(word)”: a value by itself is printed", "write the value alone")
    case "if", "elif", "else", "while", "switch":
      Habit(
        "there is no “\(word)”: conditions stand after where, until and expect",
        "loops are for NAME in … { … }")
    case "def", "lambda", "func", "function", "fn", "class":
      Habit("there is no “\(word)”: functions cannot be defined", "a loop repeats statements")
    case "import", "using", "include", "require":
      Habit("there is no “\(word)”: nothing needs to be imported", "help says what there is")
    case "let", "var", "const", "val", "set!":
      Habit("names are bound without “\(word)”", "such as x = 3")
    case "return", "yield":
      Habit("there is no “\(word)”: a loop yields what it collects", "such as collect n, loss")
    case "range", "seq", "arange", "linspace":
      Habit("there is no “\(word)”: a range is written 1..9", "such as for n in 1..9 step 2")
    case "len", "length", "count", "shape", "numel": Habit("there is no “\(word)”", "write size(…)")
    case "ln": Habit("there is no “ln”", "log is the natural logarithm")
    case "quit", "bye", "logout": Habit("there is no “\(word)”", "write exit")
    case "ls", "cd", "pwd", "rm", "python", "pip":
      Habit("there is no “\(word)”: Tangent runs no programs of the system")
    default: nil
    }
  }
}

/// Prepositions of other languages, and what they are here.
private let foreignPrepositions: [String: Preposition] = [
  "vs": .against, "versus": .against, "over": .against, "of": .from, "via": .using, "into": .to,
  "named": .as, "during": .for, "per": .by, "if": .where, "when": .until, "at": .on, "within": .on,
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
    if let habit = Habit.of(word) { return wrong(habit.message, habit.suggestion) }
    if vocabulary[.function, word] != nil {
      return wrong("\(word) is a function: its values stand in parentheses", "write \(word)(…)")
    }
    if isSymbol(.openList, 1) {
      return Diagnostic(
        .syntax, "an index stands without a blank before it", at: token(1).range,
        suggestion: "write \(word)[…]")
    }
    let near = nearest(word, among: vocabulary.names(.command, .quantity, .layer, .activation))
    let what = near.map { vocabulary.command($0) == nil } ?? false ? "layer" : "command"
    return wrong(
      "“\(word)” is not a \(what)",
      near.map { "did you mean “\($0)”?" } ?? "help lists the commands")
  }

  /// `name(` where the name is no function.
  func notAFunction() -> Diagnostic {
    guard let word = current.word else { return unexpected() }
    if let entry = vocabulary.command(word) {
      let empty = isSymbol(.close, 2)
      return wrong(
        "\(word) is a command: what follows it stands without parentheses",
        empty ? "write \(word)" : nil, usage: entry.usage)
    }
    if let entry = vocabulary.layer(word) {
      return wrong(
        "\(word) is a layer: what follows it stands without parentheses", usage: entry.usage)
    }
    let hasOptions: [Entry.Kind] = [.optimiser, .method, .generator, .source, .loss]
    if hasOptions.contains(where: { vocabulary[$0, word] != nil }) {
      return wrong("“\(word)” is not a function", "its options stand after “with”")
    }
    if let near = didYouMean(word, among: vocabulary.names(.function)) {
      return wrong("“\(word)” is not a function", near)
    }
    if let habit = Habit.of(word) { return wrong(habit.message, habit.suggestion) }
    let head = String(word.prefix { $0 != "_" })
    if head != word, let entry = vocabulary.command(head) {
      return wrong("“\(word)” is not a function", "\(head) is a command", usage: entry.usage)
    }
    return wrong(
      "“\(word)” is not a function",
      didYouMean(word, among: vocabulary.names(.command, .quantity))
        ?? "help functions lists them")
  }
}
