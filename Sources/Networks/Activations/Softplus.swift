import CKernels
import Catalog

/// φ(z) = ln(1 + exp z)
public enum Softplus: Activation {
  /// φ′ comes from z.
  public static let kept = Kept.input
  /// y = φ(z)
  public static let value: ActivationLoop = ck_softplus
  /// Cotangents ∘ φ′.
  public static let slope: SlopeLoop = ck_softplus_slope

  /// What `help softplus` shows.
  public static let entry = Entry(
    "softplus", .activation, summary: "a smooth rectifier, ln(1 + exp z)",
    usage: "dense WIDTH softplus  or alone  … | softplus | …",
    details: """
      φ(z) = ln(1 + exp z), computed as max(0, z) + ln(1 + exp(−|z|)) so that it does not
      overflow; φ′(z) = sigmoid(z).
      """,
    examples: [
      Example("input 784 | dense 16 softplus | dense 10"),
      Example("input 784 | dense 16 | softplus | dense 10", "as a stage by itself"),
    ],
    searchTerms: ["smooth relu"])
}
