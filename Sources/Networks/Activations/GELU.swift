import CKernels
import Catalog

/// φ(z) = z Φ(z)
public enum GELU: Activation {
  /// φ′ comes from z.
  public static let kept = Kept.input
  /// y = φ(z)
  public static let value: ActivationLoop = ck_gelu
  /// Cotangents ∘ φ′.
  public static let slope: SlopeLoop = ck_gelu_slope

  /// What `help gelu` shows.
  public static let entry = Entry(
    "gelu", .activation, summary: "z times the normal distribution function, exact",
    usage: "dense WIDTH gelu  or alone  … | gelu | …",
    details: """
      φ(z) = z Φ(z) = z erfc(−z/√2)/2, φ′(z) = Φ(z) + z exp(−z²/2)/√(2π) (Hendrycks and
      Gimpel, 2016). `gelu_tanh` is its usual approximation.
      """,
    examples: [
      Example("input 784 | dense 16 gelu | dense 10"),
      Example("input 784 | dense 16 | gelu | dense 10", "as a stage by itself"),
    ],
    searchTerms: ["gaussian error linear unit"])
}
