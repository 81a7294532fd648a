import LinearAlgebra

/// The batches of one epoch after the other: every example once an epoch, in a new order each time
/// or in the order of the data. The last batch may be smaller.
public struct Batches: Sendable {
  /// The number of examples.
  public let count: Int
  /// Examples a batch.
  public let size: Int
  /// What draws the orders, further on by those drawn; nil where there is one order only.
  public private(set) var stream: RandomStream?

  /// - Parameters:
  ///   - size: nil, or more than there are, for all examples in one batch; the order is then that of
  ///     the data, since it makes no difference.
  ///   - stream: draws the orders; nil keeps the order of the data.
  public init(of count: Int, size: Int?, shuffledBy stream: RandomStream?) {
    self.count = count
    self.size = max(1, min(size ?? count, count))
    self.stream = self.size == count ? nil : stream
  }

  /// The order of the next epoch; nil for the order of the data.
  public mutating func nextOrder() -> [Int]? { stream?.shuffled(count) }

  /// The places within the order that make one batch.
  public var ranges: [Range<Int>] {
    stride(from: 0, to: count, by: size).map { $0..<min($0 + size, count) }
  }
}
