import Catalog
import LinearAlgebra

/// Layer normalisation over the last axis.
public struct LayerNorm: NormalisingLayer {
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

  /// What it normalises together.
  public func normalisation(_ shape: Shape) -> Normalisation {
    let channels = shape.axes.last ?? 1
    return Normalisation(
      units: shape.count / channels, positions: 1, channels: channels, groups: 1)
  }

  /// The same shape.
  public func output(for input: Shape) throws(ShapeError) -> Shape { input }
}
