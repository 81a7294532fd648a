/// A point of the plane, x to the right and y downwards.
typealias Point = SIMD2<Double>

/// The smooth line through the points of a stroke, as a chain of short straight pieces.
enum Curve {
  /// Pieces per pair of points: at the size of a digit each is about a pixel long.
  static let pieces = 6

  /// A uniform Catmull–Rom spline (Catmull and Rom, "A class of local interpolating splines", 1974);
  /// where a point comes twice the direction may change at once.
  static func through(_ points: [Point]) -> [Point] {
    guard let first = points.first, let last = points.last else { return [] }
    let p = [first] + points + [last]
    var line = [first]
    for i in 1..<(p.count - 2) where p[i] != p[i + 1] {
      let (a, b, c, d) = (p[i - 1], p[i], p[i + 1], p[i + 2])
      let linear = c - a
      let quadratic = 2 * a - 5 * b + 4 * c - d
      let cubic = 3 * b - 3 * c + d - a
      for k in 1...pieces {
        let t = Double(k) / Double(pieces)
        line.append(0.5 * (2 * b + (linear + (quadratic + cubic * t) * t) * t))
      }
    }
    return line
  }
}
