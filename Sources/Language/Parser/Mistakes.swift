import Catalog

/// The sentences for what is wrong. Each names what stands there and, where it can, what to write.
extension Descent {
  /// The source text of a range, blanks around it removed and long texts cut.
  func source(_ range: SourceRange) -> String {
    let lower = max(0, min(range.lower, bytes.count))
    let upper = max(lower, min(range.upper, bytes.count))
    let text = String(decoding: bytes[lower..<upper], as: UTF8.self)
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    return line.count > 60 ? "\(line.prefix(57))…" : line
  }

  /// A token for a message.
  func shown(_ token: Token) -> String {
    switch token.kind {
    case .newline: "the end of the line"
    case .end: "the end"
    case .result: "“#=”"
    case .text: "the text \(source(token.range))"
    default: "“\(source(token.range))”"
    }
  }

  /// A mistake at the current token.
  func wrong(
    _ message: String, _ suggestion: String? = nil, usage: String? = nil
  ) -> Diagnostic {
    if case .wrong(let diagnostic) = current.kind { return diagnostic }
    return Diagnostic(.syntax, message, at: place, suggestion: suggestion, usage: usage)
  }

  /// Something is missing at the current token: incomplete when the text ends there and may go on.
  func missing(
    _ message: String, _ suggestion: String? = nil, usage: String? = nil
  ) -> Diagnostic {
    var diagnostic = wrong(message, suggestion, usage: usage)
    if atTextEnd, goesOn { diagnostic.kind = .incomplete }
    return diagnostic
  }

  /// More lines may continue the text.
  private var goesOn: Bool {
    if isUnfinished { return true }
    guard let word = previous.word, position > 0 else { return false }
    return ["and", "or", "not", "in"].contains(word)
  }

  /// The current token's place; a line's end is the column after what was taken last.
  private var place: SourceRange {
    switch current.kind {
    case .newline, .end, .result:
      position > 0 ? SourceRange(previous.range.upper, previous.range.upper + 1) : current.range
    default: current.range
    }
  }

  func reserved(_ word: String) -> Diagnostic {
    wrong("“\(word)” is a word of the language and cannot be a name", "take another name")
  }

  var badLoop: Diagnostic {
    if isSymbol(.assign, 2), let word = token(1).word {
      return wrong("a loop begins with for NAME in", "write for \(word) in …")
    }
    if isSymbol(.open, 1) {
      return wrong("a loop's names stand without parentheses", "such as for n in 1..5 { … }")
    }
    let names = isSymbol(.comma, 2) ? [token(1).word, token(3).word].compactMap { $0 } : []
    return missing(
      "a loop begins with for NAME in",
      names.count == 2
        ? "such as for \(names[0]) in …, \(names[1]) in … {" : "such as for n in [16, 32, 64] {")
  }

  var chainedComparison: Diagnostic {
    wrong("comparisons do not chain", "write a < b and b < c")
  }

  var bodyIsMissing: Diagnostic? {
    if name() != nil, isWord("in", 1) {
      return wrong(
        "a comma is missing before “\(current.word ?? "")”", "such as n in 1..3, s in 1..5")
    }
    if isWord("by") { return wrong("a range's step stands after “step”", "such as 1..9 step 2") }
    if isWord("to") || isWord("until") {
      return wrong("a range is written with two points", "such as 1..5, both ends included")
    }
    switch current.kind {
    case .symbol(.colon), .newline, .end, .word:
      return missing("a loop's body stands in { }", "write { here and } after the last statement")
    default: return nil
    }
  }

