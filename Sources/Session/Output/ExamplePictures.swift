import Datasets
import LinearAlgebra
import Networks
import Plotting

/// Examples as shaded blocks, each beside what a network makes of it: `show fit on digits`.
struct ExamplePictures {
  private let network: Network
  private let data: Dataset
  private let width: Int
  private let digits: Int
  private let isASCII: Bool
  private let watch: any Watch

  init(_ network: Network, _ data: Dataset, _ session: Session) {
    self.network = network
    self.data = data
    width = max(40, session.options.width)
    digits = session.settings.digits
    isASCII = !session.options.isUnicode
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
    let left = lines(x, range)
    let title = Self.title(n, data)
    guard f.count == x.count else {
      return [title] + Self.beside(left, numbers(f, rows: max(left.count, 4)))
    }
    let right = lines(f, range)
    let error = zip(x, f).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) } / Double(x.count)
    return [title + "   mean squared difference \(significant(error, digits))"]
      + Self.beside(left, right)
  }

  private func lines(_ values: [Double], _ range: ClosedRange<Double>) -> [String] {
    let picture = Self.picture(values, data.shape.withoutGraph, range: range)
    return TextPlot(width: width, ascii: isASCII).drawing(picture, width: (width - 6) / 2).text
  }

  // MARK: Pictures and their names

  /// An example as an image. Of a graph its adjacency is seen.
  static func picture(_ n: Int, _ data: Dataset, caption: String) -> Picture {
    let values = data.inputs.gathered([n]).matrix(of: Double.self).withView { view in
      (0..<view.columns).map { view[0, $0] }
    }
    guard data.shape.isGraph else { return picture(values, data.shape, caption: caption) }
    let nodes = data.shape.axes[0]
    return Picture(
      Array(values.suffix(nodes * nodes)), rows: nodes, columns: nodes, caption: caption)
  }

  /// Numbers in the shape of an example: height, width and channels, or rows of what there is.
  private static func picture(
    _ values: [Double], _ shape: Shape, caption: String = "", range: ClosedRange<Double>? = nil
  ) -> Picture {
    let axes = shape.axes
    return switch axes.count {
    case 1: Picture(values, rows: 1, columns: axes[0], caption: caption, range: range)
    case 3:
      Picture(
        values, rows: axes[0], columns: axes[1], channels: axes[2], caption: caption, range: range)
    default:
      Picture(
        values, rows: axes[0], columns: values.count / max(axes[0], 1), caption: caption,
        range: range)
    }
  }

  /// The class or target of an example, else its number, or both.
  static func caption(_ n: Int, _ data: Dataset, numbered: Bool = false) -> String {
    switch data.targets {
    case .classes(let labels, _):
      let name = data.classNames?[labels[n]] ?? "class \(labels[n])"
      return numbered ? "\(n): \(name)" : name
    case .values(let targets) where targets.columns == 1:
      let value = significant(targets.gathered([n]).matrix(of: Double.self)[0, 0], 4)
      return numbered ? "\(n): \(value)" : "target \(value)"
    default: return numbered ? "\(n)" : "example \(n)"
    }
  }

  /// `example 3: class 7`
  private static func title(_ n: Int, _ data: Dataset) -> String {
    data.labels == nil ? "example \(n)" : "example \(n): \(caption(n, data))"
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
