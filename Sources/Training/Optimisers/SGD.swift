import Catalog
import LinearAlgebra

/// Stochastic gradient descent: w ← w − r·g.
public struct SGD: Optimiser {
  /// What `help sgd` shows.
  public static let entry = Entry(
    "sgd", .optimiser,
    summary: "gradient descent with a fixed rate",
    usage: "train NETWORK on DATA for N epochs using sgd with rate=R",
    details: """
        w ← w − r·g
      g being the gradient of the loss of a batch (Robbins and Monro, A stochastic approximation
      method, 1951, for batches drawn at random).
      """,
    parameters: [Optimisers.rate(default: 0.01)],
    examples: [Example("train net on seen for 3 epochs using sgd with rate=0.1, batch=8")],
    searchTerms: [
      "gradient descent", "optimizer", "stochastic", "learning rate", "step size",
    ])

  /// r, the length of a step.
  public let rate: Double

  /// Checked against the entry.
  public init(_ arguments: Arguments) throws(ArgumentError) {
    rate = arguments.number("rate") ?? 0.01
  }

  /// As a user would type it, all options written out.
  public var code: String { "sgd with rate=\(shortest(rate))" }

  /// Nothing is remembered.
  public var slots: Int { 0 }

  /// One step in place.
  public func step<S: Scalar>(
    _: Int, gradient: View<S>, parameters: View<S>, state _: [View<S>]
  ) {
    Updates.sgd(parameters, gradient: gradient, rate: rate)
  }
}
