import Catalog

/// A parsed source text.
public struct Program: Sendable, Equatable {
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
  public var value: Expression
  /// Ended by `;`: its result is not printed.
  public var silent: Bool
  /// The comments on the lines before it, without `#` and the blank after it.
  public var comments: [String]
  /// The recorded results, the texts after `#=` on the lines below it.
  public var results: [String]
  public var range: SourceRange

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
  public var text: String
  public var range: SourceRange

  public init(_ text: String, range: SourceRange = .nowhere) {
    self.text = text
    self.range = range
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(text) }
}
