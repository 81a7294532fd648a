/// Source text → tokens. Never fails: what is not of the language becomes a ``Token/Kind/wrong(_:)``.
///
/// Works on UTF-8 bytes; every offset is one into `bytes`. Comments are kept aside, with their
/// places, so that the parser never meets them.
struct Lexer {
  /// Text nested in texts (`"{"{…}"}"`) deeper than this is refused.
  static let deepestText = 20

  let bytes: [UInt8]
  /// Nothing at or after this offset is read.
  let limit: Int
  /// Where completion is asked for: the word that ends here becomes a ``Token/Kind/cursor``.
  let cursor: Int?

  var offset: Int
  var tokens: [Token] = []
  /// The comments outside of results, without `#` and the blank after it.
  var comments: [(offset: Int, text: String)] = []
  /// How many texts the current one is nested in.
  var textDepth = 0
  /// The last text that was read was not closed.
  var textIsOpen = false
  /// Where the text in quotes begins that the cursor is in.
  var cursorText: Int?
  /// The cursor stands in a comment.
  var cursorInComment = false

  private var spaced = true
  private var startsLine = true

  init(_ bytes: [UInt8], from offset: Int = 0, cursor: Int? = nil) {
    self.bytes = bytes
    self.offset = offset
    self.limit = cursor ?? bytes.count
    self.cursor = cursor
    if offset == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { self.offset = 3 }
  }

  /// The byte at a distance from the current one; 0 beyond the end.
  func byte(_ distance: Int = 0) -> UInt8 {
    let place = offset + distance
    return place < limit && place >= 0 ? bytes[place] : 0
  }

  var atEnd: Bool { offset >= limit }

  /// Reads everything; the last token is ``Token/Kind/end``.
  mutating func run() {
    while !atEnd { next() }
    if cursor != nil, tokens.last?.kind != .cursor { add(.cursor, from: limit) }
    add(.end, from: limit)
  }

  mutating func add(_ kind: Token.Kind, from start: Int) {
    if kind == .newline, tokens.last?.kind == .newline {
      spaced = true
      startsLine = true
      return
    }
    tokens.append(
      Token(
        kind: kind, range: SourceRange(start, offset), spaced: spaced, startsLine: startsLine))
    spaced = kind == .newline
    startsLine = kind == .newline
  }

  mutating func wrong(_ message: String, from start: Int, suggestion: String? = nil) {
    let place = SourceRange(start, offset)
    add(.wrong(Diagnostic(.syntax, message, at: place, suggestion: suggestion)), from: start)
  }

  /// Reads one token, blank or comment.
  mutating func next() {
    let start = offset
    switch byte() {
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"):
      offset += 1
      spaced = true
    case UInt8(ascii: "\n"):
      offset += 1
      add(.newline, from: start)
    case UInt8(ascii: "#") where textDepth == 0: comment()
    case UInt8(ascii: "0")...UInt8(ascii: "9"): number()
    case UInt8(ascii: ".") where isDigit(byte(1)) && mayBeginNumber: number()
    case UInt8(ascii: "\""), UInt8(ascii: "'"): text()
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "_"):
      word()
    case 0x80...: scalar()
    default: sign()
    }
  }

  /// `.5` is a number where `x.5` and `1..5` are not.
  private var mayBeginNumber: Bool {
    if spaced { return true }
    switch tokens.last?.kind {
    case .symbol(let symbol):
      return symbol.continues && symbol != .range
    default: return false
    }
  }

  private mutating func comment() {
    let start = offset
    defer { if atEnd { cursorInComment = cursor != nil } }
    let isResult = byte(1) == UInt8(ascii: "=")
    while !atEnd, byte() != UInt8(ascii: "\n") { offset += 1 }
    var from = start + (isResult ? 2 : 1)
    var to = offset
    if from < to, bytes[from] == UInt8(ascii: " ") { from += 1 }
    while to > from, isBlank(bytes[to - 1]) { to -= 1 }
    let text = String(decoding: bytes[from..<to], as: UTF8.self)
    if isResult {
      add(.result(text), from: start)
    } else {
      comments.append((start, text))
      spaced = true
    }
  }

  /// A word: a letter or `_`, then letters, digits, `_` and combining marks.
  private mutating func word() {
    let start = offset
    skipWord()
    if offset == cursor {
      offset = start
      finishAtCursor(start)
      return
    }
    add(.word(String(decoding: bytes[start..<offset], as: UTF8.self)), from: start)
  }

  /// Replaces what is being typed by the cursor.
  mutating func finishAtCursor(_ start: Int) {
    offset = limit
    add(.cursor, from: start)
  }

  mutating func skipWord() {
    while !atEnd {
      if isWordByte(byte()) {
        offset += 1
      } else if let (scalar, length) = decoded(), scalar.value >= 0x80,
        scalar.properties.isXIDContinue
      {
        offset += length
      } else {
        return
      }
    }
  }

  /// The scalar at the current offset and its length in bytes; nil when the bytes are not UTF-8.
  func decoded() -> (Unicode.Scalar, Int)? {
    let first = byte()
    let length = first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 0
    guard length > 0, offset + length <= limit else { return nil }
    guard let text = String(validating: bytes[offset..<offset + length], as: UTF8.self),
      let scalar = text.unicodeScalars.first
    else { return nil }
    return (scalar, length)
  }

  /// A character beyond ASCII: a letter, a blank, or something to be explained.
  private mutating func scalar() {
    let start = offset
    guard let (scalar, length) = decoded() else {
      offset += 1
      while !atEnd, byte() & 0xC0 == 0x80 { offset += 1 }
      wrong("this is not UTF-8 text", from: start, suggestion: "save the file as UTF-8")
      return
    }
    if scalar.properties.isXIDStart {
      word()
      return
    }
    offset += length
    if scalar.properties.isWhitespace {
      spaced = true
      return
    }
    if scalar == "±" {
      add(.symbol(.tolerance), from: start)
      return
    }
    if Lexer.isQuote(scalar) {
      wrong("text stands in straight quotes", from: start, suggestion: "write \"…\"")
      return
    }
    let replacement = Lexer.replacement(for: scalar)
    let name = Lexer.isVisible(scalar) ? "“\(scalar)”" : Lexer.code(scalar)
    wrong(
      "the character \(name) is not part of the language", from: start,
      suggestion: replacement.map { "write \($0)" }
        ?? (Lexer.isVisible(scalar) ? nil : "delete this invisible character"))
  }
}

func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

func isBlank(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
}

/// An ASCII letter, digit or `_`.
func isWordByte(_ byte: UInt8) -> Bool {
  isDigit(byte) || byte == UInt8(ascii: "_")
    || (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z"))
}
