import CKernels
import Catalog

/// φ(z) = sin z
public enum Sine: Activation {
  /// φ′ comes from z.
  public static let kept = Kept.input
  /// y = φ(z)
  public static let value: ActivationLoop = ck_sin
  /// Cotangents ∘ φ′.
  public static let slope: SlopeLoop = ck_sin_slope

  /// What `help sin` shows.
  public static let entry = Entry(
    "sin", .activation, summary: "the sine",
    usage: "dense WIDTH sin  or alone  … | sin | …",
    details: """
      φ(z) = sin z, φ′(z) = cos z (Sitzmann et al., “Implicit neural representations with
      periodic activation functions”, 2020).
      """,
    examples: [
      Example("input 784 | dense 16 sin | dense 10"),
      Example("input 784 | dense 16 | sin | dense 10", "as a stage by itself"),
    ],
    searchTerms: ["sine", "periodic", "siren"])
}
