/// What is wrong, in the user's words: one sentence, where, at most one suggestion, the usage.
public struct Diagnostic: Error, Sendable, Equatable {
  /// What went wrong, as far as the process and the prompt are concerned.
  public enum Kind: Sendable, Equatable {
    /// The text is not of the language (exit code 3).
    case syntax
    /// The text ends before the statement does: at a prompt, more lines may come.
    case incomplete
    /// A command could not be done (exit code 1).
    case failure
    /// An `expect` does not hold, or a replay differs (exit code 4).
    case expectation
    /// The user pressed Ctrl-C (exit code 130).
    case interrupted
  }

  /// Decides the exit code.
  public var kind: Kind
  /// One sentence, no full stop.
  public var message: String
  /// Where in the source; nil when the error has no place (the evaluator then takes the statement).
  public var range: SourceRange?
  /// What to do about it; shown beside the caret.
  public var suggestion: String?
  /// The grammar of the command it is about.
  public var usage: String?

  /// The lines of other texts that led to it, the innermost last: a script that runs a script.
  public internal(set) var trace: [Step] = []

  /// A line of another text, and the part of it that is wrong or runs the next.
  public struct Step: Sendable, Equatable {
    let place: String
    let line: String
    let caret: Int
    let length: Int
  }

  /// A mistake or failure, a ``Kind/failure`` unless it is told otherwise.
  public init(
    _ kind: Kind = .failure, _ message: String, at range: SourceRange? = nil,
    suggestion: String? = nil, usage: String? = nil
  ) {
    self.kind = kind
    self.message = message
    self.range = range
    self.suggestion = suggestion
    self.usage = usage
  }
}
