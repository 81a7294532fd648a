import Datasets
import LinearAlgebra
import Networks

/// Examples as shaded blocks, each beside what a network makes of it: `show fit on digits`.
struct ExamplePictures {
  private let network: Network
  private let data: Dataset
  private let width: Int
  private let digits: Int
  private let watch: any Watch

  init(_ network: Network, _ data: Dataset, _ session: Session) {
    self.network = network
    self.data = data
    width = max(40, session.options.width)
    digits = session.settings.digits
    watch = session.options.watch
  }

  /// The first `count` examples.
  ///
  /// - Throws: `ComputationError`; `Interrupted`.
  func page(_ count: Int) throws -> String {
    let shown = data.taking(Array(0..<count))
    let inputs = shown.inputs.matrix(of: Float.self)
    let outputs = try network.outputs(of: inputs, watch: watch)
    return (0..<count).map { n in
      let x = (0..<shown.shape.withoutGraph.count).map { Double(inputs[n, $0]) }
      let f = (0..<outputs.columns).map { Double(outputs[n, $0]) }
      return example(n, x, f).joined(separator: "\n")
    }.joined(separator: "\n\n")
  }

  private func example(_ n: Int, _ x: [Double], _ f: [Double]) -> [String] {
    let finite = x.filter(\.isFinite)
    let range = (finite.min() ?? 0)...(finite.max() ?? 0)
    let left = Raster(x, data.shape, width: (width - 6) / 2).lines(range)
    var title = "example \(n)"
    if let label = data.labels?[n] {
      title += ": " + (data.classNames?[label] ?? "class \(label)")
    }
    guard f.count == x.count else {
      return [title] + Self.beside(left, numbers(f, rows: max(left.count, 4)))
    }
    let right = Raster(f, data.shape, width: (width - 6) / 2).lines(range)
    let error = zip(x, f).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) } / Double(x.count)
    return [title + "   mean squared difference \(significant(error, digits))"]
      + Self.beside(left, right)
  }

  /// Outputs from the largest down where they do not all fit, the largest marked.
  private func numbers(_ f: [Double], rows: Int) -> [String] {
    let best = f.indices.max { f[$0] < f[$1] }
    let order =
      f.count <= rows
      ? Array(f.indices) : f.indices.sorted { f[$0] > f[$1] }.prefix(rows).map { $0 }
    return order.map { "output \($0): \(significant(f[$0], digits))\($0 == best ? "  <" : "")" }
  }

  private static func beside(_ left: [String], _ right: [String]) -> [String] {
    let width = left.map(\.count).max() ?? 0
    return (0..<max(left.count, right.count)).map { k in
      let one = k < left.count ? left[k] : ""
      return ("  " + (k < right.count ? one.padded(width) + "  " + right[k] : one)).trimmedRight
    }
  }
}

/// Numbers in the shape of an example, made smaller to fit a width. A line of text is about twice as
/// high as a character is wide, so it stands for two rows of an image.
private struct Raster {
  private let values: [Double]
  private let rows: Int
  private let columns: Int
  private let channels: Int
  private let width: Int
  private let isImage: Bool

  init(_ values: [Double], _ shape: Shape, width: Int) {
    self.values = values
    self.width = max(8, width)
    let axes = shape.axes
    isImage = axes.count == 3
    (rows, columns, channels) =
      switch axes.count {
      case 3: (axes[0], axes[1], axes[2])
      case 2: (axes[0], axes[1], 1)
      default: (1, values.count, 1)
      }
  }

  private static let shades: [Character] = [" ", "░", "▒", "▓", "█"]

  /// Lines of blocks, dark to light over the range.
  func lines(_ range: ClosedRange<Double>) -> [String] {
    // Vectors go on in the next line; images and tokens are made smaller.
    if rows == 1, columns > width {
      return stride(from: 0, to: columns, by: width).map { begin in
        String((begin..<min(columns, begin + width)).map { shade(values[$0], range) })
      }
    }
    let step = max(1, (columns + width - 1) / width)
    let tall = step * (isImage ? 2 : 1)
    return stride(from: 0, to: rows, by: tall).map { top in
      String(
        stride(from: 0, to: columns, by: step).map { left in
          shade(
            mean(top..<min(rows, top + tall), left..<min(columns, left + step)), range)
        })
    }
  }

  private func mean(_ rows: Range<Int>, _ columns: Range<Int>) -> Double {
    var sum = 0.0
    for i in rows {
      for j in columns {
        for c in 0..<channels { sum += values[(i * self.columns + j) * channels + c] }
      }
    }
    return sum / Double(rows.count * columns.count * channels)
  }

  private func shade(_ x: Double, _ range: ClosedRange<Double>) -> Character {
    guard x.isFinite else { return "?" }
    let length = range.upperBound - range.lowerBound
    let share = length > 0 ? (x - range.lowerBound) / length : 0
    return Self.shades[Int(max(0, min(4, (share * 4).rounded())))]
  }
}
