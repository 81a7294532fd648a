import Catalog

extension Descent {
  /// `[ statement ] { (NEWLINE | ";") [ statement ] }`
  mutating func program(inBlock: Bool) throws(Diagnostic) -> Program {
    var statements: [Statement] = []
    var orphans: [String] = []
    while true {
      while current.kind == .newline || isSymbol(.semicolon) { take() }
      if case .result(let text) = current.kind {
        // It stands under no statement; it is kept as a comment and checked by nobody.
        orphans += takeComments() + ["= " + text]
        take()
        continue
      }
      if atEnd {
        if inBlock { throw missing("the “{” of the loop is not closed", "close it with }") }
        break
      }
      if isSymbol(.closeBlock) {
        if inBlock { break }
        throw wrong("this “}” closes nothing", "leave it out")
      }
      statements.append(try statement(orphans))
      orphans = []
    }
    return Program(statements, closing: orphans + takeComments())
  }

  /// The comments that stand before the current token and belong to nothing yet.
  private mutating func takeComments() -> [String] {
    var taken: [String] = []
    while nextComment < comments.count, comments[nextComment].offset < current.range.lower {
      taken.append(comments[nextComment].text)
      nextComment += 1
    }
    return taken
  }

  /// `["time"] [ name {"," name} "=" ] value` or `"?" {word}`, with what belongs to it.
  private mutating func statement(_ orphans: [String]) throws(Diagnostic) -> Statement {
    var comments = orphans + takeComments()
    let start = current.range
    want(.statement)
    wantIn()
    try checkBeginning()

    var timed = false
    var names: [Name] = []
    var value: Expression
    if take(.question) {
      value = try question(from: start)
    } else {
      if isWord("time"), !isSymbol(.assign, 1), !isSymbol(.comma, 1) {
        take()
        timed = true
        want(.statement)
        if !beginsValue {
          throw missing("time needs something to do", "such as time entropy net on d")
        }
      }
      names = try bindings()
      value = try self.value()
    }
    let whole = range(from: start)
    let silent = isSymbol(.semicolon)
    if silent { take() }
    try checkEnd(silent: silent)
    comments += takeComments()
    return Statement(
      names: names, value: value, timed: timed, silent: silent, comments: comments,
      results: takeResults(), range: whole)
  }

  /// `for NAME` stands here, and the cursor after it.
  private mutating func wantIn() {
    if isWord("for"), name(1) != nil, token(2).kind == .cursor { wants.append(.word("in")) }
  }

  /// What may not begin a statement.
  private func checkBeginning() throws(Diagnostic) {
    if let word = preposition(), !beginsLoop(), !isSymbol(.assign, 1), !isSymbol(.comma, 1) {
      if word == .for { throw badLoop }
      if word == .from, tokens[position...].prefix(4).contains(where: { $0.word == "import" }),
        let habit = Habit.of("import")
      {
        throw wrong(habit.message, habit.suggestion)
      }
      throw wrong(
        "a line cannot begin with “\(word.rawValue)”",
        reading == .prompt
          ? "end the line before with a comma, and go on here"
          : "it belongs to the command of the line above")
    }
    if name() != nil, isSymbol(.less, 1), isSymbol(.minus, 2), !token(2).spaced, token(3).spaced {
      throw Diagnostic(
        .syntax, "a name is bound with “=”", at: token(1).range.joined(token(2).range),
        suggestion: "write \(current.word ?? "") = …")
    }
    if isSymbol(.pipe) {
      throw wrong(
        "a line cannot begin with “|”",
        reading == .prompt ? "end the line before with |" : "it joins the stages of a network")
    }
  }

  /// `name {"," name} "="`
  private mutating func bindings() throws(Diagnostic) -> [Name] {
    let bindsReserved = isClauseComma(1) && isSymbol(.assign, 3)
    guard current.word != nil,
      isSymbol(.assign, 1) || (isSymbol(.comma, 1) && (!isClauseComma(1) || bindsReserved))
    else { return [] }
    var names: [Name] = []
    var words: Set<String> = []
    while true {
      guard let word = current.word else {
        throw missing("a name is needed here", "such as seen, unseen = …")
      }
      if Reserved.words.contains(word) { throw reserved(word) }
      if !words.insert(word).inserted {
        throw wrong("“\(word)” is bound twice here", "give the parts different names")
      }
      names.append(takeName())
      if take(.assign) { break }
      guard take(.comma) else {
        let list =
          names.prefix(3).map(\.text).joined(separator: ", ")
          + (names.count > 3 ? ", …" : "")
        throw missing("several names need a value: “=” is missing", "such as \(list) = …")
      }
    }
    skipNewlines()
    return names
  }

