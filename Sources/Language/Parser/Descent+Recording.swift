import Catalog

extension Descent {
  /// `loss, entropy, loss on unseen as test every 10 epochs`
  mutating func recording(of entry: Entry) throws(Diagnostic) -> Command.Phrase {
    var recorded: [Command.Recorded] = []
    repeat {
      recorded.append(try self.recorded())
    } while !isClauseComma() && take(.comma)
    if atCursor {
      want(.word("every"))
      want(.word("at"))
    }
    return .recording(recorded, try schedule())
  }

  /// `quantity ["on" data] ["as" name]`, or in parentheses when it has options of its own.
  private mutating func recorded() throws(Diagnostic) -> Command.Recorded {
    want(.recorded)
    let start = current.range
    if isSymbol(.open) {
      var recorded = try nested { (self) throws(Diagnostic) in
        self.take()
        let recorded = try self.recordedQuantity(inParentheses: true)
        try self.close(.close, from: start)
        return recorded
      }
      if recorded.alias == nil { recorded.alias = try alias() }
      recorded.range = range(from: start)
      return recorded
    }
    return try recordedQuantity(inParentheses: false)
  }

  private mutating func recordedQuantity(
    inParentheses: Bool
  ) throws(Diagnostic) -> Command.Recorded {
    want(.recorded)
    let start = current.range
    guard name() != nil, !beginsSchedule else {
      throw missing(
        "“recording” needs a quantity", "such as recording loss, entropy every 10 epochs")
    }
    var recorded = Command.Recorded(takeName())
    if beginsOperand(), !beginsSchedule, !atCursor { throw badRecorded(recorded.quantity) }
    want(.clauses([.on, .as], of: recorded.quantity.text))
    if isWord("on") {
      take()
      want(.phrase(.on, of: recorded.quantity.text))
      guard beginsOperand() || isSymbol(.openList) else {
        throw missingPhrase(.on, of: vocabulary[.quantity, recorded.quantity.text])
      }
      recorded.data = try operand()
    }
    if inParentheses, take(word: "with") {
      recorded.options = try options(of: [recorded.quantity.text])
    }
    recorded.alias = try alias()
    recorded.range = range(from: start)
    return recorded
  }

  /// `every …` or `at …`; both words can be names elsewhere.
  private var beginsSchedule: Bool {
    guard isWord("every") || isWord("at") else { return false }
    return beginsOperand(1) || isSymbol(.minus, 1) || isSymbol(.openList, 1)
      || token(1).kind == .end || token(1).kind == .newline
  }

  /// `every 10 epochs`, `at [0, 1, 10]`, `at log 30`
  private mutating func schedule() throws(Diagnostic) -> Command.Schedule {
    if take(word: "every") {
      if isWord("epoch"), endsPhrase(1) {
        let one = Expression(.number(1), range: take().range)
        return .every(one)
      }
      guard beginsValue else { throw missing("“every” needs a number", "such as every 10 epochs") }
      let number = try expression(.sum)
      try takeEpochs(after: number, "every")
      return .every(number)
    }
    guard take(word: "at") else { return .unsaid }
    want(.word("log"))
    if isWord("log"), beginsOperand(1) || (isSymbol(.open, 1)) {
      take()
      return .logarithmic(try expression(.sum))
    }
    guard beginsValue else {
      throw missing("“at” needs epochs", "such as at [0, 1, 10] or at log 30")
    }
    return .at(try expression(.range))
  }
}
