/// How long work is watched: loops call ``check()`` between panels and ``report(_:_:of:detail:)``
/// as they go on.
///
/// The work itself stays synchronous; the shell supplies an object whose `isInterrupted` is set by
/// Ctrl-C and whose `report` draws a progress line.
public protocol Watch: AnyObject, Sendable {
  /// True once the user asked to stop.
  var isInterrupted: Bool { get }
  /// `what` is a verb in the present ("training"), `done` of `total` steps are finished, `detail` is
  /// a live figure ("loss 0.31") or empty.
  func report(_ what: String, _ done: Int, of total: Int, detail: @autoclosure () -> String)
}

extension Watch {
  /// - Throws: ``Interrupted`` once the user asked to stop.
  public func check() throws {
    if isInterrupted { throw Interrupted() }
  }
}

/// The user asked to stop.
public struct Interrupted: Error {
  /// The one value.
  public init() {}
}

/// A watch that never interrupts and shows nothing.
public final class Unwatched: Watch {
  /// A watch of no state.
  public init() {}
  /// Never.
  public var isInterrupted: Bool { false }
  /// Shows nothing.
  public func report(_: String, _: Int, of _: Int, detail _: @autoclosure () -> String) {}
}

/// Work that cannot be done, as one sentence without a full stop, and at most one suggestion.
public struct ComputationError: Error, Equatable {
  /// What is wrong.
  public let message: String
  /// What to do about it, if there is one thing to do.
  public let suggestion: String?

  /// The option or preposition whose value is to blame, where it is one: `outputs`, `using`.
  public let blame: String?

  /// Blames what the call is about: its network or kernel.
  public static let subject = "subject"

  /// An error of this sentence.
  public init(_ message: String, suggestion: String? = nil, blame: String? = nil) {
    self.message = message
    self.suggestion = suggestion
    self.blame = blame
  }
}
