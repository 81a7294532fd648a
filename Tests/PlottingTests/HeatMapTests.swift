import Catalog
import Foundation
import Testing

@testable import Plotting

@Suite struct HeatMapTests {
  private func map(_ values: [Double], _ rows: Int, _ columns: Int, log: Bool = false) -> HeatMap {
    HeatMap(
      matrix: values, rowCount: rows, columnCount: columns, valueLabel: "entry",
      isLogarithmic: log)
  }

  @Test func largeMapsAreAveragedInBlocks() {
    let whole = map((0..<24).map(Double.init), 4, 6)
    // Rows 0 and 1, columns 0 to 2: the mean of 0, 1, 2, 6, 7, 8.
    #expect(whole.averaged(rows: 2, columns: 2).values == [4, 7, 16, 19])
    #expect(whole.averaged(rows: 4, columns: 6) == whole)
  }

  /// One entry without a number among many must stay visible.
  @Test func whatIsNotFiniteStaysVisible() {
    var values = [Double](repeating: 1, count: 200 * 200)
    values[77 * 200 + 31] = .nan
    values[0] = 2
    let figure = Figure(.heatMap(map(values, 200, 200)))
    let plain = TextPlot(width: 60, ascii: true).lines(figure)
    let cells = plain.filter { $0.contains("|") || $0.contains("+") }.joined()
    #expect(cells.contains("?"))
    #expect(plain.contains { $0.contains("1 of 40000 cells is not finite") })
  }

  /// The ramp is monotone: a greater number never has a lighter character.
  @Test func shadesFollowTheNumbers() {
    for ascii in [false, true] {
      let ink = Ink(ascii: ascii, colour: false, fullColour: false)
      var seen: [Character] = []
      for step in 0...100 {
        let shade = ink.shade(Double(step) / 100)
        if seen.last != shade { seen.append(shade) }
      }
      #expect(Set(seen).count == seen.count && seen.count >= 4)
      #expect(!ascii || seen.allSatisfy { $0.isASCII })
    }
  }

  /// Blue to yellow, ever lighter, by the colours of Smith and van der Walt's viridis.
  @Test func coloursAreViridis() {
    #expect(Colour.viridis(0).code == "#440154")
    #expect(Colour.viridis(1).code == "#fde725")
    let lightness = (0...20).map { step in
      let colour = Colour.viridis(Double(step) / 20)
      return 0.2126 * Double(colour.red) + 0.7152 * Double(colour.green) + 0.0722
        * Double(colour.blue)
    }
    #expect(lightness == lightness.sorted())
  }

  @Test(arguments: [
    (1, 1), (1, 7), (7, 1), (2, 500), (500, 2), (40, 40), (3, 3),
  ])
  func survives(_ rows: Int, _ columns: Int) {
    let extremes: [Double] = [0, .nan, .infinity, -1.7e308, 1.7e308, 5e-324, -1]
    let fills: [[Double]] = [
      (0..<(rows * columns)).map { Double($0) }, (0..<(rows * columns)).map { _ in 3 },
      (0..<(rows * columns)).map { extremes[$0 % extremes.count] },
      (0..<(rows * columns)).map { _ in .nan },
    ]
    for values in fills {
      for log in [false, true] {
        let figure = Figure(
          .heatMap(map(values, rows, columns, log: log)), xLabel: "example", yLabel: "example")
        for width in [1, 40, 200] {
          for height in [nil, 4, 100] {
            for colour in [false, true] {
              let plot = TextPlot(width: width, height: height, colour: colour)
              let lines = plot.lines(figure)
              let plain = TextPlot(width: width, height: height).lines(figure)
              #expect(!lines.isEmpty)
              #expect(plain.allSatisfy { DisplayWidth.of($0) <= max(width, 24) })
            }
          }
        }
        // A figure without a number is refused with a reason, not drawn.
        if figure.isDrawable {
          #expect((try? Gnuplot.script(figure, as: .svg)) != nil)
        } else {
          #expect(throws: PlotError.self) { try Gnuplot.script(figure, as: .svg) }
        }
      }
    }
  }

  @Test(arguments: [(1, 1, 1), (1, 1, 3), (1, 300, 1), (300, 1, 1), (28, 28, 1), (5, 4, 2)])
  func picturesSurvive(_ rows: Int, _ columns: Int, _ channels: Int) {
    let values = (0..<(rows * columns * channels)).map { $0 % 5 == 4 ? .nan : Double($0) }
    let pictures = (0..<30).map {
      Picture(values, rows: rows, columns: columns, channels: channels, caption: "example \($0)")
    }
    for count in [0, 1, 30] {
      let figure = Figure(.gallery(Array(pictures.prefix(count))))
      for width in [1, 24, 40, 400] {
        for height in [nil, 4, 100] {
          let lines = TextPlot(width: width, height: height).lines(figure)
          #expect(!lines.isEmpty)
          #expect(lines.allSatisfy { DisplayWidth.of($0) <= max(width, 24) })
        }
      }
      #expect((count > 0) == ((try? Gnuplot.script(figure, as: .png)) != nil))
    }
  }
}
