import Glibc

/// Where the bars of several series stand beside each other, and how wide they are.
struct Bars {
  private let count: Int
  private let width: Double
  private let logarithmic: Bool

  /// - Parameter logarithmic: the x axis is; widths are then factors.
  init(_ drawable: Drawable, logarithmic: Bool) {
    count = drawable.curves.count
    width = (drawable.gap(logarithmic: logarithmic) ?? 1) * 0.8 / Double(max(count, 1))
    self.logarithmic = logarithmic
  }

  /// The middle and the width of the bar of one series at x.
  func place(_ x: Double, _ series: Int) -> (x: Double, width: Double) {
    let shift = (Double(series) - Double(count - 1) / 2) * width
    guard logarithmic else { return (x + shift, width) }
    let middle = x * exp(shift)
    return (middle, middle * (exp(width / 2) - exp(-width / 2)))
  }
}
