import Catalog
import LinearAlgebra

/// A rule that turns gradients into steps, number by number. It works on one parameter array after
/// the other and knows nothing of layers.
public protocol Optimiser: Nameable, Sendable {
  /// The optimiser a user describes: `using adam with rate=1e-3`.
  ///
  /// - Throws: `ArgumentError` for what the entry alone cannot check.
  init(_ arguments: Arguments) throws(ArgumentError)

  /// As a user would type it, all options written out: `adam with rate=0.001, beta1=0.9 …`.
  var code: String { get }

  /// How many numbers it remembers per parameter, each zero before the first step.
  var slots: Int { get }

  /// Makes step number `step` (1, 2 …) of one array in place; one pass over memory.
  ///
  /// - Parameters:
  ///   - gradient: of the array's shape, contiguous as all of them are
  ///   - parameters: the array, changed
  ///   - state: one of that shape for every slot, changed
  func step<S: Scalar>(
    _ step: Int, gradient: View<S>, parameters: View<S>, state: [View<S>])
}

extension Optimiser {
  /// The optimiser with every option at its default but the rate.
  ///
  /// - Throws: `ArgumentError` when the entry refuses the rate.
  public init(rate: Double) throws(ArgumentError) {
    try self.init(Self.entry.check(options: [("rate", .number(rate))]))
  }
}
