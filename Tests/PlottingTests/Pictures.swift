import Foundation

@testable import Plotting

/// The figures that tests draw, by name.
enum Pictures {
  private static let epochs = (0...20).map { Double($0) * 10 }
  private static let ranks = (1...300).map(Double.init)

  /// A number between 0 and `parts` whose distribution is near a bell, the same at every run.
  private static func sum(_ parts: Int, _ n: Int) -> Double {
    (1...parts).reduce(0) { sum, k in
      let root: Double = [2, 3, 5, 7, 11][k - 1]
      let x = Double(n + 1) * root.squareRoot()
      return sum + x - x.rounded(.down)
    }
  }

  /// A matrix with an entry that is not finite.
  private static func kernel(_ n: Int) -> HeatMap {
    var values: [Double] = []
    for i in 0..<n {
      for j in 0..<n {
        let distance = Double(i - j) * 4 / Double(n)
        values.append(exp(-distance * distance) * (i < n / 2 ? 3 : 1))
      }
    }
    values[n + 2] = .nan
    return HeatMap(
      matrix: values, rowCount: n, columnCount: n, of: (n, n), valueLabel: "entry",
      isLogarithmic: false)
  }

  private static func picture(_ n: Int) -> Picture {
    let values: [Double] = (0..<64).map { k in Double((k / 8 + n) % 8 * (k % 8)) }
    return Picture(values, rows: 8, columns: 8, caption: "class \(n)")
  }

  static let all: [(name: String, figure: Figure)] =
    curves + [
      ("histogram", histogram), ("histograms", histograms),
      ("kernel", Figure(.heatMap(kernel(12)), xLabel: "example", yLabel: "example")),
      ("large-kernel", Figure(.heatMap(kernel(90)), xLabel: "example", yLabel: "example")),
      ("table", Figure(.heatMap(table), xLabel: "n", yLabel: "width")),
      ("vectors", Figure(.heatMap(vectors), xLabel: "input")),
      ("images", Figure(.gallery(images))),
    ]

  private static let histogram: Figure = {
    let values: [Double] = (0..<400).map { sum(3, $0) }
    return Figure(.histogram(Histogram(of: [("", values)])), xLabel: "loss", yLabel: "count")
  }()

  private static let histograms: Figure = {
    let net: [Double] = (0..<300).map { pow(10, sum(4, $0)) }
    let fit: [Double] = (0..<200).map { pow(10, sum(5, $0) + 0.5) }
    let histogram = Histogram(of: [("net", net), ("fit", fit)], logarithmic: true)
    return Figure(
      .histogram(histogram), xLabel: "eigenvalue", yLabel: "count", logX: true, logY: true)
  }()

  private static let table = HeatMap(
    table: [0.31, 0.42, .nan, 1.5, 0.2, 2.25], rows: ["4", "8"], columns: ["10", "20", "30"],
    valueLabel: "loss")

  private static let vectors = HeatMap(
    examples: (0..<60).map { sin(Double($0) / 4) }, rows: ["0: a", "1: b", "2: a"],
    columnCount: 20, valueLabel: "value")

  private static let images: [Picture] =
    (0..<4).map { picture($0) } + [Picture([0, 1, .nan, 3], rows: 2, columns: 2, caption: "gap")]

  private static let curves: [(name: String, figure: Figure)] = [
    (
      "line",
      Figure(
        [.init("loss", x: epochs, y: epochs.map { 2 * exp(-$0 / 50) + 0.1 })],
        xLabel: "epoch", yLabel: "loss")
    ),
    (
      "two-lines",
      Figure(
        [
          .init("loss", x: epochs, y: epochs.map { 2 * exp(-$0 / 50) + 0.1 }),
          .init("entropy", x: epochs, y: epochs.map { 3.2 - $0 / 200 }),
        ], xLabel: "epoch", title: "training")
    ),
    (
      "spectrum",
      Figure(
        [
          .init("net", x: ranks, y: ranks.map { 5000 * pow($0, -1.7) }),
          .init("fit", x: ranks, y: ranks.map { 9000 * pow($0, -2.1) }),
        ], xLabel: "index", yLabel: "eigenvalue", logX: true, logY: true)
    ),
    (
      "errors",
      Figure(
        [
          .init("rnd", x: [16, 32, 64], y: [2.1, 1.7, 1.2], error: [0.2, 0.1, 0.05]),
          .init("random", x: [16, 32, 64], y: [2, 1.8, 1.35], error: [0.25, 0.13, 0.02]),
        ], xLabel: "n", yLabel: "loss", logX: true)
    ),
    (
      "bars",
      Figure(
        [.init("count", y: [3, 5, 1, 9, 14, 7, 3, 0, 2, 1])], xLabel: "class", yLabel: "count",
        style: .bars)
    ),
    (
      "bars-below-zero",
      Figure([.init("a", y: [3, 5, -1, 9, -4]), .init("b", y: [2, -5, 1, 6, 4])], style: .bars)
    ),
    (
      "points",
      Figure(
        [
          .init("first", x: [0.1, 0.4, 0.35, 0.8], y: [1, 2, 1.5, 0.2]),
          .init("second", x: [1.1, 1.4, 0.9], y: [0.4, 1.7, 1.1]),
        ], style: .points)
    ),
    ("gaps", Figure([.init("c", y: [1, .nan, 3, 4, .infinity, 2, 0])], logY: true)),
    ("constant", Figure([.init("c", y: [5, 5, 5])])),
    ("one-point", Figure([.init("c", x: [3], y: [0.5])])),
  ]
}
