import Catalog
import LinearAlgebra

/// A function of the outputs f [N x C] and the targets y [N x C] (one-hot for classes), averaged
/// over the batch.
public protocol Loss: Nameable, Sendable {
  init()

  /// L(f, y), accumulated in double.
  func value<S: Scalar>(outputs: View<S>, targets: View<S>) -> Double

  /// Writes ∂L/∂f into `seed` [N x C] and returns L; one fused pass.
  func seed<S: Scalar>(outputs: View<S>, targets: View<S>, into seed: View<S>) -> Double
}
