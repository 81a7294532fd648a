import Foundation

@testable import Plotting

/// The figures that tests draw, by name.
enum Pictures {
  private static let epochs = (0...20).map { Double($0) * 10 }
  private static let ranks = (1...300).map(Double.init)

  static let all: [(name: String, figure: Figure)] = [
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
