import Catalog

extension Entry {
  /// How the parser reads a command or quantity; a quantity that does not say is asked of a network,
  /// on data, with options.
  var callGrammar: Grammar {
    if let grammar { return grammar }
    if kind == .quantity { return Grammar([.value], clauses: [.init(.on), .init(.with)]) }
    return Grammar([], clauses: [])
  }
}

extension Descent {
  /// A catalog word stands here and something follows that makes it a command.
  func beginsCommand() -> Bool {
    guard let word = name(), let entry = vocabulary.command(word) else { return false }
    if isSymbol(.open, 1), !token(1).spaced, vocabulary[.function, word] != nil { return false }
    let grammar = entry.callGrammar
    switch grammar.operands.first {
    // `help or x` is about a bound name.
    case .words:
      if let next = token(1).word { return !["and", "or", "in"].contains(next) }
      return token(1).kind == .cursor
    case .none: return preposition(1).map { grammar.allows($0) && !beginsLoop(1) } ?? false
    default:
      if beginsOperand(1) || (grammar.operands.first == .condition && isWord("not", 1)) {
        return true
      }
      return grammar.needed == 0
        && preposition(1).map { grammar.allows($0) && $0 != .with } ?? false
    }
  }

  /// A quantity followed by a network: it needs no parentheses in an operand of a command.
  func beginsBareQuery(_ distance: Int = 0) -> Bool {
    guard let word = name(distance), vocabulary[.quantity, word] != nil else { return false }
    let next = token(distance + 1)
    switch next.kind {
    case .word(let text): return !Reserved.words.contains(text) || text == "it"
    case .symbol(.open): return next.spaced || vocabulary[.function, word] == nil
    case .cursor: return true
    default: return false
    }
  }

  /// `quantity NETWORK [on DATA]`; a clause after it belongs to the command around it.
  mutating func bareQuery() throws(Diagnostic) -> Expression {
    let start = current.range
    return try nested { (self) throws(Diagnostic) in
      let word = self.takeName()
      self.want(.operand(of: word.text, 0))
      if let entry = self.vocabulary[.quantity, word.text] {
        try self.checkQuantityOperand(of: entry)
      }
      var command = Command(word, [.value(try self.operand())], kind: .quantity)
      self.want(.clauses([.on], of: word.text))
      if self.isClauseComma(), self.preposition(1) == .on { self.take() }
      if self.isWord("on") {
        let from = self.take().range
        self.want(.phrase(.on, of: word.text))
        guard self.beginsOperand() || self.isSymbol(.openList) else {
          throw self.missingPhrase(.on, of: self.vocabulary[.quantity, word.text])
        }
        let phrase = Command.Phrase.value(try self.operand())
        command.clauses = [.init(.on, phrase, range: self.range(from: from))]
      }
      command.range = self.range(from: start)
      return Expression(.command(command), range: command.range)
    }
  }

  /// `word operands { clause }`
  mutating func command() throws(Diagnostic) -> Expression {
    let start = current.range
    return try nested { (self) throws(Diagnostic) in
      let word = self.takeName()
      guard let entry = self.vocabulary.command(word.text) else { throw self.unexpected() }
      var command = Command(word, kind: entry.kind)
      command.operands = try self.operands(of: entry, word)
      command.clauses = try self.clauses(of: entry, command)
      command.range = self.range(from: start)
      return Expression(.command(command), range: command.range)
    }
  }

  private mutating func operands(
    of entry: Entry, _ word: Name
  ) throws(Diagnostic) -> [Command.Operand] {
    let grammar = entry.callGrammar
    var operands: [Command.Operand] = []
    for (i, operand) in grammar.operands.enumerated() {
      want(.operand(of: word.text, i))
      if let flag = switchWord(for: operand, after: operands.last) {
        operands.append(.value(flag))
        continue
      }
      guard beginsOperand(i, of: operand, after: operands.last) else {
        if i < grammar.needed { throw missingOperand(i, of: entry) }
        break
      }
      switch operand {
      case .word: operands.append(.word(try operandWord(of: entry)))
      case .words: operands.append(.words(try words()))
      case .items: operands.append(.items(try items(of: word.text)))
      case .value, .condition:
        if entry.kind == .quantity {
          try checkQuantityOperand(of: entry)
          operands.append(.value(try self.operand()))
        } else {
          let from = position
          let value = try expression(.either, queries: true)
          try checkPath(value, from: from)
          operands.append(.value(value))
        }
      }
    }
    return operands
  }

  /// Whether operand number `i` can begin here. A minus cannot follow the command's word, where it
  /// would subtract from a bound name; after a word of a table it can only be a sign.
  private func beginsOperand(
    _ i: Int, of operand: Grammar.Operand, after last: Command.Operand?
  ) -> Bool {
    switch operand {
    case .words: return current.word != nil || atCursor
    case .condition where i == 0 && isWord("not"): return true
    default:
      if beginsOperand() || (i == 0 && isSymbol(.openList)) { return true }
      if case .word? = last { return isSymbol(.minus) }
      return false
    }
  }

  /// `set timing on`: behind a setting `on` and `off` are yes and no, as everyone types them.
  private mutating func switchWord(
    for operand: Grammar.Operand, after last: Command.Operand?
  ) -> Expression? {
    guard case .value = operand, case .word(let setting)? = last,
      vocabulary[.setting, setting.text] != nil, isWord("on") || isWord("off"),
      endsPhrase(1)
    else { return nil }
    let isOn = isWord("on")
    return Expression(.boolean(isOn), range: take().range)
  }

  private mutating func operandWord(of entry: Entry) throws(Diagnostic) -> Name {
    guard let word = name(), !(isSymbol(.open, 1) && !token(1).spaced) else {
      throw notAnOperandWord(of: entry)
    }
    _ = word
    return takeName()
  }

  /// Values separated by commas, each with an optional `as NAME`.
  private mutating func items(of word: String) throws(Diagnostic) -> [Command.Item] {
    var items: [Command.Item] = []
    repeat {
      want(.operand(of: word, 0))
      if !items.isEmpty, !beginsValue || isWord("for") {
        throw missing("a value is missing after the comma")
      }
      let value = try expression(.either, queries: true)
      items.append(Command.Item(value, as: try alias()))
    } while !isClauseComma() && take(.comma)
    return items
  }

  /// `as NAME`
  mutating func alias() throws(Diagnostic) -> Name? {
    guard isWord("as") else { return nil }
    take()
    guard let word = current.word else {
      if case .text = current.kind, FileEndings.all.contains(where: source(current.range).contains)
      {
        throw wrong("“as” needs a column's name", "write to \(source(current.range)) for a file")
      }
      throw missing("“as” needs a column's name", "such as: as loss")
    }
    if Reserved.words.contains(word) { throw reserved(word) }
    return takeName()
  }

  /// A comma that only ends a line: what follows it is a clause.
  func isClauseComma(_ distance: Int = 0) -> Bool {
    isSymbol(.comma, distance) && preposition(distance + 1) != nil && !beginsLoop(distance + 1)
  }
}
