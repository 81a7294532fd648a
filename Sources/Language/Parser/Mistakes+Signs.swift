import Catalog

/// Signs that do not belong where they stand.
extension Descent {
  var unexpectedAssignment: Diagnostic {
    if !followsValue { return wrong("a name is missing before “=”", "such as x = 3") }
    if previous.symbol == .close, tokens[startOfStatement].symbol == .open {
      return wrong("names are bound without parentheses", "such as x = 3")
    }
    if let word = previous.word, let (entry, start) = innermost, start < position - 1,
      entry.kind == .command, entry.callGrammar.operands.first != .condition,
      lastPreposition == nil
    {
      return entry.callGrammar.allows(.with)
        ? Diagnostic(
          .syntax, "options stand after “with”", at: previous.range,
          suggestion: "leave “\(word)=” out, or write with \(word)=…", usage: entry.usage)
        : wrong(
          "\(entry.name) is told its parts without “=”", "leave “\(word)=” out",
          usage: entry.usage)
    }
    if case .word = previous.kind, token(-2).symbol == .assign {
      return wrong(
        "a statement has one “=” that binds", "bind the names one by one, or compare with ==")
    }
    if previous.symbol == .closeList || (position > 1 && token(-2).symbol == .dot) {
      return wrong("values never change, only names can be bound again", "such as x = …")
    }
    let isExpected = innermost?.entry.callGrammar.operands.first == .condition
    return wrong(
      "“=” binds a name at the start of a statement",
      isExpected
        ? "equal is written ==, nearly equal ~" : "a comparison is written ==")
  }

  var unexpectedColon: Diagnostic {
    if inText {
      return wrong(
        "a text has no formats after “:”",
        vocabulary[.function, "round"] == nil ? nil : "such as {round(x, 3)}")
    }
    if openBracket == .openList {
      return wrong("“:” does not make a part of a list", "such as x[1..-1] for all but the first")
    }
    if let word = token(1).word, !token(1).spaced, let habit = Habit.of(word),
      habit.message.contains("there is no")
    {
      return wrong("there is no “:\(word)”", habit.suggestion)
    }
    if case .number = previous.kind, position > 0 {
      return wrong("a ratio is written without blanks", "such as 80:20")
    }
    return wrong("“:” is not expected here")
  }

  func unexpectedOperator(_ symbol: Symbol) -> Diagnostic {
    if !followsValue { return missing("a value is missing before “\(symbol.rawValue)”") }
    if let (entry, _) = innermost, entry.kind == .layer || entry.kind == .activation {
      return wrong(
        "“\(symbol.rawValue)” is not expected here", "stages of a network are joined with |")
    }
    guard let (entry, start) = innermost, entry.kind == .command || entry.kind == .quantity else {
      return wrong("“\(symbol.rawValue)” is not expected here")
    }
    if entry.kind == .command, let word = lastPreposition, word == .on || word == .like {
      return wrong("“\(word.rawValue)” takes a single value", "put it in parentheses")
    }
    let what = entry.kind == .command ? "command" : "query"
    let call = source(SourceRange(tokens[start].range.lower, previous.range.upper))
    return wrong(
      "a \(what) inside a larger expression stands in parentheses",
      "(\(call)) \(symbol.rawValue) …")
  }

  var unexpectedComma: Diagnostic {
    let mayGoOn = innermost != nil || (position > 0 && previous.word != nil)
    if token(1).kind == .end, mayGoOn {
      return Diagnostic(
        isUnfinished ? .incomplete : .syntax, "a clause is missing after the comma",
        at: current.range, suggestion: "leave it out if the statement ends here")
    }
    if case .number = previous.kind, case .number = token(1).kind, !current.spaced,
      !token(1).spaced
    {
      let (whole, rest) = (source(previous.range), source(token(1).range))
      // 1,000 is a thousand; 1,5 is one and a half.
      let meant = rest.count == 3 ? whole + rest : "\(whole).\(rest)"
      return wrong("a number has no commas", "write \(meant), or a list as [a, b]")
    }
    if let word = name(1), isSymbol(.assign, 2), openBracket == nil,
      innermost != nil || followsValue
    {
      let isWith = lastPreposition == .with
      if !isWith {
        return wrong("options stand after “with”", "write with \(word)=… instead of the comma")
      }
    }
    guard let (entry, _) = innermost else {
      let bracket = tokens[..<position].lastIndex { $0.symbol == .open }
      if let bracket, bracket == startOfStatement,
        let closer = tokens[position...].prefix(16).firstIndex(where: { $0.symbol == .close }),
        tokens[min(closer + 1, tokens.count - 1)].symbol == .assign
      {
        return Diagnostic(
          .syntax, "names are bound without parentheses", at: tokens[bracket].range,
          suggestion:
            "write \(source(SourceRange(tokens[bracket].range.upper, tokens[closer].range.lower))) = …"
        )
      }
      if let bracket, bracket > 0, let word = tokens[bracket - 1].word,
        vocabulary[.layer, word] != nil
      {
        return wrong("a comma is not expected here", "a size is written 28x28x1")
      }
      return wrong("a comma is not expected here", "a list is written [a, b]")
    }
    if entry.kind == .layer || entry.kind == .activation {
      return wrong(
        "a network has no commas",
        "“|” joins its stages, blanks separate what a layer is told")
    }
    if lastPreposition == .with, let word = token(1).word {
      return wrong("“with” takes options such as name=value", "write \(word)=… after the comma")
    }
    if entry.kind == .quantity, lastPreposition == .on {
      return wrong(
        "\(entry.name) is asked on one data set at a time", "a loop collects several",
        usage: entry.usage)
    }
    let takesData = lastPreposition == nil && entry.callGrammar.allows(.on)
    return wrong(
      "\(entry.name) is not told its parts with commas",
      takesData ? "data stand after on" : "a list is written [a, b]", usage: entry.usage)
  }
}
