import Language

/// What the process ends with.
public enum ExitStatus: Int32, Sendable {
  case done = 0
  /// A command failed.
  case failed = 1
  /// The command line is wrong, or its file cannot be read.
  case usage = 2
  /// A syntax error.
  case syntax = 3
  /// An expectation does not hold, or a replay differs.
  case differs = 4
  case interrupted = 130

  init(_ kind: Diagnostic.Kind) {
    switch kind {
    case .syntax, .incomplete: self = .syntax
    case .failure: self = .failed
    case .expectation: self = .differs
    case .interrupted: self = .interrupted
    }
  }
}
