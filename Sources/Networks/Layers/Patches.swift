import Catalog
import LinearAlgebra

/// An image cut in tokens.
public struct Patches: Layer {
  /// What `help patches` shows.
  public static let entry = Entry(
    "patches", .layer, summary: "an image cut in tokens",
    usage: "patches SIZE",
    details: """
      An image of H x W x C becomes (H/rows · W/columns) tokens of rows · columns · C numbers: the
      patches from left to right and from top to bottom, the numbers of each row-major, channels
      last. H and W must be multiples of the patch's sides. `dense` on tokens is then the patch
      embedding of a vision transformer (Dosovitskiy et al., arXiv:2010.11929).
      """,
    parameters: [
      Parameter(
        "size", .size, place: .operand, required: true,
        summary: "rows x columns of a patch, such as 7x7")
    ],
    examples: [
      Example(
        "vit = input 28x28x1 | patches 7x7 | dense 16 | positions | layernorm | attention heads=2 | pool mean | dense 10"
      )
    ],
    searchTerms: ["vision transformer", "vit", "tokens", "image", "unfold"])

  /// Rows and columns of a patch.
  public let size: (rows: Int, columns: Int)

  /// `patches rows x columns`
  ///
  /// - Precondition: both are positive.
  public init(_ rows: Int, _ columns: Int) {
    precondition(min(rows, columns) > 0)
    size = (rows, columns)
  }

  /// The layer of a call whose arguments were checked against the entry.
  public init(_ arguments: Arguments) throws(ArgumentError) {
    let size = try arguments.sides("size", of: "patches", blame: .operand(0))
    self.init(size.0, size.1)
  }

  /// As a user types it.
  public var code: String { "patches \(size.rows)x\(size.columns)" }

  /// [tokens, features]
  ///
  /// - Throws: ``ShapeError`` for what is no image, or one the patches do not divide.
  public func output(for input: Shape) throws(ShapeError) -> Shape {
    try input.requireImage(for: "patches")
    let (height, width) = (input.axes[0], input.axes[1])
    guard height % size.rows == 0, width % size.columns == 0 else {
      throw ShapeError(
        "\(code) needs an image whose height is a multiple of \(size.rows) and width of "
          + "\(size.columns), but receives \(input)")
    }
    return Shape(
      height / size.rows * (width / size.columns), size.rows * size.columns * input.axes[2])
  }

  private func window(_ input: Shape) -> Window? {
    Window(input, size: size, stride: size, padding: .valid)
  }

  /// The numbers in their new order.
  public func forward<S: Scalar>(_ place: Place<S>) {
    guard let window = window(place.inputShape) else { return }
    Parallel.rows(place.count, panel: max(1, (1 << 15) / window.imageCount)) { range in
      for n in range {
        window.gather(
          place.input.rows(n..<(n + 1)).base, into: place.output.rows(n..<(n + 1)).base)
      }
    }
  }

  /// Cotangents back in their old order; no pairs.
  public func backward<S: Scalar>(
    _ cotangent: Cotangent<S>, _ place: Place<S>, wantsInput: Bool,
    emit _: (Pair<S>) throws -> Void
  ) throws -> Cotangent<S>? {
    guard wantsInput, let window = window(place.inputShape) else { return nil }
    return cotangent.pulledBack(throughLinear: place, scratch: 0) { d, out in
      for row in 0..<d.rows {
        window.scatter(d.rows(row..<(row + 1)).base, into: out.rows(row..<(row + 1)).base)
      }
    }
  }
}
