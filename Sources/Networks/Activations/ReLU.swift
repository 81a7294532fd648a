import CKernels
import Catalog

/// φ(z) = max(0, z)
public enum ReLU: Activation {
  /// φ′ comes from y.
  public static let kept = Kept.output
  /// y = φ(z)
  public static let value: ActivationLoop = ck_relu
  /// Cotangents ∘ φ′.
  public static let slope: SlopeLoop = ck_relu_slope

  /// What `help relu` shows.
  public static let entry = Entry(
    "relu", .activation, summary: "the positive part, max(0, z)",
    usage: "dense WIDTH relu  or alone  … | relu | …",
    details: """
      φ(z) = max(0, z); its derivative is 0 at z = 0, as in JAX and PyTorch.
      """,
    examples: [
      Example("input 784 | dense 16 relu | dense 10"),
      Example("input 784 | dense 16 | relu | dense 10", "as a stage by itself"),
    ],
    searchTerms: ["rectifier", "rectified linear unit"])
}
