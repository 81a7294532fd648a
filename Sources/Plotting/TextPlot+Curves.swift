import Catalog

extension TextPlot {
  /// A drawing of curves or a histogram, with axes and legend.
  func curves(_ figure: Figure) -> [String] {
    let drawable = Drawable(figure)
    let notes = drawable.notes.flatMap { wrapped("note: \($0)") }
    guard let xRange = drawable.xRange, let yRange = drawable.yRange(logarithmic: figure.logY)
    else {
      return drawable.notes.flatMap { wrapped($0) }
    }
    var yData = yRange
    if figure.style == .bars, !figure.logY {
      yData = min(0, yRange.lowerBound)...max(0, yRange.upperBound)
    }
    let y = Axis(
      covering: yData, logarithmic: figure.logY, ticks: max(2, height / 3), rounded: true,
      whole: drawable.yIsWhole)
    let margin = y.ticks.reduce(0) { max($0, $1.label.count) } + 2
    let columns = max(8, width - margin)
    let x = Axis(
      covering: drawable.padded(xRange, figure), logarithmic: figure.logX,
      ticks: max(2, columns / 10), rounded: false, whole: figure.xIsWhole(drawable),
      places: figure.histogram == nil ? drawable.places : [])

    var drawing = Drawing(
      canvas: Canvas(columns: columns, rows: height), x: x, y: y, marks: marks(drawable),
      ascii: ascii)
    drawing.draw(drawable, figure)

    var lines: [String] = []
    if !figure.title.isEmpty { lines.append(centred(figure.title, in: width, from: 0)) }
    if !figure.yLabel.isEmpty { lines.append(cut(figure.yLabel, to: width)) }
    var labels: [Int: String] = [:]
    for tick in y.ticks { labels[height - 1 - drawing.row(tick.value)] = tick.label }
    lines += framed(drawing.canvas.lines(ascii: ascii, paint: paint), labels, margin: margin)
    lines += below(
      x.ticks.map { (drawing.column($0.value), $0.label) }, columns: columns, margin: margin,
      name: figure.xLabel)
    lines += legend(drawable, figure)
    return lines + notes
  }

  /// The series' marks and names; none when there is one series that the y label names.
  private func legend(_ drawable: Drawable, _ figure: Figure) -> [String] {
    let named = drawable.curves.filter { !$0.label.isEmpty }
    guard let first = named.first else { return [] }
    if drawable.curves.count == 1, [figure.xLabel, figure.yLabel].contains(first.label) {
      return []
    }
    let marks = marks(drawable)
    var lines: [String] = []
    var (line, length) = ("", 0)
    for (i, curve) in drawable.curves.enumerated() where !curve.label.isEmpty {
      let isFilled = figure.style == .bars || figure.histogram != nil && drawable.curves.count == 1
      let mark = isFilled ? Drawing.fill(i, ascii) : marks[i] ?? (ascii ? "-" : "─")
      let name = cut(curve.label, to: width - 4)
      if length > 0, length + 3 + 2 + DisplayWidth.of(name) > width {
        lines.append(line)
        (line, length) = ("", 0)
      }
      let gap = length == 0 ? "  " : "   "
      line += gap + paint(String(mark), i) + " " + name
      length += gap.count + 2 + DisplayWidth.of(name)
    }
    return lines + [line]
  }

  /// Each series' own mark; a single line needs none.
  private func marks(_ drawable: Drawable) -> [Character?] {
    let all: [Character] = ascii ? Array("ox+*#@%&") : Array("●▲■◆○△□◇")
    guard drawable.curves.count > 1 else { return [nil] }
    return drawable.curves.indices.map { all[$0 % all.count] }
  }
}

extension Figure {
  /// The histogram, if it is one.
  var histogram: Histogram? {
    if case .histogram(let histogram) = content { histogram } else { nil }
  }

  /// No tick of the x axis stands between two whole numbers.
  func xIsWhole(_ drawable: Drawable) -> Bool { histogram?.isWhole ?? drawable.xIsWhole }
}
