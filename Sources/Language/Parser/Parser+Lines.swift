extension Parser {
  /// Whether a line begins with what only continues a statement: `|` or a preposition, except a
  /// loop's `for NAME in`. For readers that get a script line by line.
  public func continuesStatement(_ line: String) -> Bool {
    var lexer = Lexer(Array(line.utf8))
    lexer.run()
    return Layout.goesOn(lexer.tokens, after: -1)
  }

  /// Whether a text is a statement that has begun and not ended, so that more lines may complete it.
  public func isIncomplete(_ text: String) -> Bool {
    do {
      _ = try parse(text)
      return false
    } catch {
      return error.kind == .incomplete
    }
  }

  /// Whether a text ends inside a bracket, so that no line without a closing one can complete it.
  public func endsInsideBrackets(_ text: String) -> Bool {
    var lexer = Lexer(Array(text.utf8))
    lexer.run()
    return Layout(lexer.tokens).endsInsideBrackets
  }
}
