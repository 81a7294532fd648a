import Catalog

extension Parser {
  /// What may stand at an offset of a text: the word being typed there, and what it may become.
  ///
  /// The parser itself answers: it reads the text up to that word and notes at every decision what
  /// it would have accepted. When an earlier part of the text is wrong, only what follows the last
  /// line end, `;` or `{` before the offset is read.
  ///
  /// - Parameter offset: a UTF-8 offset into `text`.
  public func expectation(in text: String, at offset: Int) -> Expectation {
    let bytes = Array(text.utf8)
    let cursor = max(0, min(offset, bytes.count))
    for start in [0, Self.lastStart(in: bytes, before: cursor)] {
      if let expectation = expectation(in: bytes, from: start, at: cursor) { return expectation }
    }
    return Expectation(prefix: "", range: SourceRange(cursor, cursor), wants: [])
  }

  /// Where the statement at the cursor begins, as far as that can be told without parsing.
  private static func lastStart(in bytes: [UInt8], before cursor: Int) -> Int {
    let separators = [UInt8(ascii: "\n"), UInt8(ascii: ";"), UInt8(ascii: "{")]
    return bytes[..<cursor].lastIndex { separators.contains($0) }.map { $0 + 1 } ?? 0
  }

  private func expectation(in bytes: [UInt8], from start: Int, at cursor: Int) -> Expectation? {
    var lexer = Lexer(bytes, from: start, cursor: cursor)
    lexer.run()
    if lexer.cursorInComment {
      return Expectation(prefix: "", range: SourceRange(cursor, cursor), wants: [])
    }
    if let quote = lexer.cursorText {
      let range = SourceRange(quote, cursor)
      let prefix = String(decoding: bytes[quote..<cursor], as: UTF8.self)
      return Expectation(prefix: prefix, range: range, wants: [.path])
    }
    guard let place = lexer.tokens.first(where: { $0.kind == .cursor })?.range.lower else {
      return nil
    }
    let range = SourceRange(place, cursor)
    let prefix = String(decoding: bytes[place..<cursor], as: UTF8.self)
    if prefix.isEmpty, cursor > 0, isWordByte(bytes[cursor - 1]) {
      return Expectation(prefix: "", range: range, wants: [])
    }
    var descent = Descent(lexer, vocabulary: vocabulary, reading: reading)
    _ = try? descent.program(inBlock: false)
    if descent.wants.isEmpty { return nil }
    var wants: [Expectation.Want] = []
    for want in descent.wants where !wants.contains(want) { wants.append(want) }
    return Expectation(prefix: prefix, range: range, wants: wants)
  }
}
