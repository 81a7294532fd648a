/// Draws lines into a small square image: a pixel's value depends on its distance from the line.
struct Pen {
  /// Half the width of the line, in pixels.
  let radius: Double
  /// Over how many pixels the edge fades from 1 to 0: what a scanner's optics do.
  static let edge = 1.2
  /// Pixels in a row and in a column.
  static let side = 28

  /// Values in 0 … 1, row by row: clamp((radius − distance) / edge + 1/2), the distance being that
  /// of the pixel's middle from the nearest line.
  func draw(_ lines: [[Point]]) -> [Double] {
    let side = Self.side
    let reach = radius + Self.edge / 2
    var nearest = [Double](repeating: .infinity, count: side * side)
    for line in lines {
      for (a, b) in zip(line, line.dropFirst()) {
        let along = b - a
        let length = (along * along).sum()
        let (rows, columns) = (Self.pixels(a.y, b.y, reach), Self.pixels(a.x, b.x, reach))
        for row in rows {
          for column in columns {
            let from = Point(Double(column) + 0.5, Double(row) + 0.5) - a
            let t = length > 0 ? min(1, max(0, (from * along).sum() / length)) : 0
            let off = from - t * along
            let place = row * side + column
            nearest[place] = min(nearest[place], (off * off).sum())
          }
        }
      }
    }
    return nearest.map { min(1, max(0, (radius - $0.squareRoot()) / Self.edge + 0.5)) }
  }

  /// The pixels a piece of line can reach on one axis.
  private static func pixels(_ a: Double, _ b: Double, _ reach: Double) -> Range<Int> {
    let low = max(0, Int((min(a, b) - reach).rounded(.down)))
    let high = min(side, Int((max(a, b) + reach).rounded(.up)))
    return low..<max(low, high)
  }

  /// The mean place of the ink.
  static func centreOfMass(_ image: [Double]) -> Point {
    var sum = Point()
    var mass = 0.0
    for row in 0..<side {
      for column in 0..<side {
        let ink = image[row * side + column]
        sum += ink * Point(Double(column) + 0.5, Double(row) + 0.5)
        mass += ink
      }
    }
    return mass > 0 ? sum / mass : Point(repeating: Double(side) / 2)
  }
}
