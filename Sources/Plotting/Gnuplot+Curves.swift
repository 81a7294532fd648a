extension Gnuplot {
  /// Curves, bars and histograms.
  static func curves(_ figure: Figure, _ surface: Surface) throws(PlotError) -> [String] {
    let drawable = Drawable(figure)
    guard let x = drawable.xRange, let y = drawable.yRange(logarithmic: figure.logY) else {
      throw PlotError(drawable.notes.joined(separator: "; "))
    }
    var lines = [
      "set border 3 linewidth 1 linecolor rgb '#444444'", "set tics nomirror out",
      "set grid linetype 1 linewidth 0.5 linecolor rgb '#dddddd'",
    ]
    lines += labels(figure, surface, title: false)
    lines += xAxis(figure, drawable, x)
    if figure.logY { lines += logarithmic("y", y, rounded: true) }
    if figure.histogram != nil, !figure.logY { lines.append("set yrange [0:*]") }
    if figure.style == .bars {
      lines += [
        "set style fill solid 0.85 noborder", "set xzeroaxis linetype 1 linecolor rgb '#444444'",
      ]
      if !figure.logY, y.lowerBound >= 0 { lines.append("set yrange [0:*]") }
    }
    let legend =
      drawable.curves.count > 1
      || drawable.curves.contains {
        !$0.label.isEmpty && ![figure.xLabel, figure.yLabel].contains($0.label)
      }
    let title = figure.title.isEmpty ? nil : surface.text(figure.title)
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
      if figure.histogram != nil {
        plots += histogram(curve, i, of: drawable.curves.count, figure, surface)
        continue
      }
      plots.append(
        "$series\(i) \(style(curve, i, figure.style)) title \(curve.label.isEmpty ? "''" : surface.text(curve.label))"
      )
    }
    lines.append("plot " + plots.joined(separator: ", \\\n     "))
    return lines
  }

  // MARK: Pieces

  private static func xAxis(
    _ figure: Figure, _ drawable: Drawable, _ data: ClosedRange<Double>
  ) -> [String] {
    let range = drawable.padded(data, figure)
    let places = figure.histogram == nil ? drawable.places : []
    if figure.logX {
      return logarithmic("x", range, rounded: false, places: places)
    }
    let axis = Axis(
      covering: range, logarithmic: false, ticks: 8, rounded: false,
      whole: figure.xIsWhole(drawable))
    var lines = ["set xrange [\(axis.low):\(axis.high)]"]
    if figure.xIsWhole(drawable), axis.ticks.count > 1 {
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

  /// The bins of one group side by side; of several their staircases, seen through each other.
  private static func histogram(
    _ curve: Drawable.Curve, _ i: Int, of count: Int, _ figure: Figure, _ surface: Surface
  ) -> [String] {
    let colour = palette[i % palette.count]
    let base = Histogram.floor(logarithmic: figure.logY)
    let title = curve.label.isEmpty ? "''" : surface.text(curve.label)
    let fill = count == 1 ? "solid 0.8" : "transparent solid 0.3"
    let area =
      "$series\(i) using 1:2 with filledcurves y1=\(base) fillstyle \(fill) noborder "
      + "linecolor rgb '\(colour)' title \(title)"
    let line = "$series\(i) using 1:2 with lines linewidth 1.5 linecolor rgb '\(colour)' notitle"
    return count == 1 ? [area, separators(i, base)] : [area, line]
  }

  /// White lines from the floor up to each bin's height, where bins meet.
  private static func separators(_ i: Int, _ base: Double) -> String {
    "$series\(i) using 1:(\(base)):(0):($2-\(base)) with vectors nohead linewidth 1 "
      + "linecolor rgb '#ffffff' notitle"
  }

  private static func style(_ curve: Drawable.Curve, _ i: Int, _ style: Figure.Style) -> String {
    let colour = "linecolor rgb '\(palette[i % palette.count])'"
    let dash = i / palette.count % 4 + 1
    let points =
      "pointtype \([7, 5, 9, 13, 11, 6, 4, 8][i % 8]) pointsize \(curve.count > 1000 ? 0.4 : curve.count > 100 ? 0.7 : 1)"
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
}
