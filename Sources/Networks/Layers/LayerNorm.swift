import Catalog
import LinearAlgebra

/// Layer normalisation over the last axis.
public struct LayerNorm: Layer {
  /// What `help layernorm` shows.
  public static let entry = Entry(
    "layernorm", .layer, summary: "normalise the features of every position",
    usage: "layernorm",
    details: """
      y = g ∘ (x − mean) / √(var + 1e-5) + b over the last axis, at every position by itself (Ba,
      Kiros and Hinton, arXiv:1607.06450). The variance is divided by the number of features; g
      starts at 1 and b at 0, both are learned and belong to the kernel.
      """,
    examples: [
      Example("input 784 | dense 16 relu | layernorm | dense 10"),
      Example(
        "input 28x28x1 | patches 7x7 | dense 8 | layernorm | attention heads=2 | pool mean | dense 10"
      ),
    ],
    searchTerms: ["layer normalisation", "normalization", "norm", "transformer"])

  /// A layer of no options.
  public init() {}

  /// The layer of a call whose arguments were checked against the entry.
  public init(_: Arguments) throws(ArgumentError) {}

  /// As a user types it.
  public var code: String { "layernorm" }

  private func normalisation(_ shape: Shape) -> Normalisation {
    let channels = shape.axes.last ?? 1
    return Normalisation(
      units: shape.count / channels, positions: 1, channels: channels, groups: 1)
  }

  /// The same shape.
  public func output(for input: Shape) throws(ShapeError) -> Shape { input }

  /// The gain, then the shift, both as long as the last axis.
  public func arrays(for input: Shape) -> [ParameterArray] { normalisation(input).arrays }

  /// x̂, and what the numbers were multiplied by.
  public func memory(for input: Shape) -> [Int] { normalisation(input).memory }

  /// y = g ∘ x̂ + b
  public func forward<S: Scalar>(_ place: Place<S>) {
    normalisation(place.inputShape).forward(place)
  }

  /// Two pairs, of the gain and the shift; then the cotangents through the normalisation.
  public func backward<S: Scalar>(
    _ cotangent: Cotangent<S>, _ place: Place<S>, wantsInput: Bool,
    emit: (Pair<S>) throws -> Void
  ) throws -> Cotangent<S>? {
    try normalisation(place.inputShape).backward(
      cotangent, place, wantsInput: wantsInput, emit: emit)
  }
}
