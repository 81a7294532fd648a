import Catalog

extension Descent {
  func missingOperand(_ i: Int, of entry: Entry) -> Diagnostic {
    let operand = entry.callGrammar.operands[i]
    var suggestion: String?
    if case .word(let kinds) = operand {
      let words = kinds.flatMap { vocabulary.entries($0) }.map(\.name)
      if !words.isEmpty, words.count <= 12 {
        suggestion = "one of \(words.joined(separator: ", "))"
      }
    }
    if isSymbol(.assign)
      || (preposition().map { !entry.callGrammar.allows($0) } ?? false && beginsOperand(1))
    {
      suggestion = "leave “\(source(current.range))” out"
    }
    let what =
      switch operand {
      case .word: "a word"
      case .condition: "a condition"
      default: i == 0 ? "something after it" : "one more value"
      }
    return missing("\(entry.name) needs \(what)", suggestion, usage: entry.usage)
  }

  func notAnOperandWord(of entry: Entry) -> Diagnostic {
    if isSymbol(.open) || isSymbol(.open, 1) {
      return wrong(
        "\(entry.name) is told its parts without parentheses and commas", usage: entry.usage)
    }
    var words: [String] = []
    if case .word(let kinds)? = entry.callGrammar.operands.first(where: {
      if case .word = $0 { true } else { false }
    }) {
      words = kinds.flatMap { vocabulary.entries($0) }.map(\.name)
    }
    return missing(
      "\(entry.name) needs a word, not \(shown(current))",
      words.isEmpty ? nil : "one of \(words.prefix(12).joined(separator: ", "))",
      usage: entry.usage)
  }

  /// A query's network cannot be a layer or another query without parentheses.
  mutating func checkQuantityOperand(of entry: Entry) throws(Diagnostic) {
    if isWord("of"), beginsOperand(1), token(1).kind != .cursor {
      throw wrong(
        "a quantity is asked without “of”", "write \(entry.name) \(source(token(1).range))",
        usage: entry.usage)
    }
    guard let word = name(), vocabulary.command(word) != nil || vocabulary.layer(word) != nil,
      beginsOperand(1), token(1).kind != .cursor, !(isSymbol(.open, 1) && !token(1).spaced)
    else { return }
    throw wrong(
      "\(entry.name) needs parentheses around what follows it", "\(entry.name) (\(word) …)",
      usage: entry.usage)
  }

  func missingPhrase(_ word: Preposition, of entry: Entry?) -> Diagnostic {
    let what =
      switch word {
      case .on: "data"
      case .from: "a source"
      case .to: "a target"
      case .for: "a number of epochs"
      case .using: "a method"
      case .with: "options"
      case .until, .where: "a condition"
      case .recording: "quantities"
      case .against: "an x axis"
      case .by: "a column"
      case .like: "data to be like"
      case .as: "a name"
      }
    return missing(
      "“\(word.rawValue)” needs \(what)", word == .for ? "such as for 200 epochs" : nil,
      usage: entry?.usage)
  }

  func notAllowed(
    _ word: Preposition, in entry: Entry, _ command: Command
  ) -> Diagnostic {
    if word == .with, let query = command.lastQuery, position > 0 {
      let call = source(SourceRange(query.word.range.lower, previous.range.upper))
      return wrong(
        "a query with options stands in parentheses inside \(entry.name)",
        "(\(call) with …)")
    }
    let isMethod = [Entry.Kind.method, .optimiser].contains {
      vocabulary[$0, token(1).word ?? ""] != nil
    }
    if word != .by || isMethod, let translated = translated(word.rawValue, entry.callGrammar) {
      return wrong(
        "\(entry.name) does not take “\(word.rawValue)”", translated, usage: entry.usage)
    }
    let words = entry.callGrammar.clauses.map(\.preposition.rawValue)
    return wrong(
      "\(entry.name) does not take “\(word.rawValue)”",
      words.isEmpty ? "it takes no clauses" : "it takes \(listed(words, "and"))", usage: entry.usage
    )
  }

  func saidTwice(_ word: Preposition, in entry: Entry) -> Diagnostic {
    wrong("“\(word.rawValue)” is said twice", "leave one out", usage: entry.usage)
  }

  func missingClause(
    _ word: Preposition, of entry: Entry, _ command: Command
  ) -> Diagnostic {
    if case .wrong(let diagnostic) = current.kind { return diagnostic }
    if isSymbol(.comma), token(1).kind == .end { return unexpected() }
    if !endsStatement, !isSymbol(.close), !isSymbol(.closeList), !isSymbol(.comma) {
      return unexpected()
    }
    if word == .to, case .value(let format)? = command[.as], case .text = format.kind {
      return Diagnostic(
        .syntax, "“as” names a format, and “to” the file", at: format.range,
        suggestion: "write to \(source(format.range))", usage: entry.usage)
    }
    var diagnostic = missing(
      "\(entry.name) needs “\(word.rawValue)”",
      example(of: word, command) ?? "\(word.rawValue): \(word.summary)",
      usage: entry.usage)
    if diagnostic.kind == .syntax { diagnostic.range = command.word.range }
    return diagnostic
  }

