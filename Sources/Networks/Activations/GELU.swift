import CKernels
import Catalog

/// φ(z) = z Φ(z)
public enum GELU: Activation {
  public static let kept = Kept.input
  public static let value: ActivationLoop = ck_gelu
  public static let slope: SlopeLoop = ck_gelu_slope

  public static let entry = Entry(
    "gelu", .activation, summary: "z times the normal distribution function, exact",
    usage: "… dense 128 gelu …   or alone, … | gelu | …",
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
