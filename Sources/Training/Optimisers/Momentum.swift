import Catalog
import LinearAlgebra

/// Gradient descent with momentum: m ← βm + g, w ← w − r·m.
public struct Momentum: Optimiser {
  /// What `help momentum` shows.
  public static let entry = Entry(
    "momentum", .optimiser,
    summary: "gradient descent that remembers its direction",
    usage: "train NETWORK on DATA for N epochs using momentum with rate=R, beta=B",
    details: """
        m ← βm + g
        w ← w − r·m
      with the gradient g of a batch's loss and m = 0 at the start: the heavy ball, without damping of g
      (Polyak, Some methods of speeding up the convergence of iteration methods, 1964).
      """,
    parameters: [
      Optimisers.rate(default: 0.01),
      Parameter(
        "beta", .number(0...1), default: .number(0.9),
        summary: "share of the last step that is kept"),
    ],
    examples: [Example("train net on seen for 3 epochs using momentum with rate=0.05, beta=0.8")],
    searchTerms: [
      "gradient descent", "optimizer", "heavy ball", "polyak", "learning rate", "step size",
    ])

  /// r, the length of a step.
  public let rate: Double
  /// β
  public let beta: Double

  /// Checked against the entry.
  public init(_ arguments: Arguments) throws(ArgumentError) {
    rate = arguments.number("rate") ?? 0.01
    beta = arguments.number("beta") ?? 0.9
  }

  /// As a user would type it, all options written out.
  public var code: String { "momentum with rate=\(shortest(rate)), beta=\(shortest(beta))" }

  /// m
  public var slots: Int { 1 }

  /// One step in place.
  public func step<S: Scalar>(
    _: Int, gradient: View<S>, parameters: View<S>, state: [View<S>]
  ) {
    Updates.momentum(parameters, velocity: state[0], gradient: gradient, beta: beta, rate: rate)
  }
}
