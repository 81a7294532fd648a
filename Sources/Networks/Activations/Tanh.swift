import CKernels
import Catalog

/// φ(z) = tanh z
public enum Tanh: Activation {
  /// φ′ comes from y.
  public static let kept = Kept.output
  /// y = φ(z)
  public static let value: ActivationLoop = ck_tanh
  /// Cotangents ∘ φ′.
  public static let slope: SlopeLoop = ck_tanh_slope

  /// What `help tanh` shows.
  public static let entry = Entry(
    "tanh", .activation, summary: "the hyperbolic tangent, from −1 to 1",
    usage: "dense WIDTH tanh  or alone  … | tanh | …",
    details: """
      φ(z) = tanh z, φ′(z) = 1 − φ(z)², from the output.
      """,
    examples: [
      Example("input 784 | dense 16 tanh | dense 10"),
      Example("input 784 | dense 16 | tanh | dense 10", "as a stage by itself"),
    ],
    searchTerms: ["hyperbolic tangent", "sigmoidal"])
}
