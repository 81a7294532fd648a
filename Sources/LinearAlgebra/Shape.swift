/// The shape of one example: the axes of an array, row-major. `28x28x1` is height, width, channels.
public struct Shape: Sendable, Hashable, CustomStringConvertible {
  /// The lengths of the axes, the outermost first.
  public let axes: [Int]

  /// A shape of these axes.
  public init(_ axes: [Int]) { self.axes = axes }

  /// A shape of these axes.
  public init(_ axes: Int...) { self.axes = axes }

  /// The number of elements: the product of the axes.
  public var count: Int { axes.reduce(1, *) }

  /// The number of elements, or nil where it is more than 2^31 - 1: BLAS counts in 32 bits.
  public var checkedCount: Int? {
    var count = 1
    for axis in axes {
      let (product, overflow) = count.multipliedReportingOverflow(by: axis)
      if overflow || product > Int(Int32.max) || product < 0 { return nil }
      count = product
    }
    return count
  }

  /// As it is typed: `28x28x1`.
  public var description: String { axes.map(String.init).joined(separator: "x") }
}
