import Catalog
import LinearAlgebra

/// The numbers of an example in one row, in their order.
public struct Flatten: Layer {
  /// What `help flatten` shows.
  public static let entry = Entry(
    "flatten", .layer, summary: "the numbers of an example in one row",
    usage: "flatten",
    details: """
      An image height x width x channels becomes a vector of height · width · channels numbers, in
      row-major order: the channels of a pixel stay together.
      """,
    examples: [Example("input 28x28x1 | flatten | dense 10")],
    searchTerms: ["vector", "reshape", "image"])

  /// A layer of no options.
  public init() {}

  /// The layer of a call whose arguments were checked against the entry.
  public init(_: Arguments) throws(ArgumentError) {}

  /// As a user types it.
  public var code: String { "flatten" }

  /// [height · width · channels]
  public func output(for input: Shape) throws(ShapeError) -> Shape { Shape(input.count) }

  /// True: the numbers stay where they are.
  public var reshapesOnly: Bool { true }

  /// Nothing: the output is the input.
  public func forward<S: Scalar>(_: Place<S>) {}

  /// The cotangents as they are.
  public func backward<S: Scalar>(
    _ cotangent: Cotangent<S>, _: Place<S>, wantsInput: Bool, emit _: (Pair<S>) throws -> Void
  ) throws -> Cotangent<S>? {
    wantsInput ? cotangent : nil
  }
}