  /// `?train`, `?kernel drift`: the same as `help train`.
  private mutating func question(from start: SourceRange) throws(Diagnostic) -> Expression {
    let mark = previous.range
    let words = try self.words()
    let place = range(from: start)
    if words.isEmpty { return Expression(.name("help"), range: place) }
    let command = Command(
      Name("help", range: mark), [.words(words)], kind: .command, range: place)
    return Expression(.command(command), range: place)
  }

  /// Words until the end of the statement. Signs and numbers between them say nothing to a search,
  /// so `?Ctrl-C` and `?rate=0.1` are asked as they come to mind.
  mutating func words() throws(Diagnostic) -> [Name] {
    var words: [Name] = []
    while true {
      want(.topic)
      // A sign before a line end takes in the next line, which is another statement.
      if !words.isEmpty, current.startsLine { break }
      if current.word != nil {
        words.append(takeName())
      } else if !words.isEmpty, saysNothing {
        take()
      } else {
        break
      }
    }
    if !endsStatement, !isSymbol(.close), !isSymbol(.closeList), !atCursor {
      throw wrong("help takes words only, not \(shown(current))")
    }
    return words
  }

  /// A sign or a number, and none that could close what help stands in.
  private var saysNothing: Bool {
    switch current.kind {
    case .number, .percent, .size, .ratio: true
    case .symbol(let sign): ![.semicolon, .close, .closeList, .closeBlock].contains(sign)
    default: false
    }
  }

  /// Nothing more belongs to the statement.
  var endsStatement: Bool {
    switch current.kind {
    case .newline, .end, .result, .symbol(.semicolon): true
    case .symbol(.closeBlock): blocks > 0
    default: false
    }
  }

  private mutating func checkEnd(silent: Bool) throws(Diagnostic) {
    if silent || endsStatement { return }
    throw unexpected()
  }

  /// The `#=` lines below a statement.
  private mutating func takeResults() -> [String] {
    var results: [String] = []
    var place = position
    while true {
      switch tokens[place].kind {
      case .newline: place += 1
      case .result(let text):
        results.append(text)
        place += 1
        position = place
      default: return results
      }
    }
  }

  /// `"for" name "in" items {"," name "in" items} "{" program "}"`
  mutating func loop() throws(Diagnostic) -> Expression {
    let start = current.range
    wantIn()
    guard beginsLoop() else { throw badLoop }
    if inText { throw wrong("a loop cannot stand in a text", "bind its table to a name first") }
    return try nested { (self) throws(Diagnostic) in
      self.take()
      var variables: [Loop.Variable] = []
      var words: Set<String> = []
      repeat {
        guard let word = self.current.word else {
          throw self.missing("a loop needs a name here", "such as n in 1..5")
        }
        if Reserved.words.contains(word) { throw self.reserved(word) }
        if !words.insert(word).inserted {
          throw self.wrong("“\(word)” is a name of this loop already", "take another name")
        }
        let name = self.takeName()
        self.want(.word("in"))
        guard self.take(word: "in") else {
          throw self.missing("“in” is missing after “\(word)”", "such as for \(word) in 1..5")
        }
        self.skipNewlines()
        variables.append(Loop.Variable(name, in: try self.expression(.range)))
      } while self.take(.comma)
      guard self.isSymbol(.openBlock) else {
        if let items = variables.last?.items, case .ratio(let ends) = items.kind {
          throw self.ratioForRange(ends, items.range)
        }
        throw self.unexpected(self.bodyIsMissing)
      }
      self.take()
      self.blocks += 1
      let body = try self.program(inBlock: true)
      self.blocks -= 1
      self.take()
      return Expression(.loop(Loop(variables, body: body)), range: self.range(from: start))
    }
  }
}
