import Catalog
import LinearAlgebra

/// Every pixel of an image repeated in a block.
public struct Upsample: Layer {
  /// What `help upsample` shows.
  public static let entry = Entry(
    "upsample", .layer, summary: "an image enlarged by repeating its pixels",
    usage: "upsample FACTORS",
    details: """
      y[i, j, c] = x[i/rows, j/columns, c], rounded down: nearest-neighbour enlargement, such as
      the second half of a convolutional auto-encoder needs.
      """,
    parameters: [
      Parameter(
        "factors", .size, place: .operand, required: true,
        summary: "how often rows x columns are repeated, such as 2x2")
    ],
    examples: [
      Example(
        "input 28x28x1 | pool mean 2x2 | conv 4 3x3 tanh | upsample 2x2 | conv 1 3x3 | flatten")
    ],
    searchTerms: ["enlarge", "nearest", "decoder", "autoencoder", "unpool", "resize"])

  /// How often rows and columns are repeated.
  public let factors: (rows: Int, columns: Int)

  /// `upsample rows x columns`
  ///
  /// - Precondition: both are positive.
  public init(_ rows: Int, _ columns: Int) {
    precondition(min(rows, columns) > 0)
    factors = (rows, columns)
  }

  /// The layer of a call whose arguments were checked against the entry.
  public init(_ arguments: Arguments) throws(ArgumentError) {
    let factors = try arguments.sides("factors", of: "upsample", blame: .operand(0))
    self.init(factors.0, factors.1)
  }

  /// As a user types it.
  public var code: String { "upsample \(factors.rows)x\(factors.columns)" }

  /// [height · rows, width · columns, channels]
  ///
  /// - Throws: ``ShapeError`` for what is no image.
  public func output(for input: Shape) throws(ShapeError) -> Shape {
    try input.requireImage(for: "upsample")
    let output = Shape(
      input.axes[0] * factors.rows, input.axes[1] * factors.columns, input.axes[2])
    guard output.checkedCount != nil else {
      throw ShapeError("\(code) of \(input) is beyond what can be computed with")
    }
    return output
  }

  /// Windows of the larger image, one for every pixel of the smaller.
  private func window(_ output: Shape) -> Window? {
    Window(output, size: factors, stride: factors, padding: .valid)
  }

  /// Every pixel, repeated.
  public func forward<S: Scalar>(_ place: Place<S>) {
    guard let window = window(place.outputShape) else { return }
    Parallel.rows(place.count, panel: max(1, (1 << 15) / window.imageCount)) { range in
      for n in range {
        window.spread(
          place.input.rows(n..<(n + 1)).base, times: 1, into: place.output.rows(n..<(n + 1)).base)
      }
    }
  }

  /// The sum of the cotangents of a pixel's copies; no pairs.
  public func backward<S: Scalar>(
    _ cotangent: Cotangent<S>, _ place: Place<S>, wantsInput: Bool,
    emit _: (Pair<S>) throws -> Void
  ) throws -> Cotangent<S>? {
    guard wantsInput, let window = window(place.outputShape) else { return nil }
    return cotangent.pulledBack(throughLinear: place, scratch: 0) { d, out in
      for row in 0..<d.rows {
        window.sum(d.rows(row..<(row + 1)).base, times: 1, into: out.rows(row..<(row + 1)).base)
      }
    }
  }
}
