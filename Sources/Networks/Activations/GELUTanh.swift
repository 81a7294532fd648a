import CKernels
import Catalog

/// φ(z) = z (1 + tanh(√(2/π) (z + 0.044715 z³)))/2
public enum GELUTanh: Activation {
  /// φ′ comes from z.
  public static let kept = Kept.input
  /// y = φ(z)
  public static let value: ActivationLoop = ck_gelu_tanh
  /// Cotangents ∘ φ′.
  public static let slope: SlopeLoop = ck_gelu_tanh_slope

  /// What `help gelu_tanh` shows.
  public static let entry = Entry(
    "gelu_tanh", .activation, summary: "the tanh approximation of gelu",
    usage: "dense WIDTH gelu_tanh  or alone  … | gelu_tanh | …",
    details: """
      φ(z) = z (1 + tanh u)/2 with u = √(2/π) (z + 0.044715 z³) (Hendrycks and Gimpel, 2016);
      computed as z · sigmoid(2u), which does not cancel for negative z.
      """,
    examples: [
      Example("input 784 | dense 16 gelu_tanh | dense 10"),
      Example("input 784 | dense 16 | gelu_tanh | dense 10", "as a stage by itself"),
    ],
    searchTerms: ["gaussian error linear unit", "approximate"])
}
