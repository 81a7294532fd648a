import Catalog

extension Descent {
  /// A literal, a name, a list, a call, or a value in parentheses.
  mutating func primary() throws(Diagnostic) -> Expression {
    want(.value)
    let token = current
    let kind: Expression.Kind
    switch token.kind {
    case .number(let x):
      take()
      if isSymbol(.percent), !beginsOperand(1) {
        take()
        return Expression(.percent(x), range: range(from: token.range))
      }
      kind = .number(x)
    case .percent(let x):
      take()
      kind = .percent(x)
    case .size(let axes):
      take()
      kind = .size(axes)
    case .ratio(let shares):
      take()
      kind = .ratio(shares)
    case .text(let pieces):
      take()
      kind = .text(try parts(pieces))
    case .word("yes"), .word("no"):
      kind = .boolean(take().word == "yes")
    case .word(let word):
      if Reserved.words.contains(word), word != "it" { throw unexpected() }
      if isSymbol(.open, 1), !self.token(1).spaced { return try call() }
      take()
      kind = .name(word)
    case .symbol(.open): return try parenthesised()
    case .symbol(.openList): return try list()
    default: throw unexpected()
    }
    return Expression(kind, range: token.range)
  }

  /// `"(" value ")"`; the range includes the parentheses.
  mutating func parenthesised() throws(Diagnostic) -> Expression {
    let start = current.range
    var value = try nested { (self) throws(Diagnostic) in
      self.take()
      self.skipNewlines()
      if self.isSymbol(.close) {
        let word = self.position > 1 && !self.token(-1).spaced ? self.token(-2).word : nil
        let layer = word.flatMap { self.vocabulary.layer($0) }
        throw self.wrong(
          "there is nothing between these parentheses",
          layer.map { "write \($0.name) without them" })
      }
      return try self.value()
    }
    try close(.close, from: start)
    value.range = range(from: start)
    return value
  }

  /// `"[" value {"," value} "]"`; a comma may follow the last.
  private mutating func list() throws(Diagnostic) -> Expression {
    let start = current.range
    let values = try values(until: .closeList)
    try close(.closeList, from: start)
    return Expression(.list(values), range: range(from: start))
  }

  /// Values between the bracket that stands here and the one that closes it, which is left.
  private mutating func values(until closer: Symbol) throws(Diagnostic) -> [Expression] {
    try nested { (self) throws(Diagnostic) in
      self.take()
      var values: [Expression] = []
      while !self.isSymbol(closer) {
        values.append(try self.value())
        if !self.take(.comma) { break }
      }
      return values
    }
  }

  /// A function's word directly before its `(`.
  private mutating func call() throws(Diagnostic) -> Expression {
    let word = current
    guard let text = word.word, vocabulary[.function, text] != nil else {
      throw notAFunction()
    }
    let name = takeName()
    let start = current.range
    let arguments = try values(until: .close)
    try close(.close, from: start)
    return Expression(.call(name, arguments), range: range(from: word.range))
  }

  /// Fields and indices: `.name` and, without a blank before it, `[items]`.
  mutating func postfix(
    _ base: Expression, from start: SourceRange
  ) throws(Diagnostic) -> Expression {
    var value = base
    while true {
      if isSymbol(.dot) {
        take()
        if atCursor { wants.append(.field(of: source(value.range))) }
        guard current.word != nil else {
          throw missing("a field's name is missing after the point", "such as fit.loss")
        }
        let field = takeName()
        if isSymbol(.open), !current.spaced { throw method(value, field) }
        value = Expression(.field(value, field), range: range(from: start))
      } else if isSymbol(.openList), !current.spaced {
        let bracket = take().range
        if isSymbol(.closeList) { throw wrong("the index is missing", "counting starts at 0") }
        let before = position
        let index = try expression(.range)
        if case .ratio(let ends) = index.kind, position == before + 1 {
          throw slice(ends, index.range)
        }
        if isSymbol(.comma) {
          throw wrong("an index is a single value", "such as x[0][1], or x[0..2] for a part")
        }
        try close(.closeList, from: bracket)
        value = Expression(.index(value, index), range: range(from: start))
      } else {
        return value
      }
      try grow()
    }
  }

  /// Takes the bracket that closes the one at `start`.
  mutating func close(_ closer: Symbol, from start: SourceRange) throws(Diagnostic) {
    if take(closer) { return }
    throw unclosed(closer, from: start)
  }

  /// The parts of a text; adjacent literals are one, none is empty.
  private mutating func parts(_ pieces: [Token.Piece]) throws(Diagnostic) -> [Expression.TextPart] {
    var parts: [Expression.TextPart] = []
    for piece in pieces {
      switch piece {
      case .literal(let text): parts.append(.literal(text))
      case .tokens(let tokens):
        let value = try nested { (self) throws(Diagnostic) in
          var inner = Descent(tokens, inside: self)
          let value = try inner.interpolated()
          self.height = inner.height
          return value
        }
        parts.append(.value(value))
      }
    }
    return parts
  }

  /// The whole of what stands between the braces of a text.
  private mutating func interpolated() throws(Diagnostic) -> Expression {
    if atEnd { throw wrong("there is nothing between these braces", "write {{ for a brace itself") }
    let value = try self.value()
    if !atEnd { throw unexpected() }
    return value
  }
}
