import CKernels
import Catalog
import LinearAlgebra

/// L = −(1/N) Σ_n Σ_a y_na ln softmax(f_n)_a
public struct CrossEntropy: Loss {
  /// What `help crossentropy` shows.
  public static let entry = Entry(
    "crossentropy", .loss, summary: "the mean over samples of −Σ y ln softmax(f)",
    usage: "loss=crossentropy",
    details: """
        L = −(1/N) Σ y ln softmax(f)
      over N samples, in nats, with one-hot targets y for classes.
      The outputs are shifted by their maximum first, so nothing overflows. The derivative with
      respect to f is (softmax(f) − y)/N. The default where data has classes.
      """,
    examples: [Example("train net on seen for 2 epochs with loss=crossentropy")],
    searchTerms: ["cross entropy", "softmax", "classification", "negative log likelihood"])

  /// The one there is.
  public init() {}

  /// L
  public func value<S: Scalar>(outputs: View<S>, targets: View<S>) -> Double {
    requireMatching(outputs, targets)
    return ck_cross_entropy(
      S.loops, outputs.base, targets.base, nil, outputs.rows, outputs.columns)
  }

  /// L, and ∂L/∂f in `seed`: (softmax(f) Σy − y)/N.
  public func seed<S: Scalar>(outputs: View<S>, targets: View<S>, into seed: View<S>) -> Double {
    requireMatching(outputs, targets)
    requireMatching(outputs, seed)
    return ck_cross_entropy(
      S.loops, outputs.base, targets.base, seed.base, outputs.rows, outputs.columns)
  }
}
