import Catalog

/// Draws a figure with characters: braille dots, or plain ASCII.
///
/// The text depends on the figure and on these settings alone, so it can be compared in tests.
public struct TextPlot: Sendable {
  /// Columns of the whole picture, labels included.
  public var width: Int
  /// Lines of the drawing area, axes and legend not included.
  public var height: Int
  /// Characters of ASCII only, for terminals and fonts without braille.
  public var ascii: Bool
  /// Colours by ANSI escapes; series are told apart by their marks all the same.
  public var colour: Bool

  /// A plot `width` columns wide (held between 24 and 400), a fifth of that high.
  public init(width: Int, height: Int? = nil, ascii: Bool = false, colour: Bool = false) {
    self.width = min(max(width, 24), 400)
    self.height = min(max(height ?? self.width / 5, 4), 100)
    if height == nil { self.height = min(max(self.height, 10), 24) }
    self.ascii = ascii
    self.colour = colour
  }

  /// The figure as text, each line ended by a newline; notes on what could not be drawn come last.
  public func render(_ figure: Figure) -> String {
    lines(figure).map { $0 + "\n" }.joined()
  }

  /// The figure's lines, none wider than ``width``.
  public func lines(_ figure: Figure) -> [String] {
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
      ticks: max(2, columns / 10), rounded: false, whole: drawable.xIsWhole,
      places: drawable.places)

    var drawing = Drawing(
      canvas: Canvas(columns: columns, rows: height), x: x, y: y, marks: marks(drawable),
      ascii: ascii)
    drawing.draw(drawable, figure.style)

    var lines: [String] = []
    if !figure.title.isEmpty { lines.append(centred(figure.title, in: width, from: 0)) }
    if !figure.yLabel.isEmpty { lines.append(cut(figure.yLabel, to: width)) }
    lines += framed(drawing.canvas.lines(ascii: ascii, paint: paint), y, drawing, margin)
    lines += below(x, drawing, margin, label: figure.xLabel)
    lines += legend(drawable, figure)
    return lines + notes
  }

  // MARK: Frame

  /// The drawing with its y axis.
  private func framed(
    _ rows: [String], _ y: Axis, _ drawing: Drawing, _ margin: Int
  ) -> [String] {
    var labels: [Int: String] = [:]
    for tick in y.ticks { labels[drawing.row(tick.value)] = tick.label }
    return rows.enumerated().map { i, row in
      let label = labels[rows.count - 1 - i]
      let axis = label == nil ? (ascii ? "|" : "│") : (ascii ? "+" : "┤")
      return padded(label ?? "", margin - 1) + axis + row
    }
  }

  /// The x axis, its numbers and its name.
  private func below(_ x: Axis, _ drawing: Drawing, _ margin: Int, label: String) -> [String] {
    let columns = drawing.canvas.columns
    var rule = Array(repeating: Character(ascii ? "-" : "─"), count: columns)
    var numbers = Array(repeating: Character(" "), count: margin + columns)
    var free = 0
    for tick in x.ticks {
      let column = drawing.column(tick.value)
      let text = Array(tick.label)
      // A label stands centred under its tick, and inside the picture.
      let start = max(0, min(margin + column - (text.count - 1) / 2, numbers.count - text.count))
      guard start >= free, start + text.count <= numbers.count else { continue }
      rule[column] = ascii ? "+" : "┬"
      numbers.replaceSubrange(start..<(start + text.count), with: text)
      free = start + text.count + 1
    }
    let corner = String(repeating: " ", count: margin - 1) + (ascii ? "+" : "└")
    var lines = [corner + String(rule), trimmed(String(numbers))]
    if !label.isEmpty { lines.append(centred(label, in: columns, from: margin)) }
    return lines
  }

  /// The series' marks and names; none when there is one series that the y label names.
  private func legend(_ drawable: Drawable, _ figure: Figure) -> [String] {
    let named = drawable.curves.filter { !$0.label.isEmpty }
    guard let first = named.first else { return [] }
    if drawable.curves.count == 1, first.label == figure.yLabel { return [] }
    let marks = marks(drawable)
    var lines: [String] = []
    var (line, length) = ("", 0)
    for (i, curve) in drawable.curves.enumerated() where !curve.label.isEmpty {
      let mark = figure.style == .bars ? Drawing.fill(i, ascii) : marks[i] ?? (ascii ? "-" : "─")
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

  // MARK: Text

  /// Okabe and Ito's palette, as near as 256 colours come: told apart by colour-blind readers too.
  private func paint(_ text: String, _ series: Int) -> String {
    let colours = [33, 208, 35, 170, 117, 178, 160, 244]
    guard colour, series >= 0 else { return text }
    return "\u{1B}[38;5;\(colours[series % colours.count])m\(text)\u{1B}[0m"
  }

  private func centred(_ text: String, in columns: Int, from margin: Int) -> String {
    let text = cut(text, to: columns)
    return String(repeating: " ", count: margin + (columns - DisplayWidth.of(text)) / 2) + text
  }

  private func padded(_ text: String, _ columns: Int) -> String {
    String(repeating: " ", count: max(0, columns - 1 - text.count)) + text
      + (columns > text.count ? " " : "")
  }

  private func trimmed(_ text: String) -> String {
    String(text[..<(text.lastIndex { $0 != " " }.map { text.index(after: $0) } ?? text.startIndex)])
  }

  /// The text without control characters, shortened to the columns there are.
  private func cut(_ text: String, to columns: Int) -> String {
    let isControl = { (c: Character) in c.isNewline || c.unicodeScalars.contains { $0.value < 32 } }
    return DisplayWidth.shortened(String(text.map { isControl($0) ? " " : $0 }), to: columns)
  }

  /// A sentence over as many lines as it needs.
  private func wrapped(_ text: String) -> [String] {
    var lines = [""]
    for word in text.split(separator: " ") {
      let word = cut(String(word), to: width - 2)
      let longer = lines[lines.count - 1].isEmpty ? word : lines[lines.count - 1] + " " + word
      if DisplayWidth.of(longer) <= width {
        lines[lines.count - 1] = longer
      } else {
        lines.append("  " + word)
      }
    }
    return lines
  }
}
