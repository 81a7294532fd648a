import Catalog

/// `train net on core for 200 epochs using adam with rate=1e-3 recording loss every 10 epochs`
public struct Command: Sendable, Equatable {
  /// The catalog word: a command or a quantity.
  public var word: Name
  /// What stands between the word and the first clause.
  public var operands: [Operand]
  /// In the order typed; each preposition at most once.
  public var clauses: [Clause]
  /// The table the word stands in, as the parser found it: command or quantity; nil in a tree that
  /// was built. It decides where parentheses are printed, not what the command says, so two
  /// commands compare equal without it.
  public var kind: Entry.Kind?
  /// Where it stands, from its word to the end of its last clause.
  public var range: SourceRange

  /// A command of these operands and clauses.
  public init(
    _ word: Name, _ operands: [Operand] = [], clauses: [Clause] = [], kind: Entry.Kind? = nil,
    range: SourceRange = .nowhere
  ) {
    self.word = word
    self.operands = operands
    self.clauses = clauses
    self.kind = kind
    self.range = range
  }

  /// Whether both say the same.
  public static func == (a: Command, b: Command) -> Bool {
    a.word == b.word && a.operands == b.operands && a.clauses == b.clauses
  }

  /// The phrase after a preposition, if it was said.
  public subscript(preposition: Preposition) -> Phrase? {
    clauses.first { $0.preposition == preposition }?.phrase
  }

  /// One operand, shaped as the entry's grammar says.
  public enum Operand: Sendable, Equatable {
    /// The word of a table, as in `generate digits`.
    case word(Name)
    /// The words after `help`.
    case words([Name])
    /// A value, or a condition.
    case value(Expression)
    /// Values separated by commas: operands of `plot` and `collect`.
    case items([Item])
  }

  /// `entropy net on core as before`
  public struct Item: Sendable, Equatable {
    /// What is shown or collected.
    public var value: Expression
    /// The word after `as`.
    public var alias: Name?

    /// A value, perhaps under another name.
    public init(_ value: Expression, as alias: Name? = nil) {
      self.value = value
      self.alias = alias
    }
  }

  /// A preposition and what stands after it.
  public struct Clause: Sendable, Equatable {
    /// The word that begins it.
    public var preposition: Preposition
    /// What stands after it.
    public var phrase: Phrase
    /// Where both stand.
    public var range: SourceRange

    /// A clause of a command.
    public init(_ preposition: Preposition, _ phrase: Phrase, range: SourceRange = .nowhere) {
      self.preposition = preposition
      self.phrase = phrase
      self.range = range
    }
  }

  /// What stands after a preposition.
  public enum Phrase: Sendable, Equatable {
    /// After on, from, to, using, against, by, like, as: a word is an ``Expression/Kind/name(_:)``.
    case value(Expression)
    /// After where, until.
    case condition(Expression)
    /// After with.
    case options([Option])
    /// `for 57 of 200 epochs`: stop after the first, on the schedule of the second.
    case epochs(Expression, of: Expression?)
    /// `recording loss, entropy every 10 epochs`
    case recording([Recorded], Schedule)
  }

  /// A quantity to note during training: `loss on unseen as test`, `(entropy with outputs=all)`.
  public struct Recorded: Sendable, Equatable {
    /// The quantity's word.
    public var quantity: Name
    /// Other data than those trained on.
    public var data: Expression?
    /// Only inside of parentheses.
    public var options: [Option]
    /// The column's name.
    public var alias: Name?
    /// Where it stands.
    public var range: SourceRange

    /// A quantity to note.
    public init(
      _ quantity: Name, on data: Expression? = nil, options: [Option] = [],
      as alias: Name? = nil, range: SourceRange = .nowhere
    ) {
      self.quantity = quantity
      self.data = data
      self.options = options
      self.alias = alias
      self.range = range
    }
  }

  /// When to record; the first and the last state are always recorded.
  public indirect enum Schedule: Sendable, Equatable {
    /// `every 10 epochs`
    case every(Expression)
    /// `at [0, 1, 10]`
    case at(Expression)
    /// `at log 30`: that many epochs, evenly spaced in the logarithm of time.
    case logarithmic(Expression)
    /// Nothing was said: every epoch.
    case unsaid
  }
}
