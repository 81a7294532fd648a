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

extension Descent {
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

  /// Something that does not belong where it stands.
  ///
  /// - Parameter better: a more fitting diagnostic for this place, if there is one.
  func unexpected(_ better: Diagnostic? = nil) -> Diagnostic {
    if case .wrong(let diagnostic) = current.kind { return diagnostic }
    if let better { return better }
    switch current.kind {
    case .newline, .end, .result, .cursor: return valueIsMissing
    case .symbol(let symbol): return unexpected(symbol)
    case .word(let word) where Reserved.words.contains(word): return unexpectedReserved(word)
    default: return unexpectedValue
    }
  }

  private var valueIsMissing: Diagnostic {
    guard position > 0 else { return missing("a value is missing here") }
    return missing("a value is missing after \(shown(previous))")
  }

  private func unexpected(_ symbol: Symbol) -> Diagnostic {
    switch symbol {
    case .assign:
      if previous.symbol == .closeList || (position > 1 && token(-2).symbol == .dot) {
        return wrong("values never change, only names can be bound again", "such as x = …")
      }
      return wrong("“=” binds a name at the start of a statement", "a comparison is written ==")
    case .close, .closeList, .closeBlock:
      return opensBefore(symbol)
        ? valueIsMissing : wrong("this “\(symbol.rawValue)” closes nothing", "leave it out")
    case .colon:
      if case .number = previous.kind {
        return wrong("a ratio is written without blanks", "such as 80:20")
      }
      return wrong("“:” is not expected here", "a loop's body stands in { }")
    case .tolerance: return wrong("“+-” belongs after “~”", "such as expect x ~ 3.2 +- 0.1")
    case .percent:
      return wrong("“%” stands only after a number, as in 5%", "there is no remainder")
    case .pipe:
      return wrong(
        "“|” joins the stages of a network", "put a network inside a command in parentheses")
    case .openList:
      return wrong("“[” is not expected here", "an index stands without a blank before it: x[0]")
    case .openBlock:
      return wrong("“{” opens the body of a loop", "such as for n in 1..5 { … }")
    case .question: return wrong("“?” asks for help at the start of a line", "such as ?train")
    case .comma: return unexpectedComma
    case .plus where !followsValue: return wrong("a number has no “+” before it", "leave it out")
    case .open where followsValue:
      if let word = previous.word, vocabulary[.function, word] != nil {
        return wrong(
          "a function's parenthesis stands without a blank before it", "write \(word)(…)")
      }
      return unexpectedValue
    default:
      if !followsValue { return missing("a value is missing before “\(symbol.rawValue)”") }
      guard let (entry, start) = innermost, entry.kind == .command || entry.kind == .quantity
      else { return wrong("“\(symbol.rawValue)” is not expected here") }
      let what = entry.kind == .command ? "command" : "query"
      let call = source(SourceRange(tokens[start].range.lower, previous.range.upper))
      return wrong(
        "a \(what) inside a larger expression stands in parentheses",
        "(\(call)) \(symbol.rawValue) …")
    }
  }

  /// Something stands before the current token that an operator could follow.
  private var followsValue: Bool {
    guard position > 0 else { return false }
    switch previous.kind {
    case .number, .percent, .size, .ratio, .text, .word, .symbol(.close), .symbol(.closeList):
      return true
    default: return false
    }
  }

  /// A bracket of this kind is open here.
  private func opensBefore(_ closer: Symbol) -> Bool {
    var brackets: [Symbol] = []
    for token in tokens[..<position] {
      switch token.symbol {
      case .open: brackets.append(.close)
      case .openList: brackets.append(.closeList)
      case .openBlock: brackets.append(.closeBlock)
      case .some(let symbol) where symbol == brackets.last: brackets.removeLast()
      default: break
      }
    }
    return brackets.contains(closer)
  }

  private var unexpectedComma: Diagnostic {
    if let (entry, _) = innermost {
      if entry.kind == .layer || entry.kind == .activation {
        return wrong("the stages of a network are joined with |", "write | instead of the comma")
      }
      let takesData = entry.callGrammar.allows(.on)
      return wrong(
        "\(entry.name) is not told its parts with commas",
        takesData ? "data stand after on" : nil, usage: entry.usage)
    }
    return wrong("a comma is not expected here", "a list is written [a, b]")
  }

  private func unexpectedReserved(_ word: String) -> Diagnostic {
    if word == "for", beginsLoop() {
      return wrong("a loop stands by itself", "such as t = for x in xs { collect x }")
    }
    if word == "time" { return wrong("“time” stands at the beginning of a statement") }
    if let (entry, _) = innermost, Preposition(rawValue: word) != nil, followsValue {
      return wrong(
        "“\(word)” is not expected here", "put what it belongs to in parentheses",
        usage: entry.usage)
    }
    return followsValue
      ? wrong("“\(word)” is not expected here")
      : missing("a value is missing before “\(word)”")
  }

  /// Two values side by side.
  private var unexpectedValue: Diagnostic {
    if case .word(let word) = previous.kind, position > 0, let entry = vocabulary.command(word) {
      return wrong(
        "a command inside a larger expression stands in parentheses",
        "(\(word) …)", usage: entry.usage)
    }
    if case .word(let word) = previous.kind, position > 0, vocabulary[.layer, word] != nil {
      return wrong(
        "a network inside a command stands in parentheses", "(\(word) \(source(current.range)) …)")
    }
    guard let (entry, _) = innermost, entry.kind == .command || entry.kind == .quantity else {
      return wrong("\(shown(current)) is not expected here", "something is missing before it")
    }
    let grammar = entry.callGrammar
    let words = grammar.clauses.map(\.preposition.rawValue)
    var suggestion: String?
    if let word = current.word, let near = didYouMean(word, among: words) {
      suggestion = near
    } else if isWord("epochs", 1) || isWord("epoch", 1), grammar.allows(.for) {
      suggestion = "write for \(source(current.range)) epochs"
    } else if grammar.allows(.on), current.word != nil, !saysOn {
      suggestion = "write on \(source(current.range))"
    } else if !words.isEmpty {
      suggestion = "it takes \(Self.listed(words))"
    }
    return wrong(
      "\(entry.name) does not understand \(shown(current)) here", suggestion, usage: entry.usage)
  }

  /// `on` has been said in this statement.
  private var saysOn: Bool { tokens[startOfStatement..<position].contains { $0.word == "on" } }

  private var startOfStatement: Int {
    var place = position
    while place > 0 {
      switch tokens[place - 1].kind {
      case .newline, .result, .symbol(.semicolon), .symbol(.openBlock): return place
      default: place -= 1
      }
    }
    return 0
  }

  /// The command, quantity or layer that the innermost unfinished part begins with, and where.
  var innermost: (entry: Entry, start: Int)? {
    var found: [(entry: Entry, start: Int)?] = [nil]
    var begins = true
    for place in startOfStatement..<position {
      switch tokens[place].kind {
      case .symbol(.open), .symbol(.openList):
        found.append(nil)
        begins = true
      case .symbol(.close), .symbol(.closeList):
        if found.count > 1 { found.removeLast() }
        begins = false
      case .symbol(.assign): begins = found[found.count - 1] == nil
      case .word("time"): break
      case .word(let word):
        if begins, let entry = vocabulary.command(word) ?? vocabulary.layer(word) {
          found[found.count - 1] = (entry, place)
        }
        begins = false
      default: begins = false
      }
    }
    return found[found.count - 1]
  }
}
