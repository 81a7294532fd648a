import Catalog

extension Descent {
  /// Something that does not belong where it stands.
  ///
  /// - Parameter better: a more fitting diagnostic for this place, if there is one.
  func unexpected(_ better: Diagnostic? = nil) -> Diagnostic {
    if case .wrong(let diagnostic) = current.kind { return diagnostic }
    if let better { return better }
    if let path = unquotedPath { return path }
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
    case .assign: return unexpectedAssignment
    case .close, .closeList, .closeBlock:
      return opensBefore(symbol)
        ? valueIsMissing : wrong("this “\(symbol.rawValue)” closes nothing", "leave it out")
    case .colon: return unexpectedColon
    case .tolerance: return wrong("“+-” belongs after “~”", "such as expect x ~ 3.2 +- 0.1")
    case .percent where !followsValue && token(1).word != nil && !token(1).spaced:
      return wrong("there are no words with “%”", "time STATEMENT says how long it took")
    case .percent:
      if case .text = previous.kind, position > 0 {
        return wrong(
          "“%” stands only after a number, as in 5%", "a text holds values as in \"{x}\"")
      }
      return wrong("“%” stands only after a number, as in 5%", "there is no remainder")
    case .semicolon where !followsValue: return valueIsMissing
    case .semicolon where openBracket == .openList:
      return wrong("“;” ends a statement", "the elements of a list are separated by commas")
    case .pipe where !followsValue:
      return wrong("a stage is missing before “|”", "such as input 784 | dense 10")
    case .pipe where previous.isNumberOrSize:
      return wrong(
        "“|” joins the stages of a network",
        "a network begins with its input: input \(source(previous.range)) | …")
    case .pipe:
      let isPart = previous.symbol == .closeList || token(-2).symbol == .dot
      return wrong(
        "“|” joins the stages of a network",
        isPart
          ? "bind this part to a name first"
          : "put a network inside a command in parentheses")
    case .openList:
      return wrong("“[” is not expected here", "an index stands without a blank before it: x[0]")
    case .openBlock where isWord("in", -1):
      return wrong("a loop needs something to go through", "such as for n in 1..5 {")
    case .openBlock:
      return wrong("“{” opens the body of a loop", "such as for n in 1..5 { … }")
    case .question:
      let word = followsValue ? previous.word ?? "train" : "train"
      return wrong("“?” asks for help at the start of a line", "such as ?\(word)")
    case .comma: return unexpectedComma
    case .plus where !followsValue: return wrong("a number has no “+” before it", "leave it out")
    case .open where followsValue:
      if let word = previous.word, vocabulary[.function, word] != nil {
        return wrong(
          "a function's parenthesis stands without a blank before it", "write \(word)(…)")
      }
      return unexpectedValue
    default: return unexpectedOperator(symbol)
    }
  }

  private func unexpectedReserved(_ word: String) -> Diagnostic {
    if word == "for", beginsLoop() {
      return wrong("a loop stands by itself", "such as t = for x in xs { collect x }")
    }
    if previous.symbol == .times, let entry = vocabulary.command(token(-2).word ?? "") {
      return Diagnostic(
        .syntax, "a value is missing before “\(word)”", at: previous.range,
        suggestion: "write all for everything", usage: entry.usage)
    }
    if word == "time" { return wrong("“time” stands at the beginning of a statement") }
    if let (entry, start) = innermost, Preposition(rawValue: word) != nil, followsValue {
      if start == position - 1, entry.kind == .command || entry.kind == .quantity {
        return entry.callGrammar.operands.isEmpty
          ? takesNothing(entry) : missingOperand(0, of: entry)
      }
      return wrong(
        "“\(word)” is not expected here", "put what it belongs to in parentheses",
        usage: entry.usage)
    }
    if word == "and", followsValue, lastPreposition == .recording {
      return wrong("“and” is not expected here", "quantities are separated by commas")
    }
    return followsValue
      ? wrong(
        "“\(word)” is not expected here",
        word == "on"
          ? "a quantity comes first, such as entropy net on d"
          : Preposition(rawValue: word).map { _ in "a command comes before it" })
      : missing("a value is missing before “\(word)”")
  }

  /// Two values side by side.
  private var unexpectedValue: Diagnostic {
    let isField = token(-2).symbol == .dot
    if case .word(let word) = previous.kind, position > 0, !isField,
      let entry = vocabulary.command(word)
    {
      let grammar = entry.callGrammar
      if grammar.operands.first == .words {
        return wrong("\(word) takes words only", usage: entry.usage)
      }
      if grammar.operands.isEmpty { return takesNothing(entry) }
      return wrong(
        "a command inside a larger expression stands in parentheses", "(\(word) …)",
        usage: entry.usage)
    }
    if case .word(let word) = previous.kind, position > 0, !isField,
      vocabulary[.layer, word] != nil, innermost == nil
    {
      return Diagnostic(
        .syntax, "“\(word)” is a layer, and layers are joined with |", at: previous.range,
        suggestion: "such as net | \(word) \(source(current.range))")
    }
    if case .word(let word) = previous.kind, position > 0, !isField,
      vocabulary[.layer, word] != nil
    {
      return wrong(
        "a network inside a command stands in parentheses", "(\(word) \(source(current.range)) …)")
    }
    if case .text = previous.kind, position > 0, !current.spaced {
      return wrong("the text ended before \(shown(current))", "a quote in a text is written \\\"")
    }
    if let name = name(), isSymbol(.assign, 1), lastPreposition == .with {
      return wrong("a comma is missing between the options", "write , \(name)=…")
    }
    if openBracket == .openList {
      return wrong("a comma is missing before \(shown(current))", "a list is written [a, b]")
    }
    if case .text = previous.kind, case .text = current.kind, position > 0 {
      return wrong("two texts stand side by side", "“+” joins them")
    }
    if innermost == nil, let word = current.word, let habit = Habit.of(word) {
      return wrong(habit.message, habit.suggestion)
    }
    guard let (entry, _) = innermost, entry.kind == .command || entry.kind == .quantity else {
      return wrong(
        "\(shown(current)) is not expected here", "an operator or a comma is missing before it")
    }
    return misunderstood(by: entry)
  }

  private func takesNothing(_ entry: Entry) -> Diagnostic {
    wrong("\(entry.name) takes nothing after it", "leave it out", usage: entry.usage)
  }

  /// A value that no clause introduces.
  private func misunderstood(by entry: Entry) -> Diagnostic {
    let grammar = entry.callGrammar
    let words = grammar.clauses.map(\.preposition.rawValue)
    if let name = name(), isSymbol(.assign, 1), grammar.allows(.with) {
      let names = entry.parameters.map(\.name)
      let near = names.contains(name) ? name : nearest(name, among: names) ?? name
      return wrong("options stand after “with”", "write with \(near)=…")
    }
    var suggestion: String?
    if let sign = ["is": "==", "equals": "==", "isnt": "!="][current.word ?? ""],
      lastPreposition == .where || lastPreposition == .until
    {
      suggestion = "write \(sign)"
    } else if case .number = previous.kind, case .number = current.kind, position > 0 {
      let (a, b) = (source(previous.range), source(current.range))
      suggestion = "a ratio is written \(a):\(b), a list [\(a), \(b)]"
    } else if isWord("every") || isWord("at"), grammar.allows(.recording) {
      suggestion = "it belongs to recording: recording loss \(current.word ?? "every") …"
    } else if isWord("of"), lastPreposition == .for {
      suggestion = "such as for 57 of 200 epochs"
    } else if let word = current.word, let translated = translated(word, grammar) {
      suggestion = translated
    } else if let word = current.word, let preposition = said(word, in: entry) {
      suggestion = "write \(preposition) \(word)"
    } else if let word = current.word, grammar.allows(.using),
      vocabulary[.method, word] != nil || vocabulary[.optimiser, word] != nil
    {
      suggestion = "write using \(word)"
    } else if case .text = current.kind, lastPreposition == nil, grammar.allows(.from) {
      suggestion = "write from \(source(current.range))"
    } else if case .text = current.kind, lastPreposition == nil, grammar.allows(.to) {
      suggestion = "write to \(source(current.range))"
    } else if let word = current.word, word.count > 1, let near = didYouMean(word, among: words) {
      suggestion = near
    } else if lastPreposition == nil, grammar.operands.last == .items {
      suggestion = "values are separated by commas"
    } else if isWord("epochs", 1) || isWord("epoch", 1), grammar.allows(.for) {
      suggestion = "write for \(source(current.range)) epochs"
    } else if grammar.allows(.on), current.word != nil, !saysOn {
      suggestion = "write on \(source(current.range))"
    } else if !words.isEmpty {
      suggestion = "it takes \(listed(words, "and"))"
    }
    return wrong(
      "\(entry.name) does not understand \(shown(current)) here", suggestion, usage: entry.usage)
  }

  /// The preposition that the usage puts before a word: `scale DATA to unit|standard`.
  private func said(_ word: String, in entry: Entry) -> String? {
    let parts = entry.usage.split { " |[],…".contains($0) }.map(String.init)
    guard let place = parts.firstIndex(of: word) else { return nil }
    return parts[..<place].last { part in
      Preposition(rawValue: part).map(entry.callGrammar.allows) ?? false
    }
  }
}
