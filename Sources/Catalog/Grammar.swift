/// How the parser reads a command: its operands in order, then which clauses it allows.
public struct Grammar: Sendable {
  /// One operand position.
  public enum Operand: Sendable, Equatable {
    /// A word from one of these tables, such as the generator of `generate digits`.
    case word(of: [Entry.Kind])
    /// Words kept as they are until the end of the statement (`help`).
    case words
    /// One value; a bare query is allowed here.
    case value
    /// Values separated by commas, each optionally `as NAME`; bare queries are allowed.
    case items
    /// A condition (`expect`); bare queries are allowed on its left side.
    case condition
  }

  /// What stands after the word, in order.
  public let operands: [Operand]
  /// How many of `operands`, counted from the left, must be there.
  public let needed: Int
  /// The prepositions it allows.
  public let clauses: [Clause]

  /// - Parameter needed: the number of operands that must be given; all of them by default.
  public init(_ operands: [Operand], needed: Int? = nil, clauses: [Clause] = []) {
    self.operands = operands
    self.needed = needed ?? operands.count
    self.clauses = clauses
  }

  /// A preposition a command allows.
  public struct Clause: Sendable {
    /// The word.
    public let preposition: Preposition
    /// Whether a call without it is incomplete.
    public let required: Bool
    /// A clause that may be left out unless `required`.
    public init(_ preposition: Preposition, required: Bool = false) {
      self.preposition = preposition
      self.required = required
    }
  }

  /// Whether the command takes this preposition.
  public func allows(_ preposition: Preposition) -> Bool {
    clauses.contains { $0.preposition == preposition }
  }
}

/// The prepositions of the language. Each keeps its meaning everywhere.
public enum Preposition: String, CaseIterable, Sendable {
  case on, from, to, `for`, using, with, until, `where`, recording, against, by, like, `as`

  /// What stands after a preposition.
  public enum Phrase: Sendable {
    /// One value, or a word that is a choice or a column.
    case value
    /// A condition on examples, rows or the state of training.
    case condition
    /// `name=value, …`
    case options
    /// `200 epochs`, or `57 of 200 epochs`.
    case epochs
    /// `loss, entropy, loss on unseen every 10 epochs`.
    case recording
  }

  /// What stands after the preposition.
  public var phrase: Phrase {
    switch self {
    case .where, .until: .condition
    case .with: .options
    case .for: .epochs
    case .recording: .recording
    default: .value
    }
  }

  /// One line for `help on` and the table in `docs/language.md`.
  public var summary: String {
    switch self {
    case .on: "the data a network sees"
    case .from: "where things come from or start"
    case .to: "where it goes, or what it becomes"
    case .for: "how long: for 200 epochs; for 57 of 200 epochs stops early on the same schedule"
    case .using: "which method"
    case .with: "named options, key=value, …"
    case .until: "stop when this holds"
    case .where: "a condition on examples or rows"
    case .recording: "what to note during training, and when: every, at"
    case .against: "the x axis"
    case .by: "one curve or group per value"
    case .like: "same as that one"
    case .as: "the format, or the column's name"
    }
  }
}
