import Catalog
import LinearAlgebra

/// Group normalisation of an image's channels.
public struct GroupNorm: NormalisingLayer {
  /// What `help groupnorm` shows.
  public static let entry = Entry(
    "groupnorm", .layer, summary: "normalise groups of an image's channels",
    usage: "groupnorm GROUPS",
    details: """
      y = g ∘ (x − mean) / √(var + 1e-5) + b, mean and variance over all pixels and the channels of
      a group; groups are neighbouring channels, C/GROUPS each (Wu and He, arXiv:1803.08494). g and
      b, one for each channel, start at 1 and 0, are learned and belong to the kernel.
      There is no batch normalisation: it makes an example's output depend on the other examples of
      its batch, so that there is no f(x) whose derivative the tangent kernel is.
      """,
    parameters: [
      Parameter(
        "groups", .count, place: .operand, required: true,
        summary: "the number of groups; it divides the number of channels")
    ],
    examples: [
      Example("input 28x28x1 | conv 8 3x3 stride=2 | groupnorm 4 | relu | pool mean | dense 10")
    ],
    searchTerms: [
      "group normalisation", "normalization", "batchnorm", "batch normalisation", "norm",
      "instance normalisation",
    ])

  /// The number of groups of channels.
  public let groups: Int

  /// `groupnorm groups`
  public init(_ groups: Int) { self.groups = groups }

  /// The layer of a call whose arguments were checked against the entry.
  public init(_ arguments: Arguments) throws(ArgumentError) {
    guard let groups = arguments.integer("groups") else {
      throw ArgumentError("groupnorm needs groups: their number")
    }
    self.groups = groups
  }

  /// As a user types it.
  public var code: String { "groupnorm \(groups)" }

  /// What it normalises together.
  public func normalisation(_ shape: Shape) -> Normalisation {
    let channels = shape.axes.last ?? 1
    return Normalisation(
      units: 1, positions: shape.count / channels, channels: channels, groups: groups)
  }

  /// The same shape.
  ///
  /// - Throws: ``ShapeError`` for what is no image, or channels the groups do not divide.
  public func output(for input: Shape) throws(ShapeError) -> Shape {
    try input.requireImage(for: "groupnorm")
    guard groups > 0, input.axes[2] % groups == 0 else {
      throw ShapeError(
        "\(code) needs a number of channels that is a multiple of \(groups), but receives \(input)")
    }
    return input
  }
}
