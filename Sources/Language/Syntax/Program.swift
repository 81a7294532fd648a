import Catalog

/// A parsed source text.
public struct Program: Sendable, Equatable {
  /// In the order of the text.
  public var statements: [Statement]
  /// The comments after the last statement, without `#` and the blank after it.
  public var closing: [String]

  /// A program of these statements.
  public init(_ statements: [Statement], closing: [String] = []) {
    self.statements = statements
    self.closing = closing
  }
}

/// One statement: `time seen, unseen = split digits 80:20`.
public struct Statement: Sendable, Equatable {
  /// Begins with `time`: says how long it took.
  public var timed: Bool
  /// The names bound; none for a statement that prints.
  public var names: [Name]
  /// What is bound or printed.
  public var value: Expression
  /// Ended by `;`: its result is not printed.
  public var silent: Bool
  /// The comments on the lines before it, inside it and at the end of its line, without `#` and the blank after it.
  public var comments: [String]
  /// The recorded results, the texts after `#=` on the lines below it.
  public var results: [String]
  /// Where it stands, without its comments and results.
  public var range: SourceRange

  /// A statement; unless it is told otherwise, one that prints its value.
  public init(
    names: [Name] = [], value: Expression, timed: Bool = false, silent: Bool = false,
    comments: [String] = [], results: [String] = [], range: SourceRange = .nowhere
  ) {
    self.timed = timed
    self.names = names
    self.value = value
    self.silent = silent
    self.comments = comments
    self.results = results
    self.range = range
  }
}

/// A word of the user's, with its place.
public struct Name: Sendable, Equatable, Hashable {
  /// The word itself.
  public var text: String
  /// Where it stands.
  public var range: SourceRange

  /// A word at a place.
  public init(_ text: String, range: SourceRange = .nowhere) {
    self.text = text
    self.range = range
  }

  /// By the word alone, as names compare.
  public func hash(into hasher: inout Hasher) { hasher.combine(text) }
}
