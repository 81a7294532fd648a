import Catalog
import LinearAlgebra

extension Arguments {
  /// A size as rows and columns; one number means both.
  ///
  /// - Throws: `ArgumentError` when it has more axes than two, or one of them is not positive.
  func sides(
    _ name: String, of layer: String, blame: ArgumentError.Blame = .call
  ) throws(ArgumentError) -> (Int, Int) {
    let axes = size(name) ?? [1]
    guard axes.count == 1 || axes.count == 2, axes.allSatisfy({ $0 >= 1 && $0 <= 1_000_000 })
    else {
      throw ArgumentError(
        "\(name) of \(layer) must be rows x columns such as 2x2, each from 1 to 1000000, not "
          + "\(Shape(axes))", blame: blame)
    }
    return (axes[0], axes[axes.count - 1])
  }
}

extension Shape {
  /// - Throws: ``ShapeError`` when it is not height x width x channels.
  func requireImage(for layer: String) throws(ShapeError) {
    guard axes.count != 3 else { return }
    let side = Int(Double(count).squareRoot().rounded())
    let asImage = side * side == count ? "make it one: reshape \(side)x\(side)x1 | …" : nil
    throw ShapeError(
      "\(layer) needs an image such as 28x28x1, but receives \(self)",
      suggestion: axes.count == 2 && !isGraph ? "make it one: reshape \(self)x1 | …" : asImage)
  }

  /// - Throws: ``ShapeError`` when it is not tokens x features.
  func requireTokens(for layer: String) throws(ShapeError) {
    guard axes.count != 2 else { return }
    throw ShapeError(
      "\(layer) needs tokens such as 16x32, but receives \(self)",
      suggestion: axes.count == 3
        ? "cut the image in tokens first: patches 7x7"
        : "look tokens up first: embed 100 32")
  }
}
