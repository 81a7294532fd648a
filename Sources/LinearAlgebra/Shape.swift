/// The shape of one example: the axes of an array, row-major. `28x28x1` is height, width, channels.
public struct Shape: Sendable, Hashable, CustomStringConvertible {
  public let axes: [Int]

  public init(_ axes: [Int]) { self.axes = axes }

  public init(_ axes: Int...) { self.axes = axes }

  /// The number of elements: the product of the axes.
  public var count: Int { axes.reduce(1, *) }

  public var description: String { axes.map(String.init).joined(separator: "x") }
}
