import Catalog
import LinearAlgebra

/// The numbers of an example with other axes.
public struct Reshape: Layer {
  /// What `help reshape` shows.
  public static let entry = Entry(
    "reshape", .layer, summary: "the numbers of an example with other axes",
    usage: "reshape SIZE",
    details: """
      The numbers keep their row-major order: reshape 7x7x8 makes an image of 8 channels of a vector
      of 392 numbers, the first 8 of which are its first pixel.
      """,
    parameters: [
      Parameter(
        "size", .size, place: .operand, required: true,
        summary: "the new axes, of as many numbers as before")
    ],
    examples: [
      Example(
        "input 784 | dense 32 tanh | dense 392 tanh | reshape 7x7x8 | upsample 4x4 | conv 1 3x3 | flatten"
      )
    ],
    searchTerms: ["view", "unflatten", "axes", "shape"])

  /// The new axes.
  public let shape: Shape

  /// `reshape shape`
  public init(_ shape: Shape) { self.shape = shape }

  /// The layer of a call whose arguments were checked against the entry.
  public init(_ arguments: Arguments) throws(ArgumentError) {
    shape = Shape(arguments.size("size") ?? [])
    guard shape.checkedCount ?? 0 > 0, !shape.axes.isEmpty else {
      throw ArgumentError(
        "reshape needs axes of at least 1 that can be computed with, not \(shape)",
        blame: .operand(0))
    }
  }

  /// As a user types it.
  public var code: String { "reshape \(shape)" }

  /// The new shape.
  ///
  /// - Throws: ``ShapeError`` when it has another number of elements.
  public func output(for input: Shape) throws(ShapeError) -> Shape {
    guard input.count == shape.count else {
      throw ShapeError(
        "\(code) needs \(shape.count) numbers, but receives \(input)"
          + (input.axes.count > 1 ? ", which are \(input.count)" : ""))
    }
    return shape
  }

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
