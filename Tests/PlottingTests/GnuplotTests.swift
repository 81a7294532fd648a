import Foundation
import TestSupport
import Testing

@testable import Plotting

@Suite struct GnuplotTests {
  @Test(arguments: Pictures.all.map(\.name))
  func writesTheScriptItWroteBefore(_ name: String) throws {
    let figure = try #require(Pictures.all.first { $0.name == name }).figure
    let script = try Gnuplot.script(figure, as: .gp)
    #expect(script == (try Snapshots.recorded("plots/\(name).gp", made: script)))
  }

  @Test func knowsFormatsByExtension() throws {
    #expect(try Gnuplot.Format(path: "a/b.SVG") == .svg)
    #expect(try Gnuplot.Format(path: "x.y.pdf") == .pdf)
    #expect(
      throws: PlotError(
        "a figure cannot be written as .jpg",
        suggestion: "use one of .svg, .png, .pdf, .html, .tex, .gp")
    ) {
      try Gnuplot.Format(path: "a.jpg")
    }
    #expect(throws: PlotError.self) { try Gnuplot.Format(path: "folder.svg/plain") }
  }

  @Test func escapesText() {
    #expect(Gnuplot.quoted("it's `date` \\n\n@x") == "'it''s `date` \\n @x'")
    #expect(
      Gnuplot.texEscaped("50% of a_b^2 & {#$~\\}")
        == "50\\% of a\\_b\\textasciicircum{}2 \\& \\{\\#\\$\\textasciitilde{}\\textbackslash{}\\}")
  }

  @Test func refusesAnEmptyFigure() {
    #expect(throws: PlotError("nothing to plot; all 2 points of “c” are not finite, so left out")) {
      try Gnuplot.script(Figure([.init("c", y: [.nan, .nan])]), as: .svg)
    }
  }

  /// Every kind of figure in every format, by the real program; the file's first bytes say that it
  /// is what its name says.
  @Test(.enabled(if: Gnuplot.program != nil), arguments: Gnuplot.Format.allCases)
  func drawsFileContents(_ format: Gnuplot.Format) throws {
    let begins: [Gnuplot.Format: [UInt8]] = [
      .svg: Array("<?xml".utf8), .png: [0x89, 0x50, 0x4E, 0x47], .pdf: Array("%PDF".utf8),
      .html: Array("<!DOCTYPE html>".utf8), .tex: Array("\\begin{tikzpicture}".utf8),
      .gp: Array("# Drawn".utf8),
    ]
    let begin = try #require(begins[format])
    for (_, figure) in Pictures.all {
      let bytes = try Gnuplot.render(figure, as: format)
      #expect(bytes.starts(with: begin) && bytes.count > 300)
    }
  }

  /// Text is shown, never run: neither backquotes nor quotes nor gnuplot's markup.
  @Test(.enabled(if: Gnuplot.program != nil))
  func showsTextAsItIs() throws {
    try Fixtures.withTemporaryFolder { folder in
      let trap = folder.appendingPathComponent("trap")
      let label = "it's \"a_b^c\" {/Symbol x} `touch \(trap.path)` @y \\n é"
      let figure = Figure(
        [.init(label, y: [1, 2]), .init("b", y: [2, 1])], xLabel: label, yLabel: label, title: label
      )
      let svg = String(decoding: try Gnuplot.render(figure, as: .svg), as: UTF8.self)
      #expect(svg.contains("a_b^c"))
      #expect(svg.contains("{/Symbol x}"))
      #expect(svg.contains("é"))
      #expect(!FileManager.default.fileExists(atPath: trap.path))
    }
  }

  /// A page needs no other file: what it names stands in it.
  @Test(.enabled(if: Gnuplot.program != nil))
  func pagesStandAlone() throws {
    for (name, figure) in Pictures.all {
      let page = String(decoding: try Gnuplot.render(figure, as: .html), as: UTF8.self)
      #expect(page.contains("<svg") && page.hasSuffix("</html>\n"), "\(name)")
      for attribute in ["src=\"", "href=\"http"] where page.contains(attribute) {
        let places = page.ranges(of: attribute).map { page[$0.upperBound...].prefix(5) }
        #expect(places.allSatisfy { $0.hasPrefix("data:") }, "\(name): \(attribute)")
      }
    }
  }

  /// A picture in the terminal begins and ends as sixels do, within the pixels there are.
  @Test(.enabled(if: Gnuplot.program != nil))
  func drawsSixels() throws {
    for (name, figure) in Pictures.all {
      let sixels = try Gnuplot.sixel(figure, width: 400, height: 200)
      #expect(sixels.hasPrefix("\u{1B}P") && sixels.contains("\u{1B}\\"), "\(name)")
      let raster = try #require(sixels.firstMatch(of: /"1;1;(\d+);(\d+)/), "\(name)")
      let (width, height) = (try #require(Int(raster.1)), try #require(Int(raster.2)))
      #expect((40...400).contains(width) && (20...200).contains(height), "\(name)")
    }
  }

  /// Cells and pixels keep their edges: a viewer would smooth the few of a small kernel into a fog.
  @Test(.enabled(if: Gnuplot.program != nil), arguments: [Gnuplot.Format.svg, .html])
  func cellsAreNotSmoothed(_ format: Gnuplot.Format) throws {
    let figure = Figure(.heatMap(HeatMap(matrix: [1, 2, 3, 4], rowCount: 2, columnCount: 2)))
    let text = String(decoding: try Gnuplot.render(figure, as: format), as: UTF8.self)
    let images = text.ranges(of: "<image ").count
    #expect(images > 0 && text.ranges(of: "image-rendering:pixelated").count == images)
  }
}