  /// The closing bracket is missing.
  func unclosed(_ closer: Symbol, from start: SourceRange) -> Diagnostic {
    if atEnd {
      return missing("the “\(source(start))” is not closed", "close it with \(closer.rawValue)")
    }
    if case .wrong(let diagnostic) = current.kind { return diagnostic }
    if current.startsLine {
      return Diagnostic(
        .syntax, "this “\(source(start))” is not closed", at: start,
        suggestion: "close it with \(closer.rawValue)")
    }
    let closers: [Symbol] = [.close, .closeList, .closeBlock]
    if let symbol = current.symbol, closers.contains(symbol) {
      return Diagnostic(
        .syntax, "this “\(source(start))” is not closed before “\(symbol.rawValue)”", at: start,
        suggestion: "close it with \(closer.rawValue)")
    }
    if isSymbol(.comma), let call = called(at: start) { return call }
    return unexpected()
  }

  /// `train(net, d)`, `dense(128, relu)`: the parentheses and commas of another language.
  private func called(at start: SourceRange) -> Diagnostic? {
    guard let before = tokens.lastIndex(where: { $0.range.upper == start.lower }),
      let word = tokens[before].word,
      let entry = vocabulary.command(word) ?? vocabulary.layer(word)
    else { return nil }
    let first = source(SourceRange(start.upper, previous.range.upper))
    let rest = token(1).range
    var suggestion: String?
    if entry.kind == .layer || entry.kind == .activation {
      let isOption = token(1).word != nil && isSymbol(.assign, 2)
      let said = isOption ? SourceRange(rest.lower, token(3).range.upper) : rest
      suggestion = "write \(word) \(first) \(source(said))"
    } else if entry.callGrammar.allows(.on), token(1).word != nil, !isSymbol(.assign, 2) {
      suggestion = "write \(word) \(first) on \(source(rest))"
    } else if entry.callGrammar.operands.count > 1 {
      suggestion = "write \(word) \(first) \(source(rest))"
    }
    return Diagnostic(
      .syntax, "\(word) is told its parts without parentheses and commas", at: start,
      suggestion: suggestion, usage: entry.usage)
  }

  /// A query inside a larger expression.
  func queryNeedsParentheses(_ query: Expression) -> Diagnostic {
    wrong(
      "a query inside a larger expression stands in parentheses",
      "(\(source(query.range))) \(current.symbol?.rawValue ?? "") …")
  }

  /// `net.entropy()`, `np.mean(x)`, `nn.ReLU()`
  func method(_ value: Expression, _ field: Name) -> Diagnostic {
    let base = source(value.range)
    let root = String(base.prefix { $0 != "." && $0 != "[" && $0 != "(" })
    let isModule = Habit.isModule(root)
    // What a module's function is about stands in the parentheses.
    let subject = isModule ? "…" : base
    var usage: String?
    let suggestion: String?
    if let entry = vocabulary.command(field.text) {
      suggestion = "write \(field.text) \(subject)"
      usage = entry.usage
    } else if vocabulary[.function, field.text] != nil {
      suggestion = "write \(field.text)(\(subject))"
    } else if let habit = Habit.of(field.text) {
      suggestion = habit.suggestion
    } else if let near = nearest(
      field.text,
      among: vocabulary.names(
        .quantity, .command, .function, .layer, .activation, .loss, .optimiser))
    {
      suggestion = "did you mean “\(near)”?"
      let word = String(near.prefix { $0 != " " })
      usage = (vocabulary.command(word) ?? vocabulary.layer(word))?.usage
    } else {
      suggestion = isModule ? "help lists what there is" : "show \(base) says what it is"
    }
    return Diagnostic(
      .syntax,
      isModule
        ? "there is no module “\(root)”: words stand alone"
        : "values have fields but no methods", at: isModule ? value.range : field.range,
      suggestion: suggestion, usage: usage)
  }

  func slice(_ ends: [Double], _ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .syntax, "“\(source(range))” is a ratio, not a part of a list", at: range,
      suggestion: ends.count > 1
        ? "write [\(shortest(ends[0]))..\(shortest(ends[1] - 1))], both ends included" : nil)
  }

  /// `for i in 1:3`
  func ratioForRange(_ ends: [Double], _ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .syntax, "“\(source(range))” is a ratio, not a range", at: range,
      suggestion: "write \(ends.map { shortest($0) }.joined(separator: "..")), both ends included")
  }
}
