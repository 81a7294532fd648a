/// The shape of one example: the axes of an array, row-major. `28x28x1` is height, width, channels.
///
/// `graph 12x4` is a graph of 12 nodes with 4 features each: 12 · 4 numbers of the nodes, node by
/// node, and behind them the adjacency matrix, 12 · 12 numbers, row by row.
public struct Shape: Sendable, Hashable, CustomStringConvertible {
  /// The lengths of the axes, the outermost first; of a graph, nodes and features.
  public let axes: [Int]
  /// Whether an adjacency matrix follows.
  public let isGraph: Bool

  /// A shape of these axes.
  public init(_ axes: [Int]) { self.init(axes, isGraph: false) }

  /// A shape of these axes.
  public init(_ axes: Int...) { self.init(axes) }

  /// A graph, its adjacency matrix behind its features.
  public static func graph(nodes: Int, features: Int) -> Shape {
    Shape([nodes, features], isGraph: true)
  }

  private init(_ axes: [Int], isGraph: Bool) {
    self.axes = axes
    self.isGraph = isGraph
  }

  /// The number of elements: the product of the axes, and those of a graph's adjacency matrix.
  public var count: Int { axes.reduce(1, *) + (isGraph ? axes[0] * axes[0] : 0) }

  /// The number of elements, or nil where it is more than 2^31 - 1: BLAS counts in 32 bits.
  public var checkedCount: Int? {
    if isGraph {
      guard let nodes = Shape(axes[0], axes[0]).checkedCount, let own = withoutGraph.checkedCount
      else { return nil }
      return nodes + own <= Int(Int32.max) ? nodes + own : nil
    }
    var count = 1
    for axis in axes {
      let (product, overflow) = count.multipliedReportingOverflow(by: axis)
      if overflow || product > Int(Int32.max) || product < 0 { return nil }
      count = product
    }
    return count
  }

  /// The shape of the features alone, which layers work on; other shapes as they are.
  public var withoutGraph: Shape { Shape(axes) }

  /// As it is typed: `28x28x1`, `graph 12x4`.
  public var description: String {
    (isGraph ? "graph " : "") + axes.map(String.init).joined(separator: "x")
  }
}
