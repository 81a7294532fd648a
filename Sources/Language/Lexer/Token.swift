/// One word, literal or sign of the source text.
struct Token: Sendable {
  enum Kind: Sendable, Equatable {
    case word(String)
    case number(Double)
    /// `5%`: the 5.
    case percent(Double)
    case size([Int])
    case ratio([Double])
    case text([Piece])
    case symbol(Symbol)
    /// One or more line ends.
    case newline
    /// What stands after `#=`.
    case result(String)
    /// Something that is not of the language; the parser throws it when it gets there, so that the
    /// first mistake of a text is the one that is reported.
    indirect case wrong(Diagnostic)
    /// Where completion is asked for.
    case cursor
    /// The end of the text.
    case end
  }

  /// A part of a text in quotes.
  enum Piece: Sendable, Equatable {
    case literal(String)
    /// The tokens between `{` and `}`, closed by ``Kind/end``.
    case tokens([Token])
  }

  var kind: Kind
  var range: SourceRange
  /// A blank, a line end or the start of the text comes before it.
  var spaced: Bool
  /// It is the first on its line.
  var startsLine: Bool

  /// The word, if it is one.
  var word: String? {
    if case .word(let text) = kind { text } else { nil }
  }

  /// The sign, if it is one.
  var symbol: Symbol? {
    if case .symbol(let symbol) = kind { symbol } else { nil }
  }
}

extension Token: Equatable {
  static func == (a: Token, b: Token) -> Bool { a.kind == b.kind }
}

/// The signs of the language.
enum Symbol: String, Sendable, CaseIterable {
  case assign = "="
  case equal = "=="
  case unequal = "!="
  case less = "<"
  case atMost = "<="
  case greater = ">"
  case atLeast = ">="
  case approximately = "~"
  case tolerance = "+-"
  case plus = "+"
  case minus = "-"
  case times = "*"
  case over = "/"
  case power = "^"
  case percent = "%"
  case pipe = "|"
  case comma = ","
  case semicolon = ";"
  case dot = "."
  case range = ".."
  case open = "("
  case close = ")"
  case openList = "["
  case closeList = "]"
  case openBlock = "{"
  case closeBlock = "}"
  case question = "?"
  case colon = ":"

  /// A statement goes on in the next line after this sign.
  var continues: Bool {
    switch self {
    case .percent, .semicolon, .dot, .close, .closeList, .closeBlock, .question, .colon: false
    default: true
    }
  }
}
