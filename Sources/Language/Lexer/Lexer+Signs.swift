extension Lexer {
  /// Signs of other languages, the longer first, with what to write here.
  private static let foreign: [(sign: String, message: String, suggestion: String)] = [
    ("...", "“...” is not part of the language", "a range is written 1..9"),
    ("**=", "“**=” is not part of the language", "bind the name again: x = x ^ 2"),
    ("===", "“===” is not part of the language", "write =="),
    ("**", "“**” is not part of the language", "a power is written ^"),
    ("//", "“//” is not part of the language", "a comment begins with #"),
    ("&&", "“&&” is not part of the language", "write and"),
    ("||", "“||” is not part of the language", "write or"),
    ("+=", "“+=” is not part of the language", "bind the name again: x = x + 1"),
    ("-=", "“-=” is not part of the language", "bind the name again: x = x - 1"),
    ("*=", "“*=” is not part of the language", "bind the name again: x = x * 2"),
    ("/=", "“/=” is not part of the language", "bind the name again: x = x / 2"),
    (":=", "“:=” is not part of the language", "write ="),
    ("->", "“->” is not part of the language", "stages of a network are joined with |"),
    (
      "=>", "“=>” is not part of the language",
      "at least is written >=, and stages of a network are joined with |"
    ),
    ("~=", "“~=” is not part of the language", "nearly equal is written ~, unequal !="),
    ("++", "“++” is not part of the language", "bind the name again: x = x + 1"),
    ("=<", "“=<” is not part of the language", "at most is written <="),
    ("<>", "“<>” is not part of the language", "write !="),
    ("|>", "“|>” is not part of the language", "stages of a network are joined with |"),
  ]

  /// An ASCII character that is not a letter, digit, quote or blank.
  mutating func sign() {
    let start = offset
    // `<-` is not among them, because a <-1 is right.
    for entry in Lexer.foreign where Lexer.isSign(byte(1)) && matches(entry.sign) {
      offset += entry.sign.utf8.count
      wrong(entry.message, from: start, suggestion: entry.suggestion)
      return
    }
    for length in [2, 1] where offset + length <= limit {
      let text = String(decoding: bytes[offset..<offset + length], as: UTF8.self)
      if let symbol = Symbol(rawValue: text) {
        offset += length
        add(.symbol(symbol), from: start)
        return
      }
    }
    let character = byte()
    offset += 1
    let scalar = Unicode.Scalar(character)
    let name = Lexer.isVisible(scalar) ? "“\(scalar)”" : Lexer.code(scalar)
    // `!ls` of IPython.
    if scalar == "!", tokens.last.map({ $0.kind == .newline }) ?? true, isWordByte(byte()) {
      wrong(
        "Tangent runs no programs of the system", from: start,
        suggestion: "exit leads back to the shell")
      return
    }
    wrong(
      "the character \(name) is not part of the language", from: start,
      suggestion: Lexer.replacement(for: scalar)
        ?? (Lexer.isVisible(scalar) ? nil : "delete this control character"))
  }

  /// Whether a foreign sign can go on with this.
  private static func isSign(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "*"), UInt8(ascii: "."), UInt8(ascii: "="), UInt8(ascii: "/"),
      UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: ">"), UInt8(ascii: "<"), UInt8(ascii: "+"):
      true
    default: false
    }
  }

  func matches(_ sign: String) -> Bool {
    var place = offset
    for byte in sign.utf8 {
      guard place < limit, bytes[place] == byte else { return false }
      place += 1
    }
    return true
  }

  /// Quotes that word processors write.
  static func isQuote(_ scalar: Unicode.Scalar) -> Bool {
    ["“", "”", "„", "‟", "«", "»", "‘", "’", "‚"].contains(scalar)
  }

  /// What to write for a character that word processors and other languages use.
  static func replacement(for scalar: Unicode.Scalar) -> String? {
    switch scalar {
    case "−", "–", "—": "- for a minus"
    case "×": "x in a size, * in a product"
    case "·", "⋅": "*"
    case "÷": "/"
    case "≤": "<="
    case "≥": ">="
    case "≠": "!="
    case "≈": "~"
    case "…": ".. for a range"
    case "√": "sqrt(x)"
    case "!": "write not, or != for unequal"
    case "&": "write and"
    case "\\": "a line goes on after a comma, an operator or |"
    case "`": "text stands in straight quotes: \"…\""
    case "$": "names need no sign before them"
    default: nil
    }
  }

  /// Whether a terminal shows something for it.
  static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .unassigned, .lineSeparator, .paragraphSeparator,
      .spaceSeparator, .nonspacingMark, .enclosingMark, .privateUse:
      false
    default: true
    }
  }

  /// `U+200B`
  static func code(_ scalar: Unicode.Scalar) -> String {
    let hex = String(scalar.value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex
  }
}
