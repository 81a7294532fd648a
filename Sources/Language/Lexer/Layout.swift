import Catalog

/// Where statements end: takes out the line ends that do not end one.
///
/// - Inside `(` and `[` lines do not matter; inside the `{` of a loop they do again.
/// - A statement goes on after a sign that needs something after it.
/// - It goes on when the next line begins with `|` or a preposition, except with the `for NAME in` of
///   a loop. A `#=` line in between ends it. A line typed at a prompt has run by then; one pasted
///   with those below it has not.
struct Layout {
  /// The tokens without those line ends; the last is ``Token/Kind/end``.
  private(set) var tokens: [Token] = []
  /// The text ends inside a bracket, or after a sign that needs something after it.
  private(set) var isUnfinished = false
  /// The text ends inside a bracket.
  private(set) var endsInsideBrackets = false

  init(_ source: [Token]) {
    tokens.reserveCapacity(source.count)
    var brackets: [Symbol] = []
    for place in source.indices {
      if let symbol = source[place].symbol { Self.track(symbol, in: &brackets) }
      if source[place].kind == .newline {
        let inBrackets = brackets.last == .open || brackets.last == .openList
        if inBrackets || Self.goesOn(source, after: place)
          || (awaitsMore && tokens.last?.symbol != .openBlock)
        {
          continue
        }
      }
      if source[place].kind == .end {
        endsInsideBrackets = !brackets.isEmpty
        isUnfinished = endsInsideBrackets || awaitsMore
      }
      tokens.append(source[place])
    }
  }

  /// Whether the last sign needs something after it.
  private var awaitsMore: Bool { tokens.last?.symbol?.continues ?? false }

  private static func track(_ symbol: Symbol, in brackets: inout [Symbol]) {
    switch symbol {
    case .open, .openList, .openBlock: brackets.append(symbol)
    case .close where brackets.last == .open,
      .closeList where brackets.last == .openList,
      .closeBlock where brackets.last == .openBlock:
      brackets.removeLast()
    // A loop's brace closes what was forgotten inside, so that the mistake stays local.
    case .closeBlock:
      if let place = brackets.lastIndex(of: .openBlock) { brackets.removeSubrange(place...) }
    default: break
    }
  }

  /// Whether the line after a line end begins with something that only continues a statement.
  static func goesOn(_ source: [Token], after place: Int) -> Bool {
    guard place + 1 < source.count else { return false }
    let next = source[place + 1]
    if next.symbol == .pipe { return true }
    guard let word = next.word, Preposition(rawValue: word) != nil else { return false }
    return !beginsLoop(source, at: place + 1)
  }

  /// `for NAME in` stands here.
  static func beginsLoop(_ tokens: [Token], at place: Int) -> Bool {
    place + 2 < tokens.count && tokens[place].word == "for" && tokens[place + 1].word != nil
      && tokens[place + 2].word == "in"
  }
}
