import CKernels
import Catalog
import LinearAlgebra

/// L = (1/NC) Σ_n Σ_a (f_na − y_na)²
public struct MeanSquaredError: Loss {
  /// What `help mse` shows.
  public static let entry = Entry(
    "mse", .loss, summary: "the mean over samples and outputs of the squared difference",
    usage: "loss=mse",
    details: """
        L = (1/NC) Σ (f − y)²
      over N samples and C outputs, f being the network's outputs as they are
      (no softmax) and y the targets, one-hot for classes. The default where data has no classes. dL/df = 2 (f − y)/NC.
      """,
    examples: [Example("train net on seen for 2 epochs with loss=mse")],
    searchTerms: ["mean squared error", "squared error", "regression", "l2"])

  /// The one there is.
  public init() {}

  /// L
  public func value<S: Scalar>(outputs: View<S>, targets: View<S>) -> Double {
    requireMatching(outputs, targets)
    return ck_mse(
      S.loops, outputs.base, targets.base, nil, outputs.rows, outputs.columns)
  }

  /// L, and ∂L/∂f in `seed`: 2(f − y)/NC.
  public func seed<S: Scalar>(outputs: View<S>, targets: View<S>, into seed: View<S>) -> Double {
    requireMatching(outputs, targets)
    requireMatching(outputs, seed)
    return ck_mse(
      S.loops, outputs.base, targets.base, seed.base, outputs.rows, outputs.columns)
  }
}
