import CKernels
import Catalog

/// φ(z) = 1/(1 + exp(−z))
public enum Sigmoid: Activation {
  public static let kept = Kept.output
  public static let value: ActivationLoop = ck_sigmoid
  public static let slope: SlopeLoop = ck_sigmoid_slope

  public static let entry = Entry(
    "sigmoid", .activation, summary: "the logistic function, from 0 to 1",
    usage: "… dense 128 sigmoid …   or alone, … | sigmoid | …",
    details: """
      φ(z) = 1/(1 + exp(−z)), φ′(z) = φ(z)(1 − φ(z)), from the output.
      """,
    examples: [
      Example("input 784 | dense 16 sigmoid | dense 10"),
      Example("input 784 | dense 16 | sigmoid | dense 10", "as a stage by itself"),
    ],
    searchTerms: ["logistic"])
}
