import Catalog

/// Paths that lack their quotes.
extension Descent {
  /// A path after `from` or `to` that begins with `/`, `.` or `~`.
  func checkPath(after word: Preposition) throws(Diagnostic) {
    guard word == .from || word == .to else { return }
    switch current.kind {
    case .symbol(.over), .symbol(.dot), .symbol(.range), .symbol(.approximately):
      throw unquotedPath(from: position)
    case .word:
      // `data/mnist` would be a division, but nobody divides there without blanks.
      if isSymbol(.over, 1), !token(1).spaced, token(2).word != nil, !token(2).spaced {
        throw unquotedPath(from: position)
      }
    default: return
    }
  }

  /// A path that happens to read as a field: `net.npz`.
  func checkPath(_ value: Expression, from start: Int) throws(Diagnostic) {
    guard case .field(_, let ending) = value.kind, FileEndings.all.contains(ending.text),
      tokens[start].word != nil
    else { return }
    throw unquotedPath(from: start)
  }

  /// A path where the parser understands nothing: `save net net.npz`.
  var unquotedPath: Diagnostic? {
    // The parser stands at the name, at its point or at its ending.
    for distance in [0, -1, -2] where position + distance >= 0 {
      let dot = token(distance + 1)
      let ending = token(distance + 2)
      guard token(distance).word != nil, dot.symbol == .dot, !dot.spaced, !ending.spaced,
        FileEndings.all.contains(ending.word ?? "")
      else { continue }
      return unquotedPath(from: position + distance)
    }
    return nil
  }

  /// Everything up to the next blank is the path.
  private func unquotedPath(from start: Int) -> Diagnostic {
    let lower = tokens[start].range.lower
    let ends: Set<UInt8> = [
      UInt8(ascii: "\n"), UInt8(ascii: ";"), UInt8(ascii: ","), UInt8(ascii: ")"),
    ]
    var upper = lower
    while upper < bytes.count, !isBlank(bytes[upper]), !ends.contains(bytes[upper]) { upper += 1 }
    let place = SourceRange(lower, upper)
    return Diagnostic(
      .syntax, "a path stands in quotes", at: place, suggestion: "write \"\(source(place))\"")
  }
}
