import Catalog

/// The parser: source text → syntax tree, driven by the catalog's vocabulary.
///
/// The grammar is in `docs/language.md`. The parser is recursive descent with two tokens of
/// look-ahead and never goes back, so its time is linear in the text. Nesting is limited
/// (``Descent/deepest``): no text can exhaust the stack, here or in whoever walks the tree.
public struct Parser: Sendable {
  let vocabulary: Vocabulary
  let reading: Reading

  /// - Parameter reading: whether the text is a script or was typed at a prompt.
  public init(_ vocabulary: Vocabulary, reading: Reading = .script) {
    self.vocabulary = vocabulary
    self.reading = reading
  }

  /// Parses a whole text.
  ///
  /// - Throws: the first mistake: ``Diagnostic/Kind/incomplete`` when the text ends before a
  ///   statement does and more lines may complete it, otherwise ``Diagnostic/Kind/syntax``. A
  ///   bracket too many is complete but wrong.
  public func parse(_ text: String) throws(Diagnostic) -> Program {
    var lexer = Lexer(Array(text.utf8))
    lexer.run()
    var descent = Descent(lexer, vocabulary: vocabulary, reading: reading)
    return try descent.program(inBlock: false)
  }
}
