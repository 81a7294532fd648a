import Catalog
import Foundation
import Language
import LinearAlgebra
import Plotting
import TestSupport
import Testing

@testable import Session

/// What `plot` makes of values, and what it says of those it cannot draw.
@Suite struct PlotTests {
  private static let made = """
    digits = generate digits 30 with seed=1
    net = input 28x28x1 | flatten | dense 8 relu | dense 10 with seed=1
    fit = train net on digits for 2 epochs recording loss, entropy
    t = for n in [1, 2, 3], w in [4, 8] { collect n, w, n / w as ratio, 0 / 0 as gap, "a" as word }
    graphs = generate graphs 12 with seed=1
    tokens = generate sequences 20 with seed=1
    circles = generate circles 40 with seed=1
    K = kernel net on digits
    """

  private func figure(_ plot: String) throws -> Figure {
    var transcript = Transcript()
    try transcript.run(Self.made + "\n" + plot)
    return try #require(transcript.session.current.figure)
  }

  /// Everything that can be plotted is drawn at any width, in every ink, and given to gnuplot.
  @Test(arguments: [
    "plot fit", "plot fit.loss, fit.entropy against fit.epoch with log=xy",
    "plot spectrum net on digits", "plot spectrum net on digits with style=histogram",
    "plot spectrum net on digits, spectrum fit on digits with style=histogram, bins=3",
    "plot K", "plot K with log=z", "plot (kernel net on digits with outputs=all)",
    "plot outputs fit on digits", "plot digits", "plot digits with count=1", "plot graphs",
    "plot tokens", "plot circles", "plot circles with count=5",
    "plot digits.label with style=histogram",
    "plot ratio against n by w from t", "plot ratio against n from t with error=sem",
    "plot ratio from t with style=histogram", "plot ratio from t by w with style=histogram",
    "plot ratio against n by w from t with style=heatmap",
    "plot gap against n by w from t with style=heatmap", "plot gap against n from t",
    "plot gap from t with style=histogram", "plot [1, 1/0, 0/0, 2]", "plot [0/0]", "plot [3]",
    "plot 5",
    "plot [5] with style=histogram", "plot [0, 0] with style=bars, log=y", "plot []",
    "plot kernel net on (select 1 from digits using first)",
    "plot (select 1 from digits using first)",
  ])
  func isDrawnEverywhere(_ plot: String) throws {
    let figure = try figure(plot)
    for width in [1, 24, 40, 133, 400] {
      for (ascii, colour) in [(false, false), (true, false), (false, true), (true, true)] {
        for height in [nil, 4, 100] {
          let text = TextPlot(width: width, height: height, ascii: ascii, colour: colour)
          #expect(!text.lines(figure).isEmpty)
          guard !colour else { continue }
          #expect(text.lines(figure).allSatisfy { DisplayWidth.of($0) <= max(width, 24) })
        }
      }
    }
    for format in [Gnuplot.Format.svg, .tex, .gp] {
      if figure.isDrawable {
        #expect(try Gnuplot.script(figure, as: format).contains("plot "))
      } else {
        #expect(throws: PlotError.self) { try Gnuplot.script(figure, as: format) }
      }
    }
  }

  @Test(arguments: [
    ("plot net", "plot spectrum net on DATA"),
    ("plot \"words\"", "lists of numbers, runs, kernels, data sets and columns of tables can"),
    ("plot [\"a\", \"b\"]", "of other things than numbers"),
    ("plot t", "of a table its columns are plotted"),
    ("plot digits, K", "stands alone"),
    ("plot K with style=points", "it is drawn as a heat map"),
    ("plot digits with style=lines", "it is drawn as its examples"),
    ("plot K with log=xy", "log of a heat map is z"),
    ("plot [1, 2] with style=heatmap", "with style=heatmap"),
    ("plot [1, 2] with bins=3", "bins is for style=histogram"),
    ("plot [1, 2] with count=3", "count is for data sets"),
    ("plot word against n from t", "word"),
    ("plot ratio against n from t with style=heatmap", "plot VALUE against X by Y from TABLE"),
  ])
  func saysWhatCanBePlotted(_ plot: String, _ words: String) throws {
    var transcript = Transcript()
    try transcript.run(Self.made)
    let message = transcript.error(plot)
    let error = try #require(message)
    #expect(error.contains(words), "\(error)")
  }

  /// The heat map of a table holds the mean of the rows of each pair, and no number elsewhere.
  @Test func tablesOfTwoWaysAreAveraged() throws {
    let figure = try figure(
      """
      s = for n in [1, 2], w in [4, 8], r in [0, 1] { collect n, w, n * w + r as v }
      plot v against n by w from s with style=heatmap
      """)
    guard case .heatMap(let map) = figure.content else { throw NotAHeatMap() }
    #expect(map.values == [4.5, 8.5, 8.5, 16.5])
    #expect(map.columns == .named(["1", "2"]) && map.rows == .named(["4", "8"]))
  }

  private struct NotAHeatMap: Error {}

  /// The cells of a kernel's heat map are its entries.
  @Test func kernelsAreDrawnEntryByEntry() throws {
    var transcript = Transcript()
    try transcript.run(Self.made + "\nplot K")
    let figure = try #require(transcript.session.current.figure)
    guard case .heatMap(let map) = figure.content,
      case .kernel(let kernel)? = transcript.session.value(of: "K")
    else { throw NotAHeatMap() }
    let entries = kernel.matrix.matrix(of: Double.self)
    #expect(map.rowCount == 30 && map.columnCount == 30)
    for i in 0..<30 { for j in 0..<30 { #expect(map.values[i * 30 + j] == entries[i, j]) } }
  }

  /// 10,000 rows are drawn in a moment: 2 s leaves room for an unoptimised build on a busy machine.
  @Test func largeKernelsAreDrawnFast() throws {
    let n = 10_000
    var values = [Float](repeating: 1, count: n * n)
    values[0] = 3
    let matrix = StoredMatrix.single(Matrix(rows: n, columns: n, elements: values))
    let start = ContinuousClock.now
    let means = matrix.blockMeans(rows: 500, columns: 500)
    let map = HeatMap(matrix: means, rowCount: 500, columnCount: 500, of: (n, n))
    #expect(TextPlot(width: 80).lines(Figure(.heatMap(map))).count > 10)
    #expect(ContinuousClock.now - start < .seconds(2))
    #expect(abs(means[0] - (1 + 2.0 / 400)) < 1e-12 && means[1] == 1)
  }
}
