/// Draws a figure as a file: writes gnuplot's language, and has the program `gnuplot` draw it.
///
/// The numbers stand in the script itself, in shortest round-trip form, so the script is the whole
/// figure and can be kept, read and compared.
public struct Gnuplot: Sendable {
  /// What a figure's file may be; the raw value is the file's extension.
  public enum Format: String, Sendable, CaseIterable {
    case svg, png, pdf
    /// TikZ, for `\input` in a document with `\usepackage{gnuplot-lua-tikz}`.
    case tex
    /// The script itself, without a choice of terminal.
    case gp

    /// The format that a path's extension names.
    ///
    /// - Throws: ``PlotError`` for any other extension.
    public init(path: String) throws(PlotError) {
      let name = path.split(separator: "/").last ?? ""
      let parts = name.split(separator: ".", omittingEmptySubsequences: false)
      let known = Format.allCases.map { ".\($0.rawValue)" }.joined(separator: ", ")
      guard parts.count > 1, let last = parts.last else {
        throw PlotError(
          "“\(path)” has no extension to say what to draw",
          suggestion: "end it with one of \(known)")
      }
      guard let format = Format(rawValue: last.lowercased()) else {
        throw PlotError("a figure cannot be written as .\(last)", suggestion: "use one of \(known)")
      }
      self = format
    }
  }

  /// The script that draws `figure` in that format, to standard output; ``Format/gp`` leaves the
  /// terminal to whoever runs it.
  ///
  /// - Throws: ``PlotError`` when the figure has no point to show.
  public static func script(_ figure: Figure, as format: Format) throws(PlotError) -> String {
    let drawable = Drawable(figure)
    guard let x = drawable.xRange, let y = drawable.yRange(logarithmic: figure.logY) else {
      throw PlotError(drawable.notes.joined(separator: "; "))
    }
    let text = { (text: String) in quoted(format == .tex ? texEscaped(text) : text) }
    var lines = ["set encoding utf8"]
    if let terminal = terminal(format) {
      lines.append("set terminal \(terminal)")
    } else {
      lines.insert("# Drawn by Tangent. To see it: gnuplot -p FILE", at: 0)
    }
    lines += [
      "set border 3 linewidth 1 linecolor rgb '#444444'", "set tics nomirror out",
      "set grid linetype 1 linewidth 0.5 linecolor rgb '#dddddd'",
    ]
    if !figure.xLabel.isEmpty { lines.append("set xlabel \(text(figure.xLabel)) noenhanced") }
    if !figure.yLabel.isEmpty { lines.append("set ylabel \(text(figure.yLabel)) noenhanced") }
    lines += xAxis(figure, drawable, x)
    if figure.logY { lines += logarithmic("y", y, rounded: true) }
    if figure.style == .bars {
      lines += [
        "set style fill solid 0.85 noborder", "set xzeroaxis linetype 1 linecolor rgb '#444444'",
      ]
      if !figure.logY, y.lowerBound >= 0 { lines.append("set yrange [0:*]") }
    }
    let legend =
      drawable.curves.count > 1
      || drawable.curves.contains { !$0.label.isEmpty && $0.label != figure.yLabel }
    let title = figure.title.isEmpty ? nil : text(figure.title)
    if legend {
      // Above the plot no curve is covered. A title of its own would stand below the legend.
      let head = title.map { "title \($0) noenhanced center" } ?? ""
      lines.append("set key above left horizontal Left reverse noenhanced samplen 2.5 \(head)")
    } else {
      lines.append("unset key")
      if let title { lines.append("set title \(title) noenhanced") }
    }

    let bars = figure.style == .bars ? Bars(drawable, logarithmic: figure.logX) : nil
    var plots: [String] = []
    for (i, curve) in drawable.curves.enumerated() {
      lines.append("$series\(i) << EOD")
      lines += data(curve, i, bars, floor: figure.logY ? y.lowerBound : nil)
      lines.append("EOD")
      plots.append(
        "$series\(i) \(style(curve, i, figure.style)) title \(curve.label.isEmpty ? "''" : text(curve.label))"
      )
    }
    lines.append("plot " + plots.joined(separator: ", \\\n     "))
    return lines.joined(separator: "\n") + "\n"
  }

  // MARK: Pieces of the script