  /// What a reader would write.
  private func example(of word: Preposition, _ command: Command) -> String? {
    switch word {
    case .for: return "such as for 200 epochs"
    case .to:
      guard case .value(let operand)? = command.operands.first, case .name(let name) = operand.kind
      else { return nil }
      return "such as to \"\(name == "session" ? "lab.ntk" : "\(name).npz")\""
    default: return nil
    }
  }

  func missingOption(of words: [String], _ before: [Option]) -> Diagnostic {
    if let word = current.word, Reserved.words.contains(word), isSymbol(.assign, 1) {
      if preposition() == nil { return reserved(word) }
      return wrong("“\(word)” is not an option", "write \(word) … without =")
    }
    var suggestion = "such as with seed=1"
    if let word = name() {
      let kinds: [Entry.Kind] = [.optimiser, .method]
      if kinds.contains(where: { vocabulary[$0, word] != nil }) {
        suggestion = "write using \(word)"
      } else if beginsOperand(1) || isSymbol(.colon, 1) {
        suggestion = "write \(word)=…"
      } else {
        suggestion = "write \(word)=… or leave it out"
      }
    }
    return missing("“with” takes options such as name=value", suggestion)
  }

  /// What an option is for, if one of these words has it.
  func meaning(of option: String, _ words: [String]) -> String? {
    words.flatMap { vocabulary.entries(named: $0) }.flatMap(\.parameters)
      .first { $0.name == option }.map { "\(option): \($0.summary)" }
  }

  /// `recording loss net on d`
  func badRecorded(_ quantity: Name) -> Diagnostic {
    if current.word != nil, vocabulary[.quantity, current.word ?? ""] != nil {
      return wrong(
        "a comma is missing between the quantities", "\(quantity.text), \(current.word ?? "")")
    }
    return wrong(
      "what is recorded is the network in training, so “\(quantity.text)” takes no other",
      "such as recording \(quantity.text) on unseen")
  }

  // MARK: Networks

  var optionsBeforePipe: Diagnostic {
    wrong("the options of a network come after its last stage", "move “with …” to the end")
  }

  func notAStage() -> Diagnostic {
    missing(
      "a stage of a network is needed here", "a layer such as dense 10, a name, or ( … )")
  }

  func unknownLayer(_ name: Name) -> Diagnostic {
    Diagnostic(
      .syntax, "“\(name.text)” is not a layer", at: name.range,
      suggestion: didYouMean(name.text, among: vocabulary.names(.layer, .activation))
        ?? "the layers are \(vocabulary.names(.layer).joined(separator: ", "))")
  }

  func arithmeticInLayer(
    _ sign: Expression.Operator, _ call: NetworkSyntax.LayerCall
  ) -> Diagnostic {
    if call.arguments.isEmpty, sign == .minus {
      let number = source(SourceRange(current.range.lower, token(1).range.upper))
      return wrong(
        "a minus in a layer stands in parentheses", "write \(call.word.text) (\(number))")
    }
    let whole = source(SourceRange(previous.range.lower, token(1).range.upper))
    return wrong(
      "arithmetic in a layer stands in parentheses", "such as \(call.word.text) (\(whole))")
  }

  /// `dense 128 relu dense 10`: a `|` was forgotten. `28 x 28`: a size has no blanks.
  func checkJoined(to call: NetworkSyntax.LayerCall) throws(Diagnostic) {
    guard let word = current.word else { return }
    if case .value(let value)? = call.arguments.last, case .number(let x) = value.kind,
      word == "x" || word == "X", case .number(let y) = token(1).kind
    {
      throw wrong("a size is written without blanks", "\(shortest(x))x\(shortest(y))")
    }
    guard vocabulary[.layer, word] != nil, beginsOperand(1), token(1).kind != .cursor else {
      return
    }
    let parameters = vocabulary.layer(call.word.text)?.parameters ?? []
    if parameters.contains(where: { if case .object = $0.kind { true } else { false } }) {
      let said = source(SourceRange(call.word.range.lower, previous.range.upper))
      throw wrong(
        "the layers of \(call.word.text) stand in parentheses",
        "write \(said) (\(word) \(source(token(1).range)) …)")
    }
    let choices = parameters.filter { $0.place != .option }.flatMap(\.kind.words)
    if !choices.contains(word) {
      throw wrong("two layers are joined with |", "write | before \(word)")
    }
  }
}

extension Command {
  /// The query its operands end with.
  var lastQuery: Command? {
    switch operands.last {
    case .items(let items)?:
      guard let item = items.last, item.alias == nil else { return nil }
      return item.value.query
    case .value(let value)?: return value.query
    default: return nil
    }
  }
}

extension Expression {
  /// The query that stands here, or at the end of a comparison.
  fileprivate var query: Command? {
    switch kind {
    case .command(let command) where command.kind == .quantity: command
    case .comparison(_, _, let right): right.query
    default: nil
    }
  }
}
