extension Lexer {
  /// `"digits {n}"`, with escapes, `{{` and `}}`; single quotes do the same.
  ///
  /// A text ends on its line. When anything in it is wrong the rest of the line is skipped, so
  /// every byte is read once however texts are nested.
  mutating func text() {
    let start = offset
    if let pieces = pieces() {
      if pieces.isAtCursor {
        finishAtCursor(start)
      } else {
        add(.text(pieces.pieces), from: start)
      }
    }
  }

  private mutating func pieces() -> (pieces: [Token.Piece], isAtCursor: Bool)? {
    let start = offset
    let quote = byte()
    offset += 1
    var pieces: [Token.Piece] = []
    var literal: [UInt8] = []

    func closed(_ pieces: [Token.Piece], _ literal: [UInt8]) -> [Token.Piece] {
      literal.isEmpty ? pieces : pieces + [.literal(String(decoding: literal, as: UTF8.self))]
    }

    while !atEnd, byte() != UInt8(ascii: "\n") {
      let place = offset
      switch byte() {
      case quote:
        offset += 1
        return (closed(pieces, literal), false)
      case UInt8(ascii: "\\"):
        guard let character = escape() else { return nil }
        literal += Array(String(character).utf8)
      case UInt8(ascii: "{") where byte(1) == UInt8(ascii: "{"),
        UInt8(ascii: "}") where byte(1) == UInt8(ascii: "}"):
        literal.append(byte())
        offset += 2
      case UInt8(ascii: "{"):
        pieces = closed(pieces, literal)
        literal = []
        guard let tokens = interpolation() else { return nil }
        pieces.append(.tokens(tokens))
      case 0..<0x20 where byte() != UInt8(ascii: "\t") && byte() != UInt8(ascii: "\r"), 0x7F:
        offset += 1
        giveUp(
          "a text cannot hold the control character \(Lexer.code(Unicode.Scalar(bytes[place])))",
          from: place, suggestion: "write it as \\u{\(String(bytes[place], radix: 16))}")
        return nil
      case 0x80...:
        guard let (_, length) = decoded() else {
          offset += 1
          giveUp("this is not UTF-8 text", from: place, suggestion: "save the file as UTF-8")
          return nil
        }
        literal += bytes[offset..<offset + length]
        offset += length
      default:
        literal.append(byte())
        offset += 1
      }
    }
    if cursor != nil, atEnd {
      cursorText = start + 1
      return ([], true)
    }
    textIsOpen = true
    let sign = String(decoding: [quote], as: UTF8.self)
    giveUp(
      "the text is not closed on its line", from: start,
      suggestion: "end it with \(sign)")
    return nil
  }

  private var atLineEnd: Bool { atEnd || byte() == UInt8(ascii: "\n") }

  /// Reports a mistake in a text and skips the rest of the line.
  private mutating func giveUp(_ message: String, from start: Int, suggestion: String?) {
    wrong(message, from: start, suggestion: suggestion)
    while !atEnd, byte() != UInt8(ascii: "\n") { offset += 1 }
  }

  private mutating func escape() -> Unicode.Scalar? {
    let start = offset
    let letter = byte(1)
    offset += 2
    switch letter {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "'"): return "'"
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u") where byte() == UInt8(ascii: "{"):
      offset += 1
      let first = offset
      while !atEnd, isWordByte(byte()), offset - first < 8 { offset += 1 }
      let digits = String(decoding: bytes[first..<offset], as: UTF8.self)
      if byte() == UInt8(ascii: "}"), let value = UInt32(digits, radix: 16),
        let scalar = Unicode.Scalar(value)
      {
        offset += 1
        return scalar
      }
      giveUp("this is not the code of a character", from: start, suggestion: "such as \\u{3bb}")
      return nil
    default:
      offset = min(start + 2, limit)
      if offset == start + 2, letter >= 0x80 || letter == UInt8(ascii: "\n") { offset -= 1 }
      giveUp(
        "the escapes in a text are \\\" \\\\ \\n \\t and \\u{…}", from: start,
        suggestion: "write \\\\ for a backslash")
      return nil
    }
  }

  /// The tokens between `{` and the `}` that closes it.
  private mutating func interpolation() -> [Token]? {
    let start = offset
    guard textDepth < Lexer.deepestText else {
      giveUp("texts are nested too deeply here", from: start, suggestion: "bind a name first")
      return nil
    }
    offset += 1
    textDepth += 1
    textIsOpen = false
    let outer = tokens
    tokens = []
    defer { textDepth -= 1 }

    var blocks = 0
    while !atEnd, byte() != UInt8(ascii: "\n") {
      if byte() == UInt8(ascii: "}"), blocks == 0 {
        add(.end, from: offset)
        let inner = tokens
        tokens = outer
        offset += 1
        return inner
      }
      if byte() == UInt8(ascii: "{") { blocks += 1 }
      if byte() == UInt8(ascii: "}") { blocks -= 1 }
      next()
    }
    let inner = tokens
    tokens = outer
    if cursor != nil, atEnd {
      // Completion inside of an interpolation: the cursor's surroundings are what counts.
      tokens += [Token(kind: .symbol(.open), range: SourceRange(start, start + 1))] + inner
      return nil
    }
    if case .wrong(let diagnostic)? = inner.last?.kind, atLineEnd, !textIsOpen {
      add(.wrong(diagnostic), from: start)
      return nil
    }
    // A quote that opens a text here was most likely meant to close the outer one.
    giveUp(
      "the { in this text is not closed", from: start, suggestion: "write {{ for a brace itself")
    return nil
  }
}

extension Token {
  init(kind: Kind, range: SourceRange) {
    self.init(kind: kind, range: range, spaced: true, startsLine: false)
  }
}
