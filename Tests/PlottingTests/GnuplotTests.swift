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
        "a figure cannot be written as .jpg", suggestion: "use one of .svg, .png, .pdf, .tex, .gp")
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

  @Test func refusesAMissingFolder() {
    #expect(throws: PlotError("there is no folder “/no/such” to draw in")) {
      try Gnuplot.draw(Pictures.all[0].figure, to: "/no/such/a.svg")
    }
  }

  @Test func keepsTheScript() throws {
    try Fixtures.withTemporaryFolder { folder in
      let file = folder.appendingPathComponent("fig.gp")
      try Gnuplot.draw(Pictures.all[0].figure, to: file.path)
      let text = try String(contentsOf: file, encoding: .utf8)
      #expect(
        text.hasPrefix("# Drawn by Tangent. To see it: gnuplot -p fig.gp\nset encoding utf8\n"))
      #expect(text.contains("\n10.0 1.7374615061559637\n"))
    }
  }

  /// Every kind of figure in every format, by the real program; the file's first bytes say that it
  /// is what its name says, and nothing else is left in the folder.
  @Test(.enabled(if: Gnuplot.program != nil), arguments: Gnuplot.Format.allCases)
  func drawsFiles(_ format: Gnuplot.Format) throws {
    let begins: [Gnuplot.Format: [UInt8]] = [
      .svg: Array("<?xml".utf8), .png: [0x89, 0x50, 0x4E, 0x47], .pdf: Array("%PDF".utf8),
      .tex: Array("\\begin{tikzpicture}".utf8), .gp: Array("# Drawn".utf8),
    ]
    try Fixtures.withTemporaryFolder { folder in
      for (name, figure) in Pictures.all {
        let file = folder.appendingPathComponent("\(name).\(format.rawValue)")
        try Gnuplot.draw(figure, to: file.path)
        let bytes = try Data(contentsOf: file)
        let begin = try #require(begins[format])
        #expect(bytes.prefix(begin.count) == Data(begin) && bytes.count > 300)
      }
      let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      #expect(left.count == Pictures.all.count)
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
      let file = folder.appendingPathComponent("fig.svg")
      try Gnuplot.draw(figure, to: file.path)
      let svg = try String(contentsOf: file, encoding: .utf8)
      #expect(svg.contains("a_b^c"))
      #expect(svg.contains("{/Symbol x}"))
      #expect(svg.contains("é"))
      #expect(!FileManager.default.fileExists(atPath: trap.path))
    }
  }
}
