import Catalog
import LinearAlgebra

/// A function of the outputs f [N x C] and the targets y [N x C] (one-hot for classes), averaged
/// over the batch.
public protocol Loss: Nameable, Sendable {
  /// A loss has no state.
  init()

  /// L(f, y), accumulated in double; not a number where there are no examples.
  ///
  /// - Precondition: both are contiguous and of one shape.
  func value<S: Scalar>(outputs: View<S>, targets: View<S>) -> Double

  /// Writes ∂L/∂f into `seed` [N x C] and returns L; one fused pass.
  ///
  /// - Precondition: as ``value(outputs:targets:)``; `seed` is none of the others.
  func seed<S: Scalar>(outputs: View<S>, targets: View<S>, into seed: View<S>) -> Double
}

extension Loss {
  /// What the loops of every loss take for granted.
  func requireMatching<S: Scalar>(_ a: View<S>, _ b: View<S>) {
    precondition(a.rows == b.rows && a.columns == b.columns)
    precondition(a.isContiguous && b.isContiguous)
  }
}
