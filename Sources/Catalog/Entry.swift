/// Something a user can name: a command, a layer, a quantity, an option's choice …
///
/// The entry is the only description there is. Argument checks, help pages, completion,
/// did-you-mean, `docs/commands.md` and the tests that run every example are derived from it.
public struct Entry: Sendable {
  /// The table an entry belongs to; its raw value is the word `help` uses for the group.
  public enum Kind: String, CaseIterable, Sendable {
    case command = "commands"
    case quantity = "quantities"
    case layer = "layers"
    case activation = "activations"
    case loss = "losses"
    case optimiser = "optimisers"
    case method = "methods"
    case generator = "generators"
    case source = "sources"
    case format = "formats"
    case function = "functions"
    case preposition = "prepositions"
    case setting = "settings"
    case topic = "topics"
  }

  /// The word the user types.
  public let name: String
  /// Its table.
  public let kind: Kind
  /// One line, without a full stop.
  public let summary: String
  /// The grammar of the call, such as `select N from DATA [where CONDITION] [using METHOD]`.
  public let usage: String
  /// Formula, conventions, source: the body of the help page. Paragraphs are set anew in the width
  /// of the reader's terminal; a line that begins with a blank, such as a formula, stays a line of
  /// its own. May be empty.
  public let details: String
  /// What the user may say besides the operands: options after `with`, words, operands of a layer.
  public let parameters: [Parameter]
  /// The kind of value it gives, and that value's fields; may be empty.
  public let returns: String
  /// How the parser reads the call; nil for entries that are not commands.
  public let grammar: Grammar?
  /// Runnable lines; see ``Example``.
  public let examples: [Example]
  /// Further words under which `?word` finds this entry.
  public let searchTerms: [String]
  /// Entries to read next, besides those that `details` names in backticks.
  public let related: [String]

  /// An entry; only commands and quantities have a grammar.
  public init(
    _ name: String, _ kind: Kind, summary: String, usage: String, details: String = "",
    parameters: [Parameter] = [], returns: String = "", grammar: Grammar? = nil,
    examples: [Example] = [], searchTerms: [String] = [], related: [String] = []
  ) {
    self.name = name
    self.kind = kind
    self.summary = summary
    self.usage = usage
    self.details = details
    self.parameters = parameters
    self.returns = returns
    self.grammar = grammar
    self.examples = examples
    self.searchTerms = searchTerms
    self.related = related
  }

  /// The parameters of one place, in the order of the entry.
  public func parameters(_ place: Parameter.Place) -> [Parameter] {
    parameters.filter { $0.place == place }
  }
}

/// A runnable line of a help page. Examples run after ``Example/prelude`` in an empty folder.
public struct Example: Sendable {
  /// One or more lines of the language.
  public let code: String
  /// What the example shows; may be empty.
  public let about: String
  /// What it prints depends on the machine or the moment, so no page shows it.
  public let varies: Bool

  /// An example and what it shows.
  public init(_ code: String, _ about: String = "", varies: Bool = false) {
    self.code = code
    self.about = about
    self.varies = varies
  }

  /// What every example may use: `digits`, `seen`, `unseen`, `net` and `fit`.
  public static let prelude = """
    digits = generate digits 60 with seed=1
    seen, unseen = split digits 40:20 with seed=1
    net = input 28x28x1 | flatten | dense 16 relu | dense 10 with seed=7
    fit = train net on seen for 3 epochs recording loss, entropy every 1 epochs
    """
}

/// A type that stands in one of the tables a user can name things from.
public protocol Nameable {
  static var entry: Entry { get }
}