  /// Sizes chosen so that the smallest text is about 2.5 mm high at the width of a page.
  private static func terminal(_ format: Format) -> String? {
    switch format {
    case .svg: "svg size 800,500 dynamic enhanced font 'sans-serif,16' background '#ffffff'"
    case .png:
      "pngcairo size 1600,1000 enhanced font 'sans,17' fontscale 1.6 linewidth 2 pointscale 1.7"
    case .pdf: "pdfcairo size 16cm,10cm enhanced font 'sans,11' linewidth 1.3"
    case .tex: "tikz size 14cm,9cm"
    case .gp: nil
    }
  }

  private static func xAxis(
    _ figure: Figure, _ drawable: Drawable, _ data: ClosedRange<Double>
  ) -> [String] {
    let range = drawable.padded(data, figure)
    let places = drawable.places
    if figure.logX {
      return logarithmic("x", range, rounded: false, places: places)
    }
    let axis = Axis(
      covering: range, logarithmic: false, ticks: 8, rounded: false, whole: drawable.xIsWhole)
    var lines = ["set xrange [\(axis.low):\(axis.high)]"]
    if drawable.xIsWhole, axis.ticks.count > 1 {
      lines.append("set xtics \(axis.ticks[1].value - axis.ticks[0].value)")
    }
    return lines
  }

  /// A logarithmic axis with the ticks of ``Axis``; gnuplot writes powers of ten better itself.
  private static func logarithmic(
    _ name: String, _ data: ClosedRange<Double>, rounded: Bool, places: [Double] = []
  ) -> [String] {
    let axis = Axis(
      covering: data, logarithmic: true, ticks: 8, rounded: rounded, places: places)
    let lines = ["set logscale \(name)", "set \(name)range [\(axis.low):\(axis.high)]"]
    if axis.ticksAreDecades { return lines + ["set format \(name) '10^{%T}'"] }
    let ticks = axis.ticks.map { "'\($0.label)' \($0.value)" }.joined(separator: ", ")
    return lines + ["set \(name)tics (\(ticks))"]
  }

  private static func data(
    _ curve: Drawable.Curve, _ index: Int, _ bars: Bars?, floor: Double?
  ) -> [String] {
    var lines: [String] = []
    for (i, run) in curve.runs.enumerated() {
      if i > 0 { lines.append("") }  // a blank line breaks the curve
      for point in run {
        if let bars {
          let (x, width) = bars.place(point.x, index)
          lines.append("\(x) \(point.y) \(width)")
        } else if curve.hasErrors {
          // On a logarithmic axis a bar that reaches zero ends at the lowest point shown.
          lines.append("\(point.x) \(point.y) \(max(point.low, floor ?? point.low)) \(point.high)")
        } else {
          lines.append("\(point.x) \(point.y)")
        }
      }
    }
    return lines
  }

  private static func style(_ curve: Drawable.Curve, _ i: Int, _ style: Figure.Style) -> String {
    let colour = "linecolor rgb '\(palette[i % palette.count])'"
    let dash = i / palette.count % 4 + 1
    let points =
      "pointtype \([7, 5, 9, 13, 11, 6, 4, 8][i % 8]) pointsize \(curve.count > 200 ? 0.4 : 0.8)"
    switch style {
    case .bars: return "using 1:2:3 with boxes \(colour)"
    case .points where curve.hasErrors: return "using 1:2:3:4 with yerrorbars \(points) \(colour)"
    case .points: return "using 1:2 with points \(points) \(colour)"
    case .lines where curve.hasErrors:
      return "using 1:2:3:4 with yerrorlines \(points) linewidth 1.5 dashtype \(dash) \(colour)"
    case .lines where curve.count <= 40 || curve.runs.contains(where: { $0.count == 1 }):
      return "using 1:2 with linespoints \(points) linewidth 1.5 dashtype \(dash) \(colour)"
    case .lines: return "using 1:2 with lines linewidth 2 dashtype \(dash) \(colour)"
    }
  }

  /// Okabe and Ito's colours, which colour-blind readers can tell apart; without their yellow,
  /// which is too light on white.
  private static let palette = [
    "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#000000",
  ]

  /// A single-quoted string, in which gnuplot interprets nothing but the quote.
  static func quoted(_ text: String) -> String {
    let line = String(text.map { $0.unicodeScalars.contains { $0.value < 32 } ? " " : $0 })
    return "'\(line.replacing("'", with: "''"))'"
  }

  /// The text as TeX shows it.
  static func texEscaped(_ text: String) -> String {
    text.reduce(into: "") { result, character in
      switch character {
      case "\\": result += "\\textbackslash{}"
      case "~": result += "\\textasciitilde{}"
      case "^": result += "\\textasciicircum{}"
      case "#", "$", "%", "&", "_", "{", "}": result += "\\\(character)"
      default: result.append(character)
      }
    }
  }
}
