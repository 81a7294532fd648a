import Catalog
import Foundation
import TestSupport
import Testing

@testable import Plotting

@Suite struct TextPlotTests {
  /// The pictures are kept as text; `TANGENT_RECORD=1 swift test` draws them anew.
  @Test(arguments: Pictures.all.map(\.name))
  func drawsWhatItDrewBefore(_ name: String) throws {
    let figure = try #require(Pictures.all.first { $0.name == name }).figure
    for (suffix, plot) in [
      ("80", TextPlot(width: 80)), ("40", TextPlot(width: 40)),
      ("80.ascii", TextPlot(width: 80, ascii: true)),
    ] {
      let text = plot.render(figure)
      #expect(text == (try Snapshots.recorded("plots/\(name).\(suffix).txt", made: text)))
    }
  }

  @Test(arguments: [24, 40, 57, 80, 120, 200], [false, true])
  func noLineIsWiderThanAsked(_ width: Int, _ ascii: Bool) {
    for (name, figure) in Pictures.all {
      var long = figure
      long.title = String(repeating: "a long title ", count: 20)
      long.xLabel = String(repeating: "日本", count: 60)
      if !long.series.isEmpty { long.series[0].label = String(repeating: "label", count: 50) }
      for figure in [figure, long] {
        for line in TextPlot(width: width, ascii: ascii).lines(figure) {
          #expect(DisplayWidth.of(line) <= width, "\(name) at \(width)")
          #expect(
            !ascii || name == "gaps"
              || line.unicodeScalars.allSatisfy { $0.isASCII || figure == long })
        }
      }
    }
  }

  /// A diagonal must start in the lower left dot and end in the upper right one: U+2840 and U+2808
  /// of the Unicode chart.
  @Test func diagonalGoesFromCornerToCorner() throws {
    let lines = TextPlot(width: 40, height: 6).lines(Figure([.init("", x: [0, 1], y: [0, 1])]))
    let rows = lines.prefix(6).map { Array($0) }
    #expect(rows[0].last == "\u{2808}" || rows[0].last == "\u{280A}" || rows[0].last == "\u{2809}")
    let first = try #require(rows[5].first { ("\u{2801}"..."\u{28FF}").contains($0) })
    let bits = try #require(first.unicodeScalars.first).value - 0x2800
    #expect(bits & 0x40 != 0)
    #expect(rows[0].count == 40)
  }

  @Test func saysWhyNothingIsDrawn() {
    let plot = TextPlot(width: 60)
    #expect(plot.lines(Figure([])) == ["nothing to plot"])
    #expect(plot.lines(Figure([.init("c", y: [])])) == ["nothing to plot: no points"])
    #expect(
      plot.lines(Figure([.init("c", y: [.nan, .infinity])])) == [
        "nothing to plot", "all 2 points of “c” are not finite, so left out",
      ])
    #expect(
      plot.lines(Figure([.init("c", y: [0, -1])], logY: true)).joined(separator: " ")
        .contains("all 2 points of “c” are not positive"))
  }

  @Test func saysWhatIsLeftOut() {
    let figure = Figure([.init("loss", y: [1, .nan, 0, 2])], logY: true)
    #expect(
      figure.notes == [
        "1 of 4 points of “loss” is not finite, so left out",
        "1 of 4 points of “loss” is not positive, so left out of the logarithmic axis",
      ])
  }

  private static let extremes: [[Double]] = [
    [1e300, -1e308, 1.7e308, -1.7e308],
    [Double.leastNonzeroMagnitude, Double.leastNormalMagnitude / 64, Double.leastNormalMagnitude],
    [1, 1 + 1e-15, 1], [0, 0], [1e16, 1e16 + 2], [-1e-300, 1e-300], [123_456_789, 123_456_790],
    [Double.greatestFiniteMagnitude],
  ]

  /// Extreme numbers must neither crash nor widen the picture.
  @Test(arguments: extremes)
  func survivesExtremes(_ values: [Double]) {
    for logarithmic in [false, true] {
      for style in Figure.Style.allCases {
        let figure = Figure(
          [
            .init(
              "v", x: values.map(abs), y: values.map(abs),
              error: values.map { _ in .greatestFiniteMagnitude }), .init("w", y: values),
          ],
          logX: logarithmic, logY: logarithmic, style: style)
        let lines = TextPlot(width: 60).lines(figure)
        #expect(!lines.isEmpty && lines.allSatisfy { DisplayWidth.of($0) <= 60 })
      }
    }
  }

  @Test func colourChangesNothingButEscapes() throws {
    // Cells are drawn in colour or in shades.
    for (_, figure) in Pictures.all where figure.isOfCurves {
      let plain = TextPlot(width: 80).render(figure)
      let coloured = TextPlot(width: 80, colour: true).render(figure)
      #expect(coloured.replacing(try Regex("\u{1B}\\[[0-9;]*m"), with: "") == plain)
      #expect(coloured.contains("\u{1B}["))
    }
  }
}

extension Figure {
  /// Drawn with lines and marks.
  fileprivate var isOfCurves: Bool {
    switch content {
    case .curves, .histogram: true
    case .heatMap, .gallery: false
    }
  }
}
