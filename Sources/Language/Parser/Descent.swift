import Catalog

/// One descent through the tokens of a text. The grammar's rules are in this type's extensions, a
/// file for each part of the language.
struct Descent {
  /// How deeply constructs may be nested: brackets, loops, operators to the right.
  static let deepest = 100
  /// How high the tree may grow: the depth above and long chains such as `a + b + c + …`.
  static let highest = 200

  let vocabulary: Vocabulary
  let reading: Reading
  let bytes: [UInt8]
  let tokens: [Token]
  let isUnfinished: Bool
  let comments: [(offset: Int, text: String)]

  var position = 0
  var nextComment = 0
  /// How many constructs the current one stands in.
  var depth = 0
  /// The height of the highest tree built in the current construct.
  var height = 0
  /// How many loops' braces are open.
  var blocks = 0
  /// The expression stands between the braces of a text, where lines cannot end.
  var inText = false
  /// What may stand at the cursor, in the order the parser thought of it.
  var wants: [Expectation.Want] = []

  init(_ lexer: Lexer, vocabulary: Vocabulary, reading: Reading) {
    let layout = Layout(lexer.tokens)
    self.vocabulary = vocabulary
    self.reading = reading
    self.bytes = lexer.bytes
    self.tokens = layout.tokens
    self.isUnfinished = layout.isUnfinished
    self.comments = lexer.comments
  }

  /// The descent through the expression between the braces of a text.
  init(_ tokens: [Token], inside outer: Descent) {
    self.vocabulary = outer.vocabulary
    self.reading = outer.reading
    self.bytes = outer.bytes
    self.tokens = tokens
    self.isUnfinished = false
    self.comments = []
    self.depth = outer.depth
    self.inText = true
  }

  // MARK: Looking

  func token(_ distance: Int = 0) -> Token {
    tokens[min(max(position + distance, 0), tokens.count - 1)]
  }

  var current: Token { token() }

  /// The token that was taken last, line ends aside.
  var previous: Token {
    var distance = -1
    while token(distance).kind == .newline, position + distance > 0 { distance -= 1 }
    return token(distance)
  }

  var atEnd: Bool { current.kind == .end }

  /// Nothing but line ends and comments follow.
  var atTextEnd: Bool { atEnd || (current.kind == .newline && token(1).kind == .end) }

  var atCursor: Bool { current.kind == .cursor }

  func isWord(_ word: String, _ distance: Int = 0) -> Bool { token(distance).word == word }

  func isSymbol(_ symbol: Symbol, _ distance: Int = 0) -> Bool {
    token(distance).symbol == symbol
  }

  /// The word at a distance if it can be a name.
  func name(_ distance: Int = 0) -> String? {
    guard let word = token(distance).word, !Reserved.words.contains(word) else { return nil }
    return word
  }

  /// The preposition at a distance.
  func preposition(_ distance: Int = 0) -> Preposition? {
    token(distance).word.flatMap(Preposition.init(rawValue:))
  }

  /// `for NAME in` stands at a distance.
  func beginsLoop(_ distance: Int = 0) -> Bool {
    Layout.beginsLoop(tokens, at: position + distance)
  }

  /// Something that a value can begin with; a sign, which would be an operator, is not.
  func beginsOperand(_ distance: Int = 0) -> Bool {
    let token = token(distance)
    switch token.kind {
    case .number, .percent, .size, .ratio, .text, .cursor: return true
    case .word(let word): return !Reserved.words.contains(word) || Reserved.values.contains(word)
    case .symbol(.open): return true
    case .symbol(.openList): return token.spaced
    default: return false
    }
  }

  // MARK: Moving

  @discardableResult
  mutating func take() -> Token {
    let token = current
    if position < tokens.count - 1 { position += 1 }
    return token
  }

  /// Takes the sign if it is there.
  mutating func take(_ symbol: Symbol) -> Bool {
    guard isSymbol(symbol) else { return false }
    take()
    return true
  }

  /// Takes the word if it is there.
  mutating func take(word: String) -> Bool {
    guard isWord(word) else { return false }
    take()
    return true
  }

  /// Takes the current token, a word, as a name.
  mutating func takeName() -> Name {
    let token = take()
    return Name(token.word ?? "", range: token.range)
  }

  mutating func skipNewlines() {
    while current.kind == .newline { take() }
  }

  /// From `start` to the end of what was taken last.
  func range(from start: SourceRange) -> SourceRange {
    SourceRange(start.lower, max(start.upper, position > 0 ? previous.range.upper : 0))
  }

  // MARK: Depth

  /// Parses a construct one level deeper, and keeps account of the height of its tree.
  mutating func nested<T>(
    _ body: (inout Descent) throws(Diagnostic) -> T
  ) throws(Diagnostic) -> T {
    guard depth < Descent.deepest else { throw tooDeep }
    let outer = height
    depth += 1
    height = 0
    defer {
      depth -= 1
      height = max(outer, height + 1)
    }
    let result = try body(&self)
    if height >= Descent.highest { throw tooDeep }
    return result
  }

  /// Counts one more node on top of those built in this construct.
  mutating func grow() throws(Diagnostic) {
    height += 1
    if height > Descent.highest { throw tooDeep }
  }

  private var tooDeep: Diagnostic {
    Diagnostic(
      .syntax, "this is nested too deeply", at: current.range,
      suggestion: "bind parts of it to names")
  }

  // MARK: Completion

  /// Notes what may stand here, if the cursor does.
  mutating func want(_ want: Expectation.Want) {
    if atCursor { wants.append(want) }
  }

  /// A value ends here; an operator may follow.
  mutating func wantRest(of value: SourceRange) {
    if atCursor { wants.append(.rest(of: source(value))) }
  }
}
