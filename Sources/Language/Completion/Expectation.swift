import Catalog

/// What may stand at a cursor, for completion: the word being typed, and what it may become.
public struct Expectation: Sendable, Equatable {
  /// One kind of thing that may stand there. Commands, layers … are named by their words; their
  /// entries are in the vocabulary the parser was given.
  public enum Want: Sendable, Equatable, Hashable {
    /// A whole statement: a command, quantity, layer, function or bound name, `for`, `time`.
    case statement
    /// A value: the same without `time`; inside brackets or after `=`.
    case value
    /// The command's operand of that number, shaped as its grammar says.
    case operand(of: String, Int)
    /// One of the prepositions the command still takes, in the order of its grammar.
    case clauses([Preposition], of: String)
    /// The value after a preposition; the command is nil after a network's `with`.
    case phrase(Preposition, of: String)
    /// The name of an option that was not given yet, of one of these: the command, then the words
    /// said to it (`generate digits … using adam`). None: the options of a network.
    case option(of: [String], given: [String])
    /// The value of that option.
    case optionValue(String, of: [String])
    /// A stage of a network: a layer, or the name of a network.
    case stage
    /// An argument of that layer: a choice, an option's name, or a bound name.
    case layerArgument(String)
    /// A quantity to record during training.
    case recorded
    /// A field of what is written before the point.
    case field(of: String)
    /// A word of which there is help.
    case topic
    /// A path: the cursor stands in a text in quotes.
    case path
    /// Exactly this word.
    case word(String)
    /// An operator may follow; nothing to offer but `|` and `with` when the value is a network.
    case rest(of: String)
  }

  /// What was typed of the word at the cursor; in a text, everything after its quote.
  public var prefix: String
  /// Where `prefix` stands: what a completion replaces.
  public var range: SourceRange
  /// What may stand there, the likeliest first; empty in comments and after a number.
  public var wants: [Want]

  /// An expectation of one's own making, for tests.
  public init(prefix: String, range: SourceRange, wants: [Want]) {
    self.prefix = prefix
    self.range = range
    self.wants = wants
  }
}
