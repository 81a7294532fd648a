import CKernels
import Catalog

/// φ(z) = z
public enum Identity: Activation {
  /// φ′ comes from y.
  public static let kept = Kept.output
  /// y = φ(z)
  public static let value: ActivationLoop = ck_identity
  /// Cotangents ∘ φ′.
  public static let slope: SlopeLoop = ck_identity_slope

  /// What `help identity` shows.
  public static let entry = Entry(
    "identity", .activation, summary: "no activation, z itself",
    usage: "dense WIDTH identity  or alone  … | identity | …",
    details: """
      φ(z) = z; `dense 10 identity` is the same as `dense 10`. Networks of nothing else are
      linear in their inputs, but not in their parameters.
      """,
    examples: [
      Example("input 784 | dense 16 identity | dense 10"),
      Example("input 784 | dense 16 | identity | dense 10", "as a stage by itself"),
    ],
    searchTerms: ["linear", "none"])
}
