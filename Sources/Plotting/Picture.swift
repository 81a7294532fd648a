/// One example as an image: its numbers from dark to light over their own range.
public struct Picture: Sendable, Equatable {
  /// [rows x columns x channels], row by row.
  public let values: [Double]
  /// The number of rows.
  public let rows: Int
  /// The number of columns.
  public let columns: Int
  /// 3 are red, green and blue; of any other number the mean is shown.
  public let channels: Int
  /// Above it; may be empty.
  public var caption: String
  /// What is the darkest and what the lightest; nil for the smallest and greatest value.
  public var range: ClosedRange<Double>?

  /// An image of these numbers.
  ///
  /// - Precondition: there are rows x columns x channels of them.
  public init(
    _ values: [Double], rows: Int, columns: Int, channels: Int = 1, caption: String = "",
    range: ClosedRange<Double>? = nil
  ) {
    precondition(values.count == rows * columns * channels)
    self.values = values
    self.rows = rows
    self.columns = columns
    self.channels = channels
    self.caption = caption
    self.range = range
  }

  /// Each block of `tall` x `wide` pixels as one. Without a range of its own the picture goes from
  /// its darkest to its lightest block.
  func pixels(wide: Int = 1, tall: Int = 1) -> PixelGrid {
    let (width, height) = ((columns + wide - 1) / wide, (rows + tall - 1) / tall)
    var means: [[Double]] = []
    for i in 0..<height {
      for j in 0..<width {
        let own = (i * tall)..<min((i + 1) * tall, rows)
        let block = (j * wide)..<min((j + 1) * wide, columns)
        let all = (0..<channels).map { mean(own, block, channel: $0) }
        means.append(channels == 3 ? all : [all.reduce(0, +) / Double(max(channels, 1))])
      }
    }
    let scale = scale(means.joined())
    var grid = PixelGrid(columns: width, rows: height)
    for (k, mean) in means.enumerated() { grid[k / width, k % width] = pixel(mean.map(scale)) }
    return grid
  }

  private func mean(_ rows: Range<Int>, _ columns: Range<Int>, channel: Int) -> Double {
    var sum = 0.0
    for i in rows {
      for j in columns { sum += values[(i * self.columns + j) * channels + channel] }
    }
    return sum / Double(rows.count * columns.count)
  }

  private func pixel(_ shares: [Double]) -> PixelGrid.Pixel {
    let mean = shares.reduce(0, +) / Double(max(shares.count, 1))
    guard mean.isFinite else { return .undefined }
    guard shares.count == 3 else { return .shade(mean, Colour.grey(mean)) }
    return .shade(mean, Colour(red: shares[0], green: shares[1], blue: shares[2]))
  }

  /// From values to shares of the range.
  private func scale(_ shown: some Sequence<Double>) -> (Double) -> Double {
    var (low, high) = (range?.lowerBound ?? .infinity, range?.upperBound ?? -.infinity)
    if range == nil {
      for value in shown where value.isFinite { (low, high) = (min(low, value), max(high, value)) }
    }
    // Halves, because the difference of two large numbers may overflow.
    let (start, length) = (low / 2, high / 2 - low / 2)
    return { value in
      guard value.isFinite else { return value }
      return length > 0 ? min(max((value / 2 - start) / length, 0), 1) : 0
    }
  }
}
