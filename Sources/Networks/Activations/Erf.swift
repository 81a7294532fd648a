import CKernels
import Catalog

/// φ(z) = erf z
public enum Erf: Activation {
  /// φ′ comes from z.
  public static let kept = Kept.input
  /// y = φ(z)
  public static let value: ActivationLoop = ck_erf
  /// Cotangents ∘ φ′.
  public static let slope: SlopeLoop = ck_erf_slope

  /// What `help erf` shows.
  public static let entry = Entry(
    "erf", .activation, summary: "the error function, from −1 to 1",
    usage: "dense WIDTH erf  or alone  … | erf | …",
    details: """
      φ(z) = erf z = (2/√π) ∫₀ᶻ exp(−t²) dt, φ′(z) = (2/√π) exp(−z²). Its infinitely wide
      networks have a kernel in closed form (Williams, 1997).
      """,
    examples: [
      Example("input 784 | dense 16 erf | dense 10"),
      Example("input 784 | dense 16 | erf | dense 10", "as a stage by itself"),
    ],
    searchTerms: ["error function", "sigmoidal"])
}
