import Catalog
import LinearAlgebra

/// Adam: steps scaled by running moments of the gradient.
public struct Adam: Optimiser {
  /// What `help adam` shows.
  public static let entry = Entry(
    "adam", .optimiser,
    summary: "steps scaled by running moments of the gradient",
    usage: "train NETWORK on DATA for N epochs using adam with rate=R",
    details: """
        m ← β₁m + (1−β₁)g
        v ← β₂v + (1−β₂)g²
        w ← w − r · m/(1−β₁ᵗ) / (√(v/(1−β₂ᵗ)) + ε)
      in step t (from 1), with the gradient g of a batch's loss, m = v = 0 at the start, and ε added
      after the square root (Kingma and Ba, arXiv:1412.6980, algorithm 1).
      """,
    parameters: [
      Optimisers.rate(default: 1e-3),
      Parameter(
        "beta1", .number(0...0.999_999_999), default: .number(0.9),
        summary: "memory of the mean gradient"),
      Parameter(
        "beta2", .number(0...0.999_999_999), default: .number(0.999),
        summary: "memory of the squared gradient"),
      Parameter(
        "epsilon", .positive, default: .number(1e-8),
        summary: "added to the root of the squared gradient"),
    ],
    examples: [
      Example("train net on seen for 3 epochs using adam with rate=1e-3, batch=8"),
      Example("train net on seen for 3 epochs using adam with beta1=0.8, epsilon=1e-6"),
    ],
    searchTerms: [
      "optimizer", "moments", "kingma", "adaptive", "learning rate", "step size",
    ])

  /// r, the length of a step.
  public let rate: Double
  /// β₁
  public let beta1: Double
  /// β₂
  public let beta2: Double
  /// ε
  public let epsilon: Double

  /// Checked against the entry.
  public init(_ arguments: Arguments) throws(ArgumentError) {
    rate = arguments.number("rate") ?? 1e-3
    beta1 = arguments.number("beta1") ?? 0.9
    beta2 = arguments.number("beta2") ?? 0.999
    epsilon = arguments.number("epsilon") ?? 1e-8
  }

  /// As a user would type it, all options written out.
  public var code: String {
    "adam with rate=\(shortest(rate)), beta1=\(shortest(beta1)), beta2=\(shortest(beta2)), "
      + "epsilon=\(shortest(epsilon))"
  }

  /// m and v
  public var slots: Int { 2 }

  /// One step in place.
  public func step<S: Scalar>(
    _ step: Int, gradient: View<S>, parameters: View<S>, state: [View<S>]
  ) {
    Updates.adam(
      parameters, first: state[0], second: state[1], gradient: gradient,
      beta1: beta1, beta2: beta2, rate: rate, epsilon: epsilon, step: step)
  }
}
