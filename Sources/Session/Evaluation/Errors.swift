import Catalog
import Datasets
import Files
import Kernels
import Language
import LinearAlgebra
import Networks
import Plotting
import Selection
import Training

/// An error of another target that already says what is wrong in the user's words.
protocol Explained: Error {
  var message: String { get }
  var suggestion: String? { get }
}

extension ArgumentError: Explained {}
extension ShapeError: Explained {}
extension ComputationError: Explained {}
extension FileError: Explained {}
extension ParameterMisfit: Explained {}
extension PlotError: Explained {}

extension Session {
  /// Any error as a diagnostic; `range` is its place when it has none of its own.
  static func diagnose(_ error: any Error, at range: SourceRange) -> Diagnostic {
    switch error {
    case var diagnostic as Diagnostic:
      if diagnostic.range == nil { diagnostic.range = range }
      return diagnostic
    case is Interrupted:
      return Diagnostic(.interrupted, "the computation was stopped", at: range)
    case let explained as any Explained:
      return Diagnostic(.failure, explained.message, at: range, suggestion: explained.suggestion)
    default:
      return Diagnostic(.failure, "\(error)", at: range)
    }
  }
}

extension Network: Described {
  /// For messages.
  public var described: String { "a network" }
}

extension Dataset: Described {
  /// For messages.
  public var described: String { "a data set" }
}

extension LayerParts: Described {
  /// For messages.
  public var described: String { "layers in parentheses" }
}
