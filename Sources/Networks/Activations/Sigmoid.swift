import CKernels
import Catalog

/// φ(z) = 1/(1 + exp(−z))
public enum Sigmoid: Activation {
  /// φ′ comes from y.
  public static let kept = Kept.output
  /// y = φ(z)
  public static let value: ActivationLoop = ck_sigmoid
  /// Cotangents ∘ φ′.
  public static let slope: SlopeLoop = ck_sigmoid_slope

  /// What `help sigmoid` shows.
  public static let entry = Entry(
    "sigmoid", .activation, summary: "the logistic function, from 0 to 1",
    usage: "dense WIDTH sigmoid  or alone  … | sigmoid | …",
    details: """
      φ(z) = 1/(1 + exp(−z)), φ′(z) = φ(z)(1 − φ(z)), from the output.
      """,
    examples: [
      Example("input 784 | dense 16 sigmoid | dense 10"),
      Example("input 784 | dense 16 | sigmoid | dense 10", "as a stage by itself"),
    ],
    searchTerms: ["logistic"])
}
